-- The same answers from every form of a question; then the medians, and their
-- ratios against the budgets.
WITH answers AS (
	SELECT n, total, CASE
		WHEN form IN ('count(DISTINCT who)', 'bucket_count(who)') THEN 'complaints of ten people or more, by number'
		WHEN form IN ('count(DISTINCT name)', 'bucket_count(name)') THEN 'complaints of ten people or more, by name'
		WHEN form IN ('percentile_disc', 'km_quantile, all closed') THEN 'the median where all cases are closed'
		ELSE form END AS question
	FROM timing
)
SELECT CASE WHEN count(DISTINCT (n, total)) = 1 AND max(n) > 0 THEN 'ok' ELSE 'not ok' END || ' - one answer to: ' || question
FROM answers GROUP BY question HAVING count(*) > 1 ORDER BY question;

\pset tuples_only off
\pset format aligned
\pset border 0
\pset footer off
\echo
WITH budget(place, mode, form, other, at_most) AS (VALUES
	(1, '2 workers', 'bucket_count(who)', 'count(DISTINCT who)', 0.3),
	(2, '2 workers', 'bucket_count(name)', 'count(DISTINCT name)', 0.3),
	(3, 'serial', 'release', 'people of each combination', 1.5),
	(4, 'serial', 'km_quantile', 'percentile_cont', 1.5),
	(5, '2 workers', 'km_quantile', 'percentile_cont', 1.0)
), median AS (
	SELECT mode, form, percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds FROM timing GROUP BY mode, form
)
SELECT b.form || ' / ' || other AS "ratio of", b.mode, round(f.seconds::numeric, 2) AS seconds,
       round((f.seconds / o.seconds)::numeric, 3) AS ratio, at_most AS "at most",
       CASE WHEN f.seconds / o.seconds <= at_most THEN 'kept' ELSE 'OVER' END AS budget
FROM budget b
JOIN median f ON f.form = b.form AND f.mode = b.mode
JOIN median o ON o.form = other AND o.mode = b.mode
ORDER BY place;
