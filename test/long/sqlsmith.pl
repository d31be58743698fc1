# Random statements over tables with columns of every type, and over every
# function and operator there is: the server stays up, and no error is an
# internal one of the extension's.  SQLSMITH_QUERIES is how many (2,000).
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/../t/lib";
use TradeLabor;
use IPC::Run;
use Test::More;

my $queries = $ENV{SQLSMITH_QUERIES} // 2000;
my $seed = $ENV{TRADE_LABOR_FUZZ_SEED} // 1;
my $node = TradeLabor::server('sqlsmith', 'statement_timeout = 1s', 'max_stack_depth = 2MB',
	'log_error_verbosity = verbose', 'autovacuum = off');
my %samples = TradeLabor::samples($node);
my $n = 0;

# two types a table, so that statements join them
my @types = grep { defined $samples{$_} } sort keys %samples;
for my $type (@types)
{
	my $other = $types[ ++$n % @types ];

	$node->safe_psql('postgres', qq{
		CREATE TABLE t_$type AS SELECT row_number() OVER () AS id, v AS $type, NULL::$other AS ${other}_2, 1.5::float8 AS x, 2::int AS i,
			'2024-01'::text AS s, date '2024-02-29' AS d FROM ($samples{$type}) q;
		UPDATE t_$type SET ${other}_2 = (SELECT v FROM ($samples{$other}) q LIMIT 1)});
}
$node->safe_psql('postgres', "CREATE ROLE smith LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO smith");
my $started = $node->safe_psql('postgres', 'SELECT pg_postmaster_start_time()');

# 2,000 at a time: its own memory grows
for (my $asked = 0; $asked < $queries; $asked += 2000)
{
	my $some = $queries - $asked < 2000 ? $queries - $asked : 2000;

	IPC::Run::run([ 'sqlsmith', '--target=' . $node->connstr('postgres') . ' user=smith',
		"--seed=" . ($seed + $asked), "--max-queries=$some", '--exclude-catalog' ], '>', '/dev/null', '2>', '/dev/null');
}
my $log = PostgreSQL::Test::Utils::slurp_file($node->logfile);
my $errors = () = $log =~ /ERROR:/g;
my %place;
$place{"$1 $2"}++ while $log =~ /ERROR:  XX000: (.*)\n(?:.*\n)*?.*LOCATION:  \w+, (\S+:\d+)/g;

note("$queries statements, $errors errors");
note("$_: $place{$_}") for sort keys %place;
is($node->safe_psql('postgres', 'SELECT pg_postmaster_start_time()'), $started, 'the server has not been away');
unlike($log, qr/terminated by signal|PANIC|TRAP|runtime error/, 'no process has died');
cmp_ok($errors, '>', $queries / 1000, 'statements were tried');
$node->stop;
done_testing();
