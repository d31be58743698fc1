-- Series of flows and of stocks: as the window functions, and as the VTL manual
SELECT flow_to_stock('2010 {2,5,-3,9}'::time_series), flow_to_stock('2010 {4,-8,0,6}'::time_series);
SELECT stock_to_flow('2010 {2,7,4,13}'::time_series, 0), stock_to_flow('2010 {4,-4,-4,2}'::time_series, 0), stock_to_flow('2010 {2,7,4,13}'::time_series);
SELECT flow_to_stock('2024-01 {1,2,NULL,4,8}'::time_series), flow_to_stock('2024-01 {1,2,NULL,4,8}'::time_series, 10),
	stock_to_flow('2024-01 {1,2,NULL,4,8}'::time_series), stock_to_flow('2024-01 {1,2,NULL,4,8}'::time_series, 10);
-- with all that rounded sums leave over
SELECT flow_to_stock('2024 {0.30000000000000004|-2.7755575615628914e-17,-0.3}'::time_series), flow_to_stock('2024 {1e16,1,-1e16}'::time_series);
SELECT flow_to_stock('M {}'::time_series, 5), stock_to_flow('M {}'::time_series, 5), flow_to_stock(NULL::time_series), stock_to_flow(NULL::time_series, 1);
SELECT count(*) AS rows, count(*) FILTER (WHERE (w.stock, w.flow) IS NOT DISTINCT FROM (value_at(flow_to_stock(s, 3), t), value_at(stock_to_flow(s, 3), t))) AS equal
FROM (SELECT t, v, flow_to_stock(v, t, 3) OVER o AS stock, stock_to_flow(v, t, 3) OVER o AS flow
	FROM (SELECT '2000-01'::time_period + i AS t, CASE WHEN i <> 70 THEN i * 0.1::float8 END AS v FROM generate_series(0, 99) i) d WINDOW o AS (ORDER BY t)) w,
	(SELECT series('2000-01'::time_period + i, i * 0.1::float8) FILTER (WHERE i <> 70) AS s FROM generate_series(0, 99) i) x;
SELECT flow_to_stock('2024 {1}'::time_series, 'NaN');
SELECT stock_to_flow('2024 {1}'::time_series, 1e300);
SELECT flow_to_stock('2024 {9e288,9e288}'::time_series);
