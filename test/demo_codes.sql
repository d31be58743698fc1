-- Codes and names: the same figures in the reader's language, and one flow from
-- its chapters down.  Included by demo.sql, which leaves the folder of the data
-- current and names the language in :lang.
CREATE TABLE goods (code hs_code, period time_period, value numeric);
\copy goods FROM 'hs_illustration.csv' WITH (FORMAT csv, HEADER)
CREATE INDEX ON goods (code);

CREATE TABLE goods_title (code hs_code PRIMARY KEY, en text, es text, fr text);
INSERT INTO goods_title VALUES
	('84', 'Machinery', 'Máquinas', 'Machines'),
	('85', 'Electrical equipment', 'Material eléctrico', 'Matériel électrique'),
	('87', 'Vehicles', 'Vehículos', 'Véhicules'),
	('90', 'Instruments', 'Instrumentos', 'Instruments'),
	('8701', 'Tractors', 'Tractores', 'Tracteurs'),
	('8703', 'Cars', 'Automóviles', 'Voitures'),
	('8704', 'Trucks', 'Camiones', 'Camions'),
	('8708', 'Parts', 'Partes', 'Pièces'),
	('870323', 'petrol, 1.5 to 3 litres', 'gasolina, 1.5 a 3 litros', 'essence, 1,5 à 3 litres'),
	('870324', 'petrol, over 3 litres', 'gasolina, más de 3 litros', 'essence, plus de 3 litres'),
	('870340', 'hybrid', 'híbridos', 'hybrides'),
	('870380', 'electric', 'eléctricos', 'électriques');

SELECT CASE :'lang' WHEN 'es' THEN 'otros' WHEN 'fr' THEN 'autres' ELSE 'others' END AS others,
       format_period('2024', :'lang') AS before, format_period('2025', :'lang') AS after \gset

-- the largest n branches below the parent, or of all where there is none
CREATE FUNCTION pg_temp.drill(parent hs_code, digits integer, n integer, others text)
	RETURNS TABLE (rank integer, member text, before double precision, after double precision, share double precision)
	LANGUAGE sql AS $$
	SELECT t.rank, t.member, b.value, t.value, t.share
	FROM (SELECT ranking(hs_up(code, digits), value) FILTER (WHERE period = '2025') AS after,
	             ranking(hs_up(code, digits), value) FILTER (WHERE period = '2024') AS before
	      FROM goods WHERE parent IS NULL OR code <@ parent) g,
	LATERAL top(g.after, n, others) t
	LEFT JOIN LATERAL unnest(g.before) b ON b.member = t.member $$;

\pset tuples_only off
\pset format aligned

\echo
\echo 'In the words of the reader: test/demo --lang en, es or fr'
\echo
SELECT partner_name(partner::partner_code, :'lang') AS partner, format_period(period, :'lang') AS period,
       format_compact(1e6 * value_at(exports, period)::numeric, :'lang', 'USD') AS exports,
       format_compact(1e6 * value_at(imports, period)::numeric, :'lang', 'USD') AS imports,
       format_compact(1e6 * value_at(balance, period)::numeric, :'lang', 'USD') AS balance
FROM desk, (VALUES ('2026-07'::time_period)) t(period)
WHERE resolve_partner(partner_name(partner::partner_code, :'lang'), :'lang') IN ('CHN', 'MX', '484', '124')
ORDER BY value_at(balance, period);

\echo 'U.S. imports from Mexico by code of the Harmonized System: illustrative figures, made up for this table'
\echo
SELECT repeat('  ', depth) || coalesce(hs_dotted(code), '') AS code,
       repeat('  ', depth) || coalesce(CASE :'lang' WHEN 'es' THEN es WHEN 'fr' THEN fr ELSE en END, member) AS goods,
       hs_section(code) AS section,
       format_compact(before, :'lang', 'USD') AS :"before", format_compact(after, :'lang', 'USD') AS :"after",
       pg_temp.percent(pct_change(after, before)) AS "%", pg_temp.figure(100 * share) AS "share %"
FROM (VALUES (0, NULL::hs_code, 2), (1, '87', 4), (2, '8703', 6)) AS step (depth, parent, digits),
LATERAL pg_temp.drill(parent, digits, 4, :'others') AS d,
LATERAL (SELECT CASE WHEN member <> :'others' THEN member::hs_code END AS code) AS c
LEFT JOIN goods_title USING (code)
ORDER BY depth, rank;
