--
-- Partners by name: display, resolution, suggestions
--
-- names by locale; labels of our own where CLDR has none
SELECT p, partner_name(p) AS en, partner_name(p, 'es') AS es, partner_name(p, 'fr') AS fr, partner_name(p, 'de') AS de
FROM unnest('{MEX,DEU,KOR,W00,EU,S19,DDR,736}'::partner_code[]) AS p;
SELECT partner_name('DEU', 'es-MX'), partner_name('DEU', 'es_MX'), partner_name('DEU', 'fr-CA'),
	partner_name(NULL, 'es'), partner_name('DEU', NULL);
SELECT partner_name('MEX', 'xx');
SELECT partner_name('MEX', '');
SELECT partner_name('MEX', 'spanish; DROP TABLE x');
SELECT partner_name('MEX', repeat('é', 100));

-- one partner, many spellings
CREATE FUNCTION pg_temp.resolved(name text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN coalesce(resolve_partner(name)::text, 'none');
EXCEPTION WHEN invalid_parameter_value THEN
	RETURN 'ambiguous';
END $$;
\pset format unaligned
SELECT pg_temp.resolved(name) AS partner, string_agg(name, ' | ' ORDER BY n) AS names
FROM unnest(ARRAY[
	'Mexico', 'MÉXICO', 'méxico', 'Mexique', 'United Mexican States', 'Estados Unidos Mexicanos', '  Mexico  ', 'Ｍｅｘｉｃｏ',
	'Korea, Republic of', 'Republic of Korea', 'Rep. of Korea', 'Korea, South', 'S. Korea', 'República de Corea',
	'REPUBLICA DE COREA', 'Corea, República de', 'République de Corée', 'la République de Corée', 'Corea (Sur)',
	'Democratic People''s Republic of Korea', 'Democratic People’s Republic of Korea', 'Korea, Dem. People''s Rep.', 'DPRK', 'North Korea',
	'Côte d''Ivoire', 'Côte d’Ivoire', 'COTE D''IVOIRE', 'Cote d`Ivoire', 'Cote D Ivoire', 'la Côte d´Ivoire', 'Ivory Coast', 'Costa de Marfil',
	'EE.UU.', 'EE. UU.', 'EEUU', 'E.U.A.', 'U.S.A.', 'U. S. A.', 'USA', 'United States of America (the)', 'États-Unis d’Amérique', 'ETATS-UNIS',
	'TÜRKİYE', 'Türkiye', 'Turkiye', 'türkıye', 'Turkey', 'Turquía',
	'Congo, Dem. Rep.', 'Congo (Kinshasa)', 'Democratic Republic of the Congo', 'RD Congo', 'Zaire',
	'Congo, Rep.', 'Congo-Brazzaville', 'Republic of the Congo',
	'Guinea', 'Guinée', 'Guinea-Bissau', 'Guinea Bissau', 'Equatorial Guinea', 'Papua New Guinea',
	'China', 'People''s Republic of China', 'P.R. China', 'Republic of China', 'Chinese Taipei', 'Taiwan, Province of China', 'Other Asia, nes',
	'Hong Kong, China', 'China, Hong Kong SAR',
	'South Africa', 'Southern Africa', 'North America', 'Northern America',
	'Sudan', 'South Sudan', 'Sudan (...2011)', 'Niger', 'Nigeria', 'Dominica', 'Dominican Republic', 'Dominican Rep.',
	'Burma', 'Swaziland', 'Czech Republic', 'Cape Verde', 'Macedonia', 'FYROM', 'Holland', 'Great Britain', 'UK', 'Viet Nam', 'Lao PDR',
	'East Germany', 'West Germany', 'Federal Republic of Germany', 'USSR', 'Yugoslavia', 'Netherlands Antilles',
	'World', 'le Monde', 'European Union', 'Unión Europea', 'Areas, nes',
	'日本', 'Российская Федерация', 'الصين', '中华人民共和国',
	'Korea', 'Corée', 'Congo', 'el Congo', 'Kingdom of Congo', 'Virgin Islands', 'Islas Vírgenes', 'America',
	'Island', 'Cook Island', 'Islas Cook', 'Islands', 'the Island', 'Isla',
	'', ' ', '...', 'the', 'Republic', 'N/A', 'NA', 'Total', 'Atlantis', 'Mexico City', 'MEX', '484', '''', E'\u00AD'])
	WITH ORDINALITY AS t (name, n)
GROUP BY 1 ORDER BY min(n);
\pset format aligned

SELECT resolve_partner(repeat('Mexico ', 500)) IS NULL AS too_long;

-- ambiguity names the candidates, with or without a locale
SELECT resolve_partner('Congo');
SELECT resolve_partner('Corea', 'es');
SELECT resolve_partner(NULL), resolve_partner('Mexico', NULL), resolve_partner(NULL, 'es');
-- a locale of its own, beyond those that are always known
SELECT resolve_partner('Szwajcaria') AS unknown, resolve_partner('Szwajcaria', 'pl') AS polish, resolve_partner('Switzerland', 'pl') AS english_too;
SELECT resolve_partner('Mexico', 'xx');
-- "south" at the head of a name is no article, an apostrophe may be lost, two
-- names may be given at once, and what is not China is not China in any script
SELECT name, locale, resolve_partner(name, locale) AS partner
FROM (VALUES ('Szudán', 'hu'), ('Dél-Szudán', 'hu'), ('Dél-Korea', 'hu'), ('Swdan', 'cy'), ('De Swdan', 'cy'), ('De Verenigde Staten', 'nl'),
	('Dél-Afrika', 'en'), ('Korea, Democratic People s Republic of', 'en'), ('People s Republic of China', 'en'),
	('Laos (Lao People''s Democratic Republic)', 'en'), ('North Korea (Democratic People''s Republic of Korea)', 'en'),
	('South Korea (Democratic People''s Republic of Korea)', 'en'), ('Samoa (Western Samoa)', 'en'), ('Samoa (', 'en'), ('Samoa ()', 'en'),
	('Mexico (Congo)', 'en'), ('Gaza Strip administered by Israel', 'en'), ('Denmark, except Greenland', 'en'),
	('Repubblica di Cina', 'it'), ('中华民国', 'zh'), ('جمهورية الصين', 'ar'), ('Irão', 'en'), ('Elfenbeinküste', 'en'), ('Bailiwick of Jersey', 'en'))
	AS t (name, locale);
SELECT resolve_partner('Amerika', 'de');

-- groups are known in English, Spanish and French, or in the locale asked for
SELECT resolve_partner('Amérique du Sud') AS french, resolve_partner('Südamerika') AS german, resolve_partner('Südamerika', 'de') AS asked_for;

-- more locales than are kept
SELECT l, resolve_partner(partner_name('DEU', l), l) FROM unnest('{pl,cs,hu,fi,sv,da,nb,el,tr,uk,bg,ro,pl,cs,hu,th,ja,ko,he,fa}'::text[]) AS l;

-- suggestions for a person to choose from
SELECT partner, label, round(likeness::numeric, 2) AS likeness FROM partner_candidates('Phillipines');
SELECT partner, label, round(likeness::numeric, 2) AS likeness FROM partner_candidates('Congo', 'fr');
SELECT partner, label FROM partner_candidates('Guinee equatoriale') LIMIT 1;
SELECT count(*) FROM partner_candidates('Xyzzy');
SELECT count(*) FROM partner_candidates('');
SELECT count(*) FROM partner_candidates(repeat('a', 100000));
SELECT * FROM partner_candidates('Congo', 'xx');

-- the name table is small, and asked for once
SELECT sum(total_bytes) < 4 * 1024 * 1024 AS at_most_4_MB, count(*) FILTER (WHERE name = 'trade_labor partner codes') AS code_tables
FROM pg_backend_memory_contexts WHERE name LIKE 'trade_labor partner%';

-- the same from any worker
CREATE TABLE partner_names_to_resolve AS SELECT name FROM unnest('{Mexico,Canadá,États-Unis,nowhere}'::text[]) AS name, generate_series(1, 5000);
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SELECT resolve_partner(name) AS partner, count(*) FROM partner_names_to_resolve GROUP BY 1 ORDER BY 1;
DROP TABLE partner_names_to_resolve;
