-- the state of aggregates that must see all rows
SELECT 'partial 0 {3 0,1.5 2}'::gathered_rows, 'partial 2 {}'::gathered_rows AS empty, ' partial 0 { 1 2 , 1 -0 } '::gathered_rows AS blanks;
SELECT 'partial 0, option 1 {"0406" "MEX" 1 2 3 4,"0401" "a \"b\" \\ c" 1 2 3 4,"0401" "MEX" 4 3 2 1}'::gathered_rows;
SELECT 'partial 0, option 0 {"" "" 0 0 0 0}'::gathered_rows;
SELECT gathered_rows_send('partial 0 {3 0,1.5 2}');
SELECT 'partial 0, values 1 {-1.5,2}'::gathered_rows, 'partial 1, option 3, values 1 {"a" "b" 2}'::gathered_rows AS labelled, 'partial 0, values 2 {}'::gathered_rows AS usual;
SELECT gathered_rows_send('partial 0, values 1 {-1.5}');
SELECT gathered_rows_send('partial 1, option 2 {"a" "" 1 2 3 4}');

-- what is none
SELECT ''::gathered_rows;
SELECT 'partial 0 {1}'::gathered_rows;
SELECT 'partial 0 {1 2,}'::gathered_rows;
SELECT 'partial 0 {1 2'::gathered_rows;
SELECT 'partial 0 {1 2} x'::gathered_rows;
SELECT 'partial 0 {1 -2}'::gathered_rows;
SELECT 'half -1 {1 2}'::gathered_rows;
SELECT 'partial 0, option 256 {}'::gathered_rows;
SELECT 'partial 0, option 1 {1 2 3 4}'::gathered_rows;
SELECT 'partial 0, option 1 {"a" "b 1 2 3 4}'::gathered_rows;
SELECT 'partial 0, option 1 {"a" "b" 1 2 3}'::gathered_rows;
SELECT 'partial 0, option 1 {"a" "b\'::gathered_rows;
SELECT 'partial 0, opt 1 {}'::gathered_rows;
SELECT 'partial 0, values 5 {}'::gathered_rows;
SELECT 'partial 0, values 0 {}'::gathered_rows;
SELECT 'partial 0, values 1, option 1 {}'::gathered_rows;
SELECT 'partial 0, option 0, values 1 {"a" "b" -1}'::gathered_rows;
SELECT gathered_rows_combine('partial 0 {}', 'partial 0, values 1 {}');
SELECT 'partial 0 {1e290 1}'::gathered_rows;

-- states of different kinds
SELECT gathered_rows_combine('partial 0 {3 0}', 'partial 1 {1.5 2}');
SELECT gathered_rows_combine('partial 0 {3 0}', 'partial 0, option 1 {}');
SELECT gathered_rows_combine('partial 0, option 2 {}', 'partial 0, option 1 {}');
SELECT gathered_rows_combine('partial 4611686018427387903 {}', 'partial 1 {}');
SELECT share_distance_final('partial 0, option 1 {}');
SELECT share_pairs_add('partial 0, option 0 {}', 1, 2);
SELECT 'partial 4611686018427387904 {}'::gathered_rows;
-- a transition function leaves values that are not its state as they are
CREATE TEMP TABLE kept AS SELECT 'partial 0 {1 2}'::gathered_rows AS r, 'intra_industry: rows 1, partial 0 {1,2,3}'::gathered_sums AS s, 'partial 0, option 1 {"a" "b" 1 2 3 4}'::gathered_rows AS l;
SELECT share_pairs_add(r, 3, 4), share_pairs_add(r, 3, NULL), gathered_rows_combine(r, r), market_share_add(l, 'c', 'd', 5, 6, 7, 8), intra_industry_add(s, 5, 4), gathered_sums_combine(s, s) FROM kept;
SELECT * FROM kept;
