-- One value a period, or an error: for indices, rates and prices.
SELECT series_single(p, v) FROM (VALUES ('2024-01'::time_period, 1.5), ('2024-03', 3), ('2024-02', NULL), (NULL, 1)) AS d(p, v);
SELECT series_single(p, v::float8) AS float8, series_single(p, v::bigint) AS bigint FROM (VALUES ('2024-01'::time_period, 9007199254740993), ('2024-02', 2)) AS d(p, v);
SELECT series_single(p, v) IS NULL AS none FROM (VALUES (NULL::time_period, 1.0)) AS d(p, v);
SELECT series_single(p, v) FROM (VALUES ('2024-01'::time_period, 1.5), ('2024-02', 3), ('2024-01', 1.5)) AS d(p, v);
SELECT series_single(p, v::float8) FROM (VALUES ('2024-01'::time_period, 1.5), ('2024-02', 3), ('2024-01', 0)) AS d(p, v);
SELECT series_single(p, v::bigint) FROM (VALUES ('2024-01'::time_period, 1.5), ('2024-01', 0)) AS d(p, v);
SELECT series_single(p, v) FROM (VALUES ('2024-01'::time_period, 1.5), ('2024', 3)) AS d(p, v);
SELECT series_single(p, v) = series(p, v) AS same, num_values(series_single(p, v))
FROM (SELECT p, (p - '2000-01')::numeric / 7 AS v FROM generate_series(time_period '2000-01', '2024-12') AS p ORDER BY md5(p::text)) AS d;
-- in parallel, where the rows of a period may meet in two workers
CREATE TABLE single_rows AS
SELECT i, '1000-01'::time_period + i AS p, i::numeric AS v FROM generate_series(0, 19999) AS i;
ANALYZE single_rows;
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT num_values(series_single(p, v)), series_single(p, v) = series(p, v) AS same FROM single_rows;
INSERT INTO single_rows VALUES (-1, '1500-06', 1);
\set VERBOSITY terse
SELECT num_values(series_single(p, v)) FROM single_rows;
\set VERBOSITY default
DROP TABLE single_rows;
SELECT series_single_combine('2024-01 {1,NULL,3}', '2024-02 {2}') AS merged;
SELECT series_single_combine('2024-01 {1,NULL,3}', '2024-03 {2}');
SELECT series_single_combine('2024-01 {1}', '2024-Q1 {2}');

-- A period as text, as drivers send it.
SELECT value_at(s, '2024-01'::varchar) AS typed, value_at(s, '2024-01') AS literal, value_at(s, '2024-02'::text) AS absent,
       value_at(s, time_period '2024-01') AS period
FROM (SELECT series(p, v) AS s FROM (VALUES ('2024-01'::time_period, 1.5)) AS d(p, v)) AS q;
SELECT value_at(series('2024-01', 1), 'x'::text);
