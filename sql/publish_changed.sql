-- What may change under a live release, and what of it is refused: hierarchies,
-- columns, settings, rights, names.
SET client_min_messages = warning;
CREATE TABLE place (municipio text, estado text, pais text, gente bigint);
INSERT INTO place VALUES ('A1', 'A', 'x', 900), ('A2', 'A', 'x', 900), ('A3', 'A', 'x', 900), ('B1', 'B', 'x', 900);
SELECT bucket_hierarchy('geo', 'place', '{municipio,estado}');
CREATE TABLE report AS
	SELECT m AS municipio, m || i AS persona, date '2025-01-05' AS fecha, '2025-01'::time_period AS mes, left(m, 1) AS tipo
	FROM (VALUES ('A1', 9), ('A2', 2), ('B1', 7)) v(m, n), generate_series(1, n) i;
SELECT count(*) FROM publish_buckets('kept', 'report', '{geo:municipio}', 'persona', '{"k":3}');
SELECT * FROM kept;

-- A1 in another state would be counted there once more
UPDATE place SET estado = 'B' WHERE municipio = 'A1';
SELECT count(*) FROM refresh_buckets('kept');
SELECT * FROM audit_buckets('kept');
SELECT count(*) FROM protect_buckets('report', '{tipo}', 'persona', '{"k":3}');
-- what has no report may move, what is gone comes back to its place only
UPDATE place SET estado = CASE municipio WHEN 'A1' THEN 'A' WHEN 'A3' THEN 'B' ELSE estado END;
SELECT count(*) FROM refresh_buckets('kept');
DELETE FROM report WHERE municipio = 'A2';
DELETE FROM place WHERE municipio = 'A2';
SELECT count(*) FROM refresh_buckets('kept');
INSERT INTO place VALUES ('A2', 'B', 'x', 900);
SELECT count(*) FROM refresh_buckets('kept');
UPDATE place SET estado = 'A' WHERE municipio = 'A2';
-- levels that come or go
SELECT bucket_hierarchy('geo', 'place', '{municipio,estado,pais}');
SELECT count(*) FROM refresh_buckets('kept');
SELECT bucket_hierarchy('geo', 'place', '{municipio}');
SELECT count(*) FROM refresh_buckets('kept');
SELECT bucket_hierarchy('geo', 'place', '{municipio,estado}');
SELECT count(*) FROM refresh_buckets('kept');
-- columns, the table, the source
ALTER TABLE report RENAME persona TO quien;
SELECT count(*) FROM refresh_buckets('kept');
ALTER TABLE report RENAME quien TO persona;
ALTER TABLE report ALTER municipio TYPE varchar(9);
SELECT count(*) FROM refresh_buckets('kept');
BEGIN;
DROP TABLE place;
SELECT count(*) FROM refresh_buckets('kept');
ROLLBACK;
SELECT * FROM kept;
SELECT retract_buckets('kept');

-- two hierarchies whose columns have the same names: A without A1 is A2
INSERT INTO report SELECT 'A2', 'A2' || i, NULL, NULL, 'A' FROM generate_series(1, 2) i;
CREATE TABLE zone (municipio text, estado text);
INSERT INTO zone VALUES ('A1', 'n'), ('A2', 's'), ('B1', 's');
SELECT bucket_hierarchy('zone', 'zone', '{municipio,estado}');
SELECT count(*) FROM publish_buckets('by_state', 'report', '{geo:municipio}', 'persona', '{"k":3}');
SELECT count(*) FROM publish_buckets('by_zone', 'report', '{zone:municipio}', 'persona', '{"k":3}');
SELECT retract_buckets('by_state');

-- periods of another frequency
CREATE TABLE dated AS TABLE report;
SELECT count(*) FROM publish_buckets('monthly', 'dated', '{mes}', 'persona', '{"k":3}');
UPDATE dated SET mes = '2025-W03' WHERE mes IS NOT NULL;
SELECT count(*) FROM refresh_buckets('monthly');
UPDATE dated SET mes = '2025-01' WHERE municipio = 'A1';
SELECT level, buckets, reports FROM protect_buckets('dated', '{mes}', 'persona', '{"k":3}');
SELECT retract_buckets('monthly');

-- a source of which nothing was published yet
CREATE TABLE anew AS TABLE report;
DROP TABLE report CASCADE;
ALTER TABLE anew RENAME TO report;

-- settings of the session: the same labels under any
CREATE TABLE styled AS SELECT daterange('2025-01-01', '2026-01-01') AS r, interval '1 day 3 hours' AS i, '\x01'::bytea AS b, p AS persona
	FROM generate_series(1, 12) p;
SELECT count(*) FROM publish_buckets('styled_release', 'styled', '{r,i,b}', 'persona');
SET DateStyle = 'SQL, DMY';
SET IntervalStyle = 'sql_standard';
SET bytea_output = 'escape';
SELECT count(*) FROM refresh_buckets('styled_release');
RESET DateStyle;
RESET IntervalStyle;
RESET bytea_output;
SELECT * FROM styled_release;
SELECT retract_buckets('styled_release');

-- reports that are declared as a hierarchy as well are compared all the same
SELECT bucket_hierarchy('raw', 'styled', '{persona}');
CREATE VIEW but_one AS SELECT * FROM styled WHERE persona > 1;
SELECT count(*) FROM publish_buckets('all_of_them', 'styled', '{r}', 'persona');
SELECT count(*) FROM publish_buckets('all_but_one', 'but_one', '{r}', 'persona');
SELECT retract_buckets('all_of_them');
DROP VIEW but_one;

-- policies that are numbers, written in odd ways
SELECT count(*) FROM publish_buckets('odd', 'report', '{tipo}', 'persona', '{"k":5.0}');
SELECT name, k FROM bucket_releases;
SELECT retract_buckets('odd');
SELECT * FROM protect_buckets('report', '{tipo}', 'persona', '{"saturation":0.0000001}');
SELECT * FROM protect_buckets('report', '{tipo}', 'persona', '{"saturation":-1e-9}');
SELECT * FROM protect_buckets('report', '{tipo}', 'persona', '{"saturation":1e300}');
-- populations
UPDATE place SET gente = NULL;
SELECT bucket_hierarchy('risk', 'place', '{municipio,estado}', 'gente');
SELECT * FROM protect_buckets('report', '{risk:municipio}', 'persona', '{"k":3}');
UPDATE place SET gente = 9223372036854775807;
SELECT * FROM protect_buckets('report', '{risk:municipio}', 'persona', '{"k":3}');
UPDATE place SET gente = -1;
SELECT * FROM protect_buckets('report', '{risk:municipio}', 'persona', '{"k":3}');

-- labels that stand for something else: such reports wait
CREATE TABLE labelled AS SELECT l AS tipo, l || i AS persona
	FROM (VALUES (E'a "b"\n;c', 5), ('', 5), ('resto de tipo', 5), ('d', 2), ('e', 2), (repeat('ñ', 100000), 6)) v(l, n), generate_series(1, n) i;
SELECT level, buckets, reports FROM publish_buckets('alike', 'labelled', '{tipo}', 'persona', '{"k":3}');
SELECT left(tipo, 20) AS tipo, length(tipo), n FROM alike ORDER BY length(tipo);
SELECT retract_buckets('alike');
SELECT level, buckets, reports FROM publish_buckets('alike', 'labelled', '{tipo}', 'persona', '{"k":3,"rest_label":"%s: others"}');
SELECT left(tipo, 20) AS tipo, length(tipo), n FROM alike ORDER BY length(tipo);
SELECT count(*) FROM refresh_buckets('alike');
SELECT retract_buckets('alike');
INSERT INTO labelled VALUES ('_T', 'x');
SELECT level, buckets, reports FROM publish_buckets('alike', 'labelled', '{tipo}', 'persona', '{"k":3}');
SELECT retract_buckets('alike');
-- those of a hierarchy are the steward's own
CREATE TABLE shelf (tipo text, estante text);
INSERT INTO shelf VALUES ('resto de x', 'x'), ('d', 'x'), ('e', 'x');
SELECT bucket_hierarchy('shelf', 'shelf', '{tipo,estante}');
CREATE TABLE shelved AS SELECT l AS tipo, l || i AS persona FROM (VALUES ('resto de x', 5), ('d', 2), ('e', 2)) v(l, n), generate_series(1, n) i;
SELECT count(*) FROM publish_buckets('alike', 'shelved', '{shelf:tipo}', 'persona', '{"k":3}');
DROP TABLE shelved, shelf;
UPDATE place SET gente = NULL, estado = '_T' WHERE municipio = 'A1';
SELECT count(*) FROM protect_buckets('report', '{geo:municipio}', 'persona', '{"k":3}');
UPDATE place SET estado = 'A' WHERE municipio = 'A1';
-- the unknown is where the hierarchy says, if it says so
CREATE TABLE anew AS TABLE report;
DROP TABLE report CASCADE;
ALTER TABLE anew RENAME TO report;
UPDATE report SET municipio = NULL WHERE municipio = 'A2';
INSERT INTO place VALUES ('_U', 'B', 'x', NULL);
SELECT count(*) FROM publish_buckets('unknown', 'report', '{geo:municipio}', 'persona', '{"k":3}');
SELECT * FROM unknown;
SELECT retract_buckets('unknown');

-- a release without buckets, audited
CREATE TABLE nothing (tipo text, persona text);
SELECT count(*) FROM publish_buckets('empty', 'nothing', '{tipo}', 'persona');
INSERT INTO nothing VALUES ('x', 'y');
SELECT * FROM audit_buckets('empty');
-- what somebody dropped does not keep it from being retracted
DROP VIEW empty;
SELECT name, state FROM bucket_releases;
DO $$ BEGIN EXECUTE (SELECT 'DROP TABLE ' || cells FROM bucket_lines WHERE NOT retracted); END $$;
SELECT retract_buckets('empty');
CREATE TABLE anew AS TABLE report;
DROP TABLE report CASCADE;
ALTER TABLE anew RENAME TO report;
-- a view on top keeps none from being retracted; an empty view is left
SELECT count(*) FROM publish_buckets('under', 'report', '{tipo}', 'persona', '{"k":3}');
CREATE VIEW on_top AS SELECT * FROM under;
SELECT count(*) FROM refresh_buckets('under');
SELECT retract_buckets('under');
SELECT * FROM on_top;
DROP VIEW under CASCADE;
SELECT retract_buckets('under');
-- names that begin alike
SELECT count(*) FROM publish_buckets(repeat('x', 60) || 'a', 'report', '{tipo}', 'persona', '{"k":3}');
SELECT count(*) FROM publish_buckets(repeat('x', 60) || 'b', 'report', '{tipo}', 'persona', '{"k":3}');
SELECT count(*) FROM refresh_buckets(repeat('x', 60) || 'a');
SELECT name, vintage FROM bucket_releases ORDER BY name;
SELECT retract_buckets(name) FROM bucket_releases;

-- rights: what default privileges give, what was taken back, who is gone
CREATE ROLE regress_sa;
CREATE ROLE regress_sb;
CREATE ROLE regress_r1;
CREATE ROLE regress_r2;
CREATE SCHEMA regress_changed AUTHORIZATION regress_sa;
GRANT EXECUTE ON FUNCTION publish_buckets, refresh_buckets, retract_buckets, bucket_hierarchy TO regress_sa, regress_sb;
GRANT SELECT ON report, place TO regress_sa, regress_sb;
ALTER DEFAULT PRIVILEGES FOR ROLE regress_sa GRANT ALL ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE regress_sa GRANT ALL ON TABLES TO regress_sb;
SET ROLE regress_sa;
SELECT count(*) FROM publish_buckets('regress_changed.mine', 'report', '{tipo}', 'persona', '{"k":3}', '{regress_r1,regress_r2}');
SELECT relname, a.grantee::regrole, a.privilege_type FROM pg_class c, aclexplode(relacl) a
	WHERE relname ~ '^mine' AND a.grantee <> relowner ORDER BY 1, 2;
REVOKE SELECT ON regress_changed.mine FROM regress_r1;
RESET ROLE;
DROP OWNED BY regress_r2;
DROP ROLE regress_r2;
SET ROLE regress_sa;
SELECT count(*) FROM refresh_buckets('regress_changed.mine');
SELECT has_table_privilege('regress_r1', 'regress_changed.mine', 'SELECT');
SELECT relname, a.grantee FROM pg_class c, aclexplode(relacl) a WHERE relname ~ '^mine' AND a.grantee <> relowner;
-- a hierarchy is read with the rights of whoever publishes
SELECT bucket_hierarchy('hers', 'place', '{municipio,estado}');
SET ROLE regress_sb;
SELECT bucket_hierarchy('hers', 'place', '{municipio,estado}');
RESET ROLE;
SELECT bucket_hierarchy('hers', 'place', '{municipio,estado}');
-- row policies: total less total would be who is hidden from one of them
ALTER TABLE report ENABLE ROW LEVEL SECURITY;
GRANT USAGE, CREATE ON SCHEMA regress_changed TO regress_sb;
CREATE POLICY all_of_them ON report TO regress_sa USING (true);
CREATE POLICY but_one ON report TO regress_sb USING (session_user <> current_user AND persona <> 'A11');
SET ROLE regress_sa;
SELECT count(*) FROM refresh_buckets('regress_changed.mine');
SET ROLE regress_sb;
SELECT (SELECT count(*) FROM report WHERE tipo = 'A') AS counted_naively;
SELECT count(*) FROM publish_buckets('regress_changed.theirs', 'report', '{tipo}', 'persona', '{"k":3}');
RESET ROLE;
ALTER ROLE regress_sa BYPASSRLS;
SET ROLE regress_sa;
SELECT count(*) FROM refresh_buckets('regress_changed.mine');
SELECT retract_buckets('regress_changed.mine');
RESET ROLE;

DROP SCHEMA regress_changed;
DELETE FROM bucket_hierarchies WHERE name IN ('hers', 'zone', 'risk', 'raw');
DROP OWNED BY regress_sa, regress_sb, regress_r1;
DROP ROLE regress_sa, regress_sb, regress_r1;
DROP TABLE place, report, zone, styled, labelled, nothing;
