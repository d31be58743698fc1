# Attacks by a reader on what he can reach: the reports themselves, predicates
# that are pushed down, errors, plans and statistics.  Each succeeds against a
# plain view with HAVING count(*) >= 10, a security barrier or a function, and
# fails against a release.  Numbers are those of the threat model.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Releases;
use Test::More;

my $node = TradeLabor::server('release_access', 'log_min_messages = debug1');
Releases::roles($node);
Releases::attacked($node, 'one', 0);
Releases::attacked($node, 'twin', 1);
is($node->safe_psql('one', 'SHOW shared_preload_libraries'), '', 'T02: nothing is preloaded');

my $tools = q{
	CREATE FUNCTION leak(t text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
		$$ BEGIN RAISE NOTICE 'saw %', t; RETURN true; END $$;
	CREATE OPERATOR <<< (LEFTARG = text, RIGHTARG = text, FUNCTION = textlike);
	CREATE FUNCTION boom(t text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
		$$ BEGIN IF t = 'lone' THEN RAISE 'there'; END IF; RETURN true; END $$;
	CREATE FUNCTION as_int(t text) RETURNS int LANGUAGE sql COST 0.0000001 AS 'SELECT CASE t WHEN ''tiny'' THEN t::int ELSE 1 END';
	CREATE DOMAIN not_tiny AS text CHECK (value <> 'tiny');};
Releases::as_analyst($node, $_, $tools) for qw(one twin);

sub analyst { return Releases::as_analyst($node, @_); }

# ------------------------------------------------------------ the naive forms

like(analyst('one', 'SELECT n FROM naive WHERE leak(sector);'), qr/saw lone/,
	'T05 succeeds against a plain view: the predicate sees hidden groups');
like(analyst('one', q{SELECT n FROM naive WHERE 1 / (CASE sector WHEN 'lone' THEN 0 ELSE 1 END) = 1;}), qr/22012/,
	'T06 succeeds against a plain view: an error tells that a group exists');
my $plan = q{EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT * FROM %s WHERE sector = 'tiny';};
isnt(analyst('one', sprintf $plan, 'naive_barrier'), analyst('twin', sprintf $plan, 'naive_barrier'),
	'T07 succeeds against a security barrier: the plan counts the rows of a hidden group');
my $counters = q{SET track_counts = on; SELECT pg_stat_get_xact_tuples_fetched('report_sector_idx'::regclass) + pg_stat_get_xact_tuples_returned('report_sector_idx'::regclass) AS before \gset
	SET enable_seqscan = off; BEGIN; SELECT naive_count('tiny');
	SELECT pg_stat_get_xact_tuples_returned('public.report_sector_idx'::regclass), pg_stat_get_xact_tuples_fetched('public.report'::regclass); COMMIT;};
isnt(analyst('one', $counters), analyst('twin', $counters),
	'T07 succeeds against a function: the counters tell how many rows it read');

# ------------------------------------------------------------------- releases

Releases::publish($node, $_) for qw(one twin);
$node->safe_psql('one', 'DROP FUNCTION naive_count');
$node->safe_psql('twin', 'DROP FUNCTION naive_count');
my $shown = analyst('one', 'SELECT sector, n FROM release;');
note($shown);

# T01, T02, T03: every way to the reports ends in 42501
my @direct = (
	'SELECT * FROM report', 'TABLE report', 'COPY report TO STDOUT', 'COPY (SELECT curp FROM report) TO STDOUT',
	'SELECT ctid, xmin FROM report', 'SELECT count(*) FROM report', 'SELECT FROM report FOR UPDATE',
	'BEGIN; DECLARE c CURSOR WITH HOLD FOR SELECT * FROM report; COMMIT', 'PREPARE p AS SELECT * FROM report; EXECUTE p',
	'DO $$ BEGIN PERFORM * FROM report; END $$', 'CREATE TABLE booty AS SELECT * FROM report',
	'CREATE TABLE probe (id int REFERENCES public.report)', 'BEGIN; LOCK TABLE report',
	'CREATE TABLE child () INHERITS (public.report)', 'EXPLAIN ANALYZE SELECT * FROM report',
	'UPDATE report SET id = id', 'DELETE FROM report', q{INSERT INTO report VALUES (1, 'x', 'y', 'z')},
	'CREATE TRIGGER t AFTER INSERT ON public.report EXECUTE FUNCTION suppress_redundant_updates_trigger()',
	'CREATE INDEX ON public.report (curp)', 'CREATE STATISTICS s ON sector, curp FROM public.report',
	'ALTER TABLE report ADD x int', 'CREATE RULE r AS ON INSERT TO public.report DO INSTEAD NOTHING',
	'CREATE PUBLICATION p FOR TABLE public.report', 'SELECT * FROM release_v1', 'TABLE bucket_line_buckets',
	'TABLE bucket_lines', 'TABLE trade_labor_key', 'TABLE bucket_ledger', 'TABLE pg_statistic', 'TABLE naive',
	q{SELECT pg_read_file('PG_VERSION')}, q{COPY release FROM PROGRAM 'id'}, q{SELECT lo_import('/etc/passwd')},
	'SET ROLE steward', 'SET SESSION AUTHORIZATION steward',
	q{SELECT refresh_buckets('release')}, q{SELECT * FROM protect_buckets('report', '{id}', 'curp')},
	q{SELECT publish_buckets('mine', 'report', '{sector}', 'curp')}, q{SELECT retract_buckets('release')},
	q{SELECT * FROM audit_buckets('release')}, 'SELECT * FROM audit_privileges()',
	q{SELECT pseudonym('lone1', 'x')}, q{SELECT bucket_count(sector, 3) FROM release}, 'SELECT bucket_ledger_check()',
	# and hidden in another query
	'SELECT EXISTS (SELECT FROM report)', q{SELECT 'tiny' IN (SELECT sector FROM report)},
	'SELECT n, (SELECT count(*) FROM report r WHERE r.sector = release.sector) FROM release',
	'SELECT * FROM release, LATERAL (SELECT 1 FROM report LIMIT 1) x', 'WITH x AS (SELECT * FROM report) SELECT 1 FROM x',
	'SELECT n FROM release ORDER BY (SELECT count(*) FROM report)', 'SELECT n FROM release LIMIT (SELECT count(*) FROM report)',
	'SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM report)) FROM release',
	'SELECT sum(n) OVER (ORDER BY (SELECT max(id) FROM report)) FROM release',
	'SELECT * FROM report LIMIT 0',
	'VALUES ((SELECT count(*) FROM report))', 'SELECT ARRAY(SELECT curp FROM report)',
	'SELECT * FROM release UNION ALL SELECT sector, 1, 1, sector, 1 FROM report',
	'CREATE VIEW v AS SELECT * FROM report; SELECT * FROM v',
	q{CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM report'; SELECT f()},
	'CREATE MATERIALIZED VIEW m AS SELECT * FROM report',
	'MERGE INTO attack.loot USING public.report ON true WHEN MATCHED THEN DO NOTHING',
	'SELECT query_to_xml(\'SELECT * FROM report\', true, true, \'\')', 'SELECT table_to_xml(\'report\', true, true, \'\')',
	'SELECT * FROM ONLY report TABLESAMPLE SYSTEM (100)', 'ANALYZE report; SELECT curp FROM report');
Releases::as_analyst($node, $_, 'CREATE TABLE loot (id int);') for qw(one twin);
my @through;
for my $query (@direct)
{
	my $answer = analyst('one', "$query;\n");
	push @through, "$query: $answer" unless $answer =~ /ERROR:  42501:/;
}
is("@through", '', 'T01-T04: ' . @direct . ' ways to the reports all end in 42501');
my $toast = $node->safe_psql('one', q{SELECT reltoastrelid::regclass FROM pg_class WHERE relname = 'report'});
like(analyst('one', "SELECT * FROM $toast;"), qr/ERROR:  42501:/, 'T01: its TOAST table');

# T04: rights follow current_user
$node->safe_psql('one', q{CREATE FUNCTION attack.wrapper() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS
	'SELECT count(*) FROM refresh_buckets(''release'')'; ALTER FUNCTION attack.wrapper() OWNER TO analyst});
my ($status, $out, $err) = $node->psql('one', 'SET ROLE steward; SELECT attack.wrapper()');
like($err, qr/permission denied/, 'T04: a function of the analyst has no rights of the steward who calls it');

# T05: a predicate sees what is published and nothing else
my $seen = analyst('one', q{SELECT n FROM release WHERE leak(sector) AND leak(level) AND sector <<< '%';});
my %published = map { $_ => 1 } split /\n/, $node->safe_psql('one', 'SELECT sector FROM release UNION SELECT level FROM release');
is(join(',', grep { !$published{$_} } $seen =~ /saw (.*)/g), '', 'T05: leak() sees published labels only');

# T06, T07: nothing differs between twins
my @oracles = (
	'TABLE release', 'SELECT leak(sector) FROM release', q{SELECT * FROM release WHERE boom(sector)},
	q{SELECT 1 / (CASE sector WHEN 'lone' THEN 0 ELSE 1 END) FROM release}, 'SELECT as_int(sector) FROM release',
	'SELECT sector::not_tiny FROM release', 'SELECT n::smallint, (n * 1e300::numeric)::float4 FROM release',
	q{SELECT * FROM release WHERE sector = 'tiny'}, q{SELECT * FROM release WHERE sector LIKE 'l%'},
	q{EXPLAIN (ANALYZE, VERBOSE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT * FROM release WHERE sector = 'tiny'},
	q{EXPLAIN SELECT * FROM release WHERE sector = 'lone'}, 'SELECT ctid, cmin::text FROM release_v1',
	q{SELECT * FROM pg_stats WHERE schemaname = 'public'}, 'SELECT * FROM pg_stats_ext',
	q{SELECT relname, n_tup_ins, n_tup_upd, n_tup_del, n_live_tup FROM pg_stat_user_tables ORDER BY 1},
	q{SELECT relname, reltuples, relpages FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1},
	q{SELECT relname, pg_relation_size(oid) FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1},
	q{SELECT name, dims, k, guarantee, vintage, buckets, reports, steward FROM bucket_releases},
	q{SELECT refresh_buckets('release')}, q{SELECT protect_buckets('report', '{nothing}', 'curp')});
my @differ;
for my $query (@oracles)
{
	my @answer = map { analyst($_, "$query;\n") } qw(one twin);
	push @differ, "$query: $answer[0] / $answer[1]" if $answer[0] ne $answer[1];
}
is("@differ", '', 'T06, T07: ' . @oracles . ' oracles answer the same on twins that differ in one hidden report');

# T37: no oracle for pseudonyms, and epochs do not meet
is($node->safe_psql('one', q{
	SELECT count(*) FROM (SELECT pseudonym(curp, 'd', '2025') FROM report) a(p) JOIN (SELECT pseudonym(curp, 'd', '2026') FROM report) b(p) USING (p)}),
	0, 'T37: pseudonyms of two epochs do not join');

# T12: no byte of the key anywhere else
my $key = $node->safe_psql('one', q{SELECT encode(root, 'hex') FROM trade_labor_key});
my $everywhere = $node->safe_psql('one', 'SELECT * FROM pg_settings') . slurp_log()
  . $node->safe_psql('one', 'SELECT * FROM pg_db_role_setting');
ok(length($key) >= 64 && index($everywhere, $key) < 0, 'T12: the key is in no setting and no log');

# T09: the same answer a thousand times
is($node->safe_psql('one', q{
	SELECT count(DISTINCT x) FROM generate_series(1, 1000) i, LATERAL (SELECT string_agg(r::text, ',') || left(i::text, 0) AS x FROM release r) y}),
	1, 'T09: 1,000 readings are one answer');
Releases::refresh($node, 'one') for 1 .. 3;
is(analyst('one', 'SELECT sector, n FROM release;'), $shown, 'T09: and so are refreshes of unchanged data');

sub slurp_log
{
	open(my $log, '<', $node->logfile) or die;
	local $/;
	return <$log>;
}

done_testing();
