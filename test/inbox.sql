-- A made-up inbox of labor complaints, like that of a ministry: 11,800 reports
-- in two months, Zipf over 2,478 municipalities by population, 20 sectors of
-- SCIAN, three kinds; some people file often, some give no name.  Nothing in it
-- is random: every run makes the same reports.  Municipalities are made up too,
-- unless the table has been filled before.
CREATE TABLE IF NOT EXISTS municipality (municipio text PRIMARY KEY, estado text NOT NULL, poblacion bigint);
INSERT INTO municipality
SELECT to_char(1 + i % 32, 'FM00') || to_char(1 + i / 32, 'FM000'), 'Entidad ' || to_char(1 + i % 32, 'FM00'),
       1800000 / (i + 1) + 500
FROM generate_series(0, 2477) i
WHERE NOT EXISTS (SELECT FROM municipality);

-- a number below n, the same for the same seed
CREATE FUNCTION pg_temp.draw(seed text, n int) RETURNS int LANGUAGE sql IMMUTABLE AS
$$ SELECT (('x' || substr(md5(seed), 1, 7))::bit(28)::int::bigint * n >> 28)::int $$;

CREATE TABLE inbox AS
WITH place AS (
	SELECT municipio, (row_number() OVER (ORDER BY poblacion DESC, municipio))::int AS rank FROM municipality
), drawn AS (
	SELECT i AS folio, floor(2479 ^ (pg_temp.draw('place' || i, 1000000) / 1e6))::int AS rank,
		pg_temp.draw('kind' || i, 1000) AS kind, pg_temp.draw('person' || i, 1000) AS person
	FROM generate_series(1, 11800) i
)
SELECT folio, municipio,
	(ARRAY[46,72,56,31,62,23,48,61,54,81,32,43,53,71,52,51,11,22,21,55])[1 + pg_temp.draw('sector' || folio, 20) * pg_temp.draw('sectors' || folio, 20) / 20]::text AS sector,
	CASE WHEN kind < 860 THEN 'queja' WHEN kind < 966 THEN 'contrato' ELSE 'accidente' END AS tipo,
	date '2025-09-01' + pg_temp.draw('day' || folio, 61) AS fecha,
	CASE WHEN person < 40 THEN NULL
		WHEN person < 60 THEN 'delegate ' || rank || '-' || person % 2
		ELSE 'person ' || rank || '-' || pg_temp.draw('who' || folio, 20 + 12000 / rank) END AS persona,
	'workplace ' || rank || '-' || pg_temp.draw('where' || folio, 4 + 600 / rank) AS centro
FROM drawn JOIN place USING (rank);
