-- What the extension keeps of a release: known by OIDs, whatever is renamed,
-- moved or dropped; and what somebody changes by hand is found out.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE TABLE complaint (tipo text, persona text);
INSERT INTO complaint SELECT 'A', 'p' || i FROM generate_series(1, 12) i;
INSERT INTO complaint SELECT 'B', 'q' || i FROM generate_series(1, 15) i;
CREATE TABLE kinds (tipo text, clase text);
INSERT INTO kinds VALUES ('A', 'x'), ('B', 'x');
CREATE ROLE regress_keeper;
CREATE ROLE regress_public;
CREATE SCHEMA regress_shown AUTHORIZATION regress_keeper;
GRANT USAGE ON SCHEMA regress_shown TO regress_public;
GRANT SELECT ON complaint, kinds TO regress_keeper;
GRANT EXECUTE ON FUNCTION publish_buckets, refresh_buckets, retract_buckets, audit_buckets, bucket_hierarchy TO regress_keeper;
SET ROLE regress_keeper;
SELECT bucket_hierarchy('kind', 'kinds', '{tipo,clase}');
SELECT count(*) FROM publish_buckets('regress_shown.one', 'complaint', '{kind:tipo}', 'persona', readers => '{regress_public}');

-- renamed and moved, it is the same release
ALTER VIEW regress_shown.one RENAME TO "Uno";
SELECT count(*) FROM refresh_buckets('regress_shown."Uno"');
SELECT count(*) FROM refresh_buckets('regress_shown.one');
RESET ROLE;
ALTER SCHEMA regress_shown RENAME TO regress_moved;
CREATE SCHEMA regress_shown;
GRANT USAGE ON SCHEMA regress_shown TO regress_public;
ALTER TABLE complaint RENAME TO report;
ALTER TABLE kinds RENAME TO sorts;
ALTER ROLE regress_keeper RENAME TO regress_warden;
ALTER VIEW regress_moved."Uno" SET SCHEMA regress_shown;
SET quote_all_identifiers = on;
SELECT count(*) FROM refresh_buckets('regress_shown."Uno"');
RESET quote_all_identifiers;
SELECT name, vintage, steward, state FROM bucket_releases;
SET ROLE regress_public;
SELECT * FROM regress_shown."Uno" ORDER BY tipo;
RESET ROLE;

-- who takes the steward's old name takes nothing else
CREATE ROLE regress_keeper;
GRANT EXECUTE ON FUNCTION refresh_buckets, bucket_hierarchy TO regress_keeper;
GRANT USAGE ON SCHEMA regress_shown TO regress_keeper;
SET ROLE regress_keeper;
SELECT refresh_buckets('regress_shown."Uno"');
SELECT bucket_hierarchy('kind', 'sorts', '{tipo,clase}');
CREATE TEMP TABLE sorts (tipo text, clase text);
SELECT bucket_hierarchy('sort', 'sorts', '{tipo,clase}');
RESET ROLE;
DROP TABLE pg_temp.sorts;

-- a view that was dropped, by itself or with its schema, leaves an entry
DROP SCHEMA regress_shown CASCADE;
SELECT name, state FROM bucket_releases;
SELECT * FROM audit_buckets('regress_shown."Uno"') WHERE "check" IN ('view', 'ledger');
SELECT refresh_buckets('regress_shown."Uno"');
CREATE SCHEMA regress_shown;
GRANT USAGE, CREATE ON SCHEMA regress_shown TO regress_warden;
GRANT USAGE ON SCHEMA regress_shown TO regress_public;
SELECT count(*) FROM publish_buckets('regress_shown."Uno"', 'report', '{kind:tipo}', 'persona');
SELECT count(*) FROM refresh_buckets('regress_shown."Uno"');
SET ROLE regress_public;
SELECT * FROM regress_shown."Uno" ORDER BY tipo;
RESET ROLE;
DROP OWNED BY regress_warden;
SELECT name, state FROM bucket_releases;
DROP ROLE regress_warden;
SELECT name, steward ~ '^unknown' AS steward_is_gone, state FROM bucket_releases ORDER BY name COLLATE "C";
GRANT CREATE ON SCHEMA regress_shown TO regress_keeper;
SET ROLE regress_keeper;
SELECT refresh_buckets('"Uno"');
SELECT bucket_hierarchy('kind', 'sorts', '{tipo,clase}');
RESET ROLE;
SELECT refresh_buckets('"Uno"');
SELECT retract_buckets('"Uno"');
SELECT bucket_hierarchy('kind', 'sorts', '{tipo,clase}');
SELECT count(*) FROM bucket_releases;
SELECT count(*) FROM pg_class WHERE reloftype = 'bucket_cell'::regtype;

-- what does not stay
CREATE TEMP TABLE passing AS TABLE report;
SELECT publish_buckets('passed', 'passing', '{tipo}', 'persona');
SELECT publish_buckets('pg_temp.passed', 'report', '{tipo}', 'persona');
DROP TABLE passing;

-- Rows changed by hand, by whoever may write them: tries() tells what a refresh
-- says of each change, and takes it back.
SELECT count(*) FROM publish_buckets('kept', 'report', '{tipo}', 'persona');
SELECT count(*) FROM publish_buckets('beside', 'report', '{tipo}', 'persona');
CREATE FUNCTION tries(change text, again text DEFAULT 'kept') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
BEGIN
	EXECUTE change;
	PERFORM refresh_buckets(again);
	RAISE EXCEPTION USING errcode = 'ZZZZZ', message = 'refreshed';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN format('%s: %s %s', sqlstate, sqlerrm, nullif(detail, ''));
END $$;
SELECT tries('SELECT 1');
-- buckets
SELECT change, tries(format('UPDATE bucket_line_buckets SET %s WHERE ordinal = 1', change)) FROM unnest(ARRAY[
	'n = n + 1', 'step = step + 1', 'rest_dim = 0', $$key = key || 'x'$$, $$level = 'x'$$, 'opened = 2', $$labels = '{x}'$$,
	$$labels = '{}'$$, $$labels = '{a,b}'$$, $$labels = '{{A}}'$$, $$labels = '{NULL}'$$, $$people = '{}'$$, 'people = array[NULL]::bucket_state[]',
	'people = people || people', $$seal = 'x'$$, $$sums = '{1}'$$, 'ordinal = 7', 'line = line + 100']) change;
SELECT tries('UPDATE bucket_line_buckets x SET people = y.people FROM bucket_line_buckets y WHERE x.line = y.line AND x.ordinal <> y.ordinal') AS people_swapped;
SELECT tries('UPDATE bucket_line_buckets x SET people = y.people, seal = y.seal, n = y.n, key = y.key, labels = y.labels, level = y.level, step = y.step, rest_dim = y.rest_dim
	FROM bucket_line_buckets y WHERE x.line = y.line AND x.ordinal <> y.ordinal') AS rows_swapped;
SELECT tries('UPDATE bucket_line_buckets x SET people = y.people, seal = y.seal FROM bucket_line_buckets y WHERE x.line <> y.line AND x.ordinal = y.ordinal') AS releases_swapped;
SELECT change, tries(format('ALTER TABLE bucket_line_buckets DROP CONSTRAINT bucket_line_buckets_pkey; ALTER TABLE bucket_line_buckets ALTER %s', change)) FROM unnest(ARRAY[
	'step TYPE bigint', $$key TYPE bytea USING 'x'$$, 'n TYPE text', 'n DROP NOT NULL; UPDATE bucket_line_buckets SET n = NULL',
	$$people TYPE text[] USING '{}'$$, 'seal DROP NOT NULL; UPDATE bucket_line_buckets SET seal = NULL', $$labels TYPE text USING 'x'$$]) change;
-- the record
SELECT left(change, 40) AS change, tries(format('UPDATE bucket_lines SET %s WHERE NOT retracted', change)) FROM unnest(ARRAY[
	'steward = 0', $$name = repeat('B', 2000)$$, 'source = 0', $$dims = '{}'$$, $$dims = '{NULL}'$$, $$contributor = repeat('C', 3000)$$, $$contributor = 'tipo'$$,
	$$policy = '{"k": 3}'$$, $$policy = '[]'$$, $$readers = '{regress_public}'$$, $$readers = '{NULL}'$$, 'vintage = 0', 'vintage = -1', $$frontier = '{}'$$, $$frontier = '{{NULL,NULL}}'$$,
	'buckets = 0', 'reports = reports + 1', $$proof = '{}'$$, $$columns = '{}'$$, $$columns = '{x}'$$, $$paths = '{NULL,x}'$$, $$paths = '{x}'$$, 'entry = entry - 1', 'entry = 1000',
	$$seal = ''$$, 'view = 0', 'cells = 0', $$cells = 'bucket_lines'$$]) change;
SELECT change, tries('ALTER EXTENSION trade_labor DROP VIEW bucket_releases; DROP VIEW bucket_releases; ALTER TABLE bucket_lines ALTER ' || change) FROM unnest(ARRAY[
	'vintage TYPE bigint', 'dims DROP NOT NULL; UPDATE bucket_lines SET dims = NULL', 'source TYPE text', 'policy TYPE json', 'name TYPE varchar', 'retracted TYPE text']) change;
-- the ledger
SELECT left(change, 40) AS change, tries(change) FROM unnest(ARRAY[
	'DELETE FROM bucket_ledger_entries', 'DELETE FROM bucket_ledger_entries WHERE seq = (SELECT max(seq) FROM bucket_ledger_entries)',
	$$UPDATE bucket_ledger_entries SET mac = 'x'$$, $$UPDATE bucket_ledger_entries SET cells_digest = ''$$, 'UPDATE bucket_ledger_entries SET mac = sha256(mac)',
	'ALTER TABLE bucket_ledger_entries ALTER mac DROP NOT NULL; UPDATE bucket_ledger_entries SET mac = NULL']) change;
BEGIN;
DELETE FROM bucket_ledger_entries WHERE seq = (SELECT max(seq) FROM bucket_ledger_entries);
SELECT bucket_ledger_check() > 1 AS tail_is_missed;
ROLLBACK;
BEGIN;
UPDATE bucket_ledger_entries SET steward = repeat('A', 3000) WHERE seq = 2;
SELECT bucket_ledger_check();
ROLLBACK;
-- hierarchies
SELECT count(*) FROM publish_buckets('climbs', 'report', '{kind:tipo}', 'persona');
SELECT left(change, 40) AS change, tries('UPDATE bucket_hierarchies SET ' || change, 'climbs') FROM unnest(ARRAY[
	'steward = 0', $$levels = '{}'$$, $$levels = '{NULL}'$$, $$levels = '{{tipo,clase}}'$$, $$levels = '{tipo}'$$, $$levels = array['tipo', repeat('x', 3000)]$$,
	$$population = repeat('x', 3000)$$, 'source = 0', $$source = 'report'$$]) change;
SELECT tries('ALTER TABLE bucket_hierarchies ALTER levels DROP NOT NULL; UPDATE bucket_hierarchies SET levels = NULL', 'climbs');
SELECT tries($$ALTER TABLE bucket_hierarchies ALTER steward TYPE text USING repeat('A', 3000)$$, 'climbs');
-- the key
SELECT tries('SELECT trade_labor_destroy_key()');
SELECT tries('SELECT trade_labor_destroy_key(), trade_labor_make_key()');

-- a release of which a row was changed can be retracted
UPDATE bucket_line_buckets SET n = n + 1;
UPDATE bucket_lines SET seal = '', entry = -1;
SELECT retract_buckets('climbs');
UPDATE bucket_lines SET seal = sha256(seal);
SELECT retract_buckets(name) FROM bucket_releases;
DROP FUNCTION tries;
DROP TABLE report, sorts;
DROP SCHEMA regress_shown CASCADE;
DROP OWNED BY regress_keeper, regress_public;
DROP ROLE regress_keeper, regress_public;
