-- Sums of amounts in a cube, worked out by hand.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE TABLE ware (a text, b text, firm text, value numeric);
-- x q: 900, 30, 20 and 10; beside the two largest 30, less than 20 % of 900
INSERT INTO ware SELECT a, b, a || b || i, v
FROM (VALUES ('x', 'p', 4, 100), ('x', 'r', 5, 80), ('y', 'p', 5, 60), ('y', 'q', 6, 50), ('y', 'r', 4, 70),
	('z', 'p', 7, 40), ('z', 'q', 5, 30), ('z', 'r', 8, 20)) w(a, b, n, v), generate_series(1, n) i;
INSERT INTO ware SELECT 'x', 'q', 'xq' || i, v FROM unnest('{900,30,20,10}'::int[]) WITH ORDINALITY u(v, i);
CREATE TABLE again AS TABLE ware;

-- The rules of statistical offices, cell by cell, hide x q alone: it is the first of
-- these, and whoever has 30 of it knows the 900 to within 30.
SELECT (SELECT sum(value) FROM ware WHERE a = 'x') - sum(sum) AS xq FROM (SELECT sum(value) FROM ware WHERE a = 'x' AND b <> 'q' GROUP BY b) shown;
-- All counts are shown.  Of the sums first those of many reports: all totals, then z r,
-- 8, and z p, 7, after which z q is known.  With y q, 6, x q would be: 1,410 less 150 and
-- 300.  y p, 5, says what x p is, and leaves 1,360 of nine firms for x q and x r.  With
-- x r, 5, or y r, 4, which says what x r is, x q would be known.  So of the four that are
-- hidden only one breaks a rule by itself.
SELECT * FROM protect_buckets('ware', '{a,b}', 'firm', '{"k":3,"method":"cube","sums":[{"column":"value"}]}');
SELECT * FROM publish_buckets('cube', 'ware', '{a,b}', 'firm', '{"k":3,"method":"cube","sums":[{"column":"value"}]}');
SELECT a, b, n, sum_value, round(sum_value / n, 2) AS mean, status FROM cube;
SELECT bucket, verdict FROM audit_buckets('cube') WHERE "check" = 'sum_value' AND verdict <> 'shown' ORDER BY bucket COLLATE "C";
SELECT release_receipt('cube') -> 'sums' AS sums, release_receipt('cube') #> '{policy,sums}' AS rules;

-- Releases beside it, of the same column: totals that are known, and the cells that are.
SELECT count(*) FROM publish_buckets('by_b', 'ware', '{b}', 'firm', '{"k":3,"sums":[{"column":"value"}]}');
SELECT b, n, sum_value FROM by_b;
SELECT count(*) FROM publish_buckets('by_both', 'ware', '{a,b}', 'firm', '{"k":3,"sums":[{"column":"value"}]}');
SELECT a, b, n, sum_value FROM by_both;
SELECT retract_buckets('by_b'), retract_buckets('by_both');
-- The cells first, of which x q is hidden: then every total that has it would tell.
SELECT count(*) FROM publish_buckets('by_both', 'again', '{a,b}', 'firm', '{"k":3,"sums":[{"column":"value"}]}');
SELECT string_agg(a || ' ' || b, ', ') AS hidden FROM by_both WHERE sum_value IS NULL;
SELECT count(*) FROM publish_buckets('totals', 'again', '{a,b}', 'firm', '{"k":3,"method":"cube","sums":[{"column":"value"}]}');
SELECT string_agg(a || ' ' || b, ', ' ORDER BY a COLLATE "C", b COLLATE "C") AS hidden, count(n) AS shown FROM totals WHERE sum_value IS NULL;
SELECT retract_buckets('by_both'), retract_buckets('totals');

-- Five firms of 300 come to x q.  What x has more than before is theirs, 1,500; with x q
-- one would know what it was, so it counts nine firms and does not say what they sold.
CREATE TABLE kept AS TABLE cube;
INSERT INTO ware SELECT 'x', 'q', 'new' || i, 300 FROM generate_series(1, 5) i;
SELECT level, buckets, reports FROM refresh_buckets('cube');
SELECT a, b, n, sum_value FROM (TABLE cube EXCEPT ALL TABLE kept) changed ORDER BY n DESC, a COLLATE "C";
-- Four firms of 20 come to z r, and one that was there had 500 more.  In each sum with z r
-- the 500 would stand beside 60 of others.
DROP TABLE kept;
CREATE TABLE kept AS TABLE cube;
INSERT INTO ware SELECT 'z', 'r', 'late' || i, 20 FROM generate_series(1, 4) i;
UPDATE ware SET value = value + 500 WHERE firm = 'zr1';
SELECT bucket, verdict FROM audit_buckets('cube') WHERE "check" = 'sum_value' AND verdict LIKE '%would be%' ORDER BY bucket COLLATE "C";
SELECT level, buckets, reports FROM refresh_buckets('cube');
SELECT a, b, n, sum_value FROM (TABLE cube EXCEPT ALL TABLE kept) changed ORDER BY n DESC, a COLLATE "C";
SELECT "check", verdict FROM audit_buckets('cube') WHERE "check" IN ('view', 'ledger') ORDER BY 1;
SELECT retract_buckets('cube');

-- Three columns.  Amounts below zero count by their size; whoever has 0 has none, so the
-- sum of o is hidden, and with it m, the last of those that would leave it.  Of u the
-- largest of s has 69 of 109, 63 %, and 60 % are allowed: m is hidden with it.
CREATE TABLE odd (a text, firm text, v int, w numeric, u int);
INSERT INTO odd SELECT a, a || i, v, 0.5, CASE WHEN i > 1 THEN 10 ELSE u END
FROM (VALUES ('m', -10, 10), ('o', 0, 10), ('s', 10, 69), ('t', 30, 10)) s(a, v, u), generate_series(1, 5) i;
SELECT count(*) FROM publish_buckets('odds', 'odd', '{a}', 'firm',
	'{"k":3,"method":"cube","sums":[{"column":"v"},{"column":"w"},{"column":"u","p_percent":1,"n":1,"k":60}]}');
SELECT a, n, sum_v, sum_w, sum_u FROM odds;
SELECT bucket, "check", verdict FROM audit_buckets('odds') WHERE "check" LIKE 'sum%' AND verdict <> 'shown' ORDER BY 2, bucket COLLATE "C";
SELECT retract_buckets('odds');

-- a hidden row shows no sum either
CREATE TABLE few AS SELECT * FROM again WHERE firm NOT IN ('zq1', 'zq2', 'zq3');
SELECT count(*) FROM publish_buckets('thin', 'few', '{a,b}', 'firm', '{"k":3,"method":"cube","sums":[{"column":"value"}]}');
SELECT status, count(*), count(sum_value) AS sums FROM thin GROUP BY 1 ORDER BY 1;
SELECT retract_buckets('thin');

-- Firms without an amount come to each of 1,024 cells, 4 to 4, so that every new sum is the
-- old one, and the difference is about nobody.  The total is asked for first, beside all of
-- 2,048 groups of reports; of so many at once that is not found.  Beside fewer it is.
CREATE TABLE wide AS SELECT a::text, b::text, concat_ws(' ', a, b, i) AS firm, 10 AS value
FROM generate_series(1, 32) a, generate_series(1, 32) b, generate_series(1, 4) i;
SELECT level, buckets, reports FROM publish_buckets('large', 'wide', '{a,b}', 'firm', '{"k":3,"method":"cube","sums":[{"column":"value"}]}');
INSERT INTO wide SELECT a, b, firm || ' new', NULL FROM wide;
SELECT verdict, count(*), bool_or(bucket = '_T / _T') AS total FROM audit_buckets('large') WHERE "check" = 'sum_value' GROUP BY 1 ORDER BY 2;
SELECT retract_buckets('large');
DROP TABLE ware, again, kept, odd, few, wide;
