-- What test/upgrade/majors takes through pg_upgrade: values of every type, with arrays
-- and indexes, summaries that keep themselves, releases and their key.
CREATE EXTENSION trade_labor;
CREATE ROLE steward;
CREATE ROLE reader;
CREATE SCHEMA pub AUTHORIZATION steward;

-- :cases is test/drivers/cases.json, which has values of every type
SELECT format('CREATE TABLE kept_%s AS SELECT place, v::%1$s AS v, ARRAY[v::%1$s, NULL] AS a FROM jsonb_array_elements_text(%L) WITH ORDINALITY x(v, place)',
	t ->> 'type', t -> 'values')
FROM jsonb_array_elements(:'cases'::jsonb -> 'types') t WHERE t ? 'values' \gexec
CREATE TABLE kept_bucket_state AS SELECT i AS place, bucket_state(i * j) AS v, ARRAY[bucket_state(j)] AS a FROM generate_series(1, 3) i, generate_series(1, 40) j GROUP BY i;
SELECT format('CREATE INDEX ON kept_%s (v)', typname) FROM pg_type
WHERE typname IN ('time_period', 'hs_code', 'partner_code', 'base_policy') \gexec

CREATE TABLE flow (partner partner_code, hs hs_code, day date, value numeric);
INSERT INTO flow SELECT (ARRAY['MEX', 'CAN', 'CHN'])[1 + i % 3]::partner_code, (ARRAY['8703', '0407'])[1 + i % 2]::hs_code, date '2024-01-01' + i % 400, i * 1.25
FROM generate_series(1, 3000) i;
CREATE INDEX ON flow (partner, hs);
CREATE TABLE claim (area int, days int, closed boolean);
INSERT INTO claim SELECT i % 5, i * i % 211, i % 7 > 1 FROM generate_series(1, 500) i;
SELECT maintain_series('monthly', 'flow', '{partner}', $$period(day, 'M')$$, 'value');
SELECT maintain_ranking('by_product', 'flow', '{partner}', 'hs', 'value', mode => 'deferred');
SELECT maintain_survival('closing', 'claim', '{area}', 'days', 'closed');
INSERT INTO flow VALUES ('MEX', '8703', '2025-06-01', 0.1);

CREATE TABLE pub.place (municipio text, estado text, poblacion bigint);
INSERT INTO pub.place SELECT 'm' || i, 'e' || i % 2, 1000 + i FROM generate_series(0, 3) i;
CREATE TABLE pub.report (folio int, municipio text, mes date, persona text);
INSERT INTO pub.report SELECT i, 'm' || i % 4, date '2025-01-05' + i % 3 * 31, 'p' || i / 2 FROM generate_series(1, 480) i;
GRANT SELECT ON pub.place, pub.report TO steward;
SELECT format('GRANT EXECUTE ON FUNCTION %s TO steward', string_agg(p.oid::regprocedure::text, ', '))
FROM pg_proc p WHERE obj_description(p.oid, 'pg_proc') LIKE 'steward:%' \gexec
SET ROLE steward;
SELECT bucket_hierarchy('geo', 'pub.place', '{municipio,estado}', 'poblacion');
SELECT reports FROM publish_buckets('pub.quejas', 'pub.report', '{geo:municipio,month:mes}', 'persona', readers => '{reader}');
RESET ROLE;
INSERT INTO pub.report SELECT i, 'm' || i % 4, date '2025-01-05' + i % 4 * 31, 'q' || i FROM generate_series(481, 900) i;
SET ROLE steward;
SELECT reports FROM refresh_buckets('pub.quejas');
