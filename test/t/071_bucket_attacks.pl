# Attacks on counts of people.  Each is first shown to work on the plain SQL
# that offices use, a view with HAVING count(*) >= k, and then to fail here.
use strict;
use warnings;
use utf8;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('bucket_attacks', 'max_parallel_workers_per_gather = 4', 'max_worker_processes = 16',
	'max_parallel_workers = 8');

sub sql { my ($query) = @_; return $node->safe_psql('postgres', $query) }

# an SQL error, by its code
sub state_of { my ($query) = @_; return (TradeLabor::failure($node, $query))[0] }

sql(q{
	CREATE ROLE reader LOGIN;
	GRANT CREATE ON SCHEMA public TO reader;
	CREATE TABLE report (cell text, person text)});

# --- one person files fifty complaints
sql(q{INSERT INTO report SELECT 'fifty', 'PEGJ900512HJCRRS04' FROM generate_series(1, 50)});
is(sql(q{SELECT count(*) FROM report WHERE cell = 'fifty' HAVING count(*) >= 10}), '50', 'rows are counted: one person is published');
is(sql(q{SELECT bucket_count(person, 10) IS NULL FROM report WHERE cell = 'fifty'}), 't', 'people are counted: she is not');

# --- twelve spellings of one identifier
sql(q{INSERT INTO report SELECT 'spelt', p FROM unnest(ARRAY[
	'PEGJ900512HJCRRS04', 'pegj900512hjcrrs04', ' PEGJ900512HJCRRS04', 'PEGJ900512HJCRRS04 ', 'PEGJ-900512-HJCRRS04',
	'PEGJ 900512 HJCRRS 04', 'PEGJ.900512.HJCRRS.04', 'PÉGJ900512HJCRRS04', 'ＰＥＧＪ９００５１２ＨＪＣＲＲＳ０４',
	U&'PEGJ\2013900512\2013HJCRRS04', U&'PEGJ900512\200BHJCRRS04', U&'PEGJ\00A0900512HJCRRS04']) p});
is(sql(q{SELECT count(DISTINCT person) FROM report WHERE cell = 'spelt' HAVING count(DISTINCT person) >= 10}), '12',
	'spellings are counted: one person is published');
is(sql(q{SELECT bucket_count(person, 10) IS NULL, bucket_contributors(bucket_state(person)) FROM report WHERE cell = 'spelt'}), 't|1',
	'one person in twelve spellings is one');

# --- anonymous reports
sql(q{INSERT INTO report SELECT 'anonymous', NULL FROM generate_series(1, 30)});
is(sql(q{SELECT count(*) FROM report WHERE cell = 'anonymous' HAVING count(*) >= 10}), '30', 'thirty reports of nobody are published');
is(sql(q{SELECT bucket_count(person, 10) IS NULL FROM report WHERE cell = 'anonymous'}), 't', 'nobody is not ten people');

# --- identifiers chosen so that an unkeyed hash takes two people for one, or
# --- cancels: whoever may insert can compute them
my ($first, $second) = split /\|/, sql(q{
	SELECT min(i), max(i) FROM generate_series(1, 200000) i GROUP BY hashtext(i::text) HAVING count(*) = 2 LIMIT 1});
is(sql(qq{SELECT count(DISTINCT hashtext(p)) FROM unnest('{$first,$second}'::text[]) p}), '1', 'two people found with one unkeyed hash');
is(sql(qq{SELECT bucket_contributors(bucket_state(p)) FROM unnest('{$first,$second}'::text[]) p}), '2', 'are two under the key');
is(sql(q{SELECT bucket_contributors(bucket_state(i, 1000000)) FROM generate_series(1, 200000) i}), '200000',
	'and 200,000 identifiers are 200,000 people');

# --- T13: among 33 chosen identifiers some cancel in an XOR of unkeyed hashes of
# --- 32 bits, by elimination over GF(2); with keyed tags there is nothing to eliminate
sub cancelling
{
	my (@basis, %hash);

	for (split /\n/, sql('SELECT i, hashtext(i::text) FROM generate_series(1, 33) i'))
	{
		my ($id, $hash) = split /\|/;
		$hash{$id} = $hash & 0xffffffff;
	}
	for my $id (sort { $a <=> $b } keys %hash)
	{
		my ($value, %of) = ($hash{$id}, $id => 1);
		for my $row (@basis)
		{
			next unless $value >> $row->{bit} & 1;
			$value ^= $row->{value};
			$of{$_} ? delete $of{$_} : ($of{$_} = 1) for keys %{ $row->{of} };
		}
		return sort { $a <=> $b } keys %of unless $value;
		my ($bit) = grep { $value >> $_ & 1 } 0 .. 31;
		push @basis, { bit => $bit, value => $value, of => {%of} };
	}
	die 'more identifiers than bits are independent';
}
my @cancelling = cancelling();
my $chosen = join ',', @cancelling;
is(sql(qq{SELECT bit_xor(hashtext(p)) FROM unnest('{$chosen}'::text[]) p}), 0, 'T13 succeeds against an XOR of hashes: '
	. @cancelling . ' people who are nobody');
is(sql(qq{SELECT bucket_contributors(bucket_state(p)) FROM unnest('{$chosen}'::text[]) p}), scalar @cancelling, 'T13: here they are as many as they are');

# --- a window that moves one row at a time
sql(q{
	CREATE FUNCTION naive_add(s int[], p int) RETURNS int[] LANGUAGE sql IMMUTABLE
		RETURN CASE WHEN p = ANY (s) THEN s ELSE s || p END;
	CREATE FUNCTION naive_final(s int[]) RETURNS bigint LANGUAGE sql IMMUTABLE
		RETURN CASE WHEN cardinality(s) >= 10 THEN cardinality(s) END;
	CREATE AGGREGATE naive_count(int) (SFUNC = naive_add, STYPE = int[], INITCOND = '{}', FINALFUNC = naive_final)});
my $window = q{SELECT count(*) FROM (SELECT %s OVER (ORDER BY i ROWS 14 PRECEDING) AS n
	FROM unnest('{1,2,3,4,5,6,7,8,9,10,10,11}'::int[]) WITH ORDINALITY u(p, i)) w WHERE n IS NOT NULL};
is(sql(sprintf $window, 'naive_count(p)'), '3', 'over a window each row shows whether it was a new person');
is(state_of(sprintf $window, 'bucket_count(p)'), '0A000', 'a window is refused');
is(state_of(sprintf $window, 'bucket_count(p, 3)'), '0A000', 'with a threshold too');
is(state_of(sprintf $window, 'bucket_state(p)'), '0A000', 'and for states');
is(state_of(q{SELECT bucket_count(p) FILTER (WHERE p > 1) OVER () FROM generate_series(1, 20) p}), '0A000', 'filtered or not');
# FILTER, DISTINCT, ORDER BY and GROUPING SETS are the steward's
sql(q{GRANT SELECT ON report TO reader});
is(state_of("SET ROLE reader; $_"), '42501', "not for readers: $_")
  for q{SELECT bucket_count(person, 3) FILTER (WHERE person IS NOT NULL) FROM report},
  q{SELECT bucket_count(DISTINCT person) FROM report}, q{SELECT bucket_count(person ORDER BY cell) FROM report},
  q{SELECT cell, bucket_count(person) FROM report GROUP BY GROUPING SETS ((cell), ())};
# a live view over the reports fails closed for those who are granted it
sql(q{CREATE VIEW live AS SELECT cell, bucket_count(person) AS n FROM report GROUP BY cell; GRANT SELECT ON live TO reader});
is(state_of('SET ROLE reader; SELECT * FROM live'), '42501', 'nor in a view that somebody granted');

# --- support functions, and states that can be read
is(sql(q{SET ROLE reader; SELECT cardinality(naive_add('{1,2}', 3))}), '3', 'a naive support function is for everybody');
# but for equality, which compares the sealed bytes that whoever reads them sees
for my $function (split /\n/, sql(q{
	SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'
	WHERE proname ~ '^bucket_(state|count)_|^bucket_(rows|contributors|union|count|state)$|^pseudonym'
		AND proname !~ '^bucket_state_(eq|ne|hash|hash_extended)$'}))
{
	my $name = $function =~ s/\(.*//r;
	is(sql("SELECT has_function_privilege('reader', '$function', 'EXECUTE')"), 'f', "no right for readers on $function");
}
sql(q{
	CREATE TABLE naive_cell AS SELECT cell, array_agg(DISTINCT person) AS s FROM report GROUP BY cell;
	CREATE TABLE cell AS SELECT cell, bucket_state(person) AS s FROM report GROUP BY cell;
	GRANT SELECT ON naive_cell, cell TO reader});
like(sql(q{SET ROLE reader; SELECT s::text FROM naive_cell WHERE cell = 'fifty'}), qr/PEGJ900512HJCRRS04/, 'a naive state tells who');
unlike(sql(q{SET ROLE reader; SELECT s::text FROM cell WHERE cell = 'fifty'}), qr/PEGJ|50454/, 'a sealed one does not');
is(sql(q{SET ROLE reader; SELECT count(DISTINCT octet_length(s::text)), count(DISTINCT pg_column_size(s)) FROM cell}), '1|1',
	'nor how many, by its size');
is(state_of('SET ROLE reader; ' . $_), '42501', "and answers nothing: $_")
  for q{SELECT bucket_rows(s, 3) FROM cell}, q{SELECT bucket_contributors(s) FROM cell}, q{SELECT bucket_union(s) FROM cell},
  q{CREATE AGGREGATE mine(bucket_state) (SFUNC = bucket_state_merge, STYPE = bucket_state)},
  q{CREATE AGGREGATE mine(text) (SFUNC = bucket_state_add, STYPE = bucket_state)};
# the reader's own functions, operators and casts get no further than the seal
is(sql(q{SET ROLE reader;
	CREATE FUNCTION peep(bucket_state) RETURNS text LANGUAGE sql RETURN $1::text;
	SELECT count(*) FROM cell WHERE peep(s) !~ '^01[0-9a-f]+$'}), '0', 'a function of one\'s own sees sealed bytes');
is(state_of('SET ROLE reader; CREATE CAST (bucket_state AS bytea) WITHOUT FUNCTION'), '42501', 'and no cast peels them');

# --- padding with forged states, or changed ones
like(state_of(q{SELECT bucket_union(v) FROM (VALUES (repeat('00', 1049)::bucket_state)) x(v)}), qr/^22P02/, 'a forged state is not let in');
my $fuzz = sql(q{
	CREATE FUNCTION try(state text) RETURNS text LANGUAGE plpgsql AS $$
	BEGIN
		RETURN bucket_contributors(state::bucket_state);
	EXCEPTION WHEN OTHERS THEN
		RETURN SQLERRM;
	END $$;
	SELECT setseed(0.5);
	SELECT string_agg(DISTINCT try(overlay(s PLACING
			translate(substr(s, at, 1), '0123456789abcdef', '123456789abcdef0') FROM at)), '; ')
	FROM (SELECT s::text AS s, 1 + (random() * 2097)::int AS at FROM cell, generate_series(1, 3000) WHERE cell = 'fifty') x});
is($fuzz =~ s/^\s+//r, 'invalid input for type bucket_state; value of type bucket_state cannot be opened',
	'3,000 digits changed: one of two constant errors, by whether the name of the key was hit');
is(sql(q{SELECT string_agg(DISTINCT try(left(s::text, n)), '; ') FROM cell, generate_series(0, 2097) n WHERE cell = 'fifty'}),
	'invalid input for type bucket_state', 'and cut at any length');
is(sql(q{SELECT string_agg(DISTINCT try(encode(sha512(i::text::bytea), 'hex')), '; ') FROM generate_series(1, 1000) i}),
	'invalid input for type bucket_state', 'and 1,000 random values');
# in the binary form too
my $copied = PostgreSQL::Test::Utils::tempdir() . '/cell.bin';
sql(qq{COPY (SELECT s FROM cell WHERE cell = 'fifty') TO '$copied' (FORMAT binary)});
sql(qq{CREATE TABLE back (s bucket_state); COPY back FROM '$copied' (FORMAT binary)});
is(sql(q{SELECT bucket_contributors(s) FROM back}), '1', 'the binary form comes back');
my $bytes = PostgreSQL::Test::Utils::slurp_file($copied);
substr($bytes, 200, 1) = chr(ord(substr($bytes, 200, 1)) ^ 1);
unlink $copied;
PostgreSQL::Test::Utils::append_to_file($copied, $bytes);
is(state_of(qq{COPY back FROM '$copied' (FORMAT binary)}), '22P03', 'and not with one bit changed');

# --- the same answers and bytes for any number of workers and order of rows
sql(q{
	CREATE TABLE big AS SELECT i % 211 AS g, (i * 7919::bigint) % 40009 AS p FROM generate_series(1, 200000) i;
	ALTER TABLE big SET (parallel_workers = 8); ANALYZE big;
	CREATE TABLE shuffled AS SELECT * FROM big ORDER BY md5(p::text || g::text)});
my $query = q{SELECT md5(string_agg(g || ' ' || s, ',' ORDER BY g)) FROM (
	SELECT g, concat(bucket_count(p, 300), bucket_state(p), bucket_state(p, 2000)) AS s FROM %s GROUP BY g) x};
my $serial = sql('SET max_parallel_workers_per_gather = 0;' . sprintf($query, 'big'));
for my $workers (1, 2, 4, 8)
{
	my $eager = "SET max_parallel_workers_per_gather = $workers; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
		SET min_parallel_table_scan_size = 0;";

	is(sql($eager . sprintf($query, 'big')), $serial, "the same bytes with $workers workers");
	like(sql("$eager EXPLAIN " . sprintf($query, 'big')), qr/Partial/, 'which there were');
}
is(sql('SET max_parallel_workers_per_gather = 0;' . sprintf($query, 'shuffled')), $serial, 'and in another order');

# --- pseudonyms: no oracle, no links between epochs
is(sql(q{SELECT md5('PEGJ900512HJCRRS04') = ANY (ARRAY(SELECT md5(c) FROM unnest('{PEGJ900512HJCRRS04}'::text[]) c))}), 't',
	'a hash is found by trying');
is(state_of(q{SET ROLE reader; SELECT pseudonym('PEGJ900512HJCRRS04', 'siqal')}), '42501', 'a reader cannot try');
is(sql(q{SELECT count(*) FROM (SELECT pseudonym(i::text, 'siqal', '2025') FROM generate_series(1, 1000) i
	INTERSECT SELECT pseudonym(i::text, 'siqal', '2026') FROM generate_series(1, 1000) i) x}), '0', 'two epochs share no pseudonym');

$node->stop;
done_testing();
