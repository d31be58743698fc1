-- Values of an old edition in the codes of a new one.

-- by hand: a 10 becomes A; b 20 and c 5 become B; d 40 is D or E; e 8 is E or F;
-- g 7 goes into A or nowhere; H is new
CREATE TEMP TABLE correlation (old text, new text, v float8, w float8);
INSERT INTO correlation VALUES ('a', 'A', 10, 1), ('b', 'B', 20, 1), ('c', 'B', 5, NULL), ('d', 'D', 40, 3), ('d', 'E', 40, 1),
	('e', 'E', 8, 0), ('e', 'F', 8, 0), ('g', 'A', 7, 1), ('g', NULL, 7, 1), (NULL, 'H', NULL, NULL), ('a', 'A', 10, 1);
SELECT b.* FROM (SELECT code_bounds(old, new, v) AS a FROM correlation) c, unnest(a) b;
SELECT b.* FROM (SELECT code_bounds(old, new, v, 'equal') AS a FROM correlation) c, unnest(a) b;
SELECT b.* FROM (SELECT code_bounds(old, new, v, w) AS a FROM correlation) c, unnest(a) b;
-- an unknown value leaves its codes open
SELECT b.* FROM (SELECT code_bounds(old, new, nullif(v, 40)) AS a FROM correlation) c, unnest(a) b;

-- random tables: the bounds in plain SQL; the truth of a random split lies within
-- them, and equal parts and weights add up to the total
CREATE TEMP TABLE made AS
	SELECT DISTINCT t, 'o' || (h & 15) AS old, 'n' || (h >> 8 & 15) AS new, (hashint8extended(t * 16 + (h & 15), 1) & 1023)::float8 AS v
	FROM generate_series(1, 50) t, generate_series(1, 25) i, LATERAL (SELECT hashint8extended(t * 100 + i, 17) AS h) hashed;
ALTER TABLE made ADD w float8, ADD truth float8;
UPDATE made SET w = hashtextextended(t || old || new, 2) & 255;
UPDATE made m SET truth = CASE WHEN s.w = 0 THEN v / s.n ELSE v * m.w / s.w END
	FROM (SELECT t, old, sum(w) AS w, count(*) AS n FROM made GROUP BY t, old) s WHERE s.t = m.t AND s.old = m.old;
WITH ours AS (
	SELECT t, b.* FROM (SELECT t, code_bounds(old, new, v, w) AS a FROM made GROUP BY t) c, unnest(a) b),
plain AS (
	SELECT t, new AS code, coalesce(sum(v) FILTER (WHERE n = 1), 0) AS lower, sum(v) AS upper, sum(truth) AS truth
	FROM (SELECT *, count(*) OVER (PARTITION BY t, old) AS n FROM made) m GROUP BY t, new)
SELECT count(*) AS codes, count(*) FILTER (WHERE o.lower = o.upper) AS exactly_known,
	count(*) FILTER (WHERE (o.lower, o.upper) IS DISTINCT FROM (p.lower, p.upper)) AS differ,
	count(*) FILTER (WHERE NOT truth BETWEEN o.lower - 1e-9 AND o.upper + 1e-9) AS outside,
	count(*) FILTER (WHERE abs(estimate - truth) > 1e-9) AS estimates_differ
FROM ours o FULL JOIN plain p USING (t, code);
SELECT count(*) AS tables, count(*) FILTER (WHERE abs(total - estimated) > 1e-9) AS totals_differ
FROM (SELECT t, (SELECT sum(estimate) FROM unnest(a)) AS estimated, total FROM
	(SELECT t, code_bounds(old, new, v, 'equal') AS a FROM made GROUP BY t) c
	JOIN (SELECT t, sum(v) AS total FROM (SELECT DISTINCT t, old, v FROM made) d GROUP BY t) s USING (t)) q;
-- sharp: among all ways to send each old value to one new code, the least and
-- the most that a code gets are its bounds
WITH RECURSIVE olds AS (
	SELECT old, v, row_number() OVER (ORDER BY old) AS k FROM (SELECT DISTINCT old, v FROM correlation WHERE old IS NOT NULL) d),
way AS (
	SELECT 0::bigint AS k, '{}'::jsonb AS got
	UNION ALL
	SELECT o.k, got || jsonb_build_object(coalesce(new, '-'), coalesce((got ->> coalesce(new, '-'))::float8, 0) + o.v)
	FROM way JOIN olds o ON o.k = way.k + 1 JOIN (SELECT DISTINCT old, new FROM correlation) c USING (old)),
ends AS (SELECT code, min(coalesce((got ->> code)::float8, 0)) AS lower, max(coalesce((got ->> code)::float8, 0)) AS upper
	FROM way, unnest('{A,B,D,E,F}'::text[]) code WHERE k = (SELECT max(k) FROM olds) GROUP BY code)
SELECT count(*) AS codes, count(*) FILTER (WHERE (b.lower, b.upper) = (e.lower, e.upper)) AS sharp
FROM ends e JOIN (SELECT b.* FROM (SELECT code_bounds(old, new, v) AS a FROM correlation) c, unnest(a) b) b USING (code);

-- empty; errors
SELECT code_bounds(old, new, v) FROM correlation WHERE false;
SELECT code_bounds(old, new, -v) FROM correlation;
SELECT code_bounds(old, new, 'NaN'::float8) FROM correlation;
SELECT code_bounds(old, new, v + length(new)) FROM (VALUES ('a', 'A', 1.0), ('a', 'BB', 1)) t (old, new, v);
SELECT code_bounds(old, new, v, w) FROM (VALUES ('a', 'A', 1.0, 1.0), ('a', 'A', 1, 2)) t (old, new, v, w);
SELECT code_bounds(old, new, v, 'evenly') FROM correlation;
SELECT code_bounds(old, new, v, w) FROM (VALUES ('a', 'A', 1.0, 1.0), ('a', 'A', 1, NULL)) t (old, new, v, w);
SELECT code_bounds_final('partial 0, option 0, values 1 {"a" "b" 3}');
SELECT code_bounds_final('partial 0, option 0, values 3 {"a" "b" 16 0 0}');
