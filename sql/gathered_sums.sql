-- the state of aggregates that are made of a few sums
SELECT 'unit_value: rows 3, partial 0 {1.5,0,7}'::gathered_sums, ' hourly_wage : rows 1,partial 2 { 1|1e-30 , -0 } '::gathered_sums AS blanks;
SELECT 'hourly_wage: rows 1, partial 0 {0.1|0.2|1e16|-1e16|-1e16|1e16,1|-1}'::gathered_sums AS settled;
SELECT gathered_sums_send('hourly_wage: rows 1, partial 2 {1|1e-30,0}');

-- what is none
SELECT ''::gathered_sums;
SELECT 'rows 1, partial 0 {1,2}'::gathered_sums;
SELECT 'annual_wage: rows 1, partial 0 {1,2}'::gathered_sums;
SELECT 'hourly_wage: rows 1, partial 0 {}'::gathered_sums;
SELECT 'hourly_wage: rows 1, partial 0 {1}'::gathered_sums;
SELECT 'hourly_wage: rows 1, partial 0 {1,2,3}'::gathered_sums;
SELECT 'hourly_wage: rows 1, partial 0 {1,2'::gathered_sums;
SELECT 'hourly_wage: rows 1, partial 0 {1,2} 2'::gathered_sums;
SELECT 'hourly_wage: rows -1, partial 0 {1,2}'::gathered_sums;
SELECT 'hourly_wage: rows 1 partial 0 {1,2}'::gathered_sums;
SELECT 'hourly_wage: rows 99999999999999999999, partial 0 {1,2}'::gathered_sums;
SELECT 'hourly_wage: rows 1, partial 0 {1,1e999}'::gathered_sums;
SELECT 'hourly_wage: rows 1, partial 0 {1,1e308}'::gathered_sums;

-- states of different kinds, though of as many sums, and too large
SELECT gathered_sums_combine(hourly_wage_add(NULL, 10, 3), marginal_iit_add(NULL, 4, 2));
SELECT marginal_iit_final(hourly_wage_add(NULL, 10, 3));
SELECT unit_value_add(intra_industry_add(NULL, 10, 3), 4, 2);
SELECT gathered_sums_combine('hourly_wage: rows 1, partial 0 {1|1e-30,2}', 'hourly_wage: rows 2, partial 1 {-1,0.5}');
SELECT gathered_sums_combine('hourly_wage: rows 4611686018427387903, partial 0 {1,1}', 'hourly_wage: rows 1, partial 0 {1,1}');
SELECT gathered_sums_combine('hourly_wage: rows 1, partial 0 {4e307,1}', 'hourly_wage: rows 1, partial 0 {4e307,1}');

-- many lanes: a sum that needs all of its parts
SELECT intra_industry_add(intra_industry_add(intra_industry_add(intra_industry_add(NULL,
	1e200, 1), 1e100, 1), 1, 1), 1e-100, 1);
-- rows that nobody can have gathered, on which no further one may be counted
SELECT 'hourly_wage: rows 4611686018427387904, partial 0 {1,1}'::gathered_sums;
SELECT 'hourly_wage: rows 0, partial 9223372036854775807 {1,1}'::gathered_sums;
SELECT gathered_sums_send(unit_value_add('unit_value: rows 4611686018427387903, partial 4611686018427387903 {1,2,3}'::gathered_sums, 1, 2)) AS counted;
-- negative sums, which no price makes, have no geometric mean
SELECT fisher_final('price_index: rows 1, partial 0 {1,-1,1,1,0,0}'::gathered_sums);
-- nor do sums that no rows add up to become an infinite share
SELECT marginal_iit_final('marginal_iit: rows 1, partial 0 {1,5e-324}');
SELECT reroute_bound_share_final('reroute_bound: rows 1, partial 0 {1,5e-324}');
SELECT grubel_lloyd_final('intra_industry: rows 1, partial 0 {5e-324,0,1}');
SELECT grubel_lloyd_adjusted_final('intra_industry: rows 1, partial 0 {5e-324,5e-324,1}');
