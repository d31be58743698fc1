-- rules of origin
\pset null '(null)'
-- a good sold for 100 with materials of 37 from elsewhere: 63 %
SELECT rvc_transaction_value(100, 37) AS tv, rvc_transaction_value(100::float8, 37) AS tv8, rvc_net_cost(90, 36) AS nc, rvc_net_cost(90::float8, 36) AS nc8;
-- one table: nothing sold, nothing from elsewhere, more than it costs, NULL
SELECT what, rvc_transaction_value(b, m) AS tv, rvc_net_cost(b, m) AS nc, rvc_transaction_value(b::float8, m) AS tv8, rvc_net_cost(b::float8, m) AS nc8
FROM (VALUES ('no basis', 0::numeric, 5::numeric), ('all originating', 80, 0), ('none originating', 80, 80), ('below zero', 80, 100), ('null', 80, NULL)) t(what, b, m);
SELECT rvc_transaction_value(-1, 0);
SELECT rvc_transaction_value(1::float8, -1);
SELECT rvc_net_cost(1, 'NaN'::numeric);
SELECT rvc_net_cost('Infinity'::float8, 1);
SELECT rvc_net_cost(1e-300::float8, 1e300);

-- credits count up to their caps: 28 + least(12, 10) + least(3, 5)
SELECT labor_value_content(28, 12, 3, 10, 5) AS lvc, labor_value_content(28::float8, 12, 3, 10, 5) AS lvc8,
	labor_value_content(28, 0, 0, 10, 5) AS no_credit, labor_value_content(0, 20, 20, 10, 5) AS caps, labor_value_content(28, 12, 3, NULL, 5) AS unknown_cap;
SELECT labor_value_content(28, -1, 3, 10, 5);
SELECT labor_value_content(28::float8, 1, 3, 10, -5);
SELECT labor_value_content('NaN'::float8, 1, 3, 10, 5);
SELECT labor_value_content(1, 1, 3, 10, 'Infinity'::numeric);

-- 40 hours at 20 and 10 at 10: 900 / 50 = 18, where the mean of wages is 15
CREATE TEMP TABLE payroll (plant text, wages float8, hours float8);
INSERT INTO payroll VALUES ('two', 800, 40), ('two', 100, 10), ('one', 640, 40), ('no hours', 0, 0), ('hours unknown', 800, 40), ('hours unknown', 100, NULL),
	('wages unknown', NULL, 40), ('unpaid', 0, 40), ('null', NULL, NULL), ('null', 100, 10);
SELECT plant, average_hourly_base_wage(wages, hours), avg(wages / nullif(hours, 0)) AS mean_of_wages FROM payroll GROUP BY plant ORDER BY plant COLLATE "C";
SELECT average_hourly_base_wage(wages, hours) FROM payroll WHERE false;
SELECT average_hourly_base_wage(-1, 1);
SELECT average_hourly_base_wage(1, 'NaN');
-- the same bits in any order and from any parts, and plain SQL's but for the last
WITH random AS (SELECT i, (i * 7919 % 1000) / 7.0::float8 AS w, 1 + (i * 104729 % 41) / 3.0::float8 AS h FROM generate_series(1, 900) i)
SELECT average_hourly_base_wage(w, h ORDER BY i) = average_hourly_base_wage(w, h ORDER BY w, -i) AS bits,
	abs(average_hourly_base_wage(w, h) / (sum(w) / sum(h)) - 1) < 1e-12 AS plain,
	hourly_wage_final(gathered_sums_combine((SELECT s FROM (SELECT hourly_wage_add(NULL, 10, 3) AS s) x), (SELECT hourly_wage_add(NULL, 20, 5)))) = 30.0 / 8 AS combined
FROM random;
