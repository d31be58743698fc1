-- The time operators of VTL 2.1: the examples of its reference manual, with its
-- answers as they are printed there.  Where the answer is another, it says why.
-- Years come as intervals of months, as last days and as years: all are period 2010.
SELECT freq('2010'::time_period) AS period_indicator, freq('2013Q1'::time_period) AS period_indicator;
SELECT t, v FROM (VALUES ('2010'::time_period, 10), ('2013-Q1', 50)) d (t, v) WHERE freq(t) = 'A';

CREATE TEMP TABLE said (id text, first_day date, t time_period, what text);
INSERT INTO said SELECT id, make_date(y, 1, 1), period(make_date(y, 12, 31), 'A'), what FROM (VALUES
	('A', 2010, 'hello world'), ('A', 2012, 'say hello'), ('A', 2013, 'he'), ('B', 2011, 'hi, hello! '), ('B', 2012, 'hi'), ('B', 2014, 'hello!')) d (id, y, what);
SELECT bool_and(period(first_day, 'A') = t) FROM said;
-- fill_time_series single and all are in series_fill

-- timeshift -1, 2, 1 of years, and -1 of years and quarters in one data set
CREATE TEMP TABLE shifted (n int, t time_period, expected text);
INSERT INTO shifted VALUES (-1, '2010', '2009'), (-1, '2013', '2012'), (2, '2010', '2012'), (2, '2013', '2015'), (1, '2010', '2011'), (1, '2013', '2014'),
	(-1, '2010-Q1', '2009-Q4'), (-1, '2010-Q4', '2010-Q3');
SELECT n, t, t + n AS timeshift, (t + n)::text = expected AS equal FROM shifted;
SELECT period_end(period('2010-12-31', 'A') + 2) AS last_day;
SELECT shift('2010 {1,NULL,3,4}'::time_series, -1);

-- flow_to_stock and stock_to_flow over intervals, last days, years: see
-- change_stock.  Where quarters lie years apart a running sum would go on; no
-- stock is known here, since nobody knows what flowed between them
SELECT t, flow, flow_to_stock(flow, t) OVER (ORDER BY t) FROM (VALUES ('2010-Q1'::time_period, 4.0), ('2011-Q2', -8), ('2012-Q3', 0), ('2013-Q4', 6)) d (t, flow);

-- sum (DS_1 group all time_agg ("A")): 60 of three quarters, 100 of two, 20 of two.
-- A sum of rows says so; a series has no year that is not whole, and complete() tells.
CREATE TEMP TABLE quarters (t time_period, id text, v numeric);
INSERT INTO quarters VALUES ('2010-Q1', 'A', 20), ('2010-Q2', 'A', 20), ('2010-Q3', 'A', 20), ('2010-Q1', 'B', 50), ('2010-Q2', 'B', 50), ('2010-Q1', 'C', 10), ('2010-Q2', 'C', 10);
SELECT to_freq(t, 'A') AS time_agg, id, sum(v), complete(t, 'A') FROM quarters GROUP BY 1, 2 ORDER BY 2;
SELECT id, to_freq(series(t, v), 'A', 'sum') FROM quarters GROUP BY id ORDER BY id;
SELECT to_freq('2012M01'::time_period, 'Q') AS time_agg_q, period_end(period('2012-02-13', 'Q')) AS last, period_start(period('2012-01-01', 'A')) AS first;

-- datediff: a period stands for its last day
SELECT day, p, period_end(p) - day AS datediff, period_end(p) - day = expected AS equal FROM (VALUES
	(date '2019-01-01', '2020-Q2'::time_period, 546), ('2020-07-01', '2021-Q1', 273), ('2020-12-31', '2021-Q1', 90)) d (day, p, expected);
-- dateadd, getmonth
SELECT (day + interval '2 months')::date = added AS dateadd, subperiod(period(day, 'M')) = month AS getmonth FROM (VALUES
	(date '2019-01-01', date '2019-03-01', 1), ('2020-07-01', '2020-09-01', 7), ('2020-12-31', '2021-02-28', 12)) d (day, added, month);
-- durations: years of 365 days, months of 30
SELECT n, make_interval(years => n / 365, days => n % 365) = y::interval AS daytoyear, make_interval(months => n / 30, days => n % 30) = m::interval AS daytomonth
FROM (VALUES (240, 'P0Y240D', 'P8M0D'), (724, 'P1Y359D', 'P24M4D'), (1056, 'P2Y326D', 'P35M6D')) d (n, y, m);
SELECT d, 365 * extract(year FROM d::interval) + extract(day FROM d::interval) = n AS yeartoday FROM (VALUES ('P2Y230D', 960), ('P1Y23D', 388), ('P3Y152D', 1247)) d (d, n);
