# Binary forms of periods: every frequency there and back, and the words with
# which forms that are none are refused.  Text forms that can be tried.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = TradeLabor::server('period_wire');
my $folder = PostgreSQL::Test::Utils::tempdir();

$node->safe_psql('postgres', qq{
	CREATE TABLE given AS
	SELECT period(date '0001-01-01' + i, f) AS p
	FROM generate_series(0, 3652058, 997) AS i, unnest('{A,S,T,Q,M,W,D}'::text[]) AS f;
	CREATE TABLE back (LIKE given);
	COPY given TO '$folder/given' BINARY;
	COPY back FROM '$folder/given' BINARY});
is($node->safe_psql('postgres', 'SELECT count(*) FROM given'),
	$node->safe_psql('postgres', 'SELECT count(*) FROM back'), 'all come back');
is($node->safe_psql('postgres', q{
	SELECT (SELECT count(*) FROM (TABLE given EXCEPT ALL TABLE back) AS lost)
		+ (SELECT count(*) FROM (TABLE back EXCEPT ALL TABLE given) AS new)}), '0', 'and are the same');

# bytes, and what must be said about them
my @refused = (
	[ pack('CN', 2, 74508), '22P03', qr/unsupported version 2 of the binary form of type time_period/ ],
	[ pack('CN', 1, 74515), '22P03', qr/invalid binary form of type time_period/ ],
	[ pack('CN', 1, 74500), '22P03', qr/invalid binary form of type time_period/ ],
	[ pack('CN', 1, 0x7fffffff), '22P03', qr/invalid binary form of type time_period/ ],
	[ pack('CN', 1, 0x80000000), '22P03', qr/invalid binary form of type time_period/ ],
	[ pack('C', 1), '08P01', qr/insufficient data left in message/ ],
	[ pack('CNC', 1, 74508, 0), '08P01', qr/invalid message format/ ],
);
for my $case (@refused)
{
	my ($bytes, $state, $words) = @$case;

	open(my $out, '>:raw', "$folder/refused") or die;
	print $out TradeLabor::binary_copy($bytes);
	close $out;
	my ($got, $message) = TradeLabor::failure($node, "COPY back FROM '$folder/refused' BINARY");
	is($got, $state, unpack('H*', $bytes) . ' is refused');
	like($message, $words, 'and the message says why');
}

# from 16 on the server can ask without an error
SKIP:
{
	skip 'soft errors came with PostgreSQL 16', 2
	  if $node->safe_psql('postgres', 'SHOW server_version_num') < 160000;
	is($node->safe_psql('postgres', q{
		SELECT pg_input_is_valid('2025-Q3', 'time_period'), pg_input_is_valid('2025-Q5', 'time_period'),
			pg_input_is_valid('20250731', 'time_period')}), 't|f|f', 'input can be tried');
	is($node->safe_psql('postgres',
			q{SELECT message FROM pg_input_error_info('2025-Q5', 'time_period')}),
		'field of a time period out of range: "2025-Q5"', 'and the message be had');
}

$node->stop;
done_testing();
