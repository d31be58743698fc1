# The three ways to install, each from CREATE EXTENSION to a dump and what is
# restored from it: by the superuser in his own database, by the superuser in
# somebody else's, and by the owner of a database who is no superuser (the
# extension is trusted).  And what that owner cannot do.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('trusted');

sub as
{
	my ($user, $db, $sql) = @_;
	my ($status, $out, $err) = $node->psql($db, "SET client_min_messages = warning;\n$sql",
		extra_params => [ '-U', $user ], on_error_stop => 1);
	return $status == 0 ? $out : $err =~ s/^psql:<stdin>:\d+: //mgr;
}

$node->safe_psql('postgres', q{
	CREATE ROLE dbo LOGIN; CREATE ROLE steward LOGIN; CREATE ROLE reader LOGIN; CREATE ROLE chief LOGIN SUPERUSER;
	GRANT steward TO dbo});

# ------------------------------------------------ an operator in the way

$node->safe_psql('postgres', 'CREATE DATABASE attacked OWNER dbo');
as('dbo', 'attacked', q{
	CREATE SCHEMA app;
	CREATE FUNCTION app.evil(oid, regclass) RETURNS boolean LANGUAGE plpgsql AS $$
	BEGIN
		IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN ALTER ROLE dbo SUPERUSER; END IF;
		RETURN $1 OPERATOR(pg_catalog.=) $2::oid;
	END $$;
	CREATE OPERATOR app.= (LEFTARG = oid, RIGHTARG = regclass, FUNCTION = app.evil);
	CREATE EXTENSION trade_labor SCHEMA app});
is($node->safe_psql('attacked', q{SELECT rolsuper FROM pg_roles WHERE rolname = 'dbo'}), 'f',
	'the owner of a database becomes no superuser by CREATE EXTENSION');
is($node->safe_psql('attacked', q{SELECT count(*) FROM pg_depend
		WHERE refclassid = 'pg_operator'::regclass AND refobjid = 'app.=(oid,regclass)'::regoperator}), 0,
	'and no body is bound to his operator');
$node->safe_psql('attacked', 'ALTER ROLE dbo NOSUPERUSER');

# --------------------------------------- three installations, and their dumps

my $reports = q{
	CREATE SCHEMA pub AUTHORIZATION steward;
	GRANT USAGE ON SCHEMA pub TO reader;
	CREATE TABLE report (a text, place text, persona text);
	INSERT INTO report SELECT 'a' || i % 2, 'p' || i % 4, 'p' || i FROM generate_series(1, 60) i;
	CREATE TABLE place (place text, region text);
	INSERT INTO place SELECT 'p' || i, 'r' || i % 2 FROM generate_series(0, 3) i;
	GRANT SELECT ON report, place TO steward;};
my $grants = join ' ', map { "GRANT EXECUTE ON FUNCTION $_ TO steward;" }
  qw(publish_buckets refresh_buckets retract_buckets protect_buckets bucket_hierarchy audit_buckets bucket_ledger_check() bucket_ledger_check(text) bucket_ledger_head release_receipt audit_privileges);

# name => [ who owns the database, who creates the extension and grants ]
my %install = (
	superuser => [ 'chief', 'chief' ],
	mixed => [ 'dbo', 'chief' ],
	trusted => [ 'dbo', 'dbo' ]);

for my $kind (sort keys %install)
{
	my ($owner, $creator) = $install{$kind}->@*;

	$node->safe_psql('postgres', "CREATE DATABASE $kind OWNER $owner");
	is(as($creator, $kind, 'CREATE EXTENSION trade_labor'), '', "$kind: created by $creator");
	is(as($creator, $kind, $grants), '', "$kind: $creator grants what a steward needs");
	is(as($owner, $kind, $reports), '', "$kind: reports of $owner");
	is(as('steward', $kind, q{
			SELECT bucket_hierarchy('geo', 'place', '{place,region}');
			SELECT sum(buckets) FROM publish_buckets('pub.r', 'report', '{a,geo:place}', 'persona', '{}', '{reader}')}),
		"\n4", "$kind: published by a steward");
	as($owner, $kind, q{INSERT INTO report SELECT 'a' || i % 2, 'p' || i % 4, 'q' || i FROM generate_series(1, 60) i});
	is(as('steward', $kind, q{SELECT sum(reports) FROM refresh_buckets('pub.r'); SELECT bucket_ledger_check() IS NULL}),
		"120\nt", "$kind: refreshed, and the ledger holds");
	is(as('steward', $kind, q{SELECT string_agg(DISTINCT verdict, '; ') ~ 'wrong|differs' FROM audit_buckets('pub.r')}),
		'f', "$kind: audited");
	my $shown = as('reader', $kind, 'SELECT * FROM pub.r ORDER BY 1, 2');
	like($shown, qr/^a0\|/, "$kind: read by a reader");

	# the owner's own dump, restored by him into another database of his
	$node->safe_psql('postgres', "CREATE DATABASE ${kind}_restored OWNER $owner");
	my $file = $node->basedir . "/$kind.sql";
	$node->command_ok([ 'pg_dump', '-U', $owner, '-f', $file, $node->connstr($kind) ], "$kind: dumped by $owner");
	my ($out, $err);
	IPC::Run::run([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-U', $owner, '-f', $file, $node->connstr("${kind}_restored") ], '>', \$out, '2>', \$err);
	is($err, '', "$kind: restored by $owner");
	is(as('reader', "${kind}_restored", 'SELECT * FROM pub.r ORDER BY 1, 2'), $shown, "$kind: a restored release is read as it was");
	is(as('reader', "${kind}_restored", 'SELECT name FROM bucket_releases'), 'pub.r', "$kind: and stands in the catalogue");
	is(as('steward', "${kind}_restored", q{SELECT retract_buckets('pub.r');
			SELECT sum(buckets) FROM publish_buckets('pub.again', 'report', '{a}', 'persona', '{}', '{reader}')}),
		"\n2", "$kind: the steward retracts it and publishes anew");
	# what the creator of a trusted extension might try
	if ($kind eq 'trusted')
	{
		for (
			'SELECT root FROM trade_labor_key', 'SELECT * FROM bucket_line_buckets', 'SELECT * FROM bucket_history', 'DELETE FROM bucket_history',
			'UPDATE bucket_line_buckets SET people = NULL', q{UPDATE bucket_lines SET steward = 'dbo'},
			'DELETE FROM bucket_ledger_entries', q{UPDATE bucket_hierarchies SET steward = 'dbo'},
			'ALTER TABLE bucket_lines ALTER vintage TYPE bigint', 'ALTER TABLE bucket_hierarchies DISABLE TRIGGER ALL',
			'ALTER EXTENSION trade_labor DROP TABLE bucket_lines', 'DROP TABLE bucket_lines',
			'CREATE RULE r AS ON INSERT TO bucket_ledger_entries DO INSTEAD NOTHING',
			q{CREATE TRIGGER t BEFORE INSERT ON bucket_lines FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()},
			'ALTER FUNCTION publish_buckets OWNER TO dbo', 'ALTER FUNCTION bucket_risks SET search_path = pub', 'DROP FUNCTION bucket_risks',
			q{CREATE OR REPLACE FUNCTION bucket_family(source regclass) RETURNS SETOF oid LANGUAGE sql AS 'SELECT 0::oid'},
			q{CREATE OR REPLACE FUNCTION bucket_ledger_check(head text DEFAULT NULL) RETURNS bigint LANGUAGE sql AS 'SELECT NULL::bigint'})
		{
			like(as($owner, $kind, $_), qr/ERROR:  (?:permission denied|must be owner|cannot drop)/, "$kind: $owner may not: $_");
		}
	}
	is(as($creator, $kind, 'DROP EXTENSION trade_labor CASCADE'), '', "$kind: dropped by $creator");
}

$node->stop;
done_testing();
