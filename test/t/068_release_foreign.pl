# The recommended deployment: releases in a server of their own, the source a
# foreign table whose user mapping is the steward's alone.  What the statistics
# of the reports' own database tell everybody is not there, there is no way
# round the release, and a source that fails leaves nothing half done (T01, T07,
# T21, T39).
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Releases;
use Test::More;

my $raw = TradeLabor::server('release_raw');
my $node = TradeLabor::server('release_foreign', 'fsync = off');
Releases::roles($_) for $raw, $node;
$raw->safe_psql('postgres', 'CREATE ROLE reporter LOGIN');

if ($node->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'}) eq '0')
{
	plan(skip_all => 'postgres_fdw is not installed');
}

sub analyst { return Releases::as_analyst($node, @_); }

sub as_steward
{
	my ($db, $query) = @_;
	my ($status, $out, $err) = $node->psql($db, "SET client_min_messages = warning;\n\\set VERBOSITY verbose\n$query",
		extra_params => [ '-U', 'steward' ]);
	return $err =~ /ERROR:\s+([0-9A-Z]{5}): (.*)/ ? "$1 $2" : $out;
}

my $publish = q{SELECT count(*) FROM publish_buckets('release', 'report', '{sector}', 'curp', readers => '{analyst}')};

# A database of reports and one of releases, for each of the twins.
sub deploy
{
	my ($db) = @_;
	my ($host, $port) = ($raw->host, $raw->port);

	Releases::attacked($raw, $db, 0);
	$raw->safe_psql($db, 'GRANT SELECT ON report TO reporter');
	$node->safe_psql('postgres', "CREATE DATABASE $db");
	$node->safe_psql($db, qq{
		CREATE EXTENSION trade_labor;
		CREATE EXTENSION postgres_fdw;
		CREATE SCHEMA attack AUTHORIZATION analyst;
		CREATE SCHEMA desk AUTHORIZATION steward;
		GRANT USAGE, CREATE ON SCHEMA public TO steward;
		GRANT EXECUTE ON FUNCTION publish_buckets, refresh_buckets, retract_buckets, audit_buckets TO steward;
		CREATE SERVER reports FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$host', port '$port', dbname '$db');
		CREATE USER MAPPING FOR PUBLIC SERVER reports OPTIONS (user 'reporter', password_required 'false');
		GRANT USAGE ON FOREIGN SERVER reports TO PUBLIC;
		CREATE FOREIGN TABLE report (id int, sector text, curp text, centro text) SERVER reports OPTIONS (schema_name 'public');
		GRANT SELECT ON report TO steward});
}
deploy($_) for qw(one twin);

# --------------------------------------------------- a server for everybody

my $own = q{CREATE FOREIGN TABLE mine (sector text) SERVER reports OPTIONS (schema_name 'public', table_name 'report');
	SELECT count(*) FROM mine WHERE sector = 'tiny';};
like(analyst('one', $own), qr/^7$/m, 'T01 succeeds where PUBLIC has the server and a mapping: a foreign table of the reader\'s own');
like(as_steward('one', $publish), qr/^42501 release public.release could be gone around/, 'and nothing is published there');
for my $db (qw(one twin))
{
	$node->safe_psql($db, q{
		DROP FOREIGN TABLE IF EXISTS attack.mine;
		REVOKE USAGE ON FOREIGN SERVER reports FROM PUBLIC;
		DROP USER MAPPING FOR PUBLIC SERVER reports;
		CREATE USER MAPPING FOR steward SERVER reports OPTIONS (user 'reporter', password_required 'false')});
	is(as_steward($db, $publish), 2, 'a release of a foreign table');
}
my @direct = ('TABLE report', $own, 'EXPLAIN ANALYZE SELECT * FROM report', 'IMPORT FOREIGN SCHEMA public FROM SERVER reports INTO attack',
	q{CREATE USER MAPPING FOR analyst SERVER reports OPTIONS (user 'reporter')}, 'ALTER SERVER reports OPTIONS (SET dbname \'postgres\')',
	'CREATE VIEW v AS SELECT * FROM report; TABLE v', 'ANALYZE report; TABLE report', 'TABLE pg_user_mapping',
	q{SELECT refresh_buckets('release')});
my @through = grep { analyst('one', "$_;") !~ /ERROR:  42501:/ } @direct;
is("@through", '', 'T01: ' . @direct . ' ways to the reports all end in 42501');
is(analyst('one', q{SELECT count(*) FROM pg_user_mappings WHERE umoptions IS NOT NULL;}) =~ s/\s+$//r, 0, 'T01: nor is the mapping read');

# --------------------------------------------- one report more in the twin: T07

my $as_it_was = analyst('one', 'TABLE release;');
$raw->safe_psql('twin', q{INSERT INTO report VALUES (1000, 'lone', 'whistleblower', 'c1')});
as_steward($_, q{SELECT count(*) FROM refresh_buckets('release')}) for qw(one twin);
is(analyst($_, 'TABLE release;'), $as_it_was, "what $_ shows is as it was") for qw(one twin);

# all that the server tells an unprivileged role
my @public = (
	'TABLE release',
	q{EXPLAIN (ANALYZE, BUFFERS, VERBOSE, SETTINGS, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT * FROM release WHERE sector = 'lone'},
	q{EXPLAIN SELECT * FROM release WHERE sector = 'tiny'}, 'SELECT * FROM pg_stats ORDER BY 1, 2, 3', 'SELECT * FROM pg_stats_ext',
	(map { my ($view, $columns) = @$_; "SELECT relname, $columns FROM $view WHERE schemaname NOT IN ('pg_catalog', 'pg_toast', 'information_schema') ORDER BY 1, 2" }
		(map { [ $_, 'n_tup_ins, n_tup_upd, n_tup_del, n_live_tup, n_dead_tup' ] } qw(pg_stat_user_tables pg_stat_all_tables)),
		[ 'pg_stat_xact_user_tables', 'seq_tup_read, idx_tup_fetch, n_tup_ins' ], [ 'pg_stat_xact_all_tables', 'seq_tup_read, n_tup_ins' ]),
	q{SELECT relname, relpages, reltuples, pg_relation_size(oid), pg_total_relation_size(oid) FROM pg_class
		WHERE relnamespace IN ('public'::regnamespace, 'desk'::regnamespace) ORDER BY 1},
	q{SELECT pg_stat_get_xact_tuples_returned('public.report'::regclass), pg_stat_get_tuples_inserted('public.report'::regclass)},
	q{SELECT count(*) FROM pg_stat_activity WHERE query ~ 'report|whistle'}, 'SELECT * FROM pg_stat_progress_analyze',
	q{SELECT name, buckets, reports, vintage FROM bucket_releases}, 'SELECT ctid, cmin::text FROM release_cells');

# Where the reports are the statistics tell of one more, and when it came.
my $volume = q{SELECT n_tup_ins, pg_relation_size(relid) > 0 FROM pg_stat_user_tables WHERE relname = 'report';};
$raw->poll_query_until($_, q{SELECT n_tup_ins > 0 FROM pg_stat_user_tables WHERE relname = 'report'}) for qw(one twin);
isnt(Releases::as_analyst($raw, 'one', $volume), Releases::as_analyst($raw, 'twin', $volume),
	'T07 succeeds in the database of the reports: its volume is public');
my @differ;
for my $query (@public)
{
	# the first reading warms the caches
	my @answer = map { analyst($_, "$query;"); analyst($_, "$query;") } qw(one twin);
	push @differ, "$query: $answer[0] / $answer[1]" if $answer[0] ne $answer[1];
}
is("@differ", '', 'T07: ' . @public . ' views and plans answer the same in the database of the releases');

# -------------------------------------------------- the same reports twice: T21

$node->safe_psql('one', q{
	CREATE FOREIGN TABLE but_one (id int, sector text, curp text, centro text) SERVER reports OPTIONS (schema_name 'public', table_name 'report');
	CREATE VIEW desk.less AS SELECT * FROM but_one WHERE curp <> 'tiny1'; ALTER VIEW desk.less OWNER TO steward; GRANT SELECT ON but_one TO steward});
is(as_steward('one', q{SELECT (SELECT count(*) FROM report) - (SELECT count(*) FROM desk.less)}), 1,
	'T21 succeeds against totals of two foreign tables of one remote table');
like(as_steward('one', q{SELECT publish_buckets('other', 'desk.less', '{sector}', 'curp')}),
	qr/^42501 release public.other cannot be compared with release public.release/, 'T21: such a release is refused');

# ------------------------------------------------------ a source that fails: T39

$raw->safe_psql('one', q{CREATE VIEW slow AS SELECT r.*, pg_sleep(0.01)::text AS s FROM report r; GRANT SELECT ON slow TO reporter});
$node->safe_psql('one', q{CREATE FOREIGN TABLE slow (id int, sector text, curp text, s text) SERVER reports OPTIONS (schema_name 'public', fetch_size '5');
	GRANT SELECT ON slow TO steward});
like(as_steward('one', q{SET statement_timeout = 300; SELECT publish_buckets('late', 'slow', '{s}', 'curp')}), qr/^57014/, 'T39: cancelled in the middle of the scan');
$raw->stop;
like(as_steward('one', q{SELECT refresh_buckets('release')}), qr/^08001/, 'T39: the reports cannot be reached');
is(analyst('one', 'TABLE release;'), $as_it_was, 'T39: the release goes on being read');
is($node->safe_psql('one', q{SELECT to_regclass('late') IS NULL, bucket_ledger_check() IS NULL, (SELECT count(*) FROM bucket_ledger),
	(SELECT count(*) FROM pg_class WHERE relname ~ '_cells$|^late' AND relkind <> 'i')}), 't|t|2|1', 'T39: and nothing else is there');
$raw->start;
is(as_steward('one', q{SELECT count(*) FROM refresh_buckets('release')}), 2, 'once they can it is refreshed');

$_->stop for $node, $raw;
done_testing();
