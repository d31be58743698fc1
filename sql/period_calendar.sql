-- Periods against the server's own calendar: all days of six centuries, and
-- the first and last years there are.
SET datestyle = 'ISO, YMD';
CREATE TEMP TABLE every_day AS
SELECT d::date AS d, d AS t,
       extract(year FROM d)::int AS y, extract(month FROM d)::int AS m
FROM (SELECT generate_series(timestamp '1580-01-01', '2180-12-31', '1 day')
      UNION ALL SELECT generate_series(timestamp '0001-01-01', '0004-12-31', '1 day')
      UNION ALL SELECT generate_series(timestamp '9996-01-01', '9999-12-31', '1 day')) AS s(d);
SELECT count(*) FROM every_day;

-- Days on which the first day, the last day, or the number within the year differ.
SELECT 'A' AS freq,
       count(*) FILTER (WHERE period_start(p) <> date_trunc('year', t)) AS start,
       count(*) FILTER (WHERE period_end(p) <> date_trunc('year', t) + interval '1 year - 1 day') AS "end",
       count(*) FILTER (WHERE (year(p), subperiod(p)) <> (y, 1)) AS number
FROM (SELECT *, period(d, 'A') AS p FROM every_day) AS s
UNION ALL
SELECT 'S', count(*) FILTER (WHERE period_start(p) <> make_date(y, 1 + (m - 1) / 6 * 6, 1)),
       count(*) FILTER (WHERE period_end(p) <> make_date(y, 1 + (m - 1) / 6 * 6, 1) + interval '6 months - 1 day'),
       count(*) FILTER (WHERE (year(p), subperiod(p)) <> (y, (m + 5) / 6))
FROM (SELECT *, period(d, 'S') AS p FROM every_day) AS s
UNION ALL
SELECT 'T', count(*) FILTER (WHERE period_start(p) <> make_date(y, 1 + (m - 1) / 4 * 4, 1)),
       count(*) FILTER (WHERE period_end(p) <> make_date(y, 1 + (m - 1) / 4 * 4, 1) + interval '4 months - 1 day'),
       count(*) FILTER (WHERE (year(p), subperiod(p)) <> (y, (m + 3) / 4))
FROM (SELECT *, period(d, 'T') AS p FROM every_day) AS s
UNION ALL
SELECT 'Q', count(*) FILTER (WHERE period_start(p) <> date_trunc('quarter', t)),
       count(*) FILTER (WHERE period_end(p) <> date_trunc('quarter', t) + interval '3 months - 1 day'),
       count(*) FILTER (WHERE (year(p), subperiod(p)) <> (y, extract(quarter FROM d)))
FROM (SELECT *, period(d, 'Q') AS p FROM every_day) AS s
UNION ALL
SELECT 'M', count(*) FILTER (WHERE period_start(p) <> date_trunc('month', t)),
       count(*) FILTER (WHERE period_end(p) <> date_trunc('month', t) + interval '1 month - 1 day'),
       count(*) FILTER (WHERE (year(p), subperiod(p)) <> (y, m))
FROM (SELECT *, period(d, 'M') AS p FROM every_day) AS s
UNION ALL
SELECT 'W', count(*) FILTER (WHERE period_start(p) <> date_trunc('week', t)),
       count(*) FILTER (WHERE period_end(p) <> date_trunc('week', t) + interval '6 days'),
       count(*) FILTER (WHERE (year(p), subperiod(p)) <> (extract(isoyear FROM d), extract(week FROM d)))
FROM (SELECT *, period(d, 'W') AS p FROM every_day) AS s
UNION ALL
SELECT 'D', count(*) FILTER (WHERE period_start(p) <> d),
       count(*) FILTER (WHERE period_end(p) <> d),
       count(*) FILTER (WHERE (year(p), subperiod(p)) <> (y, extract(doy FROM d)))
FROM (SELECT *, period(d, 'D') AS p FROM every_day) AS s;

-- Texts, and the year that holds each.
SELECT count(*) FILTER (WHERE period(d, 'D')::text <> to_char(d, 'YYYY-MM-DD')) AS day,
       count(*) FILTER (WHERE period(d, 'M')::text <> to_char(d, 'YYYY-MM')) AS month,
       count(*) FILTER (WHERE period(d, 'Q')::text <> to_char(d, 'YYYY-"Q"Q')) AS quarter,
       count(*) FILTER (WHERE period(d, 'W')::text <> to_char(d, 'IYYY-"W"IW')) AS week,
       count(*) FILTER (WHERE period(d, 'A')::text <> to_char(d, 'YYYY')) AS year,
       count(*) FILTER (WHERE to_char(d, 'YYYY-"D"DDD')::time_period <> period(d, 'D')) AS day_of_year,
       count(*) FILTER (WHERE to_freq(period(d, 'W'), 'A')::text <> to_char(d, 'IYYY')) AS iso_year
FROM every_day;

-- Distances, against those of dates.
SELECT count(*) FILTER (WHERE period(d, 'D') - time_period '2000-01-01' <> d - date '2000-01-01') AS day,
       count(*) FILTER (WHERE period(d, 'W') - time_period '2000-W01' <> floor((d - date '2000-01-03') / 7.0)) AS week,
       count(*) FILTER (WHERE period(d, 'M') - time_period '2000-01' <> 12 * (y - 2000) + m - 1) AS month,
       count(*) FILTER (WHERE time_period '2000-01' + (12 * (y - 2000) + m - 1) <> period(d, 'M')) AS add_months
FROM every_day;

-- Fiscal years, against a date moved by months.
SELECT n AS start_month,
       count(*) FILTER (WHERE fiscal_period(d, 'Q', n, 'start') <> period((first - make_interval(months => n - 1))::date, 'Q')) AS by_start,
       count(*) FILTER (WHERE fiscal_period(d, 'M', n, 'end') <> period((first + make_interval(months => (13 - n) % 12))::date, 'M')) AS by_end
FROM (SELECT d, date_trunc('month', t) AS first FROM every_day WHERE y BETWEEN 1900 AND 2050) AS s,
     generate_series(1, 12) AS n
GROUP BY n ORDER BY n;
DROP TABLE every_day;
