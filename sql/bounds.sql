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

-- Some new codes known as well, by hand: d 40 is D or E, e 8 is E or F, and E is 30, so
-- that D has 40 - 30 and up to 8 more, F 8 and down to 0; 48 leaves nothing to others,
-- and 60 cannot be; of e unknown D has all but 30 to 40, and F no upper bound
CREATE TEMP TABLE doubly (old text, new text, v float8, k float8);
INSERT INTO doubly VALUES ('a', 'A', 10, NULL), ('d', 'D', 40, NULL), ('d', 'E', 40, 30), ('e', 'E', 8, 30), ('e', 'F', 8, NULL), ('d', 'E', 40, 30);
SELECT e, b.* FROM (SELECT e, code_bounds(old, new, v, NULL, CASE new WHEN 'E' THEN e END) AS a FROM doubly, unnest('{30,48,60}'::float8[]) e GROUP BY e) c, unnest(a) b ORDER BY e, code;
SELECT b.* FROM (SELECT code_bounds(old, new, nullif(v, 8), NULL, k) AS a FROM doubly) c, unnest(a) b;
-- cents, whose doubles do not add up: 0.1 + 0.2 is 0.3
SELECT b.* FROM (SELECT code_bounds(old, new, v, NULL, k) AS a FROM (VALUES ('a', 'A', 0.1::float8, 0.3::float8), ('b', 'A', 0.2, 0.3), ('b', 'B', 0.2, NULL)) t (old, new, v, k)) c, unnest(a) b;
-- codes without a known one are as they were, weights too; a known one that also came
-- from nowhere, or whose old code may have gone nowhere
SELECT b.* FROM (SELECT code_bounds(old, new, v, w, NULL) AS a FROM correlation) c, unnest(a) b;
SELECT b.* FROM (SELECT code_bounds(old, new, v, NULL, CASE new WHEN 'A' THEN 13 WHEN 'H' THEN 5 END) AS a FROM correlation) c, unnest(a) b;

-- sharp: of all ways to split whole numbers (the extremes are whole) those that give
-- the known codes what they have; 400 tables of 3 old and 4 new codes and nowhere, the
-- fifth, half of them with a known code that is one off what is true
CREATE TEMP TABLE link AS
	SELECT t, o, n, (hashint8extended(t * 10 + o, 1) & 3)::int + 1 AS v FROM generate_series(1, 400) t, generate_series(1, 3) o, generate_series(1, 5) n
	WHERE hashint8extended(t * 100 + o * 10 + n, 2) & 1 = 1 AND NOT (n = 5 AND t % 4 > 0);
CREATE TEMP TABLE way AS
	WITH RECURSIVE part (t, o, n, rest, got) AS (
		SELECT t, o, 0, max(v), '{}'::int[] FROM link GROUP BY t, o
		UNION ALL
		SELECT t, o, n + 1, rest - x, got || x FROM part, generate_series(0, rest) x
		WHERE n < 5 AND (x = 0 OR EXISTS (SELECT FROM link l WHERE l.t = part.t AND l.o = part.o AND l.n = part.n + 1)))
	SELECT t, o, got, row_number() OVER (PARTITION BY t, o ORDER BY hashtextextended(t::text || got::text, 4)) AS k FROM part WHERE n = 5 AND rest = 0;
CREATE TEMP TABLE sums AS
	SELECT s.t, ARRAY(SELECT coalesce(a.got[n], 0) + coalesce(b.got[n], 0) + coalesce(c.got[n], 0) FROM generate_series(1, 4) n) AS got, coalesce(a.k, 1) + coalesce(b.k, 1) + coalesce(c.k, 1) = 3 AS truth
	FROM (SELECT t FROM generate_series(1, 400) t) s LEFT JOIN way a ON a.t = s.t AND a.o = 1 LEFT JOIN way b ON b.t = s.t AND b.o = 2 LEFT JOIN way c ON c.t = s.t AND c.o = 3;
CREATE TEMP TABLE known AS
	SELECT t, n, got[n] + CASE WHEN t % 2 = 0 AND n = 1 + t % 3 THEN 1 ELSE 0 END AS k FROM sums, generate_series(1, 4) n WHERE truth AND hashint8extended(t * 10 + n, 5) & 1 = 1;
CREATE TEMP VIEW enumerated AS
	SELECT s.t, n, min(got[n]) AS lower, max(got[n]) AS upper FROM sums s, generate_series(1, 4) n
	WHERE NOT EXISTS (SELECT FROM known k WHERE k.t = s.t AND EXISTS (SELECT FROM link l WHERE l.t = k.t AND l.n = k.n) AND k.k <> got[k.n]) GROUP BY s.t, n;
CREATE TEMP VIEW bounded AS
	SELECT t, b.code::int AS n, b.lower, b.upper FROM (SELECT t, code_bounds('o' || o, nullif(n, 5)::text, v::float8, NULL, k.k::float8) AS a
		FROM link LEFT JOIN known k USING (t, n) GROUP BY t) c, unnest(a) b;
SELECT count(*) AS codes, count(*) FILTER (WHERE (b.lower, b.upper) = (e.lower, e.upper)) AS sharp, count(*) FILTER (WHERE b.lower < b.upper AND t IN (SELECT t FROM known)) > 100 AS many_open
FROM enumerated e JOIN bounded b USING (t, n);
SELECT count(*) AS tables, count(*) FILTER (WHERE possible) AS possible, count(*) FILTER (WHERE possible = all_bounded) AS told_apart FROM (
	SELECT t, t IN (SELECT t FROM enumerated) AS possible, bool_and(lower IS NOT NULL) AS all_bounded FROM bounded GROUP BY t) s;

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
SELECT code_bounds(old, new, v, NULL, k) FROM (VALUES ('a', 'A', 1.0, 1.0), ('b', 'A', 1, NULL)) t (old, new, v, k);
SELECT code_bounds(old, new, v, NULL, -k) FROM doubly;
SELECT code_bounds(old, new, v, NULL, k) FROM (VALUES ('a', 'A', 1e12::float8 / 7, 1.0::float8), ('b', 'A', 1e-3::float8 / 7, 1)) t (old, new, v, k);
SELECT b.* FROM (SELECT code_bounds(old, new, v, NULL, k) AS a FROM (VALUES ('a', 'A', 3e200::float8, 2e200::float8), ('a', 'B', 3e200, NULL)) t (old, new, v, k)) c, unnest(a) b;
SELECT code_bounds_final('partial 0, option 1 {"a" "b" 7 1 1 1}');
SELECT code_bounds_final('partial 0, option 0 {"a" "b" 7 1 1 1}');
