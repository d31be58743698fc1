# Values in tables: dumped and restored, copied in binary, toasted, in indexes
# and in arrays.  Compared by their binary form, which carries every bit.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use PostgreSQL::Test::Utils;
use Test::More;

my $folder = PostgreSQL::Test::Utils::tempdir();

# Without a key file each database would have a key of its own, and states
# that are restored into another could not be opened there.
append_to_file("$folder/key", ('0123456789abcdef' x 4) . "\n");
chmod 0600, "$folder/key";
my $node = TradeLabor::server('storage', "trade_labor.key_file = '$folder/key'");
my %samples = TradeLabor::samples($node);
my @types = grep { $samples{$_} } sort keys %samples;

# the contents of a table, every bit of it
sub bits
{
	my ($db, $type) = @_;

	return $node->safe_psql($db, qq{
		SELECT string_agg(id || ' ' || encode(${type}_send(v), 'hex'), E'\\n' ORDER BY id)
		FROM stored_$type});
}

my %before;
for my $type (@types)
{
	$node->safe_psql('postgres', qq{
		CREATE TABLE stored_$type AS SELECT row_number() OVER () AS id, v FROM ($samples{$type}) s;
		INSERT INTO stored_$type SELECT 0, NULL});
	$before{$type} = bits('postgres', $type);
}
if (TradeLabor::has_function($node, 'series'))
{
	# ten thousand days, far beyond a page
	$node->safe_psql('postgres', q{
		INSERT INTO stored_time_series
		SELECT 1000, series('1990-01-01'::time_period + i, sin(i) * 1e6) FROM generate_series(0, 9999) i});
	$before{time_series} = bits('postgres', 'time_series');
	is($node->safe_psql('postgres', q{
			SELECT num_values(v), value_at(v, '2017-05-18'), sin(9999) * 1e6 = value_at(v, '2017-05-18')
			FROM stored_time_series WHERE id = 1000}) =~ /^10000\|.*\|t$/, 1,
		'a series of 10,000 days is found again whole');
	cmp_ok($node->safe_psql('postgres', 'SELECT pg_column_size(v) FROM stored_time_series WHERE id = 1000'),
		'>', 2000, 'and is stored out of line');
}

for my $format ('plain', 'custom')
{
	my $dump = "$folder/$format.dump";

	$node->command_ok([ 'pg_dump', '-F', $format, '-f', $dump, '-d', $node->connstr('postgres') ],
		"pg_dump in $format format");
	$node->safe_psql('postgres', "CREATE DATABASE restored_$format");
	$node->command_ok($format eq 'plain'
		? [ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', $dump, '-d', $node->connstr("restored_$format") ]
		: [ 'pg_restore', '-e', '-d', $node->connstr("restored_$format"), $dump ],
		'and back');
	is(bits("restored_$format", $_), $before{$_}, "$_: every bit is there") for @types;
}

for my $type (@types)
{
	$node->safe_psql('postgres', qq{
		COPY stored_$type TO '$folder/$type.bin' BINARY;
		TRUNCATE stored_$type;
		COPY stored_$type FROM '$folder/$type.bin' BINARY});
	is(bits('postgres', $type), $before{$type}, "$type: COPY BINARY both ways");
	is($node->safe_psql('postgres', qq{
			SELECT count(*) FROM (SELECT array_agg(v) AS a FROM stored_$type) s,
			LATERAL (SELECT count(*) FILTER (WHERE u IS NOT NULL) AS n FROM unnest(a) u) t,
			LATERAL (SELECT count(v) AS m FROM stored_$type) w
			WHERE n = m AND a::text::${type}[]::text = a::text}), '1', "$type: in an array, and its text form");
}

# types with an order stay sorted in an index and sorted by it
for my $type (grep { $node->safe_psql('postgres',
		"SELECT count(*) FROM pg_opclass WHERE opcintype = '$_'::regtype AND opcdefault
		 AND opcmethod = (SELECT oid FROM pg_am WHERE amname = 'btree')") } @types)
{
	$node->safe_psql('postgres', "CREATE INDEX ON stored_$type (v); ANALYZE stored_$type");
	my $sorted = $node->safe_psql('postgres', qq{
		SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off;
		SELECT v FROM stored_$type ORDER BY v});
	is($node->safe_psql('postgres', "SET enable_seqscan = off; SET enable_sort = off; SELECT v FROM stored_$type ORDER BY v"),
		$sorted, "$type: an index has the order of a sort");
}

$node->stop;
done_testing();
