-- What a release promises, on one sheet; why a bucket is hidden; and a ledger of
-- which the end was cut off.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE TABLE inbox (lives text, works text, persona text, centro text);
INSERT INTO inbox SELECT v, v, v || i, 'c' || i % 4 FROM unnest('{P,Q,R}'::text[]) v, generate_series(1, 12) i;
INSERT INTO inbox VALUES ('P', 'Q', 'zoe', 'c1'), ('P', 'Q', 'zoe', 'c1');

-- By residence 14, 12 and 12; by workplace 12, 14 and 12.  P's 14 less P's 12 are
-- zoe's two, so the 12 by workplace is hidden; Q's 14 less Q's 12 are they too, so
-- the 14 is.  R has nothing to do with it.
SELECT count(*) FROM publish_buckets('lives', 'inbox', '{lives}', 'persona', '{"k":5}');
SELECT level, buckets, reports FROM publish_buckets('works', 'inbox', '{works}', 'persona', '{"k":5,"establishments":{"column":"centro"}}');
SELECT works, n FROM works ORDER BY works;
SELECT * FROM audit_buckets('works') ORDER BY bucket COLLATE "C", "check" COLLATE "C";
-- Four unknowns: who lives in P and works in P (12), in P and Q (zoe, the unsafe
-- one), in Q and Q, in R and R.  Four numbers, of which R's 12 is shown twice: rank
-- 3, and all three speak of safe unknowns.
SELECT jsonb_pretty(release_receipt('works') - 'vintages' - 'ledger_head');
SELECT release_receipt('lives') -> 'proof' AS alone;
-- Twelve more who live in P and work in Q: Q's number less Q's is of 13 people now,
-- P's less P's is of zoe as before.
INSERT INTO inbox SELECT 'P', 'Q', 'n' || i, 'c' || i FROM generate_series(1, 12) i;
SELECT "check", verdict FROM audit_buckets('works') WHERE bucket = 'Q' ORDER BY "check" COLLATE "C";
SELECT level, buckets, reports FROM refresh_buckets('works');

-- the digests are those of the rows, which everybody who reads them can compute
SELECT v ->> 'rows_sha256' = encode(sha256(convert_to((
	SELECT string_agg(line, '' ORDER BY line COLLATE "C") FROM (
		SELECT format(E'%s:%s %s %s\n', octet_length(works), works, coalesce(n::text, 'hidden'), opened) AS line FROM works) l), 'UTF8')), 'hex') AS rows_fit,
	v ->> 'policy_sha256' ~ '^[0-9a-f]{64}$' AS policy
FROM jsonb_array_elements(release_receipt('works') -> 'vintages') v ORDER BY v -> 'vintage';
SELECT jsonb_array_length(release_receipt('works') -> 'vintages') AS vintages, release_receipt('works') ->> 'ledger_head' = bucket_ledger_head() AS head;
-- the figures are sealed with the rest of the record
BEGIN;
UPDATE bucket_lines SET proof = '{}' WHERE name ~ 'works';
SELECT release_receipt('works');
ROLLBACK;
CREATE ROLE regress_stranger;
GRANT EXECUTE ON FUNCTION release_receipt TO regress_stranger;
SET ROLE regress_stranger;
-- the hint names the steward, who may have any name here
\set VERBOSITY terse
SELECT release_receipt('works');
\set VERBOSITY default
RESET ROLE;
DROP OWNED BY regress_stranger;
DROP ROLE regress_stranger;
SELECT release_receipt('none');

-- The head that somebody wrote down.
SELECT bucket_ledger_head() AS head, bucket_ledger_head() ~ ('^' || max(seq) || ':[0-9a-f]{64}$') AS of_the_last, max(seq) AS last FROM bucket_ledger \gset
SELECT :'of_the_last' AS of_the_last, bucket_ledger_check(:'head') IS NULL AS as_it_was, bucket_ledger_check(NULL) IS NULL AS no_head;
SELECT count(*) FROM refresh_buckets('lives');
SELECT bucket_ledger_check(:'head') IS NULL AS and_goes_on;
SELECT bucket_ledger_head() AS later \gset
-- Who cuts off the end, and the records with it, is not found out without it.
BEGIN;
DELETE FROM bucket_ledger_entries WHERE seq > :last;
UPDATE bucket_lines SET entry = least(entry, :last);
SELECT bucket_ledger_check() IS NULL AS looks_whole, bucket_ledger_check(:'head') IS NULL AS before_the_cut, bucket_ledger_check(:'later') - :last AS missing;
ROLLBACK;
-- nor who puts a true entry of another time there
SELECT bucket_ledger_check(:last + 1 || substr(:'head', strpos(:'head', ':'))) - :last AS another;
SELECT bucket_ledger_check(:last + 2 || substr(:'head', strpos(:'head', ':'))) - :last AS not_there;
SELECT bucket_ledger_check(head) FROM unnest('{"", 1, 1:, :ab, -1:ab, 1:00}'::text[]) head;
SELECT bucket_ledger_check('1:' || repeat('g', 64));
SELECT bucket_ledger_check(repeat('9', 19) || ':' || repeat('0', 64));
SELECT retract_buckets('lives'), retract_buckets('works');
DROP TABLE inbox;
