-- The order of periods: by first day, of those a day first and then the longer
-- before the shorter.  Filters by days mean on a column of months what they
-- mean on a column of dates.
SET datestyle = 'ISO, YMD';
CREATE TEMP TABLE month_of (period time_period, v integer);
INSERT INTO month_of SELECT p, row_number() OVER () FROM generate_series(time_period '2023-10', '2025-03') AS p;

-- Each line is the calendar year 2024, twelve months.
SELECT filter, count(*), min(period), max(period) FROM (
    SELECT 1 AS i, 'days, BETWEEN' AS filter, period FROM month_of WHERE period BETWEEN '2024-01-01' AND '2024-12-31'
    UNION ALL SELECT 2, 'days, half open', period FROM month_of WHERE period >= '2024-01-01' AND period < '2025-01-01'
    UNION ALL SELECT 3, 'moments, BETWEEN', period FROM month_of WHERE period BETWEEN '2024-01-01T00:00:00Z' AND '2024-12-31T23:59:59Z'
    UNION ALL SELECT 4, 'years, half open', period FROM month_of WHERE period >= '2024' AND period < '2025'
    UNION ALL SELECT 5, 'months, BETWEEN', period FROM month_of WHERE period BETWEEN '2024-01' AND '2024-12'
    UNION ALL SELECT 6, 'dates, BETWEEN', period FROM month_of WHERE period BETWEEN date '2024-01-01' AND date '2024-12-31'
    UNION ALL SELECT 7, 'timestamps, BETWEEN', period FROM month_of WHERE period BETWEEN timestamp '2024-01-01' AND timestamp '2024-12-31 23:59:59.999'
    UNION ALL SELECT 8, 'timestamps with a zone, half open', period FROM month_of WHERE period >= timestamptz '2024-01-01' AND period < timestamptz '2025-01-01'
    UNION ALL SELECT 9, 'within the year', period FROM month_of WHERE period <@ time_period '2024') AS f
GROUP BY i, filter ORDER BY i;
CREATE TEMP TABLE of_2024 (period time_period) PARTITION BY RANGE (period);
CREATE TEMP TABLE of_2024_all PARTITION OF of_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO of_2024 SELECT period FROM month_of WHERE period <@ time_period '2024';
SELECT count(*) FROM of_2024;
INSERT INTO of_2024 VALUES ('2025-01');

-- Every frequency of a column with every frequency of bounds: the periods that
-- start in 2024 which a filter for the year loses, and others that it returns.
-- Three dots where it is right.
CREATE TEMP TABLE unit AS SELECT * FROM unnest('{1,2,3,4,5,6,7}'::int[], '{A,S,T,Q,M,W,D}'::text[]) AS u(n, f);
CREATE TEMP TABLE tried AS
SELECT n AS column_n, f AS column_f, p FROM unit, LATERAL (SELECT DISTINCT period(d::date, f) AS p
    FROM generate_series(timestamp '2022-12-20', '2026-01-20', '1 day') AS d) AS s;
CREATE TEMP VIEW told AS
SELECT column_n, column_f, b.n, b.f, form,
       count(*) FILTER (WHERE year(period_start(p)::text::time_period) = 2024 AND NOT found) AS lost,
       count(*) FILTER (WHERE year(period_start(p)::text::time_period) <> 2024 AND found) AS others
FROM tried, unit AS b,
     LATERAL (SELECT CASE WHEN b.f = 'W' THEN '2024-W01' ELSE period('2024-01-01', b.f) END AS first,
                     CASE WHEN b.f = 'W' THEN '2025-W01' ELSE period('2025-01-01', b.f) END AS next) AS w,
     LATERAL (VALUES ('half open', p >= first AND p < next), ('BETWEEN', p BETWEEN first AND next - 1)) AS l(form, found)
GROUP BY 1, 2, 3, 4, 5;
SELECT form, column_f AS column,
       max(word) FILTER (WHERE f = 'A') AS years, max(word) FILTER (WHERE f = 'S') AS halves,
       max(word) FILTER (WHERE f = 'T') AS thirds, max(word) FILTER (WHERE f = 'Q') AS quarters,
       max(word) FILTER (WHERE f = 'M') AS months, max(word) FILTER (WHERE f = 'W') AS weeks,
       max(word) FILTER (WHERE f = 'D') AS days
FROM (SELECT *, CASE WHEN lost + others = 0 THEN '...'
                     ELSE concat_ws(' ', CASE WHEN lost > 0 THEN 'loses ' || lost END, CASE WHEN others > 0 THEN 'adds ' || others END) END AS word
      FROM told) AS w
GROUP BY form, column_n, column_f ORDER BY form DESC, column_n;

-- One total order: the integers of PeriodOrder() on all pairs of a sample.
CREATE TEMP TABLE sample AS
SELECT DISTINCT p FROM (SELECT period(date '2024-11-25' + i, f) AS p FROM generate_series(0, 70) AS i, unit
                        UNION ALL SELECT period(d, f) FROM unnest('{0001-01-01,9999-12-31}'::date[]) AS d, unit) AS s;
SELECT count(*) > 10000 AS enough,
       count(*) FILTER (WHERE (a.p < b.p) <> (ra < rb)) AS lt, count(*) FILTER (WHERE (a.p <= b.p) <> (ra <= rb)) AS le,
       count(*) FILTER (WHERE (a.p > b.p) <> (ra > rb)) AS gt, count(*) FILTER (WHERE (a.p >= b.p) <> (ra >= rb)) AS ge,
       count(*) FILTER (WHERE time_period_cmp(a.p, b.p) <> sign(ra - rb)) AS cmp,
       count(*) FILTER (WHERE (a.p = b.p) <> (ra = rb)) AS eq,
       count(*) FILTER (WHERE greatest(a.p, b.p) <> CASE WHEN ra > rb THEN a.p ELSE b.p END) AS greatest
FROM sample AS a, sample AS b,
     LATERAL (SELECT row(period_start(a.p), freq(a.p) <> 'D', 365 - (period_end(a.p) - period_start(a.p))) AS x,
                     row(period_start(b.p), freq(b.p) <> 'D', 365 - (period_end(b.p) - period_start(b.p))) AS y) AS k,
     LATERAL (SELECT 1 + (x > y)::int - (x < y)::int AS ra, 1 AS rb) AS r;
SELECT (array_agg(p ORDER BY p))[1:3] AS first, min(p), max(p), count(DISTINCT p) = count(*) AS distinct FROM sample;

-- Beside moments: a day at midnight, longer periods just behind it.  Against
-- numbers that say the same.
CREATE TEMP TABLE moment AS
SELECT timestamp '2024-12-29' + i * interval '6 hours' AS t FROM generate_series(0, 30) AS i
UNION ALL SELECT unnest('{infinity,-infinity,2024-12-31 23:59:59.999999,2025-01-01 00:00:00.000001,0001-01-01,9999-12-31,9999-12-31 12:00,0044-03-15 BC,294276-12-31}'::timestamp[]);
SELECT count(*) > 4000 AS enough,
       count(*) FILTER (WHERE (p < t) <> lt) AS lt, count(*) FILTER (WHERE (p <= t) <> (lt OR same)) AS le,
       count(*) FILTER (WHERE (p >= t) <> NOT lt) AS ge, count(*) FILTER (WHERE (p > t) <> NOT (lt OR same)) AS gt,
       count(*) FILTER (WHERE (t > p) <> lt) AS lt_turned, count(*) FILTER (WHERE (t >= p) <> (lt OR same)) AS le_turned,
       count(*) FILTER (WHERE (t <= p) <> NOT lt) AS ge_turned, count(*) FILTER (WHERE (t < p) <> NOT (lt OR same)) AS gt_turned
FROM sample, moment,
     LATERAL (SELECT period_start(p)::timestamp < t OR NOT t <= period_start(p)::timestamp AS lt,
                     freq(p) = 'D' AND period_start(p)::timestamp = t AS same) AS n;
SELECT count(*) > 500 AS enough,
       count(*) FILTER (WHERE (p < d) <> (period_start(p) < d)) AS lt, count(*) FILTER (WHERE (p >= d) <> (period_start(p) >= d)) AS ge,
       count(*) FILTER (WHERE (p <= d) <> (period_start(p) < d OR p::text = d::text)) AS le,
       count(*) FILTER (WHERE (p > d) = (period_start(p) < d OR p::text = d::text)) AS gt,
       count(*) FILTER (WHERE (d > p) <> (p < d) OR (d <= p) <> (p >= d) OR (d >= p) <> (p <= d) OR (d < p) <> (p > d)) AS turned
FROM sample, unnest('{2024-12-29,2024-12-31,2025-01-01,2025-01-06,infinity,-infinity,9999-12-31,0001-01-01,0044-03-15 BC}'::date[]) AS d;
SET timezone = 'America/Mexico_City';
SELECT period >= timestamptz '2024-02-01T05:59:59Z' AS before_midnight, period >= timestamptz '2024-02-01T06:00:00Z' AS at_midnight,
       period >= timestamptz '2024-02-01T06:00:01Z' AS after_midnight, timestamptz '2024-02-01T06:00:00Z' < period AS turned,
       period < timestamptz '2024-02-01T06:00:01Z' AS before, period <= timestamptz '2024-02-01T06:00:01Z' AS until,
       period > timestamptz '2024-02-01T06:00:00Z' AS behind
FROM month_of WHERE period = '2024-02';

-- Equality with a date only where it cannot silently be empty.
SELECT time_period '2024-01-01' = date '2024-01-01' AS eq, date '2024-01-02' = time_period '2024-01-01' AS other,
       time_period '2024-01-01' <> date '2024-01-01' AS ne, date '2024-01-02' <> time_period '2024-01-01' AS ne_other;
SELECT * FROM month_of WHERE period = date '2024-01-01';
SELECT * FROM month_of WHERE date '2024-01-01' <> period;
SELECT period FROM month_of WHERE period = timestamp '2024-01-01';
SELECT period FROM month_of WHERE period = period(date '2024-01-15', 'M');

-- What tools call on a date.
SELECT date_trunc('year', period) AS year, date_part('month', period) AS month, to_char(period, 'Mon YYYY') AS words,
       period::timestamp AS at, period::timestamptz AS here, period::date AS day
FROM month_of WHERE period = '2024-02';
SELECT date_trunc('century of', period) FROM month_of;
SELECT p, year(p), date_part('year', p) FROM (VALUES (time_period '2025-W01')) AS v(p);
SELECT date '2024-02-03'::time_period AS day, timestamp '2024-02-03 23:59'::time_period AS of_moment,
       timestamptz '2024-02-03 23:59-06'::time_period AS here, 'infinity'::date::time_period AS none;
SELECT date '2024-02-03'::time_period AS day, timestamp '2024-02-03 23:59'::time_period AS of_moment,
       timestamptz '2024-02-03T23:59Z'::time_period AS here;
SELECT extract(year FROM period) FROM month_of;

-- Typed bounds use the index and prune partitions.
CREATE FUNCTION pg_temp.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query
    LOOP
        IF line ~ 'Cond|Scan on|Scan using|Filter|Removed' THEN RETURN NEXT line; END IF;
    END LOOP;
END $$;
CREATE INDEX month_period ON month_of (period);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT pg_temp.plan('SELECT * FROM month_of WHERE period >= date ''2024-01-01'' AND period < timestamp ''2024-12-31 23:59''');
SELECT pg_temp.plan('SELECT * FROM month_of WHERE period <= timestamp ''2024-12-01 10:00'' AND period > timestamp ''infinity''');
SELECT pg_temp.plan('SELECT * FROM month_of WHERE period >= now() - interval ''1 year''');
SELECT pg_temp.plan('SELECT * FROM month_of WHERE period <@ time_period ''2024''');
PREPARE since(date, timestamptz) AS SELECT * FROM month_of WHERE period >= $1 AND $2 > period;
SET plan_cache_mode = force_generic_plan;
SELECT pg_temp.plan('EXECUTE since(''2024-01-01'', ''2025-01-01'')');
RESET plan_cache_mode;
RESET enable_seqscan;
RESET enable_bitmapscan;
CREATE TEMP TABLE by_year (period time_period) PARTITION BY RANGE (period);
CREATE TEMP TABLE by_year_2023 PARTITION OF by_year FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TEMP TABLE by_year_2024 PARTITION OF by_year FOR VALUES FROM ('2024') TO ('2025');
CREATE TEMP TABLE by_year_2025 PARTITION OF by_year FOR VALUES FROM ('2025') TO ('2026');
SELECT pg_temp.plan('SELECT * FROM by_year WHERE period >= date ''2024-01-01'' AND period < date ''2025-01-01''');
SELECT pg_temp.plan('SELECT * FROM by_year WHERE period > timestamp ''2024-12-31 12:00''');

-- The operator classes are whole.
SELECT amname, opcname, amvalidate(o.oid) FROM pg_opclass AS o JOIN pg_am AS a ON a.oid = opcmethod
WHERE opcintype = 'time_period'::regtype ORDER BY amname;
