-- the state of aggregates that are made of a few sums
SELECT 'rows 3, half 0 {1.5,0,7}'::gathered_sums, ' rows 1,half 2 { 1|1e-30 , -0 } '::gathered_sums AS blanks;
SELECT 'rows 1, half 0 {0.1|0.2|1e16|-1e16|-1e16|1e16,1|-1}'::gathered_sums AS settled;
SELECT gathered_sums_send('rows 1, half 2 {1|1e-30,0}');

-- what is none
SELECT ''::gathered_sums;
SELECT 'rows 1, half 0 {}'::gathered_sums;
SELECT 'rows 1, half 0 {1'::gathered_sums;
SELECT 'rows 1, half 0 {1} 2'::gathered_sums;
SELECT 'rows -1, half 0 {1}'::gathered_sums;
SELECT 'rows 1 half 0 {1}'::gathered_sums;
SELECT 'rows 99999999999999999999, half 0 {1}'::gathered_sums;
SELECT 'rows 1, half 0 {1e999}'::gathered_sums;
SELECT 'rows 1, half 0 {1e308}'::gathered_sums;
SELECT 'rows 1, half 0 {1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1}'::gathered_sums;

-- states of different kinds, and too large
SELECT gathered_sums_combine('rows 1, half 0 {1}', 'rows 1, half 0 {1,2}');
SELECT gathered_sums_combine('rows 1, half 0 {1|1e-30,2}', 'rows 2, half 1 {-1,0.5}');
SELECT gathered_sums_combine('rows 4611686018427387903, half 0 {1}', 'rows 1, half 0 {1}');
SELECT gathered_sums_combine('rows 1, half 0 {4e307}', 'rows 1, half 0 {4e307}');
SELECT grubel_lloyd_final('rows 1, half 0 {1,2}');

-- many lanes: a sum that needs all of its parts
SELECT intra_industry_add(intra_industry_add(intra_industry_add(intra_industry_add(NULL,
	1e200, 1), 1e100, 1), 1, 1), 1e-100, 1);
-- rows that nobody can have gathered, on which no further one may be counted
SELECT 'rows 4611686018427387904, half 0 {1}'::gathered_sums;
SELECT 'rows 0, half 9223372036854775807 {1}'::gathered_sums;
SELECT gathered_sums_send(unit_value_add('rows 4611686018427387903, half 4611686018427387903 {1,2,3}'::gathered_sums, 1, 2)) AS counted;
-- negative sums, which no price makes, have no geometric mean
SELECT fisher_final('rows 1, half 0 {1,-1,1,1,0,0}'::gathered_sums);
-- nor do sums that no rows add up to become an infinite share
SELECT marginal_iit_final('rows 1, half 0 {1,5e-324}');
SELECT reroute_bound_share_final('rows 1, half 0 {1,5e-324}');
SELECT grubel_lloyd_final('rows 1, half 0 {5e-324,0,1}');
SELECT grubel_lloyd_adjusted_final('rows 1, half 0 {5e-324,5e-324,1}');
