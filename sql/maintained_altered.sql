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
-- and one of a declaration which expression
\set SHOW_CONTEXT errors
SELECT maintain_series('s', 'flow', $${period(day,'M')}$$, $$period(day, 'M')$$, 'value');
SELECT maintain_series('s', 'flow', '{partner}', $$period(day, 'M')$$, 'valeu');
SELECT maintain_series('s', 'flow', '{partner}', $$period(day, 'M')$$, 'value', 'note');

DROP TABLE flow, parent, whole, wider CASCADE;
DROP TABLE monthly, leaders_kept, leaders_delta CASCADE;
REVOKE CREATE ON SCHEMA public FROM regress_maintain_policy;
DROP ROLE regress_maintain_policy;
