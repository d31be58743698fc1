-- Figures as they were known at a time. The U.S. goods balance with China, as
-- two releases stated it, USD million: U.S. Census Bureau.

CREATE TEMP TABLE release (year int, vintage time_period, balance numeric);
INSERT INTO release VALUES
	(2024, '2026-03', -295515.3), (2025, '2026-03', -202071.4),
	(2024, '2026-10', -297047.7), (2025, '2026-10', -202674.1);
SELECT year, as_of(balance, vintage, '2026-02') AS february,
	as_of(balance, vintage, '2026-03') AS march, as_of(balance, vintage, '2026-09') AS september,
	as_of(balance, vintage, '2026-10') AS october, vintage_of(vintage, '2026-09'),
	first_vintage(balance, vintage), latest_vintage(balance, vintage), revision(balance, vintage)
FROM release GROUP BY year ORDER BY year;
SELECT year, as_of(balance::float8, vintage, '2026-09') AS september,
	first_vintage(balance::float8, vintage), latest_vintage(balance::float8, vintage),
	round(revision(balance::float8, vintage)::numeric, 6) AS revision
FROM release GROUP BY year ORDER BY year;

-- growth as of a month: -31.62 in March 2026, -31.77 in October
SELECT at, round(pct_change(max(b) FILTER (WHERE year = 2025), max(b) FILTER (WHERE year = 2024), 'magnitude'), 2) AS growth
FROM (SELECT at, year, as_of(balance, vintage, at) AS b
	FROM release, unnest('{2026-03,2026-10}'::time_period[]) at GROUP BY at, year) s
GROUP BY at ORDER BY at;
-- the guard lets one vintage through, and no mixture, which would read -31.42
SELECT round(pct_change(max(balance) FILTER (WHERE year = 2025), max(balance) FILTER (WHERE year = 2024), 'magnitude'), 2) AS growth,
	single_vintage(vintage)
FROM release WHERE vintage = '2026-10';
SELECT round(pct_change(max(balance) FILTER (WHERE year = 2025), max(balance) FILTER (WHERE year = 2024), 'magnitude'), 2) AS growth
FROM release WHERE (year = 2025) = (vintage = '2026-10');
SELECT round(pct_change(max(balance) FILTER (WHERE year = 2025), max(balance) FILTER (WHERE year = 2024), 'magnitude'), 2) AS growth,
	single_vintage(vintage)
FROM release WHERE (year = 2025) = (vintage = '2026-10');
-- in a window, too; and for any type that has an order
SELECT year, single_vintage(vintage) OVER (ORDER BY year) FROM release WHERE vintage = '2026-03' ORDER BY year;
SELECT single_vintage(vintage) OVER (PARTITION BY year) FROM release;
SELECT single_vintage(v) FROM unnest('{a,a,NULL,a}'::text[]) v;
SELECT single_vintage(v) FROM unnest('{b,a}'::text[]) v;
SELECT single_vintage(v) FROM unnest('{}'::date[]) v;
SELECT single_vintage(v) FROM unnest('{NULL}'::date[]) v;
SELECT single_vintage(v) FROM (VALUES ('1'::json), ('1')) t (v);

-- vintages by date, time and number; NULL states something, absence does not
CREATE TEMP TABLE stated (id int, vintage date, value numeric);
INSERT INTO stated VALUES (1, '2026-01-10', 100), (1, '2026-02-10', NULL), (1, '2026-03-10', 110.50),
	(2, '2026-01-10', NULL), (2, '2026-03-10', 7), (3, '2026-02-10', 5), (4, NULL, 5);
SELECT id, as_of(value, vintage, '2026-01-09') AS jan_9, as_of(value, vintage, '2026-01-31') AS jan_31,
	as_of(value, vintage, '2026-02-28') AS feb_28, vintage_of(vintage, '2026-02-28') AS of,
	as_of(value, vintage, 'infinity') AS ever, as_of(value, vintage, NULL) AS unasked,
	first_vintage(value, vintage) AS first, latest_vintage(value, vintage) AS latest,
	revision(value, vintage)
FROM stated GROUP BY id ORDER BY id;
SELECT id, as_of(value::float8, vintage::timestamptz, timestamptz '2026-02-28') AS t,
	as_of(value, vintage::timestamp, '2026-02-28') AS u,
	as_of(value, vintage, timestamp '2026-02-28 12:00') AS mixed,
	as_of(value, vintage - '2026-01-01', 58) AS n, vintage_of((vintage - '2026-01-01')::bigint, 58) AS of_n,
	latest_vintage(value, (vintage - '2026-01-01')::smallint) AS small,
	vintage_of(vintage::timestamp, '2026-02-28') AS of_u
FROM stated GROUP BY id ORDER BY id;
SELECT as_of(value, vintage, '2026-01-01'), vintage_of(vintage, '2026-01-01'), revision(value, vintage)
FROM stated WHERE false;

-- one vintage with two values has no answer; twice the same is one
INSERT INTO stated VALUES (1, '2026-02-10', 101), (3, '2026-02-10', 5.00), (3, '2026-02-10', 5);
SELECT as_of(value, vintage, '2026-03-31') AS later_is_well, as_of(value, vintage, '2026-01-31') AS earlier_too,
	revision(value, vintage) FROM stated WHERE id = 1;
SELECT as_of(value, vintage, '2026-02-28') FROM stated WHERE id = 1;
SELECT latest_vintage(value::float8, vintage - '2026-01-01') FROM stated WHERE id = 1 AND vintage <= '2026-02-28';
SELECT first_vintage(value, vintage::timestamp) FROM stated WHERE id = 1 AND vintage = '2026-02-10';
SELECT revision(value, period(vintage, 'M')) FROM stated WHERE id = 1 AND vintage <= '2026-02-28';
SET timezone = 'UTC';
SELECT revision(value, vintage::timestamptz) FROM stated WHERE id = 1 AND vintage <= '2026-02-28';
SELECT as_of(value, vintage, '2026-02-28') AS same_twice FROM stated WHERE id = 3;

-- refused
SELECT as_of(1.0, 'NaN'::float8, 1);
SELECT as_of(1.0, v, v) FROM unnest('{a}'::text[]) v;
SELECT as_of('NaN'::float8, 1, 1);
SELECT latest_vintage('Infinity'::numeric, 1);
SELECT as_of(1.0, '2026'::time_period, '2026-03'::time_period);
SELECT latest_vintage(1.0, v) FROM unnest('{2026,2026-03}'::time_period[]) v;
SELECT revision(v, i) FROM (VALUES (1e308::float8, 1), (-1e308, 2)) t (v, i);
SELECT vintage_latest_float8('numeric date {1:2,1:2}');
SELECT vintage_combine('numeric date {1:2,1:2}', 'numeric integer {1:2,1:2}');
SELECT vintage_combine(a, b) AS merged, vintage_combine(b, a) AS other_way
FROM (VALUES ('numeric date {1:?,2:?}'::vintage_state, 'numeric date {1:?,2:?}'::vintage_state),
	('numeric date {1:?,2:5}', 'numeric date {1:3,2:?}'), ('float8 date {1:?,2:5}', 'float8 date {1:NULL,3:?}'),
	('numeric date {1:NULL,2:NULL}', 'numeric date {1:0,2:NULL}')) v (a, b);

-- the same in any order: conflicts, NULLs and digits included
SELECT count(*) AS orders, count(DISTINCT s) AS states, min(s) AS state FROM (
	SELECT (SELECT vintage_combine(a.s, b.s)::text FROM
		(SELECT s.s FROM (VALUES (1)) one, LATERAL (SELECT vintage_combine(vintage_add(vintage_add(NULL, v[1], i[1]), v[2], i[2]), NULL) AS s) s) a,
		(SELECT vintage_add(vintage_add(vintage_add(NULL, v[3], i[3]), v[4], i[4]), v[5], i[5]) AS s) b) AS s
	FROM (SELECT array_agg(v ORDER BY hashint4(n * seed)) AS v, array_agg(i ORDER BY hashint4(n * seed)) AS i
		FROM (VALUES (1, 5.0, 1), (2, 5.00, 1), (3, NULL, 2), (4, 7, 3), (5, 8, 3)) t (n, v, i),
			generate_series(1, 60) seed GROUP BY seed) x) y;

-- forms
SELECT t::vintage_state::text = t AS text_kept, vintage_state_send(t::vintage_state) AS wire
FROM unnest(ARRAY['float8 date {9557:-295515.3,9771:NULL}', 'numeric integer {1:?,2:1.50}', 'numeric period {4:1,4:1}',
	'float8 timestamptz {0:0.30000000000000004,1:1e-300}', 'numeric timestamp {-9223372036854775808:1,0:?}']) t;
CREATE FUNCTION pg_temp.sqlstate_of(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE query;
	RETURN 'fine';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END $$;
SELECT t, pg_temp.sqlstate_of(format('SELECT %L::vintage_state', t)) AS state FROM unnest(ARRAY[
	'', 'float8', 'float8 date', 'float8 date {1:2}', 'float8 date {1:2,1:2', 'float8 date {1:2,1:2} x',
	'float4 date {1:2,1:2}', 'float8 week {1:2,1:2}', 'float8 date {2:2,1:2}', 'float8 date {1:2,1:3}',
	'float8 date {1:2,1:NULL}', 'float8 date {1:NaN,2:1}', 'float8 date {2147483648:1,2147483648:1}',
	'float8 date {99999999999999999999:1,1:1}', 'float8 date {1:1e999,2:1}', 'numeric date {1:1e999999,2:1}',
	'numeric date {1:NaN,2:1}', 'numeric date {1 2}', 'numeric period {7:1,7:1}', 'numeric period {0:1,9:1}',
	'numeric timestamp {9223372036854775806:1,9223372036854775807:1}', 'numeric date {1:1.0,1:1.00}',
	'numeric date {1:1.00,1:1.0}']) t;
SELECT 'float8 date {1:2}'::vintage_state;

-- serial and parallel plans agree
CREATE TABLE vintage_rows AS
SELECT i % 97 AS k, i % 13 AS vintage, CASE WHEN i % 11 > 0 THEN (i % 97 * 13 + i % 13)::numeric END AS v
FROM generate_series(1, 20000) i WHERE i % 11 > 0 OR i % 13 = 5;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE serial AS
SELECT k, as_of(v, vintage, 4) AS a, revision(v, vintage) AS r, vintage_of(vintage, 7) AS o,
	latest_vintage(v::float8, vintage) AS l
FROM vintage_rows GROUP BY k;
SET max_parallel_workers_per_gather = 3;
SELECT count(*) AS differ FROM serial s FULL JOIN (
	SELECT k, as_of(v, vintage, 4) AS a, revision(v, vintage) AS r, vintage_of(vintage, 7) AS o,
		latest_vintage(v::float8, vintage) AS l
	FROM vintage_rows GROUP BY k) p ON s::text = p::text
WHERE s IS NULL OR p IS NULL;
SELECT single_vintage(1 + 0 * vintage) FROM vintage_rows;
RESET ALL;
SELECT count(*) AS rows, count(a) AS known, min(r) AS least, max(r) AS most, max(o) AS latest_of FROM serial;
DROP TABLE vintage_rows;
