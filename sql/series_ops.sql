-- Time series: arithmetic, other frequencies, tables, sparklines.
SET client_min_messages = warning;
\pset null '(null)'

CREATE TEMP TABLE pair AS
SELECT '2024-01 {10,20,NULL,40,50}'::time_series AS x, '2024-02 {4,5,0,8,9}'::time_series AS m;
SELECT x + m AS plus, x - m AS minus, x * m AS times, x / m AS over FROM pair;
SELECT m + x AS plus, m - x AS minus, m * x AS times, m / x AS over FROM pair;
SELECT x + 1 AS plus, x - 1 AS minus, x * 2 AS times, x / 4 AS over, x / 0 AS over_zero, -x AS neg FROM pair;
SELECT 1 + x AS plus, 1 - x AS minus, 2 * x AS times, 100 / x AS over, 1 / m AS over_zero, 0 * -x AS zero FROM pair;
SELECT x + 'M {}' AS none, 'M {}' * x AS none, -'M {}'::time_series AS none, x + '2030-01 {1}' AS apart FROM pair;
SELECT x + NULL::time_series, NULL::float8 * x FROM pair;
SELECT '2024-01 {1}'::time_series + '2024 {1}';
SELECT '2024-01 {1}'::time_series * 'NaN'::float8;
SELECT '2024-01 {1e200}'::time_series * 1e100;
SELECT '2024-01 {1e200}'::time_series / 1e-300;
-- residuals do not go into arithmetic
SELECT '2024-01 {1|1e-20}'::time_series - '2024-01 {1}';

-- longer frequencies: exact sums, and nothing from what is not complete
CREATE TEMP TABLE monthly AS
SELECT series('2023-11'::time_period + i, (i + 1)::float8) AS s FROM generate_series(0, 15) i WHERE i <> 6;
SELECT s FROM monthly;
SELECT f, to_freq(s, f, 'sum') AS sum, to_freq(s, f, 'mean') AS mean, to_freq(s, f, 'last') AS last
FROM monthly, (VALUES ('M'), ('quarter'), ('T'), ('S'), ('A')) t(f);
SELECT to_freq('2024-01 {0.1,0.2,0.3}'::time_series, 'Q', 'sum') = series('2024-Q1'::time_period, v) AS exact
FROM (VALUES (0.1::float8), (0.2), (0.3)) t(v);
-- a mean is made of the exact sum too
SELECT to_freq('2024-01 {3|3e-16,-3,0}'::time_series, 'Q', 'mean'), to_freq('2024-01 {1e16,1,1}'::time_series, 'Q', 'mean');
SELECT to_freq(series('2024-01-01'::time_period + i, 1::float8), 'M', 'sum') FROM generate_series(0, 365) i;
SELECT to_freq(series('2024-01-01'::time_period + i, 1::float8), 'W', 'sum') FROM generate_series(0, 20) i;
SELECT to_freq(series('2020-W01'::time_period + i, i::float8), 'A', 'sum'),
	to_freq(series('2020-W01'::time_period + i, i::float8), 'A', 'last') FROM generate_series(0, 104) i;
SELECT to_freq('M {}'::time_series, 'Q', 'sum');
SELECT to_freq('2024-01 {1}'::time_series, 'D', 'sum');
SELECT to_freq('2024-W01 {1}'::time_series, 'M', 'sum');
SELECT to_freq('2024-Q1 {1}'::time_series, 'T', 'sum');
SELECT to_freq('2024-01 {1}'::time_series, 'Q', 'median');
SELECT to_freq('2024-01 {1}'::time_series, 'X', 'sum');
SELECT to_freq('9999-11 {1,2}'::time_series, 'Q', 'last'), to_freq('0001-01 {1,2,3}'::time_series, 'Q', 'sum');

-- the table of a release: a row for every month, missing ones too
SELECT * FROM growth_table('2023-12 {100,110,NULL,121,132,0,11,12,13,14,15,16,17,220,231}'::time_series);
SELECT period, yoy, ytd_yoy, rolling_year, rolling_year_yoy FROM growth_table('2022 {-2,-3,4}'::time_series, 'abs_base');
SELECT period, rolling_year, rolling_year_yoy
FROM growth_table((SELECT series('2023-Q1'::time_period + i, (100 + i)::float8) FROM generate_series(0, 8) i));
SELECT * FROM growth_table('M {}'::time_series);

-- sparklines
SELECT sparkline('2024-01 {0,1,2,3,4,5,6,7}'), sparkline('2024-01 {7,NULL,-7,0}'), sparkline('2024-01 {5}'),
	sparkline('2024-01 {5,5,5}'), sparkline('M {}'), sparkline('2024-01 {-9e288,9e288}');
SELECT sparkline(s, 4), sparkline(s, 1), sparkline(s, 100), length(sparkline(s)) AS length
FROM (SELECT series('2024-01'::time_period + i, (i * i)::float8) AS s FROM generate_series(0, 11) i) t;
SELECT sparkline('2024-01 {1,NULL,NULL,NULL,2,3}', 3);
SELECT sparkline('2024-01 {1}', -1);
