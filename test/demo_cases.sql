-- The Rapid Response desk: cases with the dates that public sources gave (see
-- doc/recipes/rapid_response.md), laid beside the law.  Included by demo.sql.
\pset tuples_only off
\pset format aligned

CREATE TEMP TABLE rapid_response (facility text, milestones jsonb);
INSERT INTO rapid_response VALUES
	('General Motors Silao', '{"request": "2021-05-12", "remediation_plan": "2021-07-08"}'),
	('San Martin mine', '{"petition": "2023-05-15", "request": "2023-06-16", "panel_request": "2023-08-22", "determination": "2024-04-26"}'),
	('RV Fresh Foods', '{"petition": "2024-01-17", "request": "2024-02-16"}');

\echo
\echo
\echo 'RAPID RESPONSE CASES'
\echo 'The stages that ended, beside the days that the law gives them'
\echo
SELECT facility, stage, started, ended, days_taken AS days, length AS "law", days_late AS late, state
FROM rapid_response, case_clock('rrm_mx', milestones, '2024-12-31')
WHERE started IS NOT NULL AND ended IS NOT NULL ORDER BY started, ordinal;

\echo 'What was running on 1 March 2024'
\echo
SELECT facility, stage, due, due - '2024-03-01' AS days_left, state
FROM rapid_response, case_clock('rrm_mx', milestones, '2024-03-01')
WHERE state IN ('running', 'overdue') AND due >= '2024-02-01' ORDER BY due, facility, stage;
