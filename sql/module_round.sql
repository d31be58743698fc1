-- Everybody's first query: round(share, 3).
CREATE EXTENSION IF NOT EXISTS trade_labor;
SELECT rank, member, round(share, 3) AS share, round(cumulative_share, 2) AS cumulative
FROM top((SELECT ranking(p, v) FROM (VALUES ('MEX'::text, 3), ('CAN', 2), ('CHN', 2)) d(p, v)), 3);
SELECT round(pct_change(110::float8, 3), 1) AS percent, round(hhi(v), 4) AS index FROM unnest('{1,2,3}'::float8[]) v;
-- what the server rounds already is as it was, to the last digit
SELECT round(1.005, 2) AS "numeric", round(12345678901234567.891, 2) AS long, round(9007199254740993, 1) AS "bigint", round(5, 2) AS "integer",
       round(3::smallint, 1) AS "smallint", round(2.5::real, 0) AS "real", round(1234567, -3) AS thousands, round(2.5::float8) AS one_argument;
SELECT pg_typeof(round(1.5::float8, 1)), round('Infinity'::float8, 2), round('NaN'::float8, 2), round(NULL::float8, 2) IS NULL AS unknown, round(-0.125::float8, 2);
