-- What readers and their tools see of a release, and what a steward is told.
CREATE TABLE filed (received date, kind text, who integer);
INSERT INTO filed
	SELECT date '2025-01-15' + 31 * (i % 2), CASE WHEN i < 12 THEN 'wages' ELSE 'hours' END, i
	FROM generate_series(1, 24) i;
INSERT INTO filed SELECT NULL, 'wages', 100 + i FROM generate_series(1, 4) i;
-- few in a later quarter: their months are nobody's to see
INSERT INTO filed SELECT date '2025-04-10' + 31 * (i % 2), 'wages', 200 + i FROM generate_series(1, 4) i;

-- a date beside the label of a period, with no cast; NULL where there is none
SELECT * FROM publish_buckets('by_month', 'filed', '{kind,month:received}', 'who', '{"k":3}');
SELECT kind, received, received_start, received_quarter, received_quarter_start, received_year_start, n
	FROM by_month ORDER BY 1, 2, 4;
SELECT attname, format_type(atttypid, atttypmod), col_description(attrelid, attnum)
	FROM pg_attribute WHERE attrelid = 'by_month'::regclass ORDER BY attnum;
SELECT obj_description('by_month'::regclass);
-- every frequency
CREATE TABLE filed_on (s time_period, t time_period, q time_period, w time_period, d date, y date, who integer);
INSERT INTO filed_on
	SELECT '2024-S2', '2024-T3', '2024-Q4', '2025-W01', '2024-12-31', '2024-12-31', i FROM generate_series(1, 5) i;
SELECT count(*) FROM publish_buckets('by_all', 'filed_on', '{s,t,q,w,day:d,year:y}', 'who', '{"k":3}');
SELECT s_start, t_start, q_start, w_start, d_start, y_start FROM by_all;

-- a rest in the language of the data
CREATE TABLE town (town text, province text);
INSERT INTO town VALUES ('Aylmer', 'Québec'), ('Hull', 'Québec'), ('Laval', 'Québec');
SELECT bucket_hierarchy('towns', 'town', '{town,province}');
CREATE TABLE plainte (town text, who integer);
INSERT INTO plainte SELECT t, i * 10 + n FROM (VALUES ('Aylmer', 1, 6), ('Hull', 2, 2), ('Laval', 3, 2)) v(t, n, m), generate_series(1, m) i;
SELECT count(*) FROM publish_buckets('en_francais', 'plainte', '{towns:town}', 'who', '{"k":3,"language":"fr"}');
SELECT town, n FROM en_francais ORDER BY n;
SELECT protect_buckets('plainte', '{towns:town}', 'who', '{"language":"de"}');

-- a dry run refuses what the publication would
CREATE TABLE asked (opened text, who integer);
INSERT INTO asked SELECT 'x', i FROM generate_series(1, 5) i;
SELECT * FROM protect_buckets('asked', '{opened}', 'who', '{"k":3}');
SELECT * FROM publish_buckets('asked_view', 'asked', '{opened}', 'who', '{"k":3}');

-- CREATE on the schema is asked before the source is read
CREATE ROLE view_steward;
CREATE SCHEMA closed_house;
GRANT USAGE ON SCHEMA closed_house TO view_steward;
GRANT EXECUTE ON FUNCTION publish_buckets(text, regclass, text[], text, jsonb, regrole[]) TO view_steward;
GRANT SELECT ON filed TO view_steward;
SET ROLE view_steward;
SELECT publish_buckets('closed_house.filed', 'filed', '{kind}', 'who');
RESET ROLE;

-- errors name up to three of the steward's own labels
\set VERBOSITY default
CREATE TABLE sector (code text, division text, workers bigint);
INSERT INTO sector VALUES ('11', 'A', 10), ('21', NULL, 10), ('22', NULL, 10), ('23', NULL, 10), ('24', NULL, 10);
SELECT bucket_hierarchy('sectors', 'sector', '{code,division}', 'workers');
UPDATE sector SET division = 'B';
INSERT INTO sector VALUES (NULL, 'C', 10);
SELECT bucket_hierarchy('sectors', 'sector', '{code,division}', 'workers');
DELETE FROM sector WHERE code IS NULL;
INSERT INTO sector VALUES ('22', 'B', 10), ('11', 'C', 10);
SELECT bucket_hierarchy('sectors', 'sector', '{code,division}', 'workers');
DELETE FROM sector WHERE ctid IN (SELECT max(ctid) FROM sector GROUP BY code HAVING count(*) > 1);
UPDATE sector SET workers = -1 WHERE code = repeat('2', 2);
SELECT bucket_hierarchy('sectors', 'sector', '{code,division}', 'workers');
UPDATE sector SET workers = 1000;
SELECT bucket_hierarchy('sectors', 'sector', '{code,division}', 'workers');

-- new codes do not stop a refresh: they wait, and the notice names three
CREATE TABLE by_sector (code text, who integer);
INSERT INTO by_sector SELECT (ARRAY['11', '21', '22'])[1 + i % 3], i FROM generate_series(1, 30) i;
SELECT * FROM publish_buckets('sectors_shown', 'by_sector', '{sectors:code}', 'who', '{"k":3}');
INSERT INTO by_sector VALUES ('99', 101), ('98', 102), ('97', 103), ('96', 104), (repeat('é', 50), 105), ('99', 106);
SELECT * FROM refresh_buckets('sectors_shown');

-- a report that changes its code leaves one bucket and enters another: neither
-- tells, and what is shown, what waits and what is gone make the source
UPDATE by_sector SET code = '21' WHERE who IN (3, 6);
SELECT * FROM refresh_buckets('sectors_shown');
SELECT code, n FROM sectors_shown ORDER BY code;
\set VERBOSITY terse
SELECT retract_buckets(name) FROM bucket_releases WHERE name ~ 'by_month|by_all|en_francais|sectors_shown' ORDER BY name;
REVOKE ALL ON FUNCTION publish_buckets(text, regclass, text[], text, jsonb, regrole[]) FROM view_steward;
DROP SCHEMA closed_house;
DROP TABLE filed, filed_on, town, plainte, asked, sector, by_sector;
DROP ROLE view_steward;
