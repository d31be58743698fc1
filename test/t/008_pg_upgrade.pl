# pg_upgrade makes every member of the extension by itself, in an order of its own,
# and moves the files: all is there afterwards, the root key included.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Catalog;
use PostgreSQL::Test::Utils;
use TradeLabor;
use Test::More;

# From 18 on it looks for libraries where the server has its own, and not where the
# settings of a staged one say: test/upgrade/majors installs them.
if ($ENV{TRADE_LABOR_STAGE} && TradeLabor::pg_config('version') =~ /(\d+)/ && $1 >= 18)
{
	ok(1, 'skipped - pg_upgrade of a staged library, which 18 does not look for');
	done_testing();
	exit;
}
my $old = TradeLabor::server('before');
my $new = PostgreSQL::Test::Cluster->new('after');
$new->init(extra => [ '--locale=C.UTF-8', '--encoding=UTF8' ]);
$new->append_conf('postgresql.conf', join("\n", TradeLabor::staged(), ''));

$old->safe_psql('postgres', q{
	CREATE TABLE kept AS SELECT bucket_state(i) AS b, series('2024-01'::time_period + i, i) AS s, ranking('m' || i, i) AS r, km_curve(i, i % 2) AS c
	FROM generate_series(1, 30) i;
	CREATE TABLE by_period AS SELECT '2024-01'::time_period + i AS p, (ARRAY['MEX', 'CAN'])[1 + i % 2]::partner_code AS q FROM generate_series(1, 30) i;
	CREATE INDEX by_period_p ON by_period (p, q)});
my $answers = q{
	SELECT bucket_contributors(b), s, r, c, md5((SELECT root FROM trade_labor_key)::text) FROM kept;
	SET enable_seqscan = off;
	SELECT count(*), min(p), max(q) FROM by_period WHERE p > '2024-06'};

# the members, their owners, rights (an owner's alone are none) and comments; bodies read
# otherwise once they were dumped
sub members { return join "\n", map { s/^((?:table|view|materialized view) .* acl) (\w+)=\w+\/\2$/$1 /r } grep { /needs extension trade_labor e$| owner | comment / } split /\n/, Catalog::facts($_[0], 'postgres', 'public'); }

my ($members, $answered) = (members($old), $old->safe_psql('postgres', $answers));
$old->stop;

my $bindir = TradeLabor::pg_config('bindir');
chdir PostgreSQL::Test::Utils::tempdir() or die;
command_ok([ 'pg_upgrade', '-b', $bindir, '-B', $bindir, '-d', $old->data_dir, '-D', $new->data_dir,
		'-s', $new->host, '-p', $old->port, '-P', $new->port ], 'pg_upgrade takes the database along');
$new->start;
is($new->safe_psql('postgres', $answers), $answered, 'values, indexes and the key are what they were');
cmp_ok(scalar(split /\n/, $members), '>', 2000, 'there is much to compare');
is(Catalog::difference($members, members($new)), '', 'and so is every member, with its owner, rights and comment');
$new->stop;
done_testing();
