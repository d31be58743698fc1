-- RANGE frames, indexes, joins: what the operator classes of time_period do.
SET datestyle = 'ISO, YMD';
SELECT amname, opcname, amvalidate(c.oid)
FROM pg_opclass c JOIN pg_am a ON a.oid = opcmethod
WHERE opcintype = 'time_period'::regtype ORDER BY amname;

-- Series with about one period in seven missing, four frequencies.
CREATE TEMP TABLE panel AS
SELECT s, period(date '2015-01-01', f) + i AS p, (i * 7919 + s * 104729) % 1000 AS v
FROM (VALUES (1, 'M'), (2, 'Q'), (3, 'W'), (4, 'D'), (5, 'M')) AS f(s, f), generate_series(0, 499) AS i
WHERE (i * 31 + s * 17) % 7 <> 0;
ANALYZE panel;

-- A year ago, and the window of a year, as RANGE frames and as self-joins.
WITH framed AS (
    SELECT s, p, sum(v) OVER (PARTITION BY s ORDER BY p RANGE BETWEEN 12 PRECEDING AND 12 PRECEDING) AS ago,
           sum(v) OVER (PARTITION BY s ORDER BY p RANGE BETWEEN 11 PRECEDING AND CURRENT ROW) AS rolling,
           count(*) OVER (PARTITION BY s ORDER BY p RANGE BETWEEN 11 PRECEDING AND CURRENT ROW) AS present,
           sum(v) OVER (PARTITION BY s ORDER BY p DESC RANGE BETWEEN 2 PRECEDING AND 5::bigint FOLLOWING) AS backwards,
           sum(v) OVER (PARTITION BY s ORDER BY p RANGE BETWEEN 3::smallint FOLLOWING AND 9223372036854775807 FOLLOWING) AS later
    FROM panel),
joined AS (
    SELECT a.s, a.p, (SELECT v FROM panel b WHERE b.s = a.s AND b.p = a.p - 12) AS ago,
           (SELECT sum(v) FROM panel b WHERE b.s = a.s AND b.p BETWEEN a.p - 11 AND a.p) AS rolling,
           (SELECT count(*) FROM panel b WHERE b.s = a.s AND b.p BETWEEN a.p - 11 AND a.p) AS present,
           (SELECT sum(v) FROM panel b WHERE b.s = a.s AND b.p BETWEEN a.p - 5 AND a.p + 2) AS backwards,
           (SELECT sum(v) FROM panel b WHERE b.s = a.s AND b.p >= a.p + 3) AS later
    FROM panel a)
SELECT count(*) AS total, count(f.ago) AS with_a_base,
       count(*) FILTER (WHERE f.ago IS DISTINCT FROM j.ago) AS ago,
       count(*) FILTER (WHERE f.rolling IS DISTINCT FROM j.rolling OR f.present <> j.present) AS rolling,
       count(*) FILTER (WHERE f.backwards IS DISTINCT FROM j.backwards) AS backwards,
       count(*) FILTER (WHERE f.later IS DISTINCT FROM j.later) AS later
FROM framed f JOIN joined j USING (s, p);


-- Offsets are in periods of one frequency, never negative, and may reach beyond all periods.
SELECT p, count(*) OVER (ORDER BY p RANGE BETWEEN 2147483647 PRECEDING AND 9223372036854775807 FOLLOWING)
FROM unnest('{0001,9999}'::time_period[]) AS p;
-- beyond all integers, below and above, before 2000 and after
SELECT p, count(*) OVER (ORDER BY p RANGE BETWEEN 9223372036854775807 PRECEDING AND CURRENT ROW) AS all_before,
       count(*) OVER (ORDER BY p RANGE BETWEEN 9223372036854775807 PRECEDING AND 9223372036854775807 PRECEDING) AS none,
       count(*) OVER (ORDER BY p DESC RANGE BETWEEN 9223372036854775807 PRECEDING AND 1 PRECEDING) AS all_after,
       count(*) OVER (ORDER BY p RANGE BETWEEN CURRENT ROW AND 9223372036854775807 FOLLOWING) AS from_here,
       count(*) OVER (ORDER BY p DESC RANGE BETWEEN CURRENT ROW AND 9223372036854775807 FOLLOWING) AS to_here
FROM unnest('{1998,1999,2000,2001,2002}'::time_period[]) AS p ORDER BY p;
SELECT count(*) OVER (ORDER BY p RANGE BETWEEN 1 PRECEDING AND CURRENT ROW)
FROM unnest('{2025-01,2025-02,2025-Q1}'::time_period[]) AS p;
SELECT count(*) OVER (ORDER BY p RANGE BETWEEN (-1) PRECEDING AND CURRENT ROW)
FROM unnest('{2025-01,2025-02}'::time_period[]) AS p;
SELECT p, count(*) OVER (ORDER BY p RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING)
FROM unnest('{2025-01,2025-02,2025-04,NULL,NULL}'::time_period[]) AS p;
-- Does the plan of a query contain these words?
CREATE FUNCTION pg_temp.plan_has(query text, VARIADIC words text[]) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    line text;
    plan text := '';
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query
    LOOP
        plan := plan || line || E'\n';
    END LOOP;
    RETURN (SELECT bool_and(plan LIKE '%' || word || '%') FROM unnest(words) AS word);
END $$;

CREATE TEMP TABLE month_row AS
SELECT p, period_start(p) + 3 AS d, row_number() OVER () AS v
FROM generate_series(time_period '1000-01', '2999-12') AS p;
CREATE INDEX month_p ON month_row (p);
CREATE INDEX month_d ON month_row (d);
ANALYZE month_row;

-- btree: containment is a range of the index; min and max come from its ends.
SELECT pg_temp.plan_has('SELECT * FROM month_row WHERE p <@ time_period ''2025''', 'month_p', 'Index Cond') AS period_within,
       pg_temp.plan_has('SELECT * FROM month_row WHERE time_period ''2025'' @> p', 'month_p', 'Index Cond') AS contains,
       pg_temp.plan_has('SELECT * FROM month_row WHERE d <@ time_period ''2025-Q1''', 'month_d', 'Index Cond') AS day_within,
       pg_temp.plan_has('SELECT min(p), max(p) FROM month_row', 'month_p', 'Backward', 'Limit') AS ends,
       pg_temp.plan_has('SELECT * FROM month_row ORDER BY p LIMIT 3', 'month_p') AS ordered;
SELECT (SELECT count(*) FROM month_row WHERE p <@ time_period '2025') AS months,
       (SELECT count(*) FROM month_row WHERE d <@ time_period '2025-Q1') AS days,
       (SELECT string_agg(p::text, ' ') FROM month_row WHERE p <@ time_period '2025-T2') AS third,
       (SELECT min(p) || ' ' || max(p) FROM month_row) AS ends;
DROP INDEX month_p;

-- BRIN: the same rows by its summaries as without.
CREATE INDEX month_brin ON month_row USING brin (p) WITH (pages_per_range = 1);
SET enable_seqscan = off;
SELECT pg_temp.plan_has('SELECT * FROM month_row WHERE p >= ''1500-06'' AND p < ''1501-01''', 'month_brin') AS brin;
SELECT count(*), min(v), max(v) FROM month_row WHERE p >= '1500-06' AND p < '1501-01';
SELECT count(*), min(v), max(v) FROM month_row WHERE p = '1500-06';
SELECT count(*) FROM month_row WHERE p <@ time_period '1500';
SET enable_bitmapscan = off;
RESET enable_seqscan;
SELECT count(*), min(v), max(v) FROM month_row WHERE p >= '1500-06' AND p < '1501-01';
RESET enable_bitmapscan;

-- hash: an index, a join, grouping; and the merge join.
CREATE INDEX month_hash ON month_row USING hash (p);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT pg_temp.plan_has('SELECT v FROM month_row WHERE p = ''2025-07''', 'month_hash') AS hash;
SELECT v FROM month_row WHERE p = '2025-07';
DROP INDEX month_hash;
RESET enable_seqscan;
RESET enable_bitmapscan;
SET enable_nestloop = off;
SET enable_mergejoin = off;
SELECT pg_temp.plan_has('SELECT count(*) FROM month_row a JOIN month_row b ON a.p = b.p', 'Hash Join') AS hash_join;
SELECT count(*), sum(a.v - b.v) FROM month_row a JOIN month_row b ON a.p = b.p;
RESET enable_mergejoin;
SET enable_hashjoin = off;
SELECT pg_temp.plan_has('SELECT count(*) FROM month_row a JOIN month_row b ON a.p = b.p', 'Merge Join') AS merge_join;
SELECT count(*), sum(a.v - b.v) FROM month_row a JOIN month_row b ON a.p = b.p;
RESET enable_hashjoin;
RESET enable_nestloop;
SELECT count(*) AS groups FROM (SELECT p, count(*) FROM panel GROUP BY p) AS g;

-- The planner knows how long a series is.
CREATE FUNCTION pg_temp.estimated_rows(query text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
    RETURN plan #>> '{0,Plan,Plan Rows}';
END $$;
SELECT q, pg_temp.estimated_rows('SELECT * FROM generate_series(' || q || ') AS p') AS rows
FROM unnest(ARRAY['time_period ''2015-01'', ''2025-12''', 'time_period ''2015-01'', ''2025-12'', 12',
                  'time_period ''2025'', ''2015'', -2', 'time_period ''2015-01'', (random()::int + 2015)::text::time_period',
                  'time_period ''2015-01'', ''2025''', 'time_period ''2025'', ''2026'', 0']) AS q;

-- A partitioned table, by range and by hash.
CREATE TEMP TABLE part (p time_period, v integer) PARTITION BY RANGE (p);
CREATE TEMP TABLE part_a PARTITION OF part FOR VALUES FROM ('2024') TO ('2025');
CREATE TEMP TABLE part_b PARTITION OF part FOR VALUES FROM ('2025') TO ('2026') PARTITION BY HASH (p);
CREATE TEMP TABLE part_b0 PARTITION OF part_b FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TEMP TABLE part_b1 PARTITION OF part_b FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO part SELECT p, 1 FROM generate_series(time_period '2024-01', '2025-12') AS p;
SELECT (SELECT count(*) FROM part_a) AS a, (SELECT count(*) FROM part_b) AS b,
       (SELECT count(*) FROM part WHERE p = '2025-07') AS one;
INSERT INTO part VALUES ('2026-01', 1);

-- Statistics: an equality of one month in 24,000 is not taken for half of them.
SELECT pg_temp.estimated_rows('SELECT * FROM month_row WHERE p = ''2025-07''') < 10 AS equal,
       pg_temp.estimated_rows('SELECT * FROM month_row WHERE p < ''1200-01''') BETWEEN 2000 AND 2800 AS less;
DROP TABLE panel, month_row, part;
