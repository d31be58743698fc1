-- Cubes: totals beside their parts, worked out by hand.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE TABLE grid (a text, b text, persona text, debt int);
INSERT INTO grid SELECT a, b, a || b || i, 10 * i
FROM (VALUES ('x', 'p', 9), ('x', 'q', 2), ('x', 'r', 8), ('y', 'p', 7), ('y', 'q', 6), ('y', 'r', 1), ('z', 'p', 5), ('z', 'q', 4), ('z', 'r', 6)) v(a, b, n),
	generate_series(1, n) i;

-- A threshold shows all but x q and y r, and 19 less 9 and 8 is the first.
SELECT (SELECT count(*) FROM grid WHERE a = 'x') - sum(n) AS xq
FROM (SELECT count(*) AS n FROM grid WHERE a = 'x' GROUP BY b HAVING count(DISTINCT persona) >= 3) shown;
-- Large numbers first: the totals, 48, 21, 19, 15, 15, 14, 12; then x p, 9.  x r, 8,
-- would leave x q of its total, so it is hidden; y p, 7, is not, and y q, 6, would
-- leave y r.  z r, 6: what is hidden in r is x r and y r, 9, and in x 10, so x q is one
-- more than y r, which speaks of three people.  z p and z q tell nothing more.
SELECT * FROM protect_buckets('grid', '{a,b}', 'persona', '{"k":3,"method":"cube","margins":true}');
SELECT * FROM publish_buckets('cube', 'grid', '{a,b}', 'persona', '{"k":3,"method":"cube"}');
SELECT * FROM cube;
-- why, for its steward only
SELECT bucket, verdict FROM audit_buckets('cube') WHERE verdict LIKE 'hidden:%' ORDER BY bucket COLLATE "C";
SELECT "check", verdict, count(*) FROM audit_buckets('cube') WHERE verdict NOT LIKE 'hidden:%' GROUP BY 1, 2 ORDER BY "check" COLLATE "C", verdict COLLATE "C";
SELECT jsonb_pretty(release_receipt('cube') - 'vintages' - 'ledger_head');
SELECT name, buckets, reports FROM bucket_releases;
-- Two more in x q: four people are behind it, and of what it shows more than before
-- nothing follows.  The totals wait.
CREATE TABLE kept AS TABLE cube;
INSERT INTO grid SELECT 'x', 'q', 'n' || i, 1 FROM generate_series(1, 2) i;
SELECT * FROM refresh_buckets('cube');
TABLE cube EXCEPT ALL TABLE kept;
-- They go again, and two of x p, so that 46 are left.  Too few go for any number to change:
-- the totals show all 46 and two that are gone, and of a x b 31 are there, 35 less 4.
CREATE TABLE shrunk AS TABLE grid;
DELETE FROM grid WHERE persona LIKE 'n%' OR persona IN ('xp1', 'xp2');
SELECT * FROM refresh_buckets('cube');
TRUNCATE grid;
INSERT INTO grid TABLE shrunk;
SELECT retract_buckets('cube');
DROP TABLE kept, shrunk;

-- Had three come at once, they would be known by x, q and the total, which change
-- then, and x q less them would be the two of before.
DELETE FROM grid WHERE persona LIKE 'n%';
CREATE TABLE grid2 AS TABLE grid;
SELECT count(*) FROM publish_buckets('cube', 'grid2', '{a,b}', 'persona', '{"k":3,"method":"cube"}');
INSERT INTO grid2 SELECT 'x', 'q', 'n' || i, 1 FROM generate_series(1, 3) i;
SELECT count(*) FROM refresh_buckets('cube');
SELECT a, b, n FROM cube WHERE a IN ('x', '_T') AND b IN ('q', '_T');
SELECT verdict FROM audit_buckets('cube') WHERE bucket = 'x / q' ORDER BY "check" COLLATE "C";
SELECT retract_buckets('cube');

-- A label that fewer than three people have stands nowhere.  It would be the total
-- less p, q and r, so r, the smallest of them, is hidden; in y p, which is 7 of 14, the
-- 6 of q would leave it, so that is, and q's 10 would give it by z q, and so on.  In y r
-- there is nobody, and its row says so no more than others.
CREATE TABLE rare AS SELECT a, b, persona FROM grid WHERE a <> 'x';
DELETE FROM rare WHERE a = 'y' AND b = 'r';
INSERT INTO rare VALUES ('y', 'solo', 'zoe');
SELECT * FROM publish_buckets('rare_cube', 'rare', '{a,b}', 'persona', '{"k":3,"method":"cube"}');
SELECT a, b, n, status FROM rare_cube;
SELECT retract_buckets('rare_cube');

-- some of the totals only, and of a hierarchy's levels
CREATE TABLE spot (town text, state text);
INSERT INTO spot VALUES ('x', 'S'), ('y', 'S'), ('z', 'W');
SELECT bucket_hierarchy('spots', 'spot', '{town,state}');
CREATE VIEW placed AS SELECT a AS town, b, persona FROM grid;
SELECT * FROM publish_buckets('states', 'placed', '{spots:town,b}', 'persona', '{"k":3,"method":"cube","margins":[["state"],["b","state"],[]]}');
SELECT state, town, b, n, level FROM states;
SELECT release_receipt('states') #> '{policy,margins}' AS margins;
SELECT retract_buckets('states');
-- without the total of everything there may be no total to name
SELECT * FROM protect_buckets('placed', '{spots:town,b}', 'persona', '{"k":20,"method":"cube","margins":[["town","b"]]}');
SELECT * FROM protect_buckets('placed', '{spots:town,b}', 'persona', '{"k":90,"method":"cube"}');

-- a cube of nothing
CREATE TABLE nothing (a text, b text, persona text);
SELECT * FROM publish_buckets('none', 'nothing', '{a,b}', 'persona', '{"k":3,"method":"cube"}');
INSERT INTO nothing SELECT 'x', 'y', 'p' || i FROM generate_series(1, 4) i;
SELECT * FROM refresh_buckets('none');
SELECT * FROM none;
SELECT retract_buckets('none');

-- what cannot be asked for
SELECT * FROM protect_buckets('grid', '{a,b}', 'persona', '{"method":"cubes"}');
SELECT * FROM protect_buckets('grid', '{a,b}', 'persona', '{"margins":true}');
SELECT * FROM protect_buckets('grid', '{a,b}', 'persona', '{"method":"cube","margins":false}');
SELECT * FROM protect_buckets('grid', '{a,b}', 'persona', '{"method":"cube","margins":[]}');
SELECT * FROM protect_buckets('grid', '{a,b}', 'persona', '{"method":"cube","margins":["a"]}');
SELECT * FROM protect_buckets('grid', '{a,b}', 'persona', '{"method":"cube","margins":[[1]]}');
SELECT * FROM protect_buckets('grid', '{a,b}', 'persona', '{"method":"cube","margins":[["c"]]}');
SELECT * FROM protect_buckets('grid', '{a,b}', 'persona', '{"method":"cube","margins":[["a"],["a"]]}');
SELECT * FROM protect_buckets('placed', '{spots:town,b}', 'persona', '{"method":"cube","margins":[["town","state"]]}');
CREATE VIEW statuses AS SELECT a AS status, persona FROM grid;
SELECT * FROM protect_buckets('statuses', '{status}', 'persona', '{"k":3,"method":"cube"}');
-- more rows than can be proved: 1,100 labels of six people each, twice; ten dates of four levels
CREATE TABLE wide AS SELECT 'a' || i % 1100 AS a, 'b' || i % 1100 AS b, 'p' || i AS persona FROM generate_series(1, 6600) i;
SELECT * FROM protect_buckets('wide', '{a,b}', 'persona', '{"k":3,"method":"cube"}');
SELECT count(*) > 1000 AS some_margins FROM protect_buckets('wide', '{a,b}', 'persona', '{"k":3,"method":"cube","margins":[["a"],["b"]]}'),
	generate_series(1, buckets) i;
SELECT format('CREATE VIEW many AS SELECT %s, persona FROM grid', string_agg('date ''2026-01-01'' AS d' || i, ', ')) FROM generate_series(1, 10) i \gexec
SELECT * FROM protect_buckets('many', (SELECT array_agg('month:d' || i) FROM generate_series(1, 10) i), 'persona', '{"k":3,"method":"cube"}');
DROP TABLE grid, grid2, rare, spot, nothing, wide CASCADE;
