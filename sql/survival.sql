-- Time to close, counting the open cases.
SET datestyle = ISO;
SET intervalstyle = postgres;
SET extra_float_digits = 0;

--
-- Remission of leukemia under 6-MP, weeks (Freireich and others, Blood 21,
-- 1963, 699-716), with the estimates that textbooks print for it: 0.857 0.807
-- 0.753 0.690 0.627 0.538 0.448, standard errors 0.0764 0.0869 0.0963 0.1068
-- 0.1141 0.1282 0.1346, median 23 against 8 weeks under placebo.
--
CREATE TEMP TABLE remission (arm text, weeks int, relapse bool);
INSERT INTO remission SELECT '6-MP', rtrim(w, '+')::int, w NOT LIKE '%+'
FROM unnest('{6,6,6,6+,7,9+,10,10+,11+,13,16,17+,19+,20+,22,23,25+,32+,32+,34+,35+}'::text[]) w;
INSERT INTO remission SELECT 'placebo', w, true
FROM unnest('{1,1,2,2,3,4,4,5,5,8,8,8,8,11,11,12,12,15,17,22,23}'::int[]) w;

SELECT km_curve(weeks, relapse) FROM remission WHERE arm = '6-MP';
SELECT days AS weeks, at_risk, events, censored,
       round(survival::numeric, 3) AS survival, round(std_error::numeric, 4) AS std_error
FROM unnest((SELECT km_curve(weeks, relapse) FROM remission WHERE arm = '6-MP'));
SELECT arm, count(*), km_quantile(0.25, weeks, relapse) AS p25, km_quantile(0.5, weeks, relapse) AS median,
       km_quantile(0.9, weeks, relapse) AS p90
FROM remission GROUP BY arm ORDER BY arm;
-- closed cases only, which is what misleads
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY weeks) AS closed_only FROM remission
WHERE arm = '6-MP' AND relapse;

-- confidence limits, as Stata's sts list and R's survfit print them for these
-- data: log-log 0.6197 0.9516, 0.5631 0.9228, 0.5032 0.8894, 0.4316 0.8491,
-- 0.3675 0.8049, 0.2678 0.7468, 0.1881 0.6801; plain 0.707 1, 0.636 0.977,
-- 0.564 0.942, 0.481 0.900, 0.404 0.851, 0.286 0.789, 0.184 0.712
SELECT a.days AS weeks, round(a.survival::numeric, 4) AS survival, round(a.lower::numeric, 4) AS lower, round(a.upper::numeric, 4) AS upper,
       round(p.lower::numeric, 3) AS plain_lower, round(p.upper::numeric, 3) AS plain_upper
FROM (SELECT km_curve(weeks, relapse) AS c FROM remission WHERE arm = '6-MP') s, km_limits(c) a, km_limits(c, 0.95, 'plain') p, unnest(c) u
WHERE a.days = p.days AND u.days = a.days AND u.events > 0 ORDER BY 1;
-- where nothing, or all, has ended; another confidence; a wider one holds the narrower
SELECT method, days, survival, round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper
FROM unnest('{log-log,plain}'::text[]) method, km_limits((SELECT km_curve(d, e) FROM (VALUES (1, 0), (2, 1), (3, 1)) v(d, e)), 0.9, method);
SELECT count(*) AS limits, count(*) FILTER (WHERE b.lower <= a.lower AND a.lower <= a.survival AND a.survival <= a.upper AND a.upper <= b.upper AND b.lower >= 0 AND b.upper <= 1) AS nested
FROM remission r, LATERAL (SELECT km_curve(weeks, relapse) AS c FROM remission WHERE arm = r.arm) s, unnest('{log-log,plain}'::text[]) m,
     km_limits(c, 0.8, m) a, km_limits(c, 0.99, m) b WHERE a.days = b.days AND a.lower IS NOT NULL;
SELECT count(*) FROM km_limits(NULL);
SELECT * FROM km_limits((SELECT km_curve(1, true)), 95);
SELECT * FROM km_limits((SELECT km_curve(1, true)), 0.95, 'log');

-- events as 0 and 1, as other programs keep them: the same, for each duration
SELECT km_curve(weeks, relapse::int)::text = km_curve(weeks, relapse)::text AS days,
       km_curve(weeks * interval '1 day', relapse::int)::text = km_curve(weeks * interval '1 day', relapse)::text AS intervals,
       km_curve(weeks + 0.0, relapse::int::smallint)::text = km_curve(weeks, relapse)::text AS numbers,
       km_quantile(0.5, weeks, relapse::int) AS median, km_quantile(0.5, weeks::bigint, relapse::int) AS of_bigint,
       km_quantile(0.5, weeks * interval '1 day', relapse::int) AS of_interval
FROM remission WHERE arm = '6-MP';
SELECT km_curve(1, NULL::int), km_curve(d, e) FROM (VALUES (1, 1), (2, NULL), (NULL, 0), (3, 0)) v(d, e);
SELECT km_curve(1, 2);
SELECT km_quantile(0.5, 1, -1);
SELECT count(*) AS frames, count(*) FILTER (WHERE a IS DISTINCT FROM b) AS differ
FROM (SELECT km_quantile(0.5, weeks, relapse::int) OVER w AS a, km_quantile(0.5, weeks, relapse) OVER w AS b
      FROM remission WINDOW w AS (ORDER BY weeks, relapse, arm ROWS BETWEEN 4 PRECEDING AND CURRENT ROW)) s;

-- one curve, many questions
WITH curve AS (SELECT arm, km_curve(weeks, relapse) AS c FROM remission GROUP BY arm)
SELECT arm, num_cases(c) AS n, km_quantile(0.5, c) AS median, km_quantile(1, c) AS "all",
       round(survival_at(c, 0)::numeric, 3) AS s0, round(survival_at(c, 6)::numeric, 3) AS s6,
       round(survival_at(c, 12.5)::numeric, 3) AS s12, round(survival_at(c, 35)::numeric, 3) AS s35,
       survival_at(c, 36) AS s36
FROM curve ORDER BY arm;

-- intervals: a month is 30 days, a day 24 hours, as intervals are compared
SELECT km_curve(d, e), km_quantile(0.5, d, e) AS median, km_quantile(0.5, d, e) = '1 mon' AS a_month
FROM (VALUES (interval '1 mon', true), ('30 days', true), ('720:00', false), ('36:30', true), ('90 days', true)) v(d, e);
SELECT days, duration, at_risk, events, censored, survival
FROM unnest((SELECT km_curve(d, e) FROM (VALUES (interval '12:00', true), ('1.25 days', false)) v(d, e)));

-- days in numbers of any type, which must be whole
SELECT t, pg_typeof(k), k FROM (
    SELECT 'smallint' AS t, km_quantile(0.5, weeks::smallint, relapse) AS k FROM remission WHERE arm = '6-MP'
    UNION ALL SELECT 'bigint', km_quantile(0.5, weeks::bigint, relapse) FROM remission WHERE arm = '6-MP'
    UNION ALL SELECT 'numeric', km_quantile(0.5, weeks + 0.0, relapse) FROM remission WHERE arm = '6-MP'
    UNION ALL SELECT 'real', km_quantile(0.5, weeks::real, relapse) FROM remission WHERE arm = '6-MP'
    UNION ALL SELECT 'double', km_quantile(0.5, weeks::float8, relapse) FROM remission WHERE arm = '6-MP') s;
SELECT km_curve(d, e), km_quantile(1, d, e) FROM (VALUES (3.0, true), (2147483647, false), (-0.0, true), (NULL, true), (7, NULL)) v(d, e);
SELECT km_curve(2.5, true);
SELECT km_curve(2147483648, true);
SELECT km_quantile(0.5, -3::bigint, true);
SELECT km_quantile(0.5, 'NaN'::float8, true);
SELECT rollup(c) FROM (SELECT km_curve(1, true) UNION ALL SELECT km_curve(1.0, false)) v(c);

--
-- NULL, zero, one, none
--
SELECT n, km_curve(d, e) AS curve, km_quantile(0.5, d, e) AS median, count(*) AS rows
FROM (VALUES
    ('one ended', 5, true), ('one open', 5, false), ('on the day', 0, true),
    ('no duration', NULL, true), ('no outcome', 5, NULL),
    ('two, a NULL among them', 3, true), ('two, a NULL among them', NULL, true),
    ('half', 1, true), ('half', 2, false), ('never', 1, false), ('never', 9, false)) v(n, d, e)
GROUP BY n ORDER BY n COLLATE "C";
SELECT km_curve(1, true) IS NULL AS no_curve, km_quantile(0.5, 1, true) IS NULL AS no_median WHERE false;
SELECT km_quantile(NULL, 1, true) AS no_fraction, km_quantile(0.5, NULL::survival_curve) AS no_curve;
SELECT survival_at('days {}', 3) AS nothing_seen, km_quantile(0.5, 'days {}') AS median, num_cases('days {}') AS n;
SELECT * FROM unnest('days {}'::survival_curve);
SELECT km_curve(2147483647, true), km_quantile(1, 2147483647, true);

SELECT km_curve(-5, true);
SELECT km_quantile(0.5, interval '-2 days', true);
SELECT km_curve(d, true) FILTER (WHERE d >= 0) FROM unnest('{-5,3}'::int[]) d;
SELECT km_quantile(0, 1, true);
SELECT km_quantile(1.5, 1, true);
SELECT km_quantile('NaN', 1, true);
SELECT km_quantile(p, 1, true) FROM unnest('{0.5,0.9}'::float8[]) p;
SELECT km_quantile(50, 'days {1:1}');
SELECT survival_at('days {1:1}', 'NaN');
SELECT km_curve(interval '178000000 years', true);
SELECT rollup(c) FROM unnest('{"days {1:1}","microseconds {1:1}"}'::survival_curve[]) c;
SELECT rollup(c) FROM unnest('{"days {1:9223372036854775807}","days {1:1}"}'::survival_curve[]) c;

--
-- Ties are decided exactly: of n cases the k-th ends the fraction k/n
--
SELECT count(*) AS asked, count(*) FILTER (WHERE km_quantile(k::float8 / n, c) IS DISTINCT FROM k) AS differ
FROM (SELECT n, km_curve(d, true) AS c FROM generate_series(1, 120) n, generate_series(1, n) d GROUP BY n) s,
     generate_series(1, n) k;
-- 12 cases: 3 end, 3 go out of sight, 2 of 6 end: 3/4 * 2/3 is a half
SELECT km_quantile(0.5, 'days {1:3,2+:3,3:2,4:4}') AS half,
       km_quantile(0.5000001, 'days {1:3,2+:3,3:2,4:4}') AS just_beyond;
-- forty thousand steps to a half
SELECT km_quantile(0.5, km_curve(i, true)) AS half FROM generate_series(1, 40000) i;

--
-- Against plain SQL, exact in numeric
--
CREATE TEMP TABLE claim AS
SELECT i % 7 AS area, (i * 7919 % 1009 * (i % 13) / 11) AS days, i * 31 % 10 < 7 AS closed,
       random() AS shuffle
FROM generate_series(1, 5000) i;
WITH t AS (
    SELECT area, days, count(*) FILTER (WHERE closed) AS d, count(*) AS all_of_it FROM claim GROUP BY 1, 2
), r AS (
    SELECT *, sum(all_of_it) OVER (PARTITION BY area ORDER BY days DESC) AS n FROM t
), s AS (
    SELECT area, days, n, d, exp(sum(CASE WHEN n = d THEN -100 ELSE ln(1 - d / n) END) OVER (PARTITION BY area ORDER BY days)) AS s,
           sum(CASE WHEN n > d THEN d / (n * (n - d)) END) OVER (PARTITION BY area ORDER BY days) AS v
    FROM r
), c AS (
    SELECT area, km_curve(days, closed) AS c FROM claim GROUP BY area
)
SELECT count(*) AS rows,
       count(*) FILTER (WHERE u.at_risk = s.n AND u.events = s.d) AS same_counts,
       count(*) FILTER (WHERE abs(u.survival - s.s) < 1e-13) AS same_survival,
       count(*) FILTER (WHERE abs(u.std_error - s.s * sqrt(s.v)) < 1e-13 OR u.survival = 0 AND u.std_error IS NULL) AS same_error
FROM s JOIN (c CROSS JOIN unnest(c) u) ON c.area = s.area AND u.days = s.days;
SELECT count(*) AS asked, count(*) FILTER (WHERE km_quantile(p, c) IS DISTINCT FROM
    (SELECT min(days) FROM unnest(c) WHERE survival <= 1 - p AND events > 0)) AS differ
FROM (SELECT km_curve(days, closed) AS c FROM claim GROUP BY area) g, unnest('{0.111,0.333,0.77,0.97}'::float8[]) p;

--
-- The same bytes in any order, in parts, and in parallel
--
CREATE TEMP TABLE answer AS
SELECT area, survival_curve_send(km_curve(days, closed)) AS curve,
       km_quantile(0.9, days, closed) AS p90,
       survival_curve_send(km_curve(days * interval '1 day 1 second', closed)) AS spans
FROM claim GROUP BY area;
CREATE TEMP VIEW shuffled AS
SELECT area, survival_curve_send(km_curve(days, closed)) AS curve, km_quantile(0.9, days, closed) AS p90,
       survival_curve_send(km_curve(days * interval '1 day 1 second', closed)) AS spans
FROM (SELECT * FROM claim ORDER BY shuffle) c GROUP BY area;
SELECT count(*) AS same FROM answer JOIN shuffled USING (area, curve, p90, spans);
SELECT count(*) AS same FROM answer JOIN (
    SELECT area, survival_curve_send(rollup(c)) AS curve
    FROM (SELECT area, km_curve(days, closed) AS c FROM claim GROUP BY area, (shuffle * 9)::int) parts
    GROUP BY area) whole USING (area, curve);

CREATE TABLE survival_parallel AS SELECT area, days, closed FROM claim;
ANALYZE survival_parallel;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 3;
SELECT count(*) AS same FROM answer JOIN (
    SELECT area, survival_curve_send(km_curve(days, closed)) AS curve, km_quantile(0.9, days, closed) AS p90,
           survival_curve_send(km_curve(days * interval '1 day 1 second', closed)) AS spans
    FROM survival_parallel GROUP BY area) p USING (area, curve, p90, spans);
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;
DROP TABLE survival_parallel;

-- a moving frame: cases leave it as they entered it
CREATE TEMP TABLE moving AS
SELECT i, CASE WHEN i % 11 = 0 THEN NULL ELSE i * 37 % 50 END AS days, i % 4 > 0 AS closed FROM generate_series(1, 300) i;
SELECT count(*) AS frames, count(*) FILTER (WHERE f.median IS DISTINCT FROM w.median OR f.curve IS DISTINCT FROM w.curve) AS differ,
       count(*) FILTER (WHERE f.of_numeric IS DISTINCT FROM w.median OR f.curve_of_bigint IS DISTINCT FROM w.curve) AS of_numbers
FROM (SELECT i, km_quantile(0.5, days, closed) OVER w AS median, (km_curve(days, closed) OVER w)::text AS curve,
             km_quantile(0.5, days::numeric, closed) OVER w AS of_numeric, (km_curve(days::bigint, closed) OVER w)::text AS curve_of_bigint
      FROM moving WINDOW w AS (ORDER BY i ROWS BETWEEN 20 PRECEDING AND 5 PRECEDING)) f
JOIN LATERAL (SELECT km_quantile(0.5, days, closed) AS median, km_curve(days, closed)::text AS curve
      FROM moving m WHERE m.i BETWEEN f.i - 20 AND f.i - 5) w ON true;

--
-- Forms
--
SELECT v::survival_curve FROM unnest('{" days { 7+:2 , 3:1,7:4, 3 : 2 } ","microseconds{}","days 0.5{1:1}"}'::text[]) v;
SELECT survival_curve_send('days 0.5 {3:1,4+:2}');
SELECT 'weeks {1:1}'::survival_curve;
SELECT 'days {-1:1}'::survival_curve;
SELECT 'days {1:0}'::survival_curve;
SELECT 'days {1:1,}'::survival_curve;
SELECT 'days {1}'::survival_curve;
SELECT 'days {1:1} '::survival_curve, 'days {1:1} x'::survival_curve;
SELECT 'days 2 {1:1}'::survival_curve;
SELECT 'days {2147483648:1}'::survival_curve;
SELECT 'days {1:99999999999999999999}'::survival_curve;
-- final functions on curves of other aggregates
SELECT km_quantile_days_final('days 0.5 {3:1,5:1}'), km_quantile_interval_final('days 0.5 {3:1,5:1}');
SELECT km_quantile_days_final('microseconds 0.5 {864000000000:1}');
SELECT km_quantile_days_final('days {3:1,5:1}');
SELECT km_quantile_interval_final('microseconds {3:1,5:1}');
-- and transition functions on values that are not theirs
CREATE TEMP TABLE kept AS SELECT 'days {1:2,2+:3}'::survival_curve AS c;
SELECT survival_accum(c, 7, true), survival_discard(c, 1, true), survival_discard(c, 9, true), survival_combine(c, c) FROM kept;
SELECT c FROM kept;
SELECT survival_accum('days {1:9223372036854775807}'::survival_curve, 1, true)::text;
