CREATE EXTENSION IF NOT EXISTS trade_labor;
-- 128 bits in hexadecimal digits, the same for all spellings of an identifier
SELECT pseudonym('PEGJ900512HJCRRS04', 'siqal') ~ '^[0-9a-f]{32}$' AS digits,
	pseudonym('PEGJ900512HJCRRS04', 'siqal') = pseudonym(' pegj-900512 hjcrrs04', 'siqal') AS same,
	pseudonym('PEGJ900512HJCRRS04', 'siqal') = pseudonym(U&'\FF30\FF25\FF27\FF2A900512HJCRRS\200D04', 'siqal') AS same_wide;
-- people, domains and epochs are told apart, and cannot run into each other
SELECT count(DISTINCT pseudonym(id, domain, epoch)) AS pseudonyms, count(*) AS cases
FROM unnest('{a,b}'::text[]) id, unnest('{x,xy,y}'::text[]) domain, unnest('{"",2025,2026,y2025}'::text[]) epoch;
-- the epoch of what is never rotated
SELECT pseudonym('a', 'x') = pseudonym('a', 'x', '') AS same;
SELECT count(DISTINCT pseudonym(i::text, 'x')) FROM generate_series(1, 2000) i;
-- the domain may change from row to row
SELECT count(DISTINCT pseudonym('a', d)) FROM (VALUES ('x'), ('y'), ('x'), ('z'), ('x')) v(d);
-- NULL in, NULL out; nobody in, NULL out
SELECT pseudonym(NULL, 'x') IS NULL AND pseudonym('a', NULL) IS NULL AND pseudonym('a', 'x', NULL) IS NULL
	AND pseudonym('', 'x') IS NULL AND pseudonym(' -- ', 'x') IS NULL AS absent;
SELECT pseudonym('a', '');
-- not the tag of the same person, nor a hash that could be computed without the key
SELECT pseudonym('a', 'x') IN (md5('a'), left(encode(sha256('a'), 'hex'), 32)) AS guessed;
-- no oracle: a reader cannot look anybody up
CREATE ROLE regress_reader;
SET ROLE regress_reader;
SELECT pseudonym('PEGJ900512HJCRRS04', 'siqal');
SELECT pseudonym('PEGJ900512HJCRRS04', 'siqal', '2026');
RESET ROLE;
-- granted by name to the role that takes complaints in
GRANT EXECUTE ON FUNCTION pseudonym(text, text) TO regress_reader;
SET ROLE regress_reader;
SELECT length(pseudonym('PEGJ900512HJCRRS04', 'siqal'));
RESET ROLE;
REVOKE EXECUTE ON FUNCTION pseudonym(text, text) FROM regress_reader;
DROP ROLE regress_reader;
