-- A row for every period. The examples of fill_time_series in the VTL 2.1
-- manual: single within each series, all from the first to the last of both.
CREATE TEMP TABLE said (id text, t time_period, what text);
INSERT INTO said VALUES ('A', '2010', 'hello world'), ('A', '2012', 'say hello'), ('A', '2013', 'he'),
	('B', '2011', 'hi, hello! '), ('B', '2012', 'hi'), ('B', '2014', 'hello!');
SELECT id, f.* FROM (SELECT id, array_agg(t) AS ts, array_agg(what) AS whats FROM said GROUP BY id) s, fill(ts, whats) f ORDER BY id, period;
SELECT id, f.* FROM (SELECT id, array_agg(t ORDER BY what) AS ts, array_agg(what ORDER BY what) AS whats FROM said GROUP BY id) s,
	(SELECT min(t) AS first, max(t) AS last FROM said) e, fill(ts, whats, 'null', first, last) f ORDER BY id, period;
-- years and quarters in one data set: two series, the quarters of all years
WITH data (t, what) AS (VALUES ('2010'::time_period, 'hello world'), ('2012', 'say hello'), ('2010-Q1', 'he'), ('2010-Q2', 'hi, hello! '), ('2010-Q4', 'hi'), ('2011-Q2', 'hello!'))
SELECT string_agg(f.period || coalesce(' ' || f.value, ''), ', ' ORDER BY f.period) FROM (
	SELECT array_agg(t) AS ts, array_agg(what) AS whats FROM data GROUP BY freq(t)) s, fill(ts, whats) f GROUP BY freq(f.period);
WITH data (t, what) AS (VALUES ('2010'::time_period, 'hello world'), ('2012', 'say hello'), ('2010-Q1', 'he'), ('2010-Q2', 'hi, hello! '), ('2010-Q4', 'hi'), ('2011-Q2', 'hello!'))
SELECT string_agg(f.period || coalesce(' ' || f.value, ''), ', ' ORDER BY f.period) FROM (
	SELECT freq(t) AS fr, array_agg(t) AS ts, array_agg(what) AS whats FROM data GROUP BY 1) s,
	fill(ts, whats, 'null', period(date '2010-01-01', fr), period(date '2012-12-31', fr)) f GROUP BY fr;

-- the value before, which is not there before the first
SELECT * FROM fill('2024-01 {5,NULL,NULL,7}'::time_series);
SELECT * FROM fill('2024-02 {5,NULL,NULL,7}'::time_series, 'previous', '2024-01', '2024-06');
SELECT * FROM fill('2024-02 {5,NULL,NULL,7}'::time_series, 'previous', '2024-04', last => '2024-04');
-- a NULL is as absent as a row that is not there; of any type
SELECT * FROM fill('{2024-W01,2024-W02,NULL,2024-W04,2024-W05}', ARRAY[1.50, NULL, 3, 4, NULL]::numeric[], 'previous');
SELECT * FROM fill(ARRAY['2024']::time_period[], ARRAY[point '(1,2)'], last => '2025');
SELECT sum(value), count(*), count(*) FILTER (WHERE filled) FROM (SELECT array_agg('2020-01-01'::time_period + i) AS ts, array_agg(i) AS vs FROM generate_series(0, 9999, 3) i) s, fill(ts, vs);
-- nothing
SELECT count(*) FROM fill(NULL::time_series);
SELECT count(*) FROM fill('M {}'::time_series);
SELECT count(*), count(value) FROM fill('M {}'::time_series, 'previous', '2024-01', '2024-03');
SELECT count(*) FROM fill('2024 {1}'::time_series, NULL);
SELECT count(*) FROM fill('2024 {1}'::time_series, 'null', '2025', '2023');
SELECT count(*) FROM fill('{}', '{}'::int[]);
SELECT count(*), count(value) FROM fill('{}', '{}'::int[], 'null', '2024', '2026');
SELECT count(*), count(value) FROM fill('{2024,2026}', '{NULL,NULL}'::int[]);
SELECT count(*) FROM fill(NULL, '{}'::int[]);

SELECT * FROM fill('2024 {1}'::time_series, 'linear');
SELECT * FROM fill('2024 {1}'::time_series, 'null', '2024-01');
SELECT * FROM fill('{2024,2024-01}', '{1,2}'::int[]);
SELECT * FROM fill('{2024,2025,2024}', '{1,2,1}'::int[]);
SELECT * FROM fill('{2024,2025}', '{1}'::int[]);
