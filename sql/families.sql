-- Product codes over editions of a classification.

-- by hand: a renamed, b and c merged, d split, e and f mixed, g gone, h new
CREATE TEMP TABLE change (old text, new text);
INSERT INTO change VALUES ('a', 'A'), ('b', 'B'), ('c', 'B'), ('d', 'D1'), ('d', 'D2'), ('e', 'E'), ('e', 'F'), ('f', 'F'),
	('g', NULL), (NULL, 'H'), ('a', 'A'), (NULL, NULL);
SELECT f.* FROM (SELECT code_families(old, new) AS a FROM change) c, unnest(a) f;

-- several editions: x chains over three, splits and merges again; a number that
-- is used anew for something else is another code
INSERT INTO change VALUES ('x', 'y');
CREATE TEMP TABLE editions (old text, new text, edition int);
INSERT INTO editions VALUES ('x', 'x1', 2017), ('x', 'x2', 2017), ('x1', 'x', 2022), ('x2', 'x', 2022),
	('p', 'q', 2017), ('q', 'r', 2022), ('r', 'r', 2028), (NULL, 'p', 2022), ('p', NULL, 2028), ('s', 't', 2028), ('u', 't', 2028);
SELECT f.* FROM (SELECT code_families(old, new, edition) AS a FROM editions) c, unnest(a) f;

-- the components of a recursive query: six editions of 60 codes, made up
CREATE TEMP TABLE random_edition AS
	SELECT 'c' || (h & 63) AS old, 'c' || (h >> 8 & 63) AS new, 2000 + 5 * (i % 6) AS edition
	FROM generate_series(1, 150) i, LATERAL (SELECT hashint8extended(i, 11) AS h) hashed;
CREATE TEMP VIEW plain AS
	WITH RECURSIVE edge AS (
		SELECT old || '@' || edition - 5 AS a, new || '@' || edition AS b FROM random_edition),
	both_ways AS (SELECT a, b FROM edge UNION SELECT b, a FROM edge),
	reach AS (SELECT a AS node, a AS seen FROM both_ways UNION
		SELECT node, b FROM reach JOIN both_ways ON seen = a),
	least AS (SELECT node, min(seen) AS root, count(*) AS size FROM reach GROUP BY node)
	SELECT * FROM least;
CREATE TEMP VIEW ours AS
	SELECT f.code || '@' || coalesce(f.edition, 1995) AS node, f.* FROM (SELECT code_families(old, new, edition) AS a FROM random_edition) c, unnest(a) f;
SELECT count(*) AS nodes, count(DISTINCT family) AS families, max(o.size) AS greatest, max(editions) AS editions,
	count(*) FILTER (WHERE o.size IS DISTINCT FROM p.size) AS sizes_differ,
	count(DISTINCT (family, root)) = count(DISTINCT family) AND count(DISTINCT root) = count(DISTINCT family) AS same_families
FROM ours o FULL JOIN plain p USING (node);
-- and of 40 random tables of two editions
SELECT count(*) AS tables, sum(differ) AS differ FROM (
	WITH RECURSIVE edge AS (
		SELECT t, 'o' || (h & 15) AS a, 'n' || (h >> 8 & 15) AS b FROM generate_series(1, 40) t, generate_series(1, 14) i,
			LATERAL (SELECT hashint8extended(t * 100 + i, 13) AS h) hashed),
	both_ways AS (SELECT t, a, b FROM edge UNION SELECT t, b, a FROM edge),
	reach AS (SELECT t, a AS node, a AS seen FROM both_ways UNION
		SELECT t, node, b FROM reach JOIN both_ways USING (t) WHERE seen = a),
	least AS (SELECT t, node, min(seen) AS root, count(*) AS size FROM reach GROUP BY t, node),
	found AS (SELECT t, f.code AS node, f.family, f.size, f.kind FROM
		(SELECT t, code_families(a, b) AS all_rows FROM edge GROUP BY t) c, unnest(all_rows) f),
	kinds AS (SELECT t, root, CASE WHEN o = 1 AND n = 1 THEN '1:1' WHEN o = 1 THEN '1:n' WHEN n = 1 THEN 'n:1' ELSE 'n:m' END AS kind
		FROM (SELECT t, root, count(*) FILTER (WHERE node LIKE 'o%') AS o, count(*) FILTER (WHERE node LIKE 'n%') AS n FROM least GROUP BY t, root) k)
	SELECT t, count(*) FILTER (WHERE f.size IS DISTINCT FROM l.size OR f.kind IS DISTINCT FROM k.kind) +
		abs(count(DISTINCT (family, root)) - count(DISTINCT root)) + abs(count(DISTINCT family) - count(DISTINCT root)) AS differ
	FROM found f FULL JOIN least l USING (t, node) LEFT JOIN kinds k USING (t, root) GROUP BY t) tables;

-- totals are kept: what a family has in the old edition it has in the new one,
-- however its codes were split
WITH fact AS (
	SELECT 1 AS edition, 'a' AS code, 10 AS v UNION ALL VALUES (1, 'b', 20), (1, 'c', 5), (1, 'd', 40), (1, 'e', 8), (1, 'f', 3),
		(2, 'A', 10), (2, 'B', 25), (2, 'D1', 1), (2, 'D2', 39), (2, 'E', 6), (2, 'F', 5)),
	family AS (SELECT f.* FROM (SELECT code_families(old, new) AS a FROM change) c, unnest(a) f)
SELECT family, kind, sum(v) FILTER (WHERE edition = 1) AS old, sum(v) FILTER (WHERE edition = 2) AS new
FROM fact JOIN family USING (code, edition) GROUP BY family, kind ORDER BY family;

-- hs_code and integers as codes; empty; errors
SELECT f.code, f.family FROM (SELECT code_families(o, n) AS a FROM (VALUES ('010121'::hs_code, '010129'::hs_code)) t (o, n)) c, unnest(a) f;
SELECT f.code, f.kind FROM (SELECT code_families(o, n) AS a FROM (VALUES (1, 11), (1, 12)) t (o, n)) c, unnest(a) f;
SELECT code_families(old, new) FROM change WHERE false;
SELECT code_families(old, new) FROM change WHERE old IS NULL AND new IS NULL;
SELECT code_families(old, new, NULL) FROM change;
-- states that no row makes: of another aggregate, without a code, with more than
-- a row can have, of an edition that no integer is
SELECT code_families_final('partial 0, option 0 {"a" "b" 1 2 3 4}');
SELECT code_families_final('partial 0 {1 2}');
SELECT code_families_final('partial 0, option 0, values 1 {"a" "b" 0}');
SELECT code_families_final('partial 0, option 0, values 1 {"a" "b" 19}');
SELECT code_families_final('partial 0, option 0, values 1 {"a" "b" 1.5}');
SELECT code_families_final('partial 0, option 0, values 2 {"a" "b" 3 1e200}');
SELECT code_families_final('partial 0, option 0, values 1 {}') AS none;
-- what the state is, and that others' states stay as they are
CREATE TEMP TABLE kept AS SELECT 'partial 0, option 0, values 1 {"a" "b" 3}'::gathered_rows AS r;
SELECT code_families_accum(r, 'c'::text, NULL), code_families_accum(r, NULL::text, NULL), code_families_accum(NULL, 'a'::text, 'b', -5) AS by_edition, r FROM kept;
-- a code that is longer than most
SELECT length(f.code), f.kind FROM (SELECT code_families(repeat('x', n), repeat('y', n)) AS a FROM generate_series(126, 128) n) c, unnest(a) f;
