# What the extension keeps of releases, against somebody who can write to it;
# and what becomes of releases with DROP EXTENSION and after a restore.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('rights_record');

sub run
{
	my ($db, $sql, @params) = @_;
	my ($status, $out, $err) = $node->psql($db, "SET client_min_messages = warning; $sql", on_error_stop => 0, @params);

	return "$out\n$err";
}

$node->safe_psql('postgres', q{
	CREATE ROLE steward LOGIN; CREATE ROLE reader LOGIN; CREATE ROLE keeper LOGIN;
	CREATE DATABASE d});
$node->safe_psql('d', q{
	CREATE EXTENSION trade_labor;
	CREATE SCHEMA pub AUTHORIZATION steward; GRANT USAGE ON SCHEMA pub TO PUBLIC;
	CREATE TABLE report (a text, persona text);
	INSERT INTO report SELECT 'a' || i % 2, 'p' || i FROM generate_series(1, 60) i;
	CREATE TABLE place (a text, b text); INSERT INTO place VALUES ('a0', 'b'), ('a1', 'b');
	GRANT SELECT ON report, place TO steward;
	GRANT EXECUTE ON FUNCTION publish_buckets, refresh_buckets, retract_buckets, bucket_hierarchy, bucket_ledger_check() TO steward;
	-- somebody who has got at the tables
	GRANT SELECT, UPDATE, DELETE, INSERT ON bucket_line_buckets, bucket_lines, bucket_ledger_entries, bucket_hierarchies TO keeper});

sub publish { return run('d', q{SET ROLE steward; SELECT count(*) FROM publish_buckets('pub.r', 'report', '{a}', 'persona', '{}', '{reader}')}); }

# ------------------------------------------- one more person would be seen

publish();
my $before = $node->safe_psql('d', 'SET ROLE reader; SELECT a, n FROM pub.r ORDER BY a');
$node->safe_psql('d', q{CREATE TABLE old_rows AS TABLE bucket_line_buckets; CREATE TABLE old_line AS TABLE bucket_lines; GRANT SELECT ON old_rows, old_line TO keeper});
$node->safe_psql('d', q{SET ROLE keeper; UPDATE bucket_line_buckets x SET people = y.people FROM bucket_line_buckets y WHERE x.line = y.line AND x.ordinal <> y.ordinal;
	RESET ROLE; INSERT INTO report VALUES ('a1', 'zoe')});
like(run('d', q{SET ROLE steward; SELECT refresh_buckets('pub.r')}), qr/XX001|bucket 0 of release pub\.r does not fit its seal/,
	'sealed people put into another bucket are found out');
is($node->safe_psql('d', 'SET ROLE reader; SELECT a, n FROM pub.r ORDER BY a'), $before, '... and nobody sees that one more came');

# rows of an earlier vintage, whole and with their seals
$node->safe_psql('d', q{SET ROLE keeper; UPDATE bucket_line_buckets b SET people = o.people FROM old_rows o WHERE o.line = b.line AND o.ordinal = b.ordinal;
	RESET ROLE; INSERT INTO report SELECT 'a1', 'new' || i FROM generate_series(1, 20) i});
unlike(run('d', q{SET ROLE steward; SELECT refresh_buckets('pub.r')}), qr/ERROR/, 'put back, the release is refreshed');
$node->safe_psql('d', q{SET ROLE keeper; DELETE FROM bucket_line_buckets; INSERT INTO bucket_line_buckets TABLE old_rows});
like(run('d', q{SET ROLE steward; SELECT refresh_buckets('pub.r')}), qr/does not fit its seal/, 'the buckets of an earlier vintage are found out');
$node->safe_psql('d', q{SET ROLE keeper; UPDATE bucket_lines l SET vintage = o.vintage, frontier = o.frontier, reports = o.reports, entry = o.entry, seal = o.seal FROM old_line o WHERE o.id = l.id});
like(run('d', q{SET ROLE steward; SELECT refresh_buckets('pub.r'); SELECT bucket_ledger_check()}), qr/the entry in the ledger of release pub\.r does not fit its seal/,
	'... and with the record of that vintage, by the ledger');
run('d', q{SELECT retract_buckets('pub.r')});

# whose rights a hierarchy is read with
$node->safe_psql('d', q{SET ROLE steward; SELECT bucket_hierarchy('geo', 'place', '{a,b}')});
$node->safe_psql('d', q{SET ROLE keeper; CREATE TEMP TABLE x AS SELECT 1; UPDATE bucket_hierarchies SET steward = (SELECT oid FROM pg_roles WHERE rolsuper LIMIT 1)});
like(run('d', q{SET ROLE steward; SELECT publish_buckets('pub.g', 'report', '{geo:a}', 'persona')}), qr/hierarchy "geo" does not fit its seal/,
	'nobody puts another steward under a hierarchy');
$node->safe_psql('d', q{SET client_min_messages = error; SELECT bucket_hierarchy('geo', 'place', '{a,b}')});

# the ledger
publish();
is($node->safe_psql('d', q{SET ROLE steward; SELECT bucket_ledger_check() IS NULL}), 't', 'the chain holds');
$node->safe_psql('d', q{SET ROLE keeper; DELETE FROM bucket_ledger_entries WHERE seq = (SELECT max(seq) FROM bucket_ledger_entries)});
is($node->safe_psql('d', q{SET ROLE steward; SELECT bucket_ledger_check() IS NULL}), 'f', 'a tail that was cut off is missed');
like(run('d', q{SET ROLE steward; SELECT refresh_buckets('pub.r')}), qr/the entry in the ledger of release pub\.r does not fit/, '... by a refresh, too');
unlike(run('d', q{SET ROLE steward; SELECT retract_buckets('pub.r')}), qr/ERROR/, 'such a release can be retracted');

# ------------------------------------------------------------ DROP EXTENSION

publish();
like(run('d', 'DROP EXTENSION trade_labor'), qr/cannot drop extension trade_labor because other objects depend on it.*view pub\.r /s,
	'beside a live release DROP EXTENSION asks');
is($node->safe_psql('d', 'SET ROLE reader; SELECT count(*) FROM pub.r'), 2, '... and the release is there');

# the same in a restored database
my $dump = $node->basedir . '/d.sql';
$node->command_ok([ 'pg_dump', '-f', $dump, $node->connstr('d') ], 'dumped');
$node->safe_psql('postgres', 'CREATE DATABASE restored');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', $dump, $node->connstr('restored') ], 'restored');
like(run('restored', 'DROP EXTENSION trade_labor'), qr/other objects depend on it.*view pub\.r /s, 'DROP EXTENSION asks there, too');
like(run('restored', q{SET ROLE steward; SELECT publish_buckets('pub.g', 'report', '{geo:a}', 'persona')}),
	qr/hierarchy "geo" does not fit its seal.*Declare the hierarchy anew/s, 'a restored hierarchy is to be declared anew');
unlike(run('restored', q{SELECT bucket_hierarchy('geo', 'place', '{a,b}'); SET ROLE steward; SELECT retract_buckets('pub.r'); SELECT publish_buckets('pub.g', 'report', '{geo:a}', 'persona')}),
	qr/ERROR/, '... and then serves');

for my $db (qw(d restored))
{
	unlike(run($db, 'DROP EXTENSION trade_labor CASCADE'), qr/ERROR/, "$db: dropped with all that depends on it");
	is($node->safe_psql($db, q{SELECT count(*) FROM pg_class WHERE relnamespace = 'pub'::regnamespace}), 0, '... views and their tables');
	$node->safe_psql($db, 'DROP TABLE IF EXISTS old_rows, old_line; CREATE EXTENSION trade_labor; GRANT EXECUTE ON FUNCTION publish_buckets TO steward');
	like(run($db, q{SET ROLE steward; SELECT count(*) FROM publish_buckets('pub.r', 'report', '{a}', 'persona', '{}', '{reader}')}), qr/^1$/m,
		'... and once it is made again the name is free');
}

$node->stop;
done_testing();
