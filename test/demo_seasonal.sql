-- Month on month, as published and without what every year brings: the part of
-- the morning table that says which changes are the season's.  Imports of 2010 to
-- 2019 stand in a file of their own; after January 2023 there is a gap, and X-11
-- refuses those.
CREATE TABLE earlier (partner text, period time_period, value numeric);
\copy earlier FROM 'us_goods_imports.csv' WITH (FORMAT csv, HEADER)

CREATE TEMP TABLE season AS
SELECT partner, s, seasonally_adjusted(s) AS adjusted
FROM (SELECT partner, series(period, value) AS s
      FROM (SELECT partner, period, value FROM earlier
            UNION ALL
            SELECT partner, period, value FROM trade WHERE flow = 'M' AND period <= '2023-01') u
      WHERE partner IN ('CHN', 'MEX', 'CAN') GROUP BY partner) t;

\echo 'U.S. imports month on month, %: as published, and seasonally adjusted (X-11 on 2010-01 to 2023-01)'
\echo
SELECT p AS period,
       pg_temp.percent(max(o) FILTER (WHERE partner = 'CHN')) AS "China",
       pg_temp.percent(max(a) FILTER (WHERE partner = 'CHN')) AS adjusted,
       pg_temp.percent(max(o) FILTER (WHERE partner = 'MEX')) AS "Mexico",
       pg_temp.percent(max(a) FILTER (WHERE partner = 'MEX')) AS adjusted,
       pg_temp.percent(max(o) FILTER (WHERE partner = 'CAN')) AS "Canada",
       pg_temp.percent(max(a) FILTER (WHERE partner = 'CAN')) AS adjusted
FROM season, generate_series('2022-08'::time_period, '2023-01') p,
LATERAL (SELECT value_at(pct_change(s), p) AS o, value_at(pct_change(adjusted), p) AS a) c
GROUP BY p ORDER BY p;

SELECT trim(to_char(value_at(pct_change(s), '2022-10'), '990.0')) AS published,
       trim(to_char(-value_at(pct_change(adjusted), '2022-10'), '990.0')) AS fell
FROM season WHERE partner = 'MEX' \gset
SELECT sum((sign(a.value) <> sign(b.value))::integer) AS turned, count(*) AS months
FROM season, LATERAL unnest(pct_change(s)) a JOIN LATERAL unnest(pct_change(adjusted)) b USING (period) \gset
\echo 'Imports from Mexico rose' :published '% in October 2022, as they do in October; without that they fell' :fell '%.'
\echo 'In' :turned 'of' :months 'such months the adjusted figure has the other sign. No office''s figures: doc/reference/seasonal.md'
\echo
