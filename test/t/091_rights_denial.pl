# A role without rights on a release cannot keep it from being refreshed or
# retracted: not with objects that depend on it, not with locks, not with names.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('rights_denial');

sub run
{
	my ($sql, @params) = @_;
	my ($status, $out, $err) = $node->psql('d', "SET lock_timeout = '3s'; SET statement_timeout = '20s'; $sql", on_error_stop => 0, @params);

	return "$out\n$err";
}

sub value { my ($sql) = @_; return $node->safe_psql('d', $sql); }

# a session of somebody's that stays open
sub session
{
	my ($role, $sql) = @_;
	my $session = $node->background_psql('d', extra_params => [ '-U', $role ]);

	$session->query_safe($_) for split /;\s*/, $sql;
	return $session;
}

$node->safe_psql('postgres', q{
	CREATE DATABASE d;
	CREATE ROLE steward LOGIN; CREATE ROLE reader LOGIN; CREATE ROLE stranger LOGIN});
$node->safe_psql('d', q{
	CREATE EXTENSION trade_labor;
	CREATE SCHEMA pub; GRANT USAGE, CREATE ON SCHEMA pub TO steward, stranger; GRANT USAGE ON SCHEMA pub TO PUBLIC;
	GRANT USAGE, CREATE ON SCHEMA public TO stranger;
	CREATE SCHEMA mine AUTHORIZATION stranger;
	CREATE TABLE report (a text, persona text);
	INSERT INTO report SELECT 'a' || i % 2, 'p' || i FROM generate_series(1, 60) i;
	GRANT SELECT ON report TO steward;
	GRANT EXECUTE ON FUNCTION publish_buckets, refresh_buckets, retract_buckets, audit_buckets TO steward});

sub publish { return run("SET client_min_messages = warning; SET ROLE steward; SELECT count(*) FROM publish_buckets('pub.r', 'report', '{a}', 'persona', '{}', '{reader}')"); }
sub refresh { return run(q{SET ROLE steward; SELECT count(*) FROM refresh_buckets('pub.r')}); }
sub retract { return run(q{SET ROLE steward; SELECT retract_buckets('pub.r')}); }
sub tables { return value(q{SELECT string_agg(oid::regclass::text, ' ') FROM pg_class WHERE relkind = 'r' AND oid IN (
	SELECT d.refobjid FROM pg_rewrite w JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid WHERE w.ev_class = 'pub.r'::regclass)}); }

# each of them once while a release is refreshed and retracted
my @blockers = (
	[ 'a view on the view', stranger => 'CREATE VIEW mine.keep AS SELECT * FROM pub.r', 'DROP VIEW mine.keep CASCADE' ],
	[ 'a view on the table behind it', stranger => 'CREATE VIEW mine.keep AS SELECT * FROM %s', 'DROP VIEW mine.keep CASCADE' ],
	[ 'a table with a column of its row type', stranger => 'CREATE TABLE mine.keep (x pub.r, y %s)', 'DROP TABLE mine.keep CASCADE' ],
	[ 'a temporary table of its row type', stranger => 'CREATE TEMP TABLE keep (x pub.r, y %s); BEGIN; TABLE keep', undef ],
	[ 'a function of its row type', stranger => q{CREATE FUNCTION mine.keep(pub.r) RETURNS int LANGUAGE sql AS 'SELECT 1'}, 'DROP FUNCTION mine.keep CASCADE' ],
	[ 'a statement prepared', stranger => 'BEGIN; PREPARE p AS SELECT * FROM pub.r', undef ],
	[ 'a deletion prepared', stranger => 'BEGIN; PREPARE p AS DELETE FROM %s', undef ],
	[ 'a deletion from the ledger prepared', stranger => 'BEGIN; PREPARE p AS DELETE FROM public.bucket_ledger_entries; PREPARE q AS DELETE FROM public.bucket_lines; PREPARE r AS DELETE FROM public.bucket_line_buckets', undef ],
	[ 'the catalogue locked', stranger => 'BEGIN; LOCK TABLE public.bucket_releases IN ACCESS SHARE MODE', undef ],
	[ 'advisory locks', stranger => q{BEGIN; SELECT pg_advisory_xact_lock('public.bucket_ledger_entries'::regclass::int, 0); SELECT pg_advisory_xact_lock('public.bucket_ledger_entries'::regclass::bigint << 32)}, undef ],
	[ 'a reader who reads', reader => 'BEGIN; SELECT count(*) FROM pub.r; LOCK TABLE pub.r IN ACCESS SHARE MODE', undef ],
	[ 'a reader\'s cursor', reader => 'BEGIN; DECLARE c CURSOR FOR SELECT * FROM pub.r; FETCH c', undef ],
	[ 'the next name taken', stranger => 'CREATE TABLE pub.r_v2 (); CREATE TABLE pub.r_cells_2 (); CREATE DOMAIN pub.r_cells_3 AS text',
		'DROP TABLE pub.r_v2, pub.r_cells_2; DROP DOMAIN pub.r_cells_3' ]);
for my $blocker (@blockers)
{
	my ($what, $role, $sql, $clean) = @$blocker;

	unlike(publish(), qr/ERROR/, "published: $what");
	my $tables = tables();
	$sql =~ s/%s/$tables/g;
	my $session = session($role, $sql);
	unlike(refresh(), qr/ERROR/, '... does not keep a release from being refreshed');
	unlike(retract(), qr/ERROR/, '... nor from being retracted');
	is(value(q{SELECT CASE WHEN to_regclass('pub.r') IS NULL THEN 0 ELSE (xpath('/row/c/text()', query_to_xml('SELECT count(*) AS c FROM pub.r', false, true, '')))[1]::text::int END}),
		0, '... and nothing is shown any more');
	$session->query('ROLLBACK');
	$session->quit;
	run($clean) if $clean;
}

# names of tables to come: guessed, and taken
value('SET ROLE stranger; CREATE TABLE pub.r_cells (); CREATE DOMAIN pub.r_cells_2 AS text');
unlike(publish(), qr/ERROR/, 'names taken in a shared schema do not keep a release from being published');
is(value('SELECT count(*) FROM pub.r'), 2, '... and it shows what it should');
retract();

# what was left empty goes with the next publication
publish();
my $session = session(stranger => 'BEGIN; PREPARE p AS SELECT * FROM pub.r');
like(retract(), qr/release pub.r is retracted, but its view stays there, empty/, 'what cannot be dropped is left empty, and said');
$session->query('ROLLBACK');
$session->quit;
unlike(publish(), qr/ERROR/, '... and goes with the next publication, of the same name');
is(value(q{SELECT count(*) FROM pg_class WHERE reloftype = 'bucket_cell'::regtype}), 1, 'no table is left behind');
retract();

$node->stop;
done_testing();
