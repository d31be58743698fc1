# Who may do what: every role tries everything, and the table that comes out is
# the one in doc/rights.md.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('rights_table');

# column => role that tries
my @roles = (
	[ 'superuser' => undef ], [ 'database owner' => 'dbo' ], [ 'owner of the source' => 'owner' ], [ 'steward' => 'steward' ],
	[ 'another steward' => 'other' ], [ 'reader' => 'reader' ], [ 'member of the reader' => 'member' ], [ 'PUBLIC' => 'anybody' ]);

# row => what is tried
my @tries = (
	[ 'read the source' => 'SELECT FROM report' ],
	[ 'read the table of the hierarchy' => 'SELECT FROM place' ],
	[ 'read the release' => 'SELECT FROM pub.r' ],
	[ 'read the table behind it' => 'SELECT FROM pub.r_cells' ],
	[ 'write to it' => 'DELETE FROM pub.r_cells' ],
	[ 'let others read the release' => 'GRANT SELECT ON pub.r TO anybody; SET LOCAL ROLE anybody; SELECT FROM pub.r' ],
	[ 'read `bucket_releases`' => 'SELECT FROM bucket_releases' ],
	[ 'read `bucket_ledger`' => 'SELECT FROM bucket_ledger' ],
	[ 'write to the ledger' => 'DELETE FROM bucket_ledger_entries' ],
	[ 'read the declarations' => 'SELECT FROM bucket_lines' ],
	[ 'change them' => 'UPDATE bucket_lines SET vintage = 1' ],
	[ 'read the sealed people' => 'SELECT FROM bucket_line_buckets' ],
	[ 'read the root key' => 'SELECT FROM trade_labor_key' ],
	[ '`publish_buckets`' => q{SELECT publish_buckets('pub.again', 'report', '{geo:a}', 'persona')} ],
	[ '`refresh_buckets`' => q{SELECT refresh_buckets('pub.r')} ],
	[ '`retract_buckets`' => q{SELECT retract_buckets('pub.r')} ],
	[ '`audit_buckets`' => q{SELECT audit_buckets('pub.r')} ],
	[ '`audit_privileges`' => 'SELECT audit_privileges()' ],
	[ '`bucket_ledger_check`, `bucket_ledger_head`' => 'SELECT bucket_ledger_check(bucket_ledger_head())' ],
	[ '`release_receipt`' => q{SELECT release_receipt('pub.r')} ],
	[ '`bucket_hierarchy`, declared anew' => q{SELECT bucket_hierarchy('geo', 'place', '{a,b}')} ],
	[ '`bucket_state`, `pseudonym`' => q{SELECT bucket_state('x'::text), pseudonym('x', 'y')} ],
	[ 'what is internal' => q{SELECT bucket_risks('report', 'persona', '{a}', '{reader}')} ],
	[ 'grant a steward\'s functions' => q{GRANT EXECUTE ON FUNCTION refresh_buckets TO anybody; SET LOCAL ROLE anybody; DO $$ BEGIN IF NOT has_function_privilege('refresh_buckets(text)', 'EXECUTE') THEN RAISE insufficient_privilege; END IF; END $$} ],
	[ 'replace one' => q{CREATE OR REPLACE FUNCTION bucket_ledger_check(head text DEFAULT NULL) RETURNS bigint LANGUAGE sql AS 'SELECT NULL::bigint'} ],
	[ 'write to the source of a summary' => q{INSERT INTO desk.flow VALUES ('a', '2024-02', 2)} ],
	[ 'read the summary' => 'SELECT FROM desk.sums' ],
	[ 'read what waits for it' => 'SELECT FROM desk.sums_later_delta' ],
	[ 'write to them' => 'DELETE FROM desk.sums; DELETE FROM desk.sums_later_delta' ],
	[ 'read `maintained`' => 'SELECT FROM maintained' ],
	[ 'read `maintained_summaries`' => 'SELECT FROM maintained_summaries' ],
	[ 'change it' => 'UPDATE maintained_summaries SET deferred = true' ],
	[ '`maintain_series`' => q{SELECT maintain_series('desk.again', 'desk.flow', '{a}', 'month', 'value')} ],
	[ '`maintain_ranking`' => q{SELECT maintain_ranking('desk.again', 'desk.flow', '{month}', 'a', 'value')} ],
	[ '`maintain_survival`' => q{SELECT maintain_survival('desk.again', 'desk.flow', '{a}', 'value::int', 'value > 1')} ],
	[ '`refresh_maintained`' => q{SELECT refresh_maintained('desk.sums_later'), refresh_maintained('desk.sums', anew => true)} ],
	[ '`check_maintained`' => q{SELECT check_maintained('desk.sums')} ],
	[ '`drop_maintained`' => q{SELECT drop_maintained('desk.sums')} ],
	[ 'a trigger of `maintain_apply`' => q{CREATE TRIGGER t AFTER INSERT ON desk.flow FOR EACH STATEMENT EXECUTE FUNCTION maintain_apply('1')} ],
	[ 'event triggers of `maintained_table_altered`, `maintained_object_dropped`' => q{CREATE EVENT TRIGGER t ON ddl_command_end
		EXECUTE FUNCTION maintained_table_altered(); CREATE EVENT TRIGGER u ON sql_drop EXECUTE FUNCTION maintained_object_dropped()} ],
	[ 'drop the view' => 'DROP VIEW pub.r' ],
	[ 'drop the extension' => 'DROP EXTENSION trade_labor CASCADE' ]);

$node->safe_psql('postgres', q{
	CREATE ROLE dbo LOGIN; CREATE ROLE owner LOGIN; CREATE ROLE steward LOGIN; CREATE ROLE other LOGIN; CREATE ROLE reader LOGIN;
	CREATE ROLE member LOGIN IN ROLE reader; CREATE ROLE anybody LOGIN;
	CREATE DATABASE d OWNER dbo});
# the extension is trusted: the owner of the database makes it, and grants
$node->safe_psql('d', q{
	SET ROLE dbo;
	CREATE EXTENSION trade_labor;
	GRANT EXECUTE ON FUNCTION publish_buckets, refresh_buckets, retract_buckets, protect_buckets, audit_buckets, audit_privileges, bucket_ledger_check(), bucket_ledger_check(text),
		bucket_ledger_head, release_receipt, bucket_hierarchy, bucket_state(text), pseudonym(text, text) TO steward, other;
	CREATE SCHEMA pub; GRANT USAGE ON SCHEMA pub TO PUBLIC; GRANT CREATE ON SCHEMA pub TO steward, other;
	RESET ROLE;
	CREATE TABLE report (a text, persona text);
	INSERT INTO report SELECT 'a' || i % 2, 'p' || i FROM generate_series(1, 60) i;
	CREATE TABLE place (a text, b text); INSERT INTO place VALUES ('a0', 'b'), ('a1', 'b');
	ALTER TABLE report OWNER TO owner; ALTER TABLE place OWNER TO owner;
	GRANT SELECT ON report TO steward, other; GRANT SELECT ON place TO steward, other;
	CREATE SCHEMA desk AUTHORIZATION owner; GRANT USAGE ON SCHEMA desk TO PUBLIC;
	CREATE TABLE desk.flow (a text, month time_period, value numeric); ALTER TABLE desk.flow OWNER TO owner;
	SET client_min_messages = error;
	SET ROLE owner;
	SELECT maintain_series('desk.sums', 'desk.flow', '{a}', 'month', 'value'),
		maintain_series('desk.sums_later', 'desk.flow', '{a}', 'month', 'value', mode => 'deferred');
	INSERT INTO desk.flow VALUES ('a', '2024-01', 1);
	GRANT INSERT ON desk.flow TO steward; GRANT SELECT ON desk.sums TO reader;
	SET ROLE steward;
	SET client_min_messages = error;
	SELECT bucket_hierarchy('geo', 'place', '{a,b}');
	SELECT publish_buckets('pub.r', 'report', '{geo:a}', 'persona', '{}', '{reader}')});

my @table = ([ 'may', map { $_->[0] } @roles ], [ '---', map { '---' } @roles ]);
my %expected_error = map { $_ => 1 } qw(42501);
my @odd;
for my $try (@tries)
{
	my ($what, $sql) = @$try;
	my @row = ($what);

	for my $role (@roles)
	{
		my $set = defined $role->[1] ? "SET ROLE $role->[1];" : '';
		my ($status, $out, $err) = $node->psql('d', "\\set VERBOSITY sqlstate\nSET client_min_messages = error; $set BEGIN; $sql; ROLLBACK", on_error_stop => 1);
		my ($state) = $err =~ /ERROR:  (\w{5})/;

		push @odd, "$role->[0]: $what: $err" if defined $state && $state ne '42501';
		push @row, defined $state ? '' : 'yes';
	}
	push @table, \@row;
}
is("@odd", '', 'what may not be done is refused for want of a right');
my $computed = join '', map { '| ' . join(' | ', @$_) . " |\n" } @table;
$computed =~ s/  +\|/ |/g;
note($computed);

my $page = PostgreSQL::Test::Utils::slurp_file("$FindBin::Bin/../../doc/rights.md");
my ($kept) = $page =~ /^(\| may \|.*?\n)\n/ms;
is($kept, $computed, 'the table in doc/rights.md is what happens');

$node->stop;
done_testing();
