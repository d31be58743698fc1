# CREATE EXTENSION beside tables whose row types could take our names, in a
# schema of its own, by a user who is no superuser, moved, and dropped.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('install');

# every name of a chapter, and the words of its field
my @names = qw(period calendar series ranking partner hs industry release
  bucket key cube ledger policy trade balance change vintage labor wages
  workday survival clock rates price mirror origin share top movers gaps);

$node->safe_psql('postgres', 'CREATE DATABASE crowded');
$node->safe_psql('crowded', "CREATE TABLE $_ (id int, $_ text)") for @names;
$node->safe_psql('crowded', "INSERT INTO $_ VALUES (1, 'x')") for @names;
$node->safe_psql('crowded', 'CREATE EXTENSION trade_labor');
is( $node->safe_psql('crowded',
		join(' UNION ALL ', map { "SELECT $_ FROM $_" } @names)),
	join("\n", ('x') x @names),
	'the extension and tables with the names of its chapters live side by side');

$node->safe_psql('crowded', 'DROP EXTENSION trade_labor');
is($node->safe_psql('crowded', 'SELECT count(*) FROM partner'), '1',
	'and the tables outlive it');

# A trusted extension: the right to create in the database is enough.
$node->safe_psql('postgres', q{
	CREATE ROLE analyst LOGIN;
	CREATE DATABASE analysis OWNER analyst});
$node->safe_psql('analysis', q{
	SET ROLE analyst;
	CREATE SCHEMA house;
	CREATE EXTENSION trade_labor SCHEMA house});
is($node->safe_psql('analysis', 'SET ROLE analyst; SELECT house.trade_labor_version() IS NOT NULL'),
	't', 'a user who is no superuser may create it');

# Nothing may depend on a search path: neither on one that leaves the
# extension out, nor on one that puts strangers before it.
my $members = q{SELECT count(*) FROM pg_depend
	WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'};
my $before = $node->safe_psql('analysis', $members);
$node->safe_psql('analysis', q{
	CREATE SCHEMA annex; ALTER EXTENSION trade_labor SET SCHEMA annex});
is($node->safe_psql('analysis', $members), $before, 'it can be moved to another schema');
is($node->safe_psql('analysis', q{SELECT count(*) FROM pg_proc p
		JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass
		WHERE d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
		AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'trade_labor')
		AND p.pronamespace <> 'annex'::regnamespace}),
	'0', 'with every function of it');

$node->safe_psql('analysis', 'DROP EXTENSION trade_labor; DROP SCHEMA house; DROP SCHEMA annex');
pass('and leaves nothing behind');

$node->stop;
done_testing();
