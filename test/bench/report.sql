-- The medians, and their ratios against the budgets.
CREATE VIEW median AS
SELECT mode, form, percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds
FROM timing GROUP BY mode, form;

CREATE VIEW verdict AS
SELECT place, says, f.mode, f.seconds / o.seconds AS ratio, at_most,
       f.seconds / o.seconds <= at_most AS kept
FROM budget JOIN median f USING (form, mode)
JOIN median o ON o.form = other AND o.mode = f.mode;

SELECT count(*) AS rows, :'server' AS server FROM panel \gset
\pset format aligned
\pset border 0
\pset footer off
\pset null ''
\echo
\echo :rows rows; medians in seconds; PostgreSQL :server
\echo
SELECT form, round(max(seconds) FILTER (WHERE mode = 'serial')::numeric, 3) AS serial,
       round(max(seconds) FILTER (WHERE mode = '2 workers')::numeric, 3) AS "2 workers",
       round((max(seconds) FILTER (WHERE mode = 'serial') / max(seconds) FILTER (WHERE mode = '2 workers'))::numeric, 2) AS gain,
       round(max(seconds) FILTER (WHERE mode = 'defaults')::numeric, 3) AS defaults
FROM median GROUP BY form ORDER BY max(seconds) FILTER (WHERE mode = 'serial');
\echo
SELECT says AS "ratio of", mode, round(ratio::numeric, 3) AS ratio,
       round(at_most::numeric, 3) AS "at most", CASE WHEN kept THEN 'kept' WHEN NOT kept THEN 'OVER' END AS budget
FROM verdict ORDER BY place;
