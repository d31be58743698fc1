-- Codes as one list means them, and names that were another's.
CREATE EXTENSION IF NOT EXISTS trade_labor;
SELECT scheme, code, partner_from(code, scheme)
FROM (VALUES (1, 'm49', '9'), (2, 'm49', '484'), (3, 'm49', '1'), (4, 'comtrade', '381'), (5, 'comtrade', '842'), (6, 'comtrade', '0'), (7, 'comtrade', '492'),
             (8, 'iso', '492'), (9, 'iso', 'mx'), (10, 'ISO', ' 484 '), (11, 'baci', '699'), (12, 'baci', '490'), (13, 'eurostat', 'EL'), (14, 'eurostat', 'XI'),
             (15, 'eurostat', 'XU'), (16, 'eurostat', 'XS'), (17, 'eurostat', 'QP'), (18, 'eurostat', 'QZ'), (19, 'eurostat', 'EU27_2020'), (20, 'eurostat', 'EU28'),
             (21, 'eurostat', 'EXT_EU27_2020'), (22, 'statcan', 'US'), (23, 'statcan', 'ZX'), (24, 'census', '0021'), (25, 'census_api', '0021'),
             (26, 'census', '0022'), (27, 'census_api', '0022'), (28, 'census', '2010'), (29, 'census_api', '2010'), (30, 'census', '0010'), (31, 'census_api', '0020'),
             (32, 'census', '0012'), (33, 'census_api', '4XXX'), (34, 'census', '0015'), (35, 'census_api', '-')) d(i, scheme, code) ORDER BY i;
SELECT code, partner_from(code, 'census_api'), partner_name(partner_from(code, 'census_api'))
FROM unnest('{0001,0003,0008,0014,0017,0020,0021,0022,0023,0024,0025,0026,0027,0028,1XXX,2XXX,3XXX,4XXX,5XXX,6XXX,7XXX}'::text[]) code;
SELECT partner_from('9', 'statcan');
SELECT partner_from('9', 'comtrade');
SELECT partner_from('842', 'iso');
SELECT partner_from('W00', 'baci');
SELECT partner_from('0021', 'eurostat');
SELECT partner_from('0004', 'census_api');
SELECT partner_from('9999', 'm49');
SELECT partner_from('', 'census');
SELECT partner_from('304', 'japan');
SELECT '381'::partner_code AS italy, 'XS'::partner_code AS serbia, 'QR'::partner_code AS stores;

-- names that were another's
SELECT name, try_resolve_partner(name)
FROM unnest('{É.-U.,E.-U.,é.-u.,ÉU,EU,E.U.,UE,Republik Dominica,Democratic Republic of Germany,"Yemen People''s Republic",Republic of Vietnam,Congo,
              Congo (DRC),Congo (RDC),"Congo (Mexico)",Fmr Sudan,"Fmr Arab Rep. of Yemen","Fmr Dem. Rep. of Germany","Fmr Dem. Rep. of Vietnam","Fmr Dem. Yemen",
              Fmr Ethiopia,"Fmr Fed. Rep. of Germany",Fmr Pacific Isds,"Fmr Panama, excl.Canal Zone",Fmr Panama-Canal-Zone,"Fmr Rep. of Vietnam",Fmr Rhodesia Nyas,
              Fmr Tanganyika,Fmr USSR,Fmr Yugoslavia,Fmr Zanzibar and Pemba Isd,"India, excl. Sikkim","Neth. Antilles and Aruba","So. African Customs Union",
              "USA (before 1981)",Repubblica Ceca,Repubblica Slovacca,Federazione Russa,North America,EU27,EU-28,NATO,OCDE,USMCA (NAFTA),Twenty Latin American Republics}'::text[]) name;
SELECT resolve_partner('North America');
SELECT try_resolve_partner('Congo', 'fr') IS NULL AS with_locale, resolve_partner('É.-U.', 'fr'), try_resolve_partner('Atlantis') IS NULL AS nobody;
SELECT resolve_partner('Congo');
