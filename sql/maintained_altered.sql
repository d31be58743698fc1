-- Statements that define tables, on the sources and the tables of summaries that
-- keep themselves: none changes rows, or stops what keeps them, without a word.
SET client_min_messages = warning;
\set SHOW_CONTEXT never

CREATE TABLE flow (id int PRIMARY KEY, partner text, day date, value numeric, note text);
INSERT INTO flow VALUES (1, 'MEX', '2024-01-05', 10), (2, 'CAN', '2024-01-20', 5);
SELECT maintain_series('monthly', 'flow', '{partner}', $$period(day, 'M')$$, 'value');
SELECT maintain_ranking('leaders', 'flow', '{1 AS total}', 'partner', 'value', mode => 'deferred');

-- other values in a column of the same name and type
ALTER TABLE flow ALTER COLUMN value TYPE numeric USING value * 1000;
ALTER TABLE flow DROP COLUMN value, ADD COLUMN value numeric DEFAULT 5;
ALTER TABLE flow ALTER COLUMN partner TYPE text COLLATE "C";
-- the same values, and a column that is not used
ALTER TABLE flow ALTER COLUMN value TYPE numeric;
ALTER TABLE flow ALTER COLUMN note TYPE varchar(9) USING left(note, 9), ALTER COLUMN note SET DEFAULT '?';
SELECT * FROM check_maintained('monthly');

-- a source does not become part of another table
CREATE TABLE parent (LIKE flow);
ALTER TABLE flow INHERIT parent;
CREATE TABLE whole (LIKE flow) PARTITION BY RANGE (id);
ALTER TABLE whole ATTACH PARTITION flow DEFAULT;
-- nor one that has parts itself
CREATE TABLE wider (LIKE flow) PARTITION BY RANGE (id);
SELECT maintain_series('of_whole', 'whole', '{partner}', $$period(day, 'M')$$, 'value');
ALTER TABLE wider ATTACH PARTITION whole FOR VALUES FROM (0) TO (100);
-- others may
ALTER TABLE wider ATTACH PARTITION parent FOR VALUES FROM (0) TO (100);
SELECT drop_maintained('of_whole');

-- the tables of summaries keep the columns that they need
ALTER TABLE monthly RENAME COLUMN series TO s;
ALTER TABLE monthly DROP COLUMN partner;
ALTER TABLE monthly DROP COLUMN taken;
ALTER TABLE monthly ALTER COLUMN series TYPE text;
ALTER TABLE monthly ALTER COLUMN partner TYPE varchar(9);
ALTER TABLE monthly SET UNLOGGED;
ALTER TABLE leaders_delta RENAME COLUMN removed TO gone;
ALTER TABLE leaders_kept RENAME COLUMN ranking TO r;
-- keys have the names that you like, and columns of yours come and go
ALTER TABLE monthly RENAME COLUMN partner TO country;
ALTER TABLE monthly ADD COLUMN note text;
ALTER TABLE monthly DROP COLUMN note;
INSERT INTO flow VALUES (3, 'BRA', '2024-01-05', 1);
UPDATE flow SET value = value + 1;
DELETE FROM flow WHERE id = 2;
SELECT country, series FROM monthly ORDER BY country;
SELECT * FROM leaders;
SELECT * FROM check_maintained('monthly');
SELECT * FROM check_maintained('leaders');

-- and the index of their keys, until another takes its place, for which NULL is a key
DROP INDEX monthly_partner_idx;
CREATE UNIQUE INDEX of_null_many ON monthly (country);
DROP INDEX monthly_partner_idx;
CREATE UNIQUE INDEX of_country ON public.monthly (country) NULLS NOT DISTINCT;
DROP INDEX monthly_partner_idx, of_null_many;
ALTER TABLE monthly ADD CONSTRAINT by_country UNIQUE USING INDEX of_country;
ALTER TABLE monthly DROP CONSTRAINT by_country;
DROP INDEX leaders_kept_total_idx;
CREATE TABLE others (a int PRIMARY KEY);
DROP TABLE others;
-- in any order
SELECT maintain_series('pairs', 'flow', '{partner,note}', $$period(day, 'M')$$, 'value');
CREATE UNIQUE INDEX ON pairs (note, partner) NULLS NOT DISTINCT;
DROP INDEX pairs_partner_note_idx;
INSERT INTO flow VALUES (8, 'PER', '2024-01-05', 1, NULL);
INSERT INTO flow VALUES (9, 'PER', '2024-01-05', 1, NULL), (10, 'PER', '2024-01-05', 1, 'new');
SELECT partner, note, series FROM pairs WHERE partner = 'PER' ORDER BY note;
DELETE FROM flow WHERE partner = 'PER';
SELECT * FROM check_maintained('pairs');
SELECT drop_maintained('pairs');
-- where nothing kept it, or the refusal came too late, the next to need it says so
SET session_replication_role = replica;
ALTER TABLE monthly DROP CONSTRAINT by_country;
DROP INDEX leaders_kept_total_idx;
RESET session_replication_role;
INSERT INTO flow VALUES (8, 'MEX', '2024-01-05', 1);
\echo :SQLSTATE
SELECT refresh_maintained('public.monthly', anew => true);
INSERT INTO flow VALUES (8, 'MEX', '2024-01-05', 1);
SELECT refresh_maintained('leaders');
-- it stops nobody else from dropping what he likes
CREATE TABLE others (a int PRIMARY KEY);
DROP TABLE others;
SELECT refresh_maintained('public.leaders', anew => true);
SELECT refresh_maintained('leaders');
DROP INDEX CONCURRENTLY monthly_country_idx;
INSERT INTO flow VALUES (9, 'MEX', '2024-01-05', 1);
SELECT refresh_maintained('public.monthly', anew => true);
INSERT INTO flow VALUES (9, 'MEX', '2024-01-05', 1);
DROP INDEX monthly_country_idx;
DELETE FROM flow WHERE id IN (8, 9);
SELECT * FROM check_maintained('monthly');
SELECT * FROM check_maintained('leaders');

-- row policies that bind the owner too would hide rows from him
ALTER TABLE flow ENABLE ROW LEVEL SECURITY;
CREATE ROLE regress_maintain_policy;
GRANT CREATE ON SCHEMA public TO regress_maintain_policy;
ALTER TABLE flow OWNER TO regress_maintain_policy;
ALTER TABLE monthly OWNER TO regress_maintain_policy;
CREATE POLICY mexico ON flow USING (partner = 'MEX');
SET ROLE regress_maintain_policy;
SELECT * FROM check_maintained('monthly');
ALTER TABLE flow FORCE ROW LEVEL SECURITY;
SELECT * FROM check_maintained('monthly');
SELECT maintain_series('hidden', 'flow', '{partner}', $$period(day, 'M')$$, 'value');
RESET ROLE;
ALTER TABLE flow NO FORCE ROW LEVEL SECURITY, OWNER TO CURRENT_USER;
ALTER TABLE monthly OWNER TO CURRENT_USER;

-- policies of the table of a summary bind its readers, and not what keeps it
ALTER TABLE monthly ENABLE ROW LEVEL SECURITY;
CREATE POLICY brazil ON monthly FOR SELECT USING (country = 'BRA');
GRANT SELECT ON monthly TO regress_maintain_policy;
INSERT INTO flow VALUES (5, 'MEX', '2024-02-05', 3), (6, 'BRA', '2024-02-05', 4), (7, 'PER', '2024-02-05', 5);
DELETE FROM flow WHERE id = 7;
SET ROLE regress_maintain_policy;
SELECT country, series FROM monthly;
RESET ROLE;
SELECT * FROM check_maintained('monthly');
DROP POLICY brazil ON monthly;
ALTER TABLE monthly DISABLE ROW LEVEL SECURITY;

-- an error of a statement says which summary it comes from
\set SHOW_CONTEXT errors
INSERT INTO flow VALUES (4, 'BRA', '2024-01-05', 'NaN');
\set SHOW_CONTEXT never
TRUNCATE monthly;
DELETE FROM flow WHERE id = 1;
SELECT refresh_maintained('monthly', anew => true);
DELETE FROM flow WHERE id = 1;
SELECT country, series FROM monthly ORDER BY country;
TRUNCATE leaders_kept, leaders_delta;
DELETE FROM flow WHERE id = 3;
SELECT * FROM leaders;
SELECT refresh_maintained('leaders');
SELECT refresh_maintained('leaders', anew => true);
SELECT * FROM leaders;
SELECT maintain_survival('curves', 'flow', '{partner}', 'id', 'value > 4');
TRUNCATE curves;
DELETE FROM flow WHERE id = 5;
SELECT refresh_maintained('curves', anew => true);
DELETE FROM flow WHERE id = 5;
TABLE curves;
-- a trigger that changes the rows that fired it
CREATE TABLE raised (partner text, month time_period, value int);
CREATE FUNCTION raise() RETURNS trigger LANGUAGE plpgsql AS
	'BEGIN UPDATE raised SET value = 2 WHERE value = 1; RETURN NULL; END';
CREATE TRIGGER a_raise AFTER INSERT ON raised FOR EACH ROW EXECUTE FUNCTION raise();
SELECT maintain_series('of_raised', 'raised', '{partner}', 'month', 'value');
INSERT INTO raised VALUES ('MEX', '2024-01', 1);
SELECT drop_maintained('of_raised');
SELECT maintain_series('of_raised', 'raised', '{partner}', 'month', 'value', mode => 'deferred');
INSERT INTO raised VALUES ('MEX', '2024-01', 1);
SELECT partner, series FROM of_raised;
DROP TABLE raised CASCADE;
DROP TABLE of_raised_kept, of_raised_delta CASCADE;
DROP FUNCTION raise();
-- a part of a part
CREATE TABLE parts (partner text, month time_period, value int) PARTITION BY LIST (partner);
CREATE TABLE americas PARTITION OF parts FOR VALUES IN ('MEX', 'CAN') PARTITION BY LIST (partner);
CREATE TABLE mexico PARTITION OF americas FOR VALUES IN ('MEX');
SELECT maintain_series('of_parts', 'parts', '{partner}', 'month', 'value');
INSERT INTO parts VALUES ('MEX', '2024-01', 1);
DROP TABLE mexico;
ALTER TABLE americas DETACH PARTITION mexico;
DROP TABLE mexico;
SELECT count(*) FROM of_parts;
DROP TABLE parts, of_parts;
-- and one of a declaration which expression
\set SHOW_CONTEXT errors
SELECT maintain_series('s', 'flow', $${period(day,'M')}$$, $$period(day, 'M')$$, 'value');
SELECT maintain_series('s', 'flow', '{partner}', $$period(day, 'M')$$, 'valeu');
SELECT maintain_series('s', 'flow', '{partner}', $$period(day, 'M')$$, 'value', 'note');

DROP TABLE flow, parent, whole, wider CASCADE;
DROP TABLE monthly, curves, leaders_kept, leaders_delta CASCADE;
REVOKE CREATE ON SCHEMA public FROM regress_maintain_policy;
DROP ROLE regress_maintain_policy;
