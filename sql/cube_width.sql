-- A cube's readers must not find what is hidden by what counts can be: none is below 0.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE TABLE grid (a text, b text, persona text);
INSERT INTO grid SELECT a, b, a || b || i
FROM (VALUES ('x', 'p', 10), ('y', 'p', 4), ('y', 'q', 3), ('z', 'q', 6)) v(a, b, n), generate_series(1, n) i;
CREATE TABLE grid2 AS TABLE grid;

-- what a reader can still believe: all tables of a and b that have the numbers shown,
-- where he takes it for certain that there are no labels but these
CREATE FUNCTION believable(cube text) RETURNS TABLE (a text, b text, low int, high int) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TEMP VIEW seen AS SELECT a || b AS cell, n FROM %I WHERE n IS NOT NULL', cube);
	RETURN QUERY
	WITH rows_of AS (
		SELECT l, p, q FROM (VALUES ('x'), ('y'), ('z')) r (l), generate_series(0, 23) p, generate_series(0, 23) q
		WHERE (SELECT coalesce(bool_and(n = CASE right(cell, -1) WHEN 'p' THEN p WHEN 'q' THEN q ELSE p + q END), true) FROM seen WHERE left(cell, 1) = l)),
	tables AS (
		SELECT x.p AS xp, x.q AS xq, y.p AS yp, y.q AS yq, z.p AS zp, z.q AS zq
		FROM rows_of x, rows_of y, rows_of z
		WHERE x.l = 'x' AND y.l = 'y' AND z.l = 'z'
			AND (SELECT coalesce(bool_and(n = CASE right(cell, -2) WHEN 'p' THEN x.p + y.p + z.p WHEN 'q' THEN x.q + y.q + z.q
				ELSE x.p + y.p + z.p + x.q + y.q + z.q END), true) FROM seen WHERE left(cell, 2) = '_T'))
	SELECT c.a, c.b, min(c.n), max(c.n)
	FROM tables t, LATERAL (VALUES ('x', 'p', t.xp), ('x', 'q', t.xq), ('y', 'p', t.yp), ('y', 'q', t.yq), ('z', 'p', t.zp), ('z', 'q', t.zq)) c (a, b, n)
	GROUP BY c.a, c.b;
	DROP VIEW seen;
END $$;

-- Nobody is in x q and z p, which are hidden as any number below three.  Nothing that
-- is shown adds up to people there; but 10 less 10 tells that there are none.
SELECT count(*) FROM publish_buckets('exact', 'grid', '{a,b}', 'persona', '{"k":3,"method":"cube"}');
SELECT a, b, n FROM exact;
SELECT b.* FROM believable('exact') b JOIN exact USING (a, b) WHERE n IS NULL ORDER BY a, b;
SELECT count(*) FROM audit_buckets('exact') WHERE "check" = 'hidden number';

-- With a width of two x p gives way, or x with other totals; which of them depends on
-- where is looked first, and is not told here.
SELECT count(*) FROM publish_buckets('uncertain', 'grid2', '{a,b}', 'persona', '{"k":3,"method":"cube","width":2}');
SELECT count(*) AS cells, bool_and(high - low >= 2) AS as_wide FROM believable('uncertain') JOIN uncertain USING (a, b) WHERE n IS NULL AND (a, b) IN (('x', 'q'), ('z', 'p'));
SELECT bool_and(high - low >= 2) AS as_wide FROM believable('uncertain') JOIN uncertain USING (a, b) WHERE n IS NULL;
SELECT (SELECT count(*) FROM uncertain WHERE n IS NULL) = count(*) AS each, bool_and(verdict ~ '^certified: 2 or more; rests on hidden ') AS certified FROM audit_buckets('uncertain') WHERE "check" = 'hidden number';
-- why, for its steward only
SELECT verdict FROM audit_buckets('uncertain') WHERE verdict ~ '^hidden: ' GROUP BY 1 ORDER BY verdict COLLATE "C";
-- a receipt, which is handed on, says nothing of it but the policy
SELECT jsonb_object_keys(release_receipt('uncertain') -> 'proof') AS proof;
SELECT release_receipt('uncertain') #> '{policy,width}' AS width;
-- the next vintage, in which nothing is new, shows nothing new
CREATE TABLE kept AS TABLE uncertain;
SELECT count(*) FROM refresh_buckets('uncertain');
TABLE uncertain EXCEPT ALL TABLE kept;

-- Where others would have counted a report that nobody filed is not known.  So beside
-- what was shown before nobody can be in x q, which is told to the steward.
SELECT retract_buckets('exact');
SET client_min_messages = notice;
SELECT count(*) FROM publish_buckets('beside', 'grid', '{a,b}', 'persona', '{"k":3,"method":"cube","width":2}');
SET client_min_messages = warning;
SELECT bucket, verdict FROM audit_buckets('beside') WHERE "check" = 'hidden number' ORDER BY bucket COLLATE "C";
SELECT retract_buckets(name) FROM bucket_releases WHERE name ~ '(beside|uncertain)$';
DROP FUNCTION believable;
DROP TABLE grid, grid2, kept;
