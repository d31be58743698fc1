CREATE EXTENSION IF NOT EXISTS trade_labor;

-- reports, once at least k people stand behind them
SELECT bucket_count(p, 3) FROM (VALUES (1), (2), (2)) v(p);
SELECT bucket_count(p, 3) FROM (VALUES (1), (2), (2), (3)) v(p);
SELECT k, (SELECT bucket_count(1 + i % 7, k) FROM generate_series(1, 100) i) AS reports
FROM unnest('{3,6,7,8,20}'::int[]) k;
-- ten, where no threshold is given
SELECT n, (SELECT bucket_count(i) FROM generate_series(1, n) i) AS reports FROM unnest('{9,10}'::int[]) n;
-- one person who files fifty times is one person
SELECT bucket_count('PEGJ900512HJCRRS04'::text, 3) FROM generate_series(1, 50);
-- a report without a contributor adds a report and nobody
SELECT bucket_count(NULL::text, 3) FROM generate_series(1, 30);
SELECT bucket_count(p, 3) FROM (VALUES (1), (2), (3), (NULL), (NULL)) v(p);
SELECT bucket_count(p, 3) FROM (VALUES ('a'), ('b'), ('-'), (''), (' ')) v(p);
-- no report at all
SELECT bucket_count(p, 3), bucket_state(p) IS NULL AS no_state FROM (SELECT 1 WHERE false) v(p);

-- all spellings of one identifier are one person
CREATE TEMP TABLE spelling (p text);
INSERT INTO spelling VALUES ('PEGJ900512HJCRRS04'), ('pegj900512hjcrrs04'), (' PEGJ900512HJCRRS04 '),
	('PEGJ-900512-HJCRRS04'), ('PEGJ 900512 HJCRRS 04'), ('PEGJ.900512.HJCRRS/04'),
	(U&'\FF30\FF25\FF27\FF2A\FF19\FF10\FF10\FF15\FF11\FF12\FF28\FF2A\FF23\FF32\FF32\FF33\FF10\FF14'),
	(U&'PEGJ\2013900512\2013HJCRRS04'), (U&'PEGJ\00A0900512\200BHJCRRS04'), (U&'P\00C9GJ900512HJCRRS04'),
	(U&'PE\0301GJ900512HJCRRS04'), (U&'PEGJ\0669\0660\0660\0665\0661\0662HJCRRS04'), (E'PEGJ900512\nHJCRRS04'),
	(U&'\FEFFPEGJ900512HJCRRS\00AD04');
SELECT bucket_contributors(bucket_state(p)) AS people, bucket_rows(bucket_state(p), 3) AS reports, count(DISTINCT p) AS spellings
FROM spelling;
-- whatever the type
SELECT bucket_state(42)::text = ALL (ARRAY[bucket_state(42::smallint)::text, bucket_state(42::bigint)::text,
	bucket_state(42.00)::text, bucket_state('42'::text)::text, bucket_state('42'::varchar)::text,
	bucket_state('42'::char(9))::text, bucket_state('42'::name)::text, bucket_state(42::oid)::text,
	bucket_state(' 4-2 '::text)::text]) AS same;
SELECT bucket_state(u)::text = bucket_state(upper(u::text))::text AS same_uuid
FROM (VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)) v(u);
SELECT bucket_state('\xdeadbeef'::bytea)::text = bucket_state('DE AD BE EF'::text)::text AS same_bytes;
-- different people stay apart
SELECT bucket_contributors(bucket_state(p)) AS people
FROM unnest(ARRAY['a', 'b', 'ab', 'a1', 'a2', '1', '10', 'ñandú', 'x', U&'\0416', U&'\6F22']) p;
SELECT bucket_contributors(bucket_state(i, 100000)) AS people FROM generate_series(-20000, 40000) i;
SELECT bucket_contributors(bucket_state(repeat('x', 60) || i, 100000)) AS people FROM generate_series(1, 5000) i;
SELECT bucket_contributors(bucket_state(i, 10)) FROM unnest('{9223372036854775807,-9223372036854775808,0}'::bigint[]) i;
-- and what may be one person is one: zeros in front, a fraction of zeros behind
SELECT bucket_contributors(bucket_state(p)) AS people
FROM unnest('{123,00123,123.0," 123.00 ","123,0",+123,-123,"0123"}'::text[]) p;
SELECT bucket_state('01285640123'::text)::text = ALL (ARRAY[bucket_state(1285640123::bigint)::text,
	bucket_state(1285640123.00::numeric)::text, bucket_state('1285640123.0'::text)::text, bucket_state('1285640123.000'::text)::text]) AS same;
-- but these are thousands, another fraction, and no number
SELECT bucket_contributors(bucket_state(p)) AS people FROM unnest('{123,123.000,123.50,x123.0,1.230}'::text[]) p;
-- non-answers are nobody, however they are written
SELECT bucket_contributors(bucket_state(p)) AS people, count(*) AS reports
FROM unnest('{ANONIMO,Anónimo,anónima,N/A,n.a.,NA,S/N,"sin nombre","SIN DATO",0,00,000000000,999999999,1111111,XXX,xxxx,
	"No proporcionó",unknown,Anonymous,"non disponible",XAXX010101000,XEXX010101HNEXXXA4,123-45-6789,078-05-1120,-,""}'::text[]) p;
SELECT bucket_contributors(bucket_state(p)) AS people FROM unnest('{0,999999999,7777777,8}'::bigint[]) p;
SELECT bucket_contributors(bucket_state(p)) AS people FROM unnest('{00000000-0000-0000-0000-000000000000,a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'::uuid[]) p;
SELECT bucket_contributors(bucket_state(n)) AS people, bool_and(n = given) AS sorted
FROM (SELECT n, (array_agg(n) OVER (ORDER BY n COLLATE "C" ROWS UNBOUNDED PRECEDING))[i] AS given
	FROM contributor_non_answers() WITH ORDINALITY x(n, i)) x;
-- the list can be longer, by the superuser
SELECT count(*) > 60 AS listed, count(*) FILTER (WHERE n = 'vecino') AS added FROM contributor_non_answers() n;
SET trade_labor.non_answers = ' Vecino , EL MISMO,,no dió nombre';
SELECT count(*) FILTER (WHERE n IN ('vecino', 'elmismo', 'nodionombre')) AS added FROM contributor_non_answers() n;
SELECT bucket_contributors(bucket_state(p)) AS people FROM unnest('{vecino,VECINO,"el mismo","no dio nombre","no dio nombres"}'::text[]) p;
RESET trade_labor.non_answers;
SELECT bucket_contributors(bucket_state(p)) AS people FROM unnest('{vecino,VECINO,"el mismo","no dio nombre","no dio nombres"}'::text[]) p;
-- a type whose text depends on the session is none for a contributor
SELECT bucket_count(current_date);
SELECT bucket_count(1.5::float8);
CREATE DOMAIN regress_curp AS text;
SELECT bucket_count(i::text::regress_curp) FROM generate_series(1, 12) i;
SELECT bucket_state('x'::regress_curp);
SELECT bucket_contributors(bucket_state('x'::regress_curp::text));

-- states: stored, merged, asked
CREATE TEMP TABLE report AS
SELECT i, i % 13 AS g, 1 + (i * 7919::bigint) % 3001 AS p FROM generate_series(1, 30000) i;
CREATE TEMP TABLE cell AS SELECT g, bucket_state(p, 5000) AS s FROM report GROUP BY g;
SELECT bool_and(bucket_rows(s, 10) = n) AS rows_right, bool_and(bucket_contributors(s) = people) AS people_right, count(*) AS cells
FROM cell JOIN (SELECT g, count(*) AS n, count(DISTINCT p) AS people FROM report GROUP BY g) r USING (g);
-- whoever is in two buckets counts once
SELECT bucket_rows(bucket_union(s), 10) AS reports, bucket_contributors(bucket_union(s)) AS people,
	(SELECT count(DISTINCT p) FROM report) AS truth
FROM cell;
-- the union is the whole, to the byte, whatever the parts, their order and the cap
SELECT count(*) AS tried, count(*) FILTER (WHERE same) AS same FROM (SELECT (SELECT bucket_union(s ORDER BY md5(part::text)) FROM
		(SELECT i % parts AS part, bucket_state(p, cap) AS s FROM report GROUP BY 1) x)::text =
	(SELECT bucket_state(p, cap ORDER BY p) FROM report)::text AS same
FROM unnest('{1,2,3,255,256,257,3000,3001,3002,100000}'::int[]) cap, unnest('{1,2,7,1000}'::int[]) parts) x;
-- at its cap a state cannot tell how many there are, but it can tell that there are enough
SELECT bucket_contributors(s), bucket_rows(s, 256), bucket_rows(s)
FROM (SELECT bucket_state(p) AS s FROM report) x;
SELECT bucket_rows(s, 257) FROM (SELECT bucket_state(p) AS s FROM report) x;
SELECT bucket_contributors(bucket_state(i)) FROM generate_series(1, 255) i;
-- the smallest cap holds
SELECT bucket_contributors(bucket_union(s)), bucket_rows(bucket_union(s), 20)
FROM (SELECT bucket_state(i, 20) AS s FROM generate_series(1, 15) i
	UNION ALL SELECT bucket_state(i, 1000) FROM generate_series(10, 30) i) x;
SELECT bucket_rows(bucket_union(s), 3) FROM (VALUES (NULL::bucket_state)) v(s);
SELECT bucket_rows(NULL, 3), bucket_contributors(NULL);

-- the same answers in parallel
CREATE TABLE regress_report AS SELECT * FROM report;
ALTER TABLE regress_report SET (parallel_workers = 2);
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
-- (3,001 people in 300 cells: the first has eleven, the others ten)
SELECT sum(c) AS reports, count(c) AS shown, count(*) AS cells
FROM (SELECT p % 300 AS cell, bucket_count(p, 10) AS c FROM regress_report GROUP BY 1) x;
SELECT sum(c) AS reports, count(c) AS shown, count(*) AS cells
FROM (SELECT p % 300 AS cell, bucket_count(p, 11) AS c FROM regress_report GROUP BY 1) x;
SELECT bucket_state(p, 2000)::text = (SELECT bucket_state(p, 2000)::text FROM report) AS same FROM regress_report;
SELECT bool_and(a.s::text = b.s::text) AS same, count(*)
FROM (SELECT g, bucket_state(p) AS s FROM regress_report GROUP BY g) a
	JOIN (SELECT g, bucket_state(p) AS s FROM report GROUP BY g) b USING (g);
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SELECT sum(c) AS reports, count(c) AS shown, count(*) AS cells
FROM (SELECT p % 300 AS cell, CASE WHEN count(DISTINCT p) >= 11 THEN count(*) END AS c FROM report GROUP BY 1) x;
DROP TABLE regress_report;

-- what a state looks like tells neither who nor how many
SELECT octet_length(bucket_state(i % n)::text) AS digits, min(n), max(n)
FROM generate_series(1, 1000) i, unnest('{1,2,9,10,50,100}'::int[]) n GROUP BY n ORDER BY n;
SELECT position(encode('PEGJ', 'hex') IN bucket_state('PEGJ900512HJCRRS04'::text)::text) AS found;
-- and it stays sealed in a column, in its binary form and in its text
SELECT count(*) AS cells, bool_and(s::text::bucket_state::text = s::text) AS same FROM cell;
SELECT bool_and(encode(bucket_state_send(s), 'hex') = s::text) AS same FROM cell;

-- a changed state is not let in; always in the same words
SELECT s::text AS sealed FROM cell WHERE g = 0 \gset
CREATE FUNCTION pg_temp.try(state text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN bucket_contributors(state::bucket_state);
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
CREATE TEMP TABLE bad AS
SELECT 'a byte at ' || n AS what, overlay(:'sealed' PLACING
	CASE substr(:'sealed', 2 * n + 1, 2) WHEN '00' THEN 'ff' ELSE '00' END FROM 2 * n + 1) AS state
FROM unnest('{0,9,24,25,26,300,20000}'::int[]) n
UNION ALL SELECT 'cut to ' || n, left(:'sealed', n) FROM unnest('{0,1,2,50,2097,2098,4146}'::int[]) n
UNION ALL VALUES ('one digit more', :'sealed' || '0'), ('one byte more', :'sealed' || '00'), ('no digits', 'xx'),
	('twice', :'sealed' || :'sealed');
SELECT pg_temp.try(state), count(*) FROM bad GROUP BY 1;
SELECT pg_temp.try(:'sealed') = bucket_contributors(s)::text AS intact FROM cell WHERE g = 0;
-- one of another key comes in, as in a restore, and is refused when asked
SELECT pg_temp.try(overlay(:'sealed' PLACING 'ffffffffffffffff' FROM 3));
SELECT 'junk'::bucket_state;
SELECT bucket_contributors(overlay(:'sealed' PLACING 'ffffffffffffffff' FROM 3)::bucket_state) AS none;
SELECT bucket_rows(bucket_union(overlay(:'sealed' PLACING 'ffffffffffffffff' FROM 3)::bucket_state), 10) AS none;

-- refusals
SELECT bucket_count(i, 2) FROM generate_series(1, 5) i;
SELECT bucket_count(i, 0) FROM generate_series(1, 5) i;
SELECT bucket_count(i, NULL) FROM generate_series(1, 5) i;
SELECT bucket_count(i, 16777217) FROM generate_series(1, 5) i;
SELECT bucket_count(i, 2 + i) FROM generate_series(1, 5) i;
SELECT bucket_state(i, 0) FROM generate_series(1, 5) i;
SELECT bucket_state(i, NULL) FROM generate_series(1, 5) i;
SELECT bucket_state(i, i) FROM generate_series(1, 5) i;
SELECT bucket_rows(s, 1) FROM cell;
SELECT bucket_count(i) OVER (ORDER BY i ROWS 9 PRECEDING) FROM generate_series(1, 30) i;
SELECT bucket_state(i) OVER (ORDER BY i) FROM generate_series(1, 30) i;
SELECT bucket_union(s) OVER (ORDER BY g) FROM cell;
-- not even a superuser calls the support functions, or moves them along a window
SELECT bucket_count_add(NULL, 1, 3);
SELECT bucket_state_add(NULL, 1);
SELECT bucket_state_merge(s, s) FROM cell;
SELECT bucket_count_final(s) FROM cell;
SELECT bucket_state_final(s) FROM cell;
CREATE AGGREGATE pg_temp.peep(int) (SFUNC = bucket_state_add, STYPE = bucket_state);
SELECT pg_temp.peep(i) OVER (ORDER BY i) FROM generate_series(1, 3) i;
-- what such an aggregate shows is sealed all the same
SELECT pg_temp.peep(i)::text = bucket_state(i)::text AS sealed FROM generate_series(1, 3) i;
-- partial states may travel between servers as text, as Citus sends them
CREATE AGGREGATE pg_temp.partial_count(int, int) (SFUNC = bucket_count_add, STYPE = bucket_state);
CREATE AGGREGATE pg_temp.whole_count(bucket_state) (SFUNC = bucket_state_merge, STYPE = bucket_state, FINALFUNC = bucket_count_final,
	FINALFUNC_MODIFY = SHAREABLE);
SELECT k, (SELECT pg_temp.whole_count(s::text::bucket_state)
	FROM (SELECT pg_temp.partial_count(1 + i % 17, k) AS s FROM generate_series(1, 100) i GROUP BY i % 4) x) AS reports
FROM unnest('{3,16,17,18}'::int[]) k;
-- Citus calls transition functions without the query's expressions, so those of
-- an aggregate over plain types must not have to ask what an anyelement is
SELECT a.aggfnoid::regprocedure AS polymorphic_inside
FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid JOIN pg_proc t ON t.oid = a.aggtransfn
	JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
WHERE d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'trade_labor')
	AND '{anyelement,anycompatible}'::regtype[]::oid[] && t.proargtypes::oid[]
	AND NOT '{anyelement,anycompatible}'::regtype[]::oid[] && p.proargtypes::oid[];
-- they answer with their own threshold only
SELECT bucket_rows(s, 4) FROM (SELECT pg_temp.partial_count(i, 3) AS s FROM generate_series(1, 9) i) x;
DROP AGGREGATE pg_temp.partial_count(int, int);
DROP AGGREGATE pg_temp.whole_count(bucket_state);
-- the floor is a superuser's to set
SET trade_labor.min_contributors = 12;
SELECT bucket_count(i) FROM generate_series(1, 11) i;
SELECT bucket_count(i) FROM generate_series(1, 12) i;
SELECT bucket_count(i, 11) FROM generate_series(1, 12) i;
RESET trade_labor.min_contributors;

-- others may do nothing with a state, even one that they can read
CREATE ROLE regress_reader;
GRANT SELECT ON cell TO regress_reader;
SET ROLE regress_reader;
SELECT bucket_rows(s, 3) FROM cell;
SELECT bucket_contributors(s) FROM cell;
SELECT bucket_union(s) FROM cell;
SELECT bucket_state(1);
SELECT bucket_state('x'::text);
SELECT bucket_count(1, 3);
SELECT bucket_count(1);
SELECT bucket_count_add(NULL, 1, 3);
SELECT bucket_state_add(NULL, 1);
SELECT bucket_state_merge(s, s) FROM cell;
SELECT bucket_state_final(s) FROM cell;
SELECT bucket_count_final(s) FROM cell;
CREATE AGGREGATE pg_temp.peep2(int) (SFUNC = bucket_state_add, STYPE = bucket_state);
RESET ROLE;
-- a steward is whom the aggregates are granted to; the support functions stay closed
GRANT EXECUTE ON FUNCTION bucket_count(int, int) TO regress_reader;
SET ROLE regress_reader;
SELECT bucket_count(i, 3) FROM generate_series(1, 5) i;
SELECT bucket_count_add(NULL, 1, 3);
RESET ROLE;
REVOKE EXECUTE ON FUNCTION bucket_count(int, int) FROM regress_reader;
DROP AGGREGATE pg_temp.peep(int);
DROP TABLE cell;
DROP DOMAIN regress_curp;
DROP ROLE regress_reader;
