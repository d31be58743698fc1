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
	CREATE DOMAIN not_tiny AS text CHECK (value <> 'tiny');
	CREATE FUNCTION caught() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'called as %', current_user; RETURN 'A'; END $$;
	CREATE FUNCTION freq(public.time_period) RETURNS text LANGUAGE sql AS 'SELECT attack.caught()';
	CREATE FUNCTION period(date, text) RETURNS text LANGUAGE sql AS 'SELECT attack.caught()';
	CREATE FUNCTION to_regclass(cstring) RETURNS text LANGUAGE sql AS 'SELECT attack.caught()';
	CREATE FUNCTION bucket_risks(regclass, text, text[], text[]) RETURNS text LANGUAGE sql AS 'SELECT attack.caught()';
	CREATE FUNCTION bucket_family(regclass) RETURNS text LANGUAGE sql AS 'SELECT attack.caught()';
	CREATE FUNCTION same(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT attack.caught() IS NOT NULL';
	CREATE OPERATOR = (LEFTARG = text, RIGHTARG = text, FUNCTION = same);
	CREATE OPERATOR <> (LEFTARG = text, RIGHTARG = text, FUNCTION = same);
	CREATE TYPE bucket_state AS (x int);
	CREATE CAST (not_tiny AS text) WITHOUT FUNCTION;
	GRANT USAGE ON SCHEMA attack TO steward;};
Releases::as_analyst($node, $_, $tools) for qw(one twin);

sub analyst { return Releases::as_analyst($node, @_); }

# ways to read that hide in another query, each of which gave raw rows away in
# some system that masks them
my @hidden = (
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
	'SELECT * FROM ONLY report TABLESAMPLE SYSTEM (100)', 'ANALYZE report; SELECT curp FROM report',
	'SELECT n FROM release WHERE EXISTS (SELECT FROM report WHERE sector = \'lone\')',
	'SELECT n FROM release GROUP BY n HAVING n > (SELECT min(id) FROM report)',
	'SELECT n FROM release OFFSET (SELECT count(*) FROM report WHERE sector = \'none\')',
	'SELECT DISTINCT ON ((SELECT max(id) FROM report)) n FROM release',
	'SELECT CASE WHEN (SELECT count(*) FROM report) > 0 THEN n END FROM release',
	'SELECT coalesce(NULL, (SELECT curp FROM report LIMIT 1))', 'SELECT ROW((SELECT curp FROM report LIMIT 1))',
	'SELECT (SELECT r FROM report r LIMIT 1)', 'SELECT to_jsonb(r) FROM report r', 'SELECT r.sector FROM report AS r(a, sector)',
	'SELECT * FROM release JOIN report USING (sector)', 'SELECT * FROM release NATURAL JOIN report', 'SELECT * FROM release, report',
	'SELECT n FROM release WHERE n = ANY (SELECT id FROM report)', 'SELECT n FROM release WHERE n > ALL (SELECT id FROM report)',
	'SELECT n FROM release INTERSECT SELECT id FROM report', 'SELECT n FROM release EXCEPT SELECT id FROM report',
	'WITH RECURSIVE w(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM w WHERE i < (SELECT count(*) FROM report)) SELECT max(i) FROM w',
	'SELECT grouping(sector), count(*) FROM report GROUP BY CUBE (sector)', 'SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY id) FROM report',
	'SELECT ntile(2) OVER (ORDER BY id) FROM report', 'SELECT * FROM ROWS FROM (generate_series(1, 2)) g, report',
	'SELECT report FROM report', 'SELECT count(report.*) FROM report', 'SELECT * FROM (TABLE report) t', 'SELECT FROM report',
	'EXPLAIN (ANALYZE, COSTS OFF) SELECT FROM report', q{SELECT xmlforest(curp) FROM report}, 'SELECT cursor_to_xml(\'c\', 1, true, true, \'\') FROM report');

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

# T01 to T03: systems that mask rows leave the right to read them with everybody,
# and count on a library that is loaded; here none is
$node->safe_psql('one', 'GRANT SELECT ON report TO analyst; CREATE VIEW release AS SELECT sector, n FROM naive; GRANT SELECT ON release TO analyst');
my @open = grep { analyst('one', "$_;\n") !~ /ERROR:  42501:/ } @hidden;
cmp_ok(scalar(@open), '>', 30, 'T01, T02, T03 succeed where readers may read the reports and a library should mask them: '
	  . @open . ' ways to read them');
$node->safe_psql('one', 'REVOKE SELECT ON report FROM analyst; DROP VIEW release;
	DROP MATERIALIZED VIEW attack.m; DROP VIEW attack.v; DROP FUNCTION attack.f()');

# T04: rights that follow the session's user, behind a pooler that sets roles
$node->safe_psql('one', q{CREATE FUNCTION naive_session() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS
	$$ BEGIN IF session_user = 'analyst' THEN RAISE insufficient_privilege; END IF; RETURN (SELECT count(*) FROM report WHERE sector = 'tiny'); END $$});
sub pooled { my ($query) = @_; return ($node->psql('one', "SET client_min_messages = warning; SET ROLE analyst; $query", extra_params => [ '-U', 'steward' ]))[ 1, 2 ]; }
$node->safe_psql('one', 'GRANT analyst TO steward');
is((pooled('SELECT naive_session()'))[0], 7, 'T04 succeeds where a function asks for the session\'s user: a pooler logged in as somebody else');

# T05: what stands in front in the steward's search_path
sub front { my ($query) = @_; return ($node->psql('one', "SET ROLE steward; SET search_path = attack, public; $query"))[2]; }
like(front(q{SELECT freq('2025-01'::public.time_period)}), qr/called as steward/, 'T05 succeeds against SQL without schemas: a function of the reader\'s is called with the steward\'s rights');

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
	'CREATE PUBLICATION p FOR TABLE public.report', 'SELECT * FROM release_cells', 'TABLE bucket_line_buckets',
	'TABLE bucket_lines', 'TABLE trade_labor_key', 'TABLE bucket_ledger', 'TABLE pg_statistic', 'TABLE naive',
	q{SELECT pg_read_file('PG_VERSION')}, q{COPY release FROM PROGRAM 'id'}, q{SELECT lo_import('/etc/passwd')},
	'SET ROLE steward', 'SET SESSION AUTHORIZATION steward',
	q{SELECT refresh_buckets('release')}, q{SELECT * FROM protect_buckets('report', '{id}', 'curp')},
	q{SELECT publish_buckets('mine', 'report', '{sector}', 'curp')}, q{SELECT retract_buckets('release')},
	q{SELECT * FROM audit_buckets('release')}, 'SELECT * FROM audit_privileges()',
	q{SELECT pseudonym('lone1', 'x')}, q{SELECT bucket_count(sector, 3) FROM release}, 'SELECT bucket_ledger_check()',
	@hidden);
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

like((pooled($_))[1], qr/permission denied/, "T04: rights follow the role that is set: $_")
  for q{SELECT refresh_buckets('release')}, 'TABLE report', q{SELECT retract_buckets('release')};

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
	q{EXPLAIN SELECT * FROM release WHERE sector = 'lone'}, 'SELECT ctid, cmin::text FROM release_cells',
	q{SELECT * FROM pg_stats WHERE schemaname = 'public'}, 'SELECT * FROM pg_stats_ext',
	q{SELECT relname, n_tup_ins, n_tup_upd, n_tup_del, n_live_tup FROM pg_stat_user_tables ORDER BY 1},
	q{EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT * FROM release},
	q{SELECT relname, seq_tup_read, n_tup_ins, n_tup_upd FROM pg_stat_xact_user_tables ORDER BY 1},
	q{SELECT indexrelname, idx_tup_read FROM pg_stat_xact_user_indexes ORDER BY 1},
	q{SELECT pg_stat_get_xact_tuples_returned(oid), pg_stat_get_xact_blocks_fetched(oid) - pg_stat_get_xact_blocks_hit(oid)
		FROM pg_class WHERE relname IN ('report', 'report_sector_idx', 'release_cells') ORDER BY relname},
	q{SELECT relname, pg_total_relation_size(oid), pg_indexes_size(oid) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1},
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

# T05: the extension's own queries call nothing of the reader's
$node->safe_psql('one', q{CREATE TABLE periods AS SELECT curp, '2025-01'::time_period AS mes, date '2025-01-01' AS fecha FROM report; GRANT SELECT ON periods TO steward});
my $called = front(q{
	SELECT count(*) FROM public.publish_buckets('public.fronted', 'public.periods', '{mes,month:fecha}', 'curp');
	SELECT count(*) FROM public.refresh_buckets('public.fronted');
	SELECT public.retract_buckets('public.fronted')});
like($called, qr/buckets formed/, 'T05: published with the reader\'s schema in front');
unlike($called, qr/called as|ERROR/, 'T05: and none of his functions and operators was called');

# T05: nor one of the catalogue's rows that it does not show
$node->safe_psql('one', q{CREATE VIEW naive_releases AS SELECT name FROM bucket_lines WHERE retracted::text = 'false'; GRANT SELECT ON naive_releases TO analyst});
like(analyst('one', 'SELECT * FROM naive_releases WHERE leak(name);'), qr/saw public.fronted/, 'T05 succeeds against a catalogue with a filter');
unlike(analyst('one', 'SELECT * FROM bucket_releases WHERE leak(name) AND leak(steward);'), qr/saw public.fronted/, 'T05: a release that is over is not seen');

# T37: no oracle for pseudonyms, and epochs do not meet
is($node->safe_psql('one', q{
	SELECT count(*) FROM (SELECT pseudonym(curp, 'd', '2025') FROM report) a(p) JOIN (SELECT pseudonym(curp, 'd', '2026') FROM report) b(p) USING (p)}),
	0, 'T37: pseudonyms of two epochs do not join');

# T12: no byte of the key anywhere else
my $key = $node->safe_psql('one', q{SELECT encode(root, 'hex') FROM trade_labor_key});
my $everywhere = $node->safe_psql('one', 'SELECT * FROM pg_settings') . slurp_log()
  . $node->safe_psql('one', 'SELECT * FROM pg_db_role_setting');
ok(length($key) >= 64 && index($everywhere, $key) < 0, 'T12: the key is in no setting and no log');

# T09: the same answer a thousand times.  Noise that is drawn anew goes away in
# the mean: of the 7 reports of "tiny" too.
$node->safe_psql('one', q{
	CREATE VIEW naive_noise AS SELECT sector, count(*) + round(8 * (random() + random() - 1)) AS n FROM report GROUP BY sector});
my @noisy = split /\n/, $node->safe_psql('one', 'SELECT setseed(0.09) \g /dev/null' . "\n"
	. q{SELECT n FROM naive_noise WHERE sector = 'tiny';} x 1000);
my ($total, %values) = (0);
$total += $_, $values{$_}++ for @noisy;
is(sprintf('%.0f of %d', $total / @noisy, scalar @noisy), '7 of 1000', 'T09 succeeds against fresh noise: the mean of 1,000 readings');
cmp_ok(keys %values, '>', 5, 'T09: though no two need be alike');
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
