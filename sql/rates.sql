-- Rates of events, small numbers first.
SET extra_float_digits = 0;

--
-- Exact Poisson limits, as tables print them at 95 %: 0 (0, 3.689), 1 (0.0253,
-- 5.572), 5 (1.623, 11.668), 10 (4.795, 18.390)
--
SELECT o, rate, round(lower::numeric, 4) AS lower, round(upper::numeric, 3) AS upper
FROM unnest('{0,1,5,10,100}'::int[]) o, incidence_rate(o, 1);
-- no event: the upper limit is -ln(tail)
SELECT abs(upper + ln(0.005)) < 1e-14 AS exact FROM incidence_rate(0, 1, 1, 0.99);
-- recordable cases of a plant with 400,000 hours: per 200,000, and per million
SELECT round(rate::numeric, 2) AS trir, round(lower::numeric, 2) AS lower, round(upper::numeric, 2) AS upper
FROM incidence_rate(7, 400000, 200000);
SELECT round(rate::numeric, 2) AS frequency, round(lower::numeric, 2) AS lower, round(upper::numeric, 2) AS upper
FROM incidence_rate(7, 400000, per => 1e6, confidence => 0.9);
-- sums of integers are numeric, and so is then the answer: 3 * 1000 / 20
SELECT r.* FROM (SELECT sum(n) AS n, sum(h) AS h FROM (VALUES (1::bigint, 10.5), (2, 9.5)) v(n, h)) s, incidence_rate(n, h, 1000) r;
SELECT round(rate, 2) AS rate, round(lower, 3) AS lower, round(upper, 3) AS upper
FROM unnest('{0,1,5,10}'::numeric[]) o, incidence_rate(o, 1.0);
-- the rate of numerics is theirs, digit by digit
SELECT rate FROM incidence_rate(7::numeric, 3.00, 1e20);
-- limits are those of the doubles, to 15 digits
SELECT count(*) AS asked, count(*) FILTER (WHERE n.lower = d.lower::numeric AND n.upper = d.upper::numeric) AS same
FROM generate_series(0, 2000, 7) o, incidence_rate(o::float8, 1) d, incidence_rate(o::numeric, 1::numeric) n;

--
-- NULL, zero, none
--
SELECT e, x, r.* FROM (VALUES (NULL, 1), (1, NULL), (0, 0), (3, 0), (0, 5)) v(e, x)
LEFT JOIN LATERAL incidence_rate(e, x) r ON true;
SELECT incidence_rate(-1, 1);
SELECT incidence_rate(2.5, 1);
SELECT incidence_rate(1e9, 1);
SELECT incidence_rate(1, -1);
SELECT incidence_rate(1, 1, 0);
SELECT incidence_rate(1, 1, 1, 95);
SELECT incidence_rate('NaN', 1);
SELECT incidence_rate(1, 'infinity');
SELECT incidence_rate(1e6::float8, 1e-300, 1e10);
SELECT e, x, r.* FROM (VALUES (NULL, 1.5), (1.0, NULL), (0.0, 0.0), (3, 0), (0, 5)) v(e, x)
LEFT JOIN LATERAL incidence_rate(e, x) r ON true;
SELECT incidence_rate(-1::numeric, 1.0);
SELECT incidence_rate(2.5::numeric, 1.0);
SELECT incidence_rate(2.00000000000000000000001, 1.0);
SELECT incidence_rate(1e30::numeric, 1.0);
SELECT incidence_rate(1::numeric, -1.5);
SELECT incidence_rate(1::numeric, 1.5, 0.0);
SELECT incidence_rate('NaN'::numeric, 1.0);
SELECT incidence_rate(1.0, 'infinity'::numeric);
SELECT incidence_rate(1.0, 1.0, 'NaN'::numeric);
-- many: the limits of a million events are 1.96 standard errors away
SELECT round(lower::numeric, 2) AS lower, round(upper::numeric, 2) AS upper FROM incidence_rate(1000000, 1);
-- limits are what they say: the tails beyond them are 2.5 % each
SELECT o, round((1 - sum(exp(-lower) * lower ^ k / f) FILTER (WHERE k < o))::numeric, 10) AS above,
       round(sum(exp(-upper) * upper ^ k / f)::numeric, 10) AS below
FROM unnest('{1,5,10}'::int[]) o, incidence_rate(o, 1), generate_series(0, o) k, factorial(k) f
GROUP BY o ORDER BY o;

--
-- Funnel limits: quantiles of the count, against sums of its probabilities
--
SELECT e, (funnel_limits(e)).*, (funnel_limits(e, 0.998)).lower AS lower3, (funnel_limits(e, 0.998)).upper AS upper3
FROM unnest('{0,0.5,1,5,10,100,10000}'::float8[]) e;
SELECT count(*) AS asked, count(*) FILTER (WHERE f.lower IS DISTINCT FROM q.lower OR f.upper IS DISTINCT FROM q.upper) AS differ
FROM generate_series(0.25, 40, 0.25) e, unnest('{0.8,0.95,0.998}'::float8[]) c,
     funnel_limits(e, c) f,
     LATERAL (SELECT min(k) FILTER (WHERE cdf >= (1 - c) / 2) AS lower, min(k) FILTER (WHERE cdf >= 1 - (1 - c) / 2) AS upper
              FROM (SELECT k, sum(exp(-e::float8) * e::float8 ^ k / factorial(k)::float8) OVER (ORDER BY k) AS cdf
                    FROM generate_series(0, 100) k) s) q;
SELECT funnel_limits(-1);
SELECT funnel_limits('infinity');
SELECT funnel_limits(5, 1);
SELECT funnel_limits(NULL) IS NULL AS absent;

-- excess: 1 - exp(-1) / 2 for none where one is expected
SELECT o, e, round(poisson_excess(o, e)::numeric, 6) AS excess
FROM (VALUES (0, 1), (1, 1), (5, 1), (2, 10), (10, 2), (0, 0), (1, 0)) v(o, e);
SELECT abs(poisson_excess(0, 1) - (1 - exp(-1.0::float8) / 2)) < 1e-15 AS exact, poisson_excess(NULL, 1) AS absent;
SELECT poisson_excess(100, 10) BETWEEN 1e-64 AND 1e-61 AS tiny;
SELECT poisson_excess(1.5, 1);
SELECT poisson_excess(1, -1);

--
-- Empirical Bayes.  By hand: 1 of 10, 3 of 10 and 8 of 20; b = 12/40 = 0.3,
-- sum x (p - b)^2 = 10 * 0.04 + 0 + 20 * 0.01 = 0.6, a = 0.015 - 0.3 * 3 / 40
-- is negative, so all have the overall rate.  With exposures of 1,000 and 2,000
-- and 100, 300 and 800 events a = 0.015 - 0.000225 = 0.014775.
--
SELECT n, x, round(eb_rate(n, x) OVER ()::numeric, 10) AS rate FROM (VALUES (1, 10), (3, 10), (8, 20)) v(n, x);
SELECT n, x, round(eb_rate(n, x) OVER ()::numeric, 10) AS rate,
       round((0.3 + 0.014775 * (n::numeric / NULLIF(x, 0) - 0.3) / (0.014775 + 0.3 / NULLIF(x, 0))), 10) AS by_hand,
       round(eb_rate(n, x, 1000) OVER ()::numeric, 6) AS per_1000
FROM (VALUES (100, 1000), (300, 1000), (800, 2000), (NULL, 50), (7, NULL), (0, 0), (5, 0)) v(n, x);
SELECT g, n, x, eb_rate(n, x) OVER (PARTITION BY g) AS rate
FROM (VALUES ('one', 3, 10), ('none', 0, 10), ('none', 0, 20), ('nothing', NULL, NULL), ('zero', 1, 0)) v(g, n, x)
ORDER BY g, x;
SELECT eb_rate(n, 1) OVER () FROM (VALUES (1)) v(n) WHERE false;
SELECT eb_rate(1, 2, NULL) OVER () AS absent;
SELECT eb_rate(-1, 1) OVER ();
SELECT eb_rate(1, -1) OVER ();
SELECT eb_rate(1, 1, -1) OVER ();
SELECT eb_rate('NaN', 1) OVER ();
SELECT eb_rate(1e200::float8, 1e-200) OVER ();
SELECT eb_rate(1e200::float8, 1, 1e200) OVER ();
-- of numerics the same, to 15 digits
SELECT count(*) AS asked, count(*) FILTER (WHERE n = d::numeric) AS same, count(n) AS answered
FROM (SELECT eb_rate(n, x, 1000) OVER w AS n, eb_rate(n::float8, x::float8, 1000) OVER w AS d
      FROM (SELECT i % 3 AS g, nullif(i * 7 % 13, 5)::numeric AS n, i * 31 % 97 / 7.0 AS x FROM generate_series(1, 500) i) p
      WINDOW w AS (PARTITION BY g)) s;
SELECT eb_rate(-1::numeric, 1.0) OVER ();
SELECT eb_rate(1::numeric, 'NaN'::numeric) OVER ();
SELECT eb_rate(1::numeric, 1.0, 0.0) OVER ();
SELECT eb_rate(1::numeric, 1.0, NULL) OVER () AS absent;
-- digits by the thousand, which a table keeps elsewhere
CREATE TEMP TABLE long (n int, x numeric);
ALTER TABLE long ALTER x SET STORAGE EXTERNAL;
INSERT INTO long SELECT i, repeat('10', 5 * i)::numeric + ('0.' || repeat('3', 15000))::numeric FROM generate_series(1, 2) i;
SELECT eb_rate(n, x, 1e10) OVER () = eb_rate(n::float8, x::float8, 1e10) OVER ()::numeric AS same FROM long;
-- the same bits in any order, whatever the frame
SELECT count(DISTINCT (i, r)) AS rows FROM (
    SELECT i, eb_rate(n, x) OVER (ORDER BY i) AS r FROM (SELECT i, i * 7 % 13 AS n, 0.1 + i * 31 % 97 / 7.0 AS x FROM generate_series(1, 500) i) p
    UNION ALL
    SELECT i, eb_rate(n, x) OVER (ORDER BY md5(i::text) ROWS 3 PRECEDING) FROM (SELECT i, i * 7 % 13 AS n, 0.1 + i * 31 % 97 / 7.0 AS x FROM generate_series(1, 500) i) p
) s;
