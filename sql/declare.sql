-- What is refused, and how: the rule is named, and never a value.
SET client_min_messages = warning;
CREATE TABLE place (municipio text, estado text, zona text);
INSERT INTO place VALUES ('A1', 'A', 'n'), ('A2', 'A', 's'), ('B1', 'B', 's');
CREATE TABLE report (municipio text, estado text, n int, fecha date, hora timestamptz, peso float8, persona text);
INSERT INTO report SELECT 'A1', 'A', 1, '2025-01-01', '2025-01-01', 1, 'p' || i FROM generate_series(1, 30) i;

-- dimensions
SELECT * FROM protect_buckets('report', '{fecha}', 'persona');
SELECT * FROM protect_buckets('report', '{hora}', 'persona');
SELECT * FROM protect_buckets('report', '{peso}', 'persona');
SELECT * FROM protect_buckets('report', '{month:hora}', 'persona');
CREATE VIEW with_id AS SELECT *, row_number() OVER () AS folio FROM report;
SELECT * FROM protect_buckets('with_id', '{folio}', 'persona');
SELECT * FROM protect_buckets('report', '{municipio,municipio}', 'persona');
SELECT * FROM protect_buckets('report', '{1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17}', 'persona');
-- hierarchies
SELECT bucket_hierarchy('lugar', 'place', '{{municipio,estado}}');
SELECT bucket_hierarchy('lugar', 'place', '{municipio,NULL}');
SELECT bucket_hierarchy('a:b', 'place', '{municipio}');
SELECT bucket_hierarchy('lugar', 'place', '{}');
SELECT bucket_hierarchy('lugar', 'place', '{municipio,estado}');
SELECT * FROM protect_buckets('report', '{lugar:estado}', 'persona');
-- columns of the release
SELECT * FROM publish_buckets('twice', 'report', '{lugar:municipio,estado}', 'persona');
SELECT * FROM publish_buckets('twice', 'report', '{n}', 'persona');
SELECT * FROM publish_buckets('twice', 'report', '{municipio}', 'persona', readers => '{NULL}');
SELECT * FROM protect_buckets('report', '{municipio}', 'persona', '{"saturation":"half"}');
SELECT * FROM protect_buckets('report', '{municipio}', 'persona', '{"rest_label":"%d of %s"}');
SELECT * FROM protect_buckets('report', '{municipio}', 'persona', '{"method":1}');

-- Two releases that are safe alone: state by state, and the two zones.  What
-- the zones leave of the states is A2, two people.
TRUNCATE report;
INSERT INTO report (municipio, estado, persona)
	SELECT m, left(m, 1), m || i FROM (VALUES ('A1', 9), ('A2', 2), ('B1', 7)) v(m, c), generate_series(1, c) i;
CREATE TABLE with_two AS TABLE report;
CREATE VIEW zoned_two AS SELECT r.*, p.zona FROM with_two r JOIN place p USING (municipio);
SELECT count(*) FROM publish_buckets('by_state', 'zoned_two', '{estado}', 'persona', '{"k":3}');
SELECT count(*) FROM publish_buckets('by_zone', 'zoned_two', '{zona}', 'persona', '{"k":3}');
SELECT to_regclass('by_zone');
SELECT retract_buckets('by_state');
-- with three people it may be, and the stricter of two policies is the one that holds
INSERT INTO report (municipio, estado, persona) VALUES ('A2', 'A', 'A23');
CREATE VIEW zoned AS SELECT r.*, p.zona FROM report r JOIN place p USING (municipio);
SELECT count(*) FROM publish_buckets('by_state', 'zoned', '{estado}', 'persona', '{"k":3}');
SELECT count(*) FROM publish_buckets('by_zone', 'zoned', '{zona}', 'persona', '{"k":4}');
SELECT * FROM publish_buckets('by_zone', 'zoned', '{zona}', 'persona', '{"k":3}');
SELECT retract_buckets('by_zone');

-- a snapshot that may be older than the last publication
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT count(*) FROM refresh_buckets('by_state');
ROLLBACK;
BEGIN READ ONLY;
SELECT count(*) FROM refresh_buckets('by_state');
ROLLBACK;

-- people that a restored database does not know
BEGIN;
DELETE FROM bucket_line_buckets;
SELECT count(*) FROM refresh_buckets('by_state');
ROLLBACK;
BEGIN;
DELETE FROM bucket_line_buckets;
SELECT * FROM audit_buckets('by_state');
ROLLBACK;

BEGIN;
UPDATE bucket_history SET body = body || '\x00'::bytea;
SELECT count(*) FROM refresh_buckets('by_state');
ROLLBACK;
BEGIN;
DELETE FROM bucket_history;
SELECT count(*) FROM refresh_buckets('by_state');
ROLLBACK;

-- objects that are gone
BEGIN;
ALTER TABLE bucket_ledger_entries RENAME TO elsewhere;
SELECT count(*) FROM refresh_buckets('by_state');
ROLLBACK;
BEGIN;
ALTER TYPE time_period RENAME TO elsewhere;
SELECT count(*) FROM refresh_buckets('by_state');
ROLLBACK;
DO $$
BEGIN
	EXECUTE format('DROP VIEW zoned; SELECT %s', 1);
	PERFORM refresh_buckets('by_state');
EXCEPTION WHEN undefined_table THEN
	RAISE WARNING '%', sqlerrm;
END $$;

-- What the audit says of one that is whole, and of one that a steward has
-- changed by hand.
SELECT * FROM audit_buckets('by_state') ORDER BY 1, 2;
INSERT INTO report (municipio, estado, persona) VALUES ('B1', 'B', 'B18');
SELECT * FROM audit_buckets('by_state') WHERE verdict NOT IN ('enough', 'current', 'all hold', 'as recorded') ORDER BY 1, 2;
BEGIN;
UPDATE by_state SET n = n + 1 WHERE estado = 'B';
SELECT * FROM audit_buckets('by_state') WHERE verdict NOT IN ('enough', 'current', 'all hold', 'as recorded') ORDER BY 1, 2;
ROLLBACK;
BEGIN;
UPDATE bucket_ledger_entries SET cells_digest = pg_catalog.sha256(cells_digest);
SELECT * FROM audit_buckets('by_state') WHERE "check" IN ('view', 'ledger');
ROLLBACK;
BEGIN;
UPDATE bucket_line_buckets SET n = n + 1 WHERE 'B' = ANY (labels);
SELECT * FROM audit_buckets('by_state') WHERE "check" IN ('view', 'ledger');
ROLLBACK;
DELETE FROM report WHERE municipio = 'B1' AND persona > 'B12';
SELECT * FROM audit_buckets('by_state') WHERE bucket = 'B' ORDER BY 1, 2;
SELECT * FROM audit_buckets('nowhere');

SELECT retract_buckets('by_state');
DROP VIEW with_id, zoned, zoned_two;
DROP TABLE place, report, with_two;
