-- The policy as a driver sends it.
CREATE EXTENSION IF NOT EXISTS trade_labor;
SELECT pct_change(-2.0, -1.0, 'signed'::varchar) AS "varchar", pct_change(-2.0::float8, -1, 'magnitude'::text) AS "text", pct_change(2.0, 1.0, 'signed') AS literal;
SELECT p, yoy(v, p, 'signed'::text) OVER (ORDER BY p) AS yoy, pct_change(v, p, 1, 'abs_base'::varchar) OVER (ORDER BY p) AS change
FROM (VALUES (-1.0, '2023'::time_period), (2.0, '2024')) d(v, p);
SELECT pct_change(2.0, 1.0, 'lenient'::text);
