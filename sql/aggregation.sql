-- Adjusted parts and adjusted totals.
SET client_min_messages = warning;
\pset null '(null)'

CREATE TEMP TABLE trade AS
SELECT partner, series('2015-02'::time_period + t, round((1000 + 100 * partner + 3 * t + 90 * sin(t * pi() / 6 + partner) + hashint4(t * 7 + partner * 1009) % 40)::numeric, 1)) AS exports,
	series('2015-02'::time_period + t, round((900 + 200 * partner + 5 * t + 120 * cos(t * pi() / 6) + hashint4(t * 13 + partner * 31) % 40)::numeric, 1)) AS imports
FROM generate_series(1, 3) partner, generate_series(0, 89) t GROUP BY partner;

-- direct and indirect, row by row: what they are of, and by how much they differ
SELECT count(*), bool_and(b.balance = value_at(exports - imports, period)) AS balance,
	bool_and(direct = value_at(seasonally_adjusted(exports - imports, 'additive'), period)) AS direct,
	bool_and(indirect = value_at(seasonally_adjusted(exports), period) - value_at(seasonally_adjusted(imports), period)) AS indirect,
	bool_and(difference = direct - indirect) AS difference, bool_or(difference <> 0) AS differ
FROM trade, LATERAL adjusted_balance(exports, imports) b;

-- adjusted parts add up exactly, in any order: the sum of all their values,
-- rounded once
SELECT rollup(a ORDER BY partner) = rollup(a ORDER BY -partner) AS any_order,
	rollup(a) = (SELECT series(period, value) FROM trade, LATERAL unnest(seasonally_adjusted(imports))) AS exact
FROM (SELECT partner, seasonally_adjusted(imports) AS a FROM trade) t;

-- how far the total is from the sum of parts; a series and itself; by hand
SELECT periods, mean_size > 0 AS apart, largest >= mean_size AS largest, largest_in, round(same_direction::numeric, 2) AS same_direction,
	mean_size / avg < 0.01 AS within_one_percent
FROM (SELECT seasonally_adjusted(rollup(imports)) AS direct, rollup(seasonally_adjusted(imports)) AS indirect FROM trade) t,
	LATERAL adjustment_consistency(direct, indirect), LATERAL (SELECT avg(value) FROM unnest(direct)) a;
SELECT c.* FROM trade, LATERAL adjustment_consistency(imports, imports) c WHERE partner = 1 \gx
-- differences 2, -3, -7; changes of 3, -4, 0 and 1, 4, -15, of which two are of
-- the same two months
SELECT * FROM adjustment_consistency('2024-01 {10,13,9,9}', '2024-02 {11,12,16,1}') \gx
SELECT * FROM adjustment_consistency('2024-01 {1}', '2025-01 {1}') \gx
SELECT adjustment_consistency(NULL, '2025-01 {1}'), (SELECT count(*) FROM adjusted_balance(NULL, '2024-01 {1}'));
SELECT * FROM adjusted_balance('2024-01 {1,2}', '2024-01 {1,3}');
