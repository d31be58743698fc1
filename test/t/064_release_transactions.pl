# Publications as transactions: all or nothing under cancel, crash and races;
# the same bytes whatever the plan and the order of rows; and what a dump takes
# along (T36, T38, T39, T40).
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Releases;
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = TradeLabor::server('release_transactions', 'log_min_messages = debug1', 'wal_level = logical');
Releases::roles($node);
$node->safe_psql('postgres', q{
	CREATE TABLE report (municipio text, estado text, zona text, tipo text, curp text, centro int);
	INSERT INTO report
		SELECT 'm' || m, 's' || m % 9, 'z' || (m + 1) % 4, 't' || i % 3, 'p' || i * 7919 % 20011, i % 501
		FROM (SELECT i, (60 * (i * 48271::bigint % 65537 / 65537.0) ^ 3)::int AS m FROM generate_series(1, 20000) i) x;
	CREATE TABLE place AS SELECT DISTINCT municipio, estado FROM report;
	SELECT bucket_hierarchy('geo', 'place', '{municipio,estado}');
	GRANT SELECT ON report, place TO steward;
	GRANT CREATE, USAGE ON SCHEMA public TO steward;
	GRANT EXECUTE ON FUNCTION publish_buckets, refresh_buckets, retract_buckets TO steward});
my $declared = q{'report', '{geo:municipio,tipo}', 'curp', '{"establishments":{"column":"centro"}}', '{analyst}'};
my $publish = "SELECT count(*) FROM publish_buckets('release', $declared)";

sub sql { return $node->safe_psql('postgres', "SET client_min_messages = warning; $_[0]"); }

# nothing of a publication is there: no view, no table, no line, no entry
sub nothing_done
{
	return sql(q{SELECT count(*) = 0 FROM pg_class WHERE relname ~ '^release'}) eq 't'
	  && sql(q{SELECT count(*) FROM bucket_lines WHERE NOT retracted}) eq '0'
	  && sql(q{SELECT count(*) FROM bucket_line_buckets}) eq '0'
	  && sql(q{SELECT count(*) FROM bucket_ledger}) eq $_[0];
}

# ------------------------------------------------------------------ rollback

# how many buckets there would be, from a publication that never was
is(sql(q{CREATE TABLE naive_release (id serial, tipo text, n bigint);
	BEGIN; INSERT INTO naive_release (tipo, n) SELECT tipo, count(*) FROM report GROUP BY tipo HAVING count(*) >= 10; ROLLBACK;
	SELECT last_value FROM naive_release_id_seq}), 3, 'T39 succeeds against rows with a serial number');
sql("BEGIN; $publish; ROLLBACK");
ok(nothing_done(0), 'T39: a publication that is rolled back leaves nothing');
is(sql(q{SELECT count(*) FROM pg_class c JOIN pg_depend d ON d.objid = c.oid JOIN pg_extension e ON e.oid = d.refobjid
	WHERE relkind = 'S' AND extname = 'trade_labor'}), 0, 'T39: and there is no sequence that it could have moved');
my $cancelled = 0;
for my $ms (1, 3, 8, 20)
{
	my ($status, $out, $err) = $node->psql('postgres', "SET statement_timeout = $ms; $publish");
	last unless $err =~ /statement timeout/;
	$cancelled += nothing_done(0);
	is(nothing_done(0), 1, "cancelled after $ms ms: nothing is half done");
}
cmp_ok($cancelled, '>', 0, 'some were cancelled');
sql(q{SELECT retract_buckets('release')}) if sql(q{SELECT to_regclass('release') IS NOT NULL}) eq 't';
my $entries = sql('SELECT count(*) FROM bucket_ledger');

# -------------------------------------------------------------------- crash

my $session = IPC::Run::start(
	[ 'psql', '-X', '-q', '-d', $node->connstr('postgres'), '-c', "BEGIN", '-c', $publish, '-c', q{SELECT pg_sleep(600)} ],
	'>', \my $out, '2>', \my $err);
$node->poll_query_until('postgres', q{SELECT count(*) = 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%' AND pid <> pg_backend_pid()})
  or die "no publication: $err";
is(Releases::as_analyst($node, 'postgres', q{SELECT to_regclass('public.release'), (SELECT count(*) FROM bucket_releases);}) =~ s/\s+$//r,
	'|0', 'T39: before the commit readers see nothing of it');
$node->stop('immediate');
$session->finish;
$node->start;
ok(nothing_done($entries), 'a crash in the middle leaves nothing');

# -------------------------------------------------------------------- races

sub pgbench
{
	my ($script, @options) = @_;
	my $file = PostgreSQL::Test::Utils::tempdir() . '/script';

	open(my $handle, '>', $file) or die;
	print $handle "SET client_min_messages = warning;\n$script\n";
	close $handle;
	return PostgreSQL::Test::Utils::run_log([ 'pgbench', '-n', '-f', $file, @options, '-d', $node->connstr('postgres') ]);
}

sql($publish);
ok(pgbench(q{SELECT count(*) FROM refresh_buckets('release');}, '-c', 4, '-t', 3), 'four sessions refresh three times each');
is(sql(q{SELECT vintage, (SELECT count(*) FROM pg_class WHERE reloftype = 'bucket_cell'::regtype), bucket_ledger_check() IS NULL FROM bucket_releases}),
	'13|1|t', 'one after the other: 13 vintages, one table, one chain');
sql(q{SELECT retract_buckets('release')});

# Two that would betray each other: by states and by zones, which differ by two
# people.  Whoever comes second is refused.
sql(q{CREATE TABLE pair AS
	SELECT left(m, 1) AS estado, CASE m WHEN 'An' THEN 'n' ELSE 's' END AS zona, m || i AS curp
	FROM (VALUES ('An', 9), ('As', 2), ('Bs', 7)) v(m, c), generate_series(1, c) i});
my @left;
for (1 .. 3)
{
	pgbench(q{\if :client_id
SELECT count(*) FROM publish_buckets('release_a', 'pair', '{estado}', 'curp', '{"k":3}');
\else
SELECT count(*) FROM publish_buckets('release_b', 'pair', '{zona}', 'curp', '{"k":3}');
\endif}, '-c', 2, '-t', 1);
	push @left, sql(q{SELECT count(*) FROM bucket_releases});
	sql(q{SELECT retract_buckets(name) FROM bucket_releases});
}
is("@left", '1 1 1', 'T39: of two publications at once that must not stand together, one does');
is(sql('SELECT bucket_ledger_check() IS NULL'), 't', 'and the chain holds');

# -------------------------------------------------------------- determinism

# the view, where its rows lie, and the digest of the cells
sub shape
{
	my ($settings) = @_;

	my $published = sql("$settings; $publish");
	my $cells = sql('SELECT cells FROM bucket_lines WHERE NOT retracted');

	return $published . sql(qq{
		SELECT md5(string_agg(ctid || t::text, ',' ORDER BY ctid)), pg_relation_size('$cells') FROM $cells t;
		SELECT cells_digest FROM bucket_ledger ORDER BY seq DESC LIMIT 1;
		SELECT string_agg(key || n, ',' ORDER BY ordinal) FROM bucket_line_buckets;
		SELECT retract_buckets('release')});
}
# the same of a table as one would fill it
sub naive_shape
{
	return sql(q{CREATE TABLE naive_shown AS SELECT municipio, tipo, centro % 7 AS c, count(*) AS n FROM report GROUP BY 1, 2, 3 HAVING count(*) >= 10;
		SELECT md5(string_agg(ctid || t::text, ',' ORDER BY ctid)) FROM naive_shown t; DROP TABLE naive_shown});
}
my (%shapes, %naive_shapes);
for my $workers (0 .. 4)
{
	$shapes{ shape("SET max_parallel_workers_per_gather = $workers; SET min_parallel_table_scan_size = 0; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0") }++;
}
for my $order ('md5(curp), centro', 'random()', 'centro DESC, curp, municipio')
{
	sql("CREATE TABLE again AS TABLE report ORDER BY $order; TRUNCATE report; INSERT INTO report TABLE again; DROP TABLE again");
	$shapes{ shape(q{SET lc_messages = 'C'}) }++;
	$naive_shapes{ naive_shape() }++;
}
cmp_ok(keys %naive_shapes, '>', 1, 'T36, T40 succeed against CREATE TABLE AS: where rows lie tells in which order reports came');
is(join(',', values %shapes), 8, 'T36, T40: 0 to 4 workers and any order of rows give the same bytes, in the same places');

# ------------------------------------------------------------ logical decoding

# what a role with the right to replicate receives of a publication
sql(q{SELECT pg_create_logical_replication_slot('spy', 'test_decoding');
	CREATE TABLE naive_people AS SELECT tipo, array_agg(DISTINCT curp) AS people FROM report GROUP BY tipo});
sql($publish);
my $stream = sql(q{SELECT data FROM pg_logical_slot_get_changes('spy', NULL, NULL); SELECT pg_drop_replication_slot('spy')});
sql(q{SELECT retract_buckets('release'); DROP TABLE naive_people});
like($stream, qr/table public.naive_people: INSERT:.*\bp1\d{3}\b/, 'T38 succeeds against a table of who was counted: the logical stream names them');
my ($ours) = join "\n", grep { !/naive_people/ } split /\n/, $stream;
like($ours, qr/table public.release_cells: INSERT.*\n.*\n.*table public.bucket_line_buckets: INSERT/s, 'T38: a publication is in it too');
unlike($ours, qr/\bp\d{3,5}\b/, 'T38: with sealed people only');
is(index($ours, sql(q{SELECT encode(root, 'hex') FROM trade_labor_key})), -1, 'T38: and without the key');

# --------------------------------------------------------------------- dump

$node->safe_psql('postgres', "SET ROLE steward; $publish; SELECT * FROM refresh_buckets('release')");
my $dump = PostgreSQL::Test::Utils::tempdir() . '/dump.sql';
$node->command_ok([ 'pg_dump', '-d', $node->connstr('postgres'), '-f', $dump ], 'a dump');
my $text = PostgreSQL::Test::Utils::slurp_file($dump);
is(index($text, sql(q{SELECT encode(root, 'hex') FROM trade_labor_key})), -1, 'T38: without the key');
unlike($text, qr/COPY public\.(?:trade_labor_key|bucket_line_buckets)/, 'T38: and without the people');
$node->command_fails([ 'pg_dump', '-U', 'analyst', '-d', $node->connstr('postgres') ], 'T38: an analyst cannot take one');
$node->safe_psql('postgres', 'CREATE DATABASE restored');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('restored'), '-f', $dump ], 'restored');
for my $query ('SELECT * FROM release', 'SELECT * FROM bucket_ledger ORDER BY seq', 'SELECT * FROM bucket_releases', 'SELECT * FROM bucket_hierarchies')
{
	is($node->safe_psql('restored', $query), $node->safe_psql('postgres', $query), "T38: the same there: $query");
}
is(Releases::as_analyst($node, 'restored', 'SELECT count(*) > 0 FROM release;') =~ s/\s+$//r, 't', 'T38: readers go on reading');
my ($status, $stdout, $stderr) = $node->psql('restored', q{\set VERBOSITY verbose
	SET ROLE steward; SELECT * FROM refresh_buckets('release')});
like($stderr, qr/ERROR:  55000: the people behind release public.release are not known/, 'T38: a refresh without the people is refused');
is($node->safe_psql('restored', q{SELECT bucket_ledger_check()}), 1, 'T38: under another key the ledger cannot be vouched for');
is($node->safe_psql('restored', q{SET ROLE steward; SELECT retract_buckets('release') IS NULL}), 'f', 'and it can be retracted');

done_testing();
