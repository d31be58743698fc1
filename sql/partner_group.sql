-- Groups of countries by day, and codes as one list means them.
CREATE EXTENSION IF NOT EXISTS trade_labor;

-- the European Union from six to 28 to 27
SELECT day, partner_in('GBR', 'EU', day) AS gbr, partner_in('HRV', 'EU', day) AS hrv, partner_in('DEU', 'EU', day) AS deu,
       (SELECT count(*) FROM partner_groups() g
        WHERE partner_group = 'EU' AND partner <> '058' AND day >= first_day AND (last_day IS NULL OR day <= last_day)) AS members
FROM unnest('{1957-12-31,1958-01-01,1973-01-01,1981-01-01,1986-01-01,1995-01-01,2004-05-01,2007-01-01,2013-06-30,2013-07-01,2020-01-31,2020-02-01}'::date[]) day;
-- fixed compositions do not depend on the day, and are aggregates of their own
SELECT partner_in('GBR', 'EU28') AS eu28, partner_in('GBR', 'EU27_2020') AS eu27, partner_in('HRV', 'EU27_2007') AS eu27_2007,
       partner_in('GBR', 'EU28', '2024-01-01') AS in_2024, partner_in('MEX', 'EXT_EU27_2020') AS extra, partner_in('DEU', 'EXT_EU27_2020') AS not_extra,
       partner_in('BGR', 'EA20') AS ea20, partner_in('BGR', 'EA21') AS ea21, partner_in('BGR', 'EZ', '2025-12-31') AS ez_2025;
SELECT code, code::partner_code, partner_is_aggregate(code::partner_code), partner_name(code::partner_code, 'es'),
       partner_valid(code::partner_code, '2010-01-01') AS valid_2010
FROM unnest('{EU,EU27,EU28,ext_eu27_2020,EA20,USMCA,T-MEC}'::text[]) code WHERE try_partner(code) IS NOT NULL;
-- agreements, and their members before and after
SELECT grp, partner, array_agg(partner_in(partner::partner_code, grp::partner_code, day) ORDER BY day)
FROM (VALUES ('NAFTA', 'MEX'), ('USMCA', 'MEX'), ('MERCOSUR', 'VEN'), ('MERCOSUR', 'BOL'), ('CPTPP', 'GBR'), ('ASEAN', 'TLS'),
             ('OPEC', 'IDN'), ('OPEC', 'AGO'), ('G7', 'CAN'), ('G20', 'MEX'), ('OECD', 'MEX'), ('OECD', 'CRI'), ('NATO', 'SWE'), ('APEC', 'MEX')) d(grp, partner),
     unnest('{1975-12-31,1994-06-01,2008-12-31,2016-06-01,2020-06-30,2020-07-01,2023-12-31,2024-12-31,2026-01-01}'::date[]) day
GROUP BY grp, partner ORDER BY grp COLLATE "C", partner COLLATE "C";
-- groups in groups, by members of the day; regions of UN M49 do not change
SELECT partner_in('EZ', 'EU') AS ez_eu, partner_in('EU', 'OECD') AS eu_oecd, partner_in('G7', 'OECD') AS g7_oecd, partner_in('USMCA', '019') AS usmca_americas,
       partner_in('EU', '150') AS eu_europe, partner_in('EU', 'W00') AS eu_world, partner_in('MEX', '019', '1950-01-01') AS mex_americas,
       partner_in('NAFTA', 'OECD') AS last_members;
SELECT partner_in('MEX', 'EU', NULL) IS NULL AS unknown;
SELECT partner_in('MEX', 'EU', 'infinity');
SELECT partner_in('CAN', 'C0014');
SELECT partner_in('CAN', 'MEX', '2020-01-01');
-- the list itself: every member is a country, no membership twice at once
SELECT partner_group, count(*), count(*) FILTER (WHERE last_day IS NULL) AS today, min(first_day), bool_or(partner_is_aggregate(partner)) AS odd
FROM partner_groups() GROUP BY partner_group ORDER BY partner_group;
SELECT * FROM partner_groups() a JOIN partner_groups() b ON a.partner_group = b.partner_group AND a.partner = b.partner AND a.first_day < b.first_day
WHERE a.last_day IS NULL OR a.last_day >= b.first_day;

-- one code, several lists
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
