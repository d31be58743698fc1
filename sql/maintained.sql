-- Summaries that keep themselves: what a declaration makes, what statements do to
-- it, what is refused, and who may do what.
SET client_min_messages = warning;
\set SHOW_CONTEXT never

CREATE TABLE flow (id int PRIMARY KEY, partner text, hs text, day date, value numeric, closed date);
INSERT INTO flow VALUES (1, 'MEX', '01', '2024-01-05', 10), (2, 'MEX', '01', '2024-01-20', 5),
	(3, 'CAN', '01', '2024-02-01', 7), (4, NULL, '01', '2024-02-01', 1);

SELECT maintain_series('monthly', 'flow', '{partner,hs}', $$period(day, 'M')$$, 'value');
TABLE monthly ORDER BY partner, hs;

-- rows that come; a NULL key is a key; rows of NULL do not count
INSERT INTO flow VALUES (5, 'MEX', '01', '2024-03-09', 0.25), (6, NULL, '01', '2024-02-09', 2),
	(7, 'DEU', '02', '2024-02-09', NULL), (8, 'DEU', '02', NULL, 3);
SELECT partner, hs, series FROM monthly ORDER BY partner, hs;
-- corrected, and moved to another key and another month
UPDATE flow SET value = 11 WHERE id = 1;
UPDATE flow SET partner = 'CAN', day = '2024-04-01' WHERE id = 2;
SELECT partner, hs, series FROM monthly ORDER BY partner, hs;
-- a key leaves with its last row, a period too
DELETE FROM flow WHERE id IN (1, 4, 6);
SELECT partner, hs, series FROM monthly ORDER BY partner, hs;
-- ON CONFLICT and MERGE
INSERT INTO flow VALUES (3, 'CAN', '01', '2024-02-01', 70), (9, 'BRA', '03', '2024-01-01', 1)
	ON CONFLICT (id) DO UPDATE SET value = excluded.value;
MERGE INTO flow f USING (VALUES (9, 4), (5, NULL), (10, 6)) s(id, value) ON f.id = s.id
	WHEN MATCHED AND s.value IS NULL THEN DELETE
	WHEN MATCHED THEN UPDATE SET value = s.value
	WHEN NOT MATCHED THEN INSERT VALUES (s.id, 'CHL', '03', '2024-01-01', s.value);
SELECT partner, hs, series FROM monthly ORDER BY partner, hs;
-- a refused value is an error of the statement, which changes nothing
INSERT INTO flow VALUES (11, 'CAN', '01', '2024-02-01', 1), (12, 'CAN', '01', '2024-02-01', 'NaN');
-- a savepoint
BEGIN;
SAVEPOINT s;
DELETE FROM flow;
SELECT count(*) FROM monthly;
ROLLBACK TO s;
COMMIT;
SELECT partner, hs, series FROM monthly ORDER BY partner, hs;
SELECT * FROM check_maintained('monthly');
-- what was written by hand is found, and made anew
UPDATE monthly SET series = '2024-01 {5}' WHERE partner = 'CHL';
DELETE FROM monthly WHERE partner = 'BRA';
SELECT * FROM check_maintained('monthly') ORDER BY key;
DELETE FROM flow WHERE id = 10;
SELECT refresh_maintained('monthly');
SELECT refresh_maintained('monthly', anew => true);
SELECT * FROM check_maintained('monthly');
-- keys that a row takes along through a foreign key
CREATE TABLE parent (hs text PRIMARY KEY);
INSERT INTO parent VALUES ('01'), ('02'), ('03');
ALTER TABLE flow ADD FOREIGN KEY (hs) REFERENCES parent ON UPDATE CASCADE ON DELETE CASCADE;
UPDATE parent SET hs = '99' WHERE hs = '03';
DELETE FROM parent WHERE hs = '01';
SELECT partner, hs, series FROM monthly ORDER BY partner, hs;
-- a trigger that changes rows before they come
CREATE FUNCTION double_it() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN new.value := new.value * 2; RETURN new; END';
CREATE TRIGGER double_it BEFORE INSERT ON flow FOR EACH ROW EXECUTE FUNCTION double_it();
INSERT INTO flow VALUES (20, 'PER', '02', '2024-05-01', 21);
SELECT partner, series FROM monthly WHERE partner = 'PER';
DROP TRIGGER double_it ON flow;
TRUNCATE flow;
SELECT count(*) FROM monthly;

-- deferred: the view sees what waits in the delta table
SELECT maintain_ranking('leaders', 'flow', ARRAY[$$period(day, 'A')$$], 'partner', 'value', condition => 'value > 0',
	mode => 'deferred');
INSERT INTO flow VALUES (1, 'MEX', '02', '2024-01-05', 10), (2, 'CAN', '02', '2024-01-20', 5), (3, 'CAN', '02', '2025-02-01', 7),
	(4, 'USA', '02', '2024-02-01', -1);
UPDATE flow SET value = value + 6 WHERE id IN (2, 4);
DELETE FROM flow WHERE id = 3;
SELECT * FROM leaders;
SELECT count(*) AS waiting FROM leaders_delta;
SELECT count(*) AS folded FROM leaders_kept;
SELECT refresh_maintained('leaders');
SELECT count(*) AS waiting FROM leaders_delta;
SELECT period, ranking FROM leaders_kept;
SELECT * FROM leaders;
SELECT * FROM check_maintained('leaders');
-- a member without a name
INSERT INTO flow VALUES (5, NULL, '02', '2024-01-05', 1);

-- cases that open and close
SELECT maintain_survival('curves', 'flow', '{hs}', $$coalesce(closed, '2024-12-31') - day$$, 'closed IS NOT NULL');
TABLE curves;
UPDATE flow SET closed = '2024-01-25' WHERE id = 2;
SELECT hs, survival FROM curves;
SELECT * FROM check_maintained('curves');

SELECT name, kind, mode, keys, arguments, condition FROM maintained ORDER BY name;
SELECT drop_maintained('curves'), drop_maintained('leaders'), drop_maintained('monthly');
SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'maintained%';
SELECT relname FROM pg_class WHERE relname ~ '^(curves|leaders|monthly)';
SELECT drop_maintained('flow');
SELECT maintain_apply();
SELECT maintained_table_altered();

-- ------------------------------------------------------------ partitions
CREATE TABLE parted (hs text, month time_period, value float8) PARTITION BY LIST (hs);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN ('01');
CREATE TABLE parted_2 (value float8, hs text, month time_period);
INSERT INTO parted_2 VALUES (5, '02', '2024-01');
SELECT maintain_series('by_product', 'parted', '{hs}', 'month', 'value');
INSERT INTO parted VALUES ('01', '2024-01', 1);
INSERT INTO parted_1 VALUES ('01', '2024-02', 2);
ALTER TABLE parted ATTACH PARTITION parted_2 FOR VALUES IN ('02');
INSERT INTO parted_2 (hs, month, value) VALUES ('02', '2024-02', 3);
SELECT hs, series FROM by_product ORDER BY hs;
-- from one partition to another
UPDATE parted SET hs = '02' WHERE value = 2;
SELECT hs, series FROM by_product ORDER BY hs;
DROP TABLE parted_1;
ALTER TABLE parted DETACH PARTITION parted_1;
DROP TABLE parted_1;
SELECT hs, series FROM by_product ORDER BY hs;
CREATE TABLE parted_3 PARTITION OF parted FOR VALUES IN ('03');
INSERT INTO parted_3 VALUES ('03', '2024-02', 3);
SELECT hs, series FROM by_product ORDER BY hs;
TRUNCATE parted_2;
SELECT hs, series FROM by_product ORDER BY hs;
SELECT * FROM check_maintained('by_product');
CREATE UNLOGGED TABLE parted_4 PARTITION OF parted FOR VALUES IN ('04');
CREATE FOREIGN DATA WRAPPER nothing;
CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing;
CREATE FOREIGN TABLE parted_5 PARTITION OF parted FOR VALUES IN ('05') SERVER nowhere;
-- a generated column, and a partition whose columns lie otherwise
CREATE TABLE made (hs text, day date, value float8, chapter text GENERATED ALWAYS AS (left(hs, 2)) STORED) PARTITION BY LIST (hs);
CREATE TABLE made_1 PARTITION OF made FOR VALUES IN ('0101');
CREATE TABLE made_2 (value float8, day date, hs text, chapter text GENERATED ALWAYS AS (left(hs, 2)) STORED);
SELECT maintain_series('by_chapter', 'made', '{chapter}', $$period(day, 'M')$$, 'value');
ALTER TABLE made ATTACH PARTITION made_2 FOR VALUES IN ('0102');
SELECT drop_maintained('by_chapter');
ALTER TABLE made ATTACH PARTITION made_2 FOR VALUES IN ('0102');
SELECT maintain_series('by_chapter', 'made', '{chapter}', $$period(day, 'M')$$, 'value');
SELECT maintain_series('by_chapter', 'made', '{"left(hs, 2) AS chapter"}', $$period(day, 'M')$$, 'value');
INSERT INTO made (hs, day, value) VALUES ('0101', '2024-01-01', 1), ('0102', '2024-01-31', 2);
UPDATE made SET value = value + 10;
SELECT chapter, series FROM by_chapter;
SELECT * FROM check_maintained('by_chapter');
SELECT drop_maintained('by_chapter');
DROP TABLE made;
BEGIN ISOLATION LEVEL REPEATABLE READ;
CREATE TABLE parted_6 PARTITION OF parted FOR VALUES IN ('06');
ROLLBACK;

-- what a source keeps while it has a summary
ALTER TABLE parted DROP COLUMN value;
ALTER TABLE parted ALTER COLUMN value TYPE numeric;
ALTER TABLE parted RENAME COLUMN month TO mes;
DROP TRIGGER maintained_1_insert ON parted;
ALTER TABLE parted ADD COLUMN note text;
ALTER TABLE parted DROP COLUMN note;
ALTER TABLE parted RENAME TO flows_of_products;
ALTER TABLE by_product RENAME TO of_products;
INSERT INTO flows_of_products VALUES ('03', '2024-03', 9);
SELECT hs, series FROM of_products;
-- who drops the one or the other ends it
DROP TABLE of_products;
SELECT count(*) FROM maintained;
SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'maintained%';
SELECT maintain_series('by_product', 'flows_of_products', '{hs}', 'month', 'value');
DROP TABLE flows_of_products;
SELECT count(*) FROM maintained;
SELECT hs, series FROM by_product;
DROP TABLE by_product;
CREATE TABLE logged (hs text, month time_period, value float8);
SELECT maintain_series('s', 'logged', '{hs}', 'month', 'value');
ALTER TABLE logged SET UNLOGGED;
CREATE TABLE child () INHERITS (logged);
-- nor are others' statements held up by a summary that something is wrong with
CREATE DOMAIN amount AS float8;
ALTER TABLE logged ADD COLUMN extra amount;
SELECT maintain_series('s2', 'logged', '{hs}', 'month', 'extra');
ALTER DOMAIN amount RENAME TO sum_of_money;
ALTER TABLE flow ADD COLUMN note text;
ALTER TABLE logged ADD COLUMN note text;
ALTER DOMAIN sum_of_money RENAME TO amount;
ALTER TABLE logged ADD COLUMN note text;
DROP TABLE logged, s, s2;
DROP DOMAIN amount;

-- --------------------------------------------------------- what is refused
CREATE VIEW flow_view AS SELECT * FROM flow;
SELECT maintain_series('s', 'flow_view', '{hs}', $$period(day, 'M')$$, 'value');
CREATE TEMP TABLE flow_temp AS SELECT * FROM flow;
SELECT maintain_series('s', 'flow_temp', '{hs}', $$period(day, 'M')$$, 'value');
CREATE TABLE old_parent (a int);
CREATE TABLE old_child () INHERITS (old_parent);
SELECT maintain_series('s', 'old_child', '{a}', $$'2024'::time_period$$, 'a');
CREATE TABLE listed (a int) PARTITION BY LIST (a);
CREATE TABLE listed_1 PARTITION OF listed FOR VALUES IN (1);
SELECT maintain_series('s', 'listed_1', '{a}', $$'2024'::time_period$$, 'a');
CREATE FOREIGN TABLE listed_2 PARTITION OF listed FOR VALUES IN (2) SERVER nowhere;
SELECT maintain_series('s', 'listed', '{a}', $$'2024'::time_period$$, 'a');
SELECT maintain_series('s', 12345::regclass, '{a}', $$'2024'::time_period$$, 'a');
DROP TABLE old_parent, old_child, listed;
SELECT maintain_series('s', 'flow', '{}', $$period(day, 'M')$$, 'value');
SELECT maintain_series('s', 'flow', '{NULL}', $$period(day, 'M')$$, 'value');
SELECT maintain_series('s', 'flow', '{hs,hs}', $$period(day, 'M')$$, 'value');
SELECT maintain_series('s', 'flow', '{hs AS series}', $$period(day, 'M')$$, 'value');
SELECT maintain_series('s', 'flow', '{hs}', NULL, 'value');
SELECT maintain_series('s', 'flow', '{hs}', $$period(day, 'M')$$, 'value', mode => 'nightly');
SELECT maintain_series('s', 'flow', '{hs}', 'day', 'value');
SELECT maintain_series('s', 'flow', '{hs}', $$period(day, 'M')$$, 'partner');
SELECT maintain_ranking('s', 'flow', '{hs}', 'day', 'value');
SELECT maintain_survival('s', 'flow', '{hs}', 'partner', 'true');
SELECT maintain_survival('s', 'flow', '{hs}', 'closed - day', 'hs');
SELECT maintain_survival('s', 'flow', '{hs}', 'current_date - day', 'true');
SELECT maintain_series('s', 'flow', '{hs}', $$period(day, 'M')$$, 'sum(value)');
SELECT maintain_series('s', 'flow', '{flow}', $$period(day, 'M')$$, 'value');
SELECT maintain_series('s', 'flow', '{*}', $$period(day, 'M')$$, 'value');
SELECT maintain_series('s', 'flow', '{"hs FROM flow"}', $$period(day, 'M')$$, 'value');
SELECT maintain_series('s', 'flow', '{nothing}', $$period(day, 'M')$$, 'value');
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT maintain_series('s', 'flow', '{hs}', $$period(day, 'M')$$, 'value');
ROLLBACK;

-- ------------------------------------------------------------------ rights
CREATE ROLE regress_maintain_owner;
CREATE ROLE regress_maintain_writer;
CREATE ROLE regress_maintain_reader;
CREATE SCHEMA desk AUTHORIZATION regress_maintain_owner;
GRANT USAGE ON SCHEMA desk TO PUBLIC;
SET ROLE regress_maintain_owner;
CREATE TABLE desk.flow (hs text, month time_period, value numeric);
CREATE FUNCTION desk.chapter(hs text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT pg_catalog.left(hs, 2)';
GRANT INSERT ON desk.flow TO regress_maintain_writer;
SET search_path = desk, public;
SELECT maintain_series('s', 'flow', '{chapter(hs)}', 'month', 'value');
GRANT SELECT ON s TO regress_maintain_reader;
RESET search_path;
-- who may write to the source need not have a right to the summary
SET ROLE regress_maintain_writer;
INSERT INTO desk.flow VALUES ('0101', '2024-01', 3), ('0102', '2024-01', 4);
TABLE desk.s;
SELECT maintain_series('desk.mine', 'desk.flow', '{hs}', 'month', 'value');
SELECT refresh_maintained('desk.s');
SELECT check_maintained('desk.s');
SELECT drop_maintained('desk.s');
SELECT count(*) FROM maintained;
SET ROLE regress_maintain_reader;
SELECT chapter, series FROM desk.s;
TABLE desk.flow;
-- a trigger of somebody's own brings nothing
SET ROLE regress_maintain_owner;
CREATE TRIGGER again AFTER INSERT ON desk.flow REFERENCING NEW TABLE AS maintained_rows_added
	FOR EACH STATEMENT EXECUTE FUNCTION maintain_apply('1');
INSERT INTO desk.flow VALUES ('0101', '2024-01', 3);
DROP TRIGGER again ON desk.flow;
-- a function that fits better is not called in place of the one that was meant
CREATE FUNCTION desk.chapter(hs varchar) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT 'x'$$;
ALTER FUNCTION desk.chapter(text) RENAME TO chapter_of;
INSERT INTO desk.flow VALUES ('0101', '2024-01', 3);
DROP FUNCTION desk.chapter(varchar);
ALTER FUNCTION desk.chapter_of(text) RENAME TO chapter;
INSERT INTO desk.flow VALUES ('0101', '2024-01', 3);
RESET ROLE;
-- nor does a superuser run what others wrote
ALTER TABLE desk.s OWNER TO CURRENT_USER;
INSERT INTO desk.flow VALUES ('0101', '2024-01', 3);
ALTER TABLE desk.flow OWNER TO CURRENT_USER;
INSERT INTO desk.flow VALUES ('0101', '2024-01', 3);
ALTER FUNCTION desk.chapter(text) OWNER TO CURRENT_USER;
INSERT INTO desk.flow VALUES ('0101', '2024-01', 3);
SELECT chapter, series FROM desk.s;
DROP SCHEMA desk CASCADE;
SELECT count(*) FROM maintained;
DROP ROLE regress_maintain_owner, regress_maintain_writer, regress_maintain_reader;
DROP VIEW flow_view;
DROP TABLE flow, flow_temp, parent;
DROP FUNCTION double_it;
DROP FOREIGN DATA WRAPPER nothing CASCADE;
