-- Flows and stocks. The examples of the VTL 2.1 reference manual, and its answers.
CREATE TEMP TABLE flows (id text, t time_period, flow numeric, stock numeric);
INSERT INTO flows VALUES ('A', '2010', 2, 2), ('A', '2011', 5, 7), ('A', '2012', -3, 4), ('A', '2013', 9, 13),
	('B', '2010', 4, 4), ('B', '2011', -8, -4), ('B', '2012', 0, -4), ('B', '2013', 6, 2);
SELECT count(*) AS rows, bool_and(s = stock) AS stocks, bool_and(f = flow) AS flows,
	bool_and(s8 = stock::float8) AS stocks_of_doubles, bool_and(f8 = flow::float8) AS flows_of_doubles
FROM (SELECT *, flow_to_stock(flow, t) OVER w AS s, stock_to_flow(stock, t, 0) OVER w AS f,
		flow_to_stock(flow::float8, t) OVER w AS s8, stock_to_flow(stock::float8, t, 0) OVER w AS f8
	FROM flows WINDOW w AS (PARTITION BY id ORDER BY t)) x;
-- years and quarters in one data set: two series
WITH data (t, flow, stock) AS (VALUES ('2010'::time_period, 2, 2), ('2011', 7, 9), ('2012', 4, 13), ('2013', 13, 26),
	('2010-Q1', 2, 2), ('2010-Q2', -3, -1), ('2010-Q3', 7, 6), ('2010-Q4', -4, 2))
SELECT count(*) AS rows, bool_and(s = stock) AS stocks, bool_and(f = flow) AS flows
FROM (SELECT *, flow_to_stock(flow::numeric, t) OVER w AS s, stock_to_flow(stock::numeric, t, 0) OVER w AS f
	FROM data WINDOW w AS (PARTITION BY freq(t) ORDER BY t)) x;

-- VTL goes on after a gap as if nothing had flowed; here no stock is known then.
-- What is not known at the front does not count, and neither does a NULL period.
CREATE TEMP TABLE months (t time_period, v numeric, o numeric);
INSERT INTO months VALUES ('2024-01', NULL, 1), ('2024-02', 1.50, 10), ('2024-03', 2, 20), (NULL, 5, 5), ('2024-05', 4, 40), ('2024-06', 4.5, NULL), ('2024-07', NULL, 1);
SELECT t, v, flow_to_stock(v, t) OVER w AS stock, flow_to_stock(v, t, 10) OVER w AS from_10, flow_to_stock(v, t, o) OVER w AS from_o,
	flow_to_stock(v, t, NULL) OVER w AS from_null, stock_to_flow(v, t) OVER w AS flow, stock_to_flow(v, t, 1) OVER w AS since_1, stock_to_flow(v, t, o) OVER w AS since_o
FROM months WINDOW w AS (ORDER BY t);
-- doubles are added without error
SELECT t, flow_to_stock(v, t) OVER (ORDER BY t) FROM (VALUES ('2024-01'::time_period, 1e16::float8), ('2024-02', 1), ('2024-03', -1e16)) d (t, v);
SELECT t, flow_to_stock(v, t, 0.1) OVER (ORDER BY t) FROM (VALUES ('2024-01'::time_period, 0.2::float8), ('2024-02', -0.3)) d (t, v);
SELECT count(*) FILTER (WHERE back = v) AS back, count(*) FROM (
	SELECT v, stock_to_flow(stock, t, 5) OVER (ORDER BY t) AS back FROM (
		SELECT t, v, flow_to_stock(v, t, 5) OVER (ORDER BY t) AS stock FROM (
			SELECT '2000-01'::time_period + i AS t, round(i * 7.31 % 11, 2) AS v FROM generate_series(0, 99) i) d) s) x;

SELECT flow_to_stock(v, t) OVER (ORDER BY t DESC) FROM flows, LATERAL (SELECT flow AS v) x WHERE id = 'A';
SELECT stock_to_flow(flow, t) OVER (ORDER BY t) FROM flows;
SELECT flow_to_stock('NaN'::float8, '2024'::time_period) OVER ();
SELECT stock_to_flow(1.0, '2024'::time_period, 'NaN') OVER ();
SELECT flow_to_stock(v, t) OVER (ORDER BY t) FROM (VALUES ('2024-01'::time_period, 1.0), ('2024-Q1', 2)) d (t, v);
