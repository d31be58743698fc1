-- Made-up complaints: a table of :rows in :groups groups, claims of which a fifth
-- are open, and an inbox of :reports over 2,478 places, 20 sectors, 3 kinds and a
-- year.  The numbers come from a hash and not from random(), so that every run
-- has the same.
CREATE EXTENSION trade_labor;
CREATE TABLE timing (mode text, form text, seconds float8, n bigint, total numeric);

CREATE FUNCTION pg_temp.u(i bigint, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE AS
$$ SELECT (hashint8extended(i, salt) & 1073741823) / 1073741824.0::float8 $$;

CREATE TABLE complaint AS
SELECT g, who, 'PERSONA' || lpad(who::text, 10, '0') AS name
FROM (SELECT (pg_temp.u(i, 1) * pg_temp.u(i, 2) * :groups)::int AS g, (pg_temp.u(i, 3) * :rows / 3)::bigint AS who
      FROM generate_series(1, :rows) i) drawn;

CREATE TABLE claim AS
SELECT (pg_temp.u(i, 4) * 999)::int AS area, (pg_temp.u(i, 5) * 900)::int AS days, pg_temp.u(i, 6) < 0.8 AS closed
FROM generate_series(1, :rows) i;

CREATE TABLE municipality AS
SELECT to_char(1 + i % 32, 'FM00') || to_char(1 + i / 32, 'FM000') AS municipio, 'Entidad ' || to_char(1 + i % 32, 'FM00') AS estado,
       180000000 / (i + 1) + 50000::bigint AS poblacion
FROM generate_series(0, 2477) i;
CREATE TABLE report AS
WITH place AS (
	SELECT municipio, (row_number() OVER (ORDER BY poblacion DESC, municipio))::int AS rank FROM municipality
), drawn AS (
	SELECT i, least(2478, floor(2479 ^ pg_temp.u(i, 7)))::int AS rank, pg_temp.u(i, 8) AS kind FROM generate_series(1, :reports) i
)
SELECT municipio, (11 + (pg_temp.u(i, 9) * pg_temp.u(i, 10) * 20)::int)::text AS sector,
	CASE WHEN kind < 0.860 THEN 'queja' WHEN kind < 0.966 THEN 'contrato' ELSE 'accidente' END AS tipo,
	date '2025-01-01' + (pg_temp.u(i, 11) * 364)::int AS fecha,
	'person ' || rank || '-' || (pg_temp.u(i, 12) * (20 + 6.0 * :reports / rank))::int AS persona
FROM drawn JOIN place USING (rank);
SELECT bucket_hierarchy('geo', 'municipality', '{municipio,estado}', 'poblacion') \g /dev/null
VACUUM (ANALYZE, FREEZE) complaint, claim, report, municipality;
