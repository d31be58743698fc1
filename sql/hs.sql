-- hs_code: text and binary forms, order, and walking up the tree
\set VERBOSITY default

-- accepted spellings; what is printed is digits only
SELECT given, given::hs_code AS code, hs_level(given::hs_code) AS level,
	hs_dotted(given::hs_code) AS dotted
FROM unnest(ARRAY['01', '87', '99', '0101', '8703', '870323', '87032301',
	'8703230190', '87.03', '8703.23', '8703.23.01', '8703.23.0190',
	'8703.23.01.90', '8703 23 01', '0101 21 00', '  8703.23  ',
	E'\t8703\n', '999999', '9999999999', '0100000000', '7700']) given;

-- refused, each with its reason
SELECT ''::hs_code;
SELECT '   '::hs_code;
SELECT '8'::hs_code;
SELECT '101'::hs_code;
SELECT '87032'::hs_code;
SELECT '870323019'::hs_code;
SELECT '87032301901'::hs_code;
SELECT '870323019012'::hs_code;
SELECT '00000000000000000000000000000000000000'::hs_code;
SELECT '00'::hs_code;
SELECT '000101'::hs_code;
SELECT '8703*'::hs_code;
SELECT '8703%'::hs_code;
SELECT '8703.2X'::hs_code;
SELECT 'TOTAL'::hs_code;
SELECT '{0401,0402}'::hs_code;
SELECT '.8703'::hs_code;
SELECT '8703.'::hs_code;
SELECT '8703..23'::hs_code;
SELECT '870.323'::hs_code;
SELECT '8703-23'::hs_code;
SELECT '-8703'::hs_code;
SELECT '+8703'::hs_code;
SELECT '8703,23'::hs_code;
SELECT '8.703e3'::hs_code;
SELECT '٨٧٠٣'::hs_code;
SELECT '８７０３'::hs_code;

-- NULL in, NULL out
SELECT NULL::hs_code, hs_level(NULL), hs_up(NULL, 2), hs_up('87', NULL),
	hs_chapter(NULL), hs_section(NULL), hs_dotted(NULL), hs_from_int(NULL, 4),
	hs_from_int(101, NULL), hs_subtree_max(NULL);

-- up the tree; a code above the level has no ancestor there
SELECT digits, hs_up('8703230190', digits), hs_up('870323', digits)
FROM unnest(ARRAY[2, 4, 6, 8, 10]) digits;
SELECT hs_up('870323', 5);
SELECT hs_up('870323', 0);
SELECT hs_up('870323', 12);
SELECT hs_up('870323', -2147483648);
SELECT hs_chapter('8703230190'), hs_chapter('01');
SELECT hs_subtree_max('87'), hs_subtree_max('8703'), hs_subtree_max('99'),
	hs_subtree_max('8703230190');

-- sections, by the chapters that they begin and end with
SELECT hs_section(lpad(c::text, 2, '0')::hs_code) AS section,
	min(c) AS first, max(c) AS last, count(*) AS chapters
FROM generate_series(1, 99) c GROUP BY 1 ORDER BY 2;
SELECT hs_section('8703230190'), hs_section('7701'), hs_section('9801'), hs_section('9999');

-- numbers that lost their leading zero
SELECT hs_from_int(1, 2), hs_from_int(101, 4), hs_from_int(1001, 4),
	hs_from_int(10121, 6), hs_from_int(870323, 6), hs_from_int(1012100, 8),
	hs_from_int(8703230190, 10), hs_from_int(9999999999, 10);
SELECT hs_from_int(10, 4);
SELECT hs_from_int(10101, 4);
SELECT hs_from_int(0, 2);
SELECT hs_from_int(-87, 2);
SELECT hs_from_int(9223372036854775807, 10);
SELECT hs_from_int(101, 3);

-- text goes into a column as it is, and comes out by a cast
CREATE TABLE hs_lines (code hs_code, note text);
INSERT INTO hs_lines SELECT t, 'text' FROM unnest(ARRAY['0101', '8703.23']) t;
INSERT INTO hs_lines SELECT t, 'varchar' FROM unnest(ARRAY['0102']::varchar[]) t;
INSERT INTO hs_lines SELECT t, 'char' FROM unnest(ARRAY['0103']::char(6)[]) t;
SELECT code, code::text || '/' AS text, note FROM hs_lines ORDER BY code;
DROP TABLE hs_lines;

-- binary form: a version byte, then digits * 16 + level:
-- 8703000000 * 16 + 4 = 139248000004 = 0x206BD3DC04
SELECT encode(hs_code_send('8703'), 'hex');
CREATE TABLE hs_wire (code hs_code);
COPY hs_wire FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\001\\000\\000\\000\\011\\001\\000\\000\\000\\040\\153\\323\\334\\004\\377\\377"' (FORMAT binary);
SELECT * FROM hs_wire;
-- another version, too short, too long, and numbers that are no code: level 3,
-- level 0, a digit below the level, chapter 00, eleven digits, negative
COPY hs_wire FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\001\\000\\000\\000\\011\\002\\000\\000\\000\\040\\153\\323\\334\\004\\377\\377"' (FORMAT binary);
COPY hs_wire FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\001\\000\\000\\000\\010\\001\\000\\000\\000\\040\\153\\323\\334\\377\\377"' (FORMAT binary);
COPY hs_wire FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\001\\000\\000\\000\\012\\001\\000\\000\\000\\040\\153\\323\\334\\004\\000\\377\\377"' (FORMAT binary);
COPY hs_wire FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\001\\000\\000\\000\\011\\001\\000\\000\\000\\040\\153\\323\\334\\003\\377\\377"' (FORMAT binary);
COPY hs_wire FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\001\\000\\000\\000\\011\\001\\000\\000\\000\\040\\153\\323\\334\\000\\377\\377"' (FORMAT binary);
COPY hs_wire FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\001\\000\\000\\000\\011\\001\\000\\000\\000\\040\\153\\323\\334\\002\\377\\377"' (FORMAT binary);
COPY hs_wire FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\001\\000\\000\\000\\011\\001\\000\\000\\000\\000\\000\\000\\000\\012\\377\\377"' (FORMAT binary);
COPY hs_wire FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\001\\000\\000\\000\\011\\001\\177\\377\\377\\377\\377\\377\\377\\372\\377\\377"' (FORMAT binary);
COPY hs_wire FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\001\\000\\000\\000\\011\\001\\377\\377\\377\\377\\377\\377\\377\\372\\377\\377"' (FORMAT binary);
SELECT count(*) FROM hs_wire;
DROP TABLE hs_wire;

-- 2,000 codes of all levels: text round trip, and the order is that of the text
CREATE TABLE hs_random AS
SELECT code::hs_code, code AS digits
FROM (SELECT left(lpad((1 + abs(hashint4(i)::bigint) % 99)::text, 2, '0')
		|| lpad((abs(hashint8(i)::bigint) % 100000000)::text, 8, '0'), 2 * (1 + i % 5)) AS code
	FROM generate_series(1, 2000) i) s;
SELECT count(*) AS codes, bool_and(code::text = digits) AS round_trip,
	bool_and(hs_level(code) = length(digits)) AS level,
	bool_and(replace(hs_dotted(code), '.', '')::hs_code = code) AS undotted
FROM hs_random;
SELECT array_agg(digits ORDER BY code) = array_agg(digits ORDER BY digits COLLATE "C") AS same_order
FROM hs_random;
SELECT min(code)::text = min(digits COLLATE "C") AS min, max(code)::text = max(digits COLLATE "C") AS max,
	count(DISTINCT code) = count(DISTINCT digits) AS distinct_count
FROM hs_random;
SELECT count(*) AS wrong_comparisons FROM hs_random a, hs_random b
WHERE hs_level(a.code) = 2 AND
	((a.code < b.code, a.code <= b.code, a.code = b.code, a.code <> b.code, a.code >= b.code, a.code > b.code)
	IS DISTINCT FROM
	(a.digits COLLATE "C" < b.digits, a.digits COLLATE "C" <= b.digits, a.digits = b.digits,
	a.digits <> b.digits, a.digits COLLATE "C" >= b.digits, a.digits COLLATE "C" > b.digits));
SELECT min(code), max(code), count(code) FROM hs_random WHERE false;

-- joins by hash and by merge find the same pairs
SET enable_mergejoin = off; SET enable_nestloop = off;
CREATE TEMP TABLE by_hash AS SELECT a.ctid a, b.ctid b FROM hs_random a JOIN hs_random b USING (code);
RESET enable_mergejoin; SET enable_hashjoin = off;
CREATE TEMP TABLE by_merge AS SELECT a.ctid a, b.ctid b FROM hs_random a JOIN hs_random b USING (code);
RESET ALL;
SELECT (SELECT count(*) FROM by_hash) = (SELECT count(*) FROM hs_random a JOIN hs_random b USING (digits)) AS hash_join,
	NOT EXISTS (TABLE by_hash EXCEPT TABLE by_merge) AND NOT EXISTS (TABLE by_merge EXCEPT TABLE by_hash) AS merge_join;

-- a unique index, partitions by range and by hash
CREATE TABLE hs_parted (code hs_code PRIMARY KEY) PARTITION BY RANGE (code);
CREATE TABLE hs_parted_1 PARTITION OF hs_parted FOR VALUES FROM (MINVALUE) TO ('8701');
CREATE TABLE hs_parted_2 PARTITION OF hs_parted FOR VALUES FROM ('8701') TO (MAXVALUE)
	PARTITION BY HASH (code);
CREATE TABLE hs_parted_2a PARTITION OF hs_parted_2 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE hs_parted_2b PARTITION OF hs_parted_2 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO hs_parted SELECT DISTINCT code FROM hs_random;
SELECT (SELECT count(*) FROM hs_parted) = count(DISTINCT code) AS all_there,
	(SELECT count(*) FROM hs_parted_1) = count(DISTINCT code) FILTER (WHERE digits COLLATE "C" < '8701') AS ranges
FROM hs_random;
INSERT INTO hs_parted SELECT code FROM hs_parted LIMIT 1 ON CONFLICT DO NOTHING;
DROP TABLE hs_parted, hs_random;
