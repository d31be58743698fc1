# Time series where plain SQL in one backend does not reach: plans of parallel
# queries, memory, spilling, binary COPY, dump and restore.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use JSON::PP;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = TradeLabor::server('series', 'max_parallel_workers = 4', 'jit = off');
my $folder = PostgreSQL::Test::Utils::tempdir();

# Figures in cents, in no order: 600 groups of up to 120 months.
$node->safe_psql('postgres', q{
	CREATE TABLE facts AS
	SELECT g, '2015-01'::time_period + m AS p, hashint4(g * 1000 + m) / 100.0::float8 AS v
	FROM generate_series(1, 600) g, generate_series(0, 119) m, generate_series(1, 2)
	WHERE hashint4(g * 777 + m) % 7 <> 0 ORDER BY hashint4(g * 131 + m);
	CREATE TABLE serial AS SELECT g, time_series_send(series(p, v)) AS bytes FROM facts GROUP BY g;
	ANALYZE facts});

my $eager = q{
	SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
	SET enable_sort = off; };

# Every node of a plan, as "Partial Aggregate Hashed".
sub nodes
{
	my ($plan) = @_;
	my $word = join(' ', grep { defined } @$plan{ 'Partial Mode', 'Node Type', 'Strategy' });

	return ($word, map { nodes($_) } @{ $plan->{'Plans'} || [] });
}

for my $call ('series(p, v)', 'series(p, v::numeric)', 'series(p, v::bigint)', 'rollup(series_add(NULL, p, v))')
{
	my $plan = decode_json($node->safe_psql('postgres',
			"$eager SET max_parallel_workers_per_gather = 2; EXPLAIN (FORMAT JSON, COSTS OFF) SELECT g, $call FROM facts GROUP BY g"));
	my $nodes = join(', ', nodes($plan->[0]{'Plan'}));
	like($nodes, qr/Finalize Aggregate Hashed.*Gather.*Partial Aggregate Hashed/, "$call is a two-step aggregate");
}
for my $workers (1 .. 4)
{
	is($node->safe_psql('postgres', qq{$eager
			SET max_parallel_workers_per_gather = $workers;
			ALTER TABLE facts SET (parallel_workers = $workers);
			SELECT count(*) FROM (SELECT g, series(p, v) AS s FROM facts GROUP BY g) t
			JOIN serial USING (g) WHERE time_series_send(s) = bytes}),
		'600', "the same bytes with $workers workers");
}

# partition-wise
is($node->safe_psql('postgres', q{
		CREATE TABLE parted (LIKE facts) PARTITION BY HASH (g);
		CREATE TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
		CREATE TABLE parted_1 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
		INSERT INTO parted SELECT * FROM facts;
		SET enable_partitionwise_aggregate = on;
		SELECT count(*) FROM (SELECT g, series(p, v) AS s FROM parted GROUP BY g) t
		JOIN serial USING (g) WHERE time_series_send(s) = bytes}),
	'600', 'the same bytes partition-wise');

# The most that a hash aggregate used, in bytes, as the server counts it.
sub memory
{
	my ($query) = @_;
	my $plan = decode_json($node->safe_psql('postgres',
			"SET max_parallel_workers_per_gather = 0; SET enable_sort = off; $query"));

	for ($plan = $plan->[0]{'Plan'}; $plan; $plan = $plan->{'Plans'}[0])
	{
		return ($plan->{'Peak Memory Usage'} * 1024, $plan->{'HashAgg Batches'})
		  if $plan->{'Node Type'} eq 'Aggregate' && $plan->{'Strategy'} eq 'Hashed';
	}
	die 'no hash aggregate';
}

# Ten years of months in every group, month by month, so that all of them grow
# together and leave their smaller selves behind.
my $explain = 'EXPLAIN (ANALYZE, FORMAT JSON, TIMING OFF, COSTS OFF)';
my $ten_years = q{FROM generate_series(0, 119) m, generate_series(1, 60000) g GROUP BY g};
my ($with) = memory(qq{SET work_mem = '1GB'; $explain SELECT g, series('2015-01'::time_period + m, g::float8) $ten_years});
my ($without) = memory(qq{SET work_mem = '1GB'; $explain SELECT g, sum(g::float8) $ten_years});
my $each = ($with - $without) / 60000;
cmp_ok($each, '<=', 2 * 120 * 8 + 100, sprintf('%.0f bytes a series of ten years', $each));

my ($used, $batches) = memory(qq{SET work_mem = '64MB'; SET hash_mem_multiplier = 1; $explain
	SELECT g, series('2015-01'::time_period + m, g::float8)
	FROM generate_series(0, 5) m, generate_series(1, 1000000) g GROUP BY g});
cmp_ok($batches, '>', 1, 'a million series spill');
cmp_ok($used, '<=', 80 * 1024 * 1024, sprintf('and stay at %.0f MB', $used / 1048576));

# Nothing stays behind after a thousand calls.
my $used_now = q{SELECT sum(total_bytes)::bigint FROM pg_backend_memory_contexts};
my ($before, $after) = split /\n/, $node->safe_psql('postgres', qq{
	DO 'BEGIN PERFORM series(p, v) FROM facts WHERE g < 20; END'; $used_now;
	DO 'BEGIN FOR i IN 1 .. 1000 LOOP PERFORM yoy(series(p, v)), growth_table(series(p, v)) FROM facts WHERE g < 2; END LOOP; END';
	$used_now});
cmp_ok($after - $before, '<', 1024 * 1024, 'no growth over a thousand calls');

# Ten thousand days: stored out of line, through COPY and through a dump.
$node->safe_psql('postgres', qq{
	CREATE TABLE given AS
	SELECT k, series('1990-01-01'::time_period + i, hashint4(i * k) / 100.0::float8) AS s
	FROM generate_series(0, 9999) i, generate_series(1, 5) k GROUP BY k
	UNION ALL SELECT 6, 'M {}' UNION ALL SELECT 7, '2024-01 {1|1e-20,NULL,3}';
	CREATE TABLE back (LIKE given);
	COPY given TO '$folder/given' BINARY;
	COPY back FROM '$folder/given' BINARY});
my $same = q{SELECT count(*) FROM given JOIN %s b USING (k) WHERE time_series_send(given.s) = time_series_send(b.s)};
is($node->safe_psql('postgres', sprintf($same, 'back')), '7', 'binary COPY');
$node->command_ok([ 'pg_dump', '--dbname', $node->connstr('postgres'), '--table', 'given', '--file', "$folder/dump.sql" ], 'pg_dump');
$node->safe_psql('postgres', 'ALTER TABLE given RENAME TO first');
$node->safe_psql('postgres', "\\i $folder/dump.sql");
is($node->safe_psql('postgres', sprintf($same, 'first')), '7', 'dump and restore');

$node->stop;
done_testing();
