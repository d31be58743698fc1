# The same bytes whatever the plan: serial and parallel, hashed and sorted,
# partition-wise, in any order of rows, merged in any tree, jitted or not.  And
# the plans are the ones that they are taken for.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use JSON::PP;
use Test::More;

my $node = TradeLabor::server('plans',
	'max_worker_processes = 16', 'max_parallel_workers = 8', 'jit = off',
	'parallel_setup_cost = 0', 'parallel_tuple_cost = 0', 'min_parallel_table_scan_size = 0',
	'autovacuum = off');

# Values that no order of plain additions gets right: cents, 1e15 and 1e-9,
# of both signs, several a period and member.
$node->safe_psql('postgres', q{
	CREATE TABLE flow AS
	SELECT i % 40 AS grp, '2020-01'::time_period + (h & 31)::int AS period,
	       'member ' || (h >> 8 & 63) AS member,
	       CASE i % 4 WHEN 0 THEN (h >> 16 & 1048575) / 100.0::float8
	                  WHEN 1 THEN 1e15::float8 * CASE WHEN h >> 40 & 1 = 1 THEN 1 ELSE -1 END
	                  WHEN 2 THEN 1e-9 * (h >> 16 & 1023)
	                  ELSE -(h >> 16 & 1048575) / 7.0 END AS v,
	       (h >> 16 & 1048575)::numeric / 100 AS n,
	       CASE WHEN h >> 50 & 1 = 1 THEN 'X' ELSE 'M' END AS leg
	FROM generate_series(1, 60000) i, LATERAL (SELECT hashint8extended(i, 7) AS h) hashed;
	CREATE TABLE shuffled AS SELECT * FROM flow ORDER BY hashint8extended(n::bigint, grp), v;
	CREATE TABLE by_group (LIKE flow) PARTITION BY HASH (grp);
	CREATE TABLE by_member (LIKE flow) PARTITION BY HASH (member)});
for my $part (0 .. 3)
{
	$node->safe_psql('postgres', "CREATE TABLE ${_}_$part PARTITION OF $_
		FOR VALUES WITH (MODULUS 4, REMAINDER $part)") for 'by_group', 'by_member';
}
$node->safe_psql('postgres', 'INSERT INTO by_group TABLE flow; INSERT INTO by_member TABLE shuffled;
	ANALYZE flow; ANALYZE shuffled; ANALYZE by_group; ANALYZE by_member');

my %aggregate = (
	'series of doubles' => [ 'series(period, v)', 'time_series_send' ],
	'series of numeric' => [ 'series(period, n)', 'time_series_send' ],
	'counted series' => [ 'counted_series(period, v)', 'time_series_send', 'counted_rollup' ],
	'counted ranking' => [ 'counted_ranking(member, v)', 'member_ranking_send', 'counted_rollup' ],
	'ranking of doubles' => [ 'ranking(member, v)', 'member_ranking_send' ],
	'ranking of numeric' => [ 'ranking(member, n)', 'member_ranking_send' ],
	'survival curves' => [ 'km_curve(n::int, v > 0)', 'survival_curve_send' ]);

my $serial = 'SET max_parallel_workers_per_gather = 0; SET enable_sort = off';
# these have no rollup(): their answers are numbers
my %answer = (
	'balance of doubles' => [ q{trade_balance(leg, v)}, 'float8send' ],
	'balance of numeric' => [ q{trade_balance(leg, n)}, 'numeric_send' ],
	'normalized balance' => [ q{normalized_balance(leg, abs(v))}, 'float8send' ],
	'as of a vintage' => [ q{as_of(grp * 0.5, period, '2021-06')}, 'numeric_send' ],
	'vintage of' => [ q{vintage_of(period, '2021-06')}, 'time_period_send' ],
	'revisions' => [ q{revisions(period, n::bigint & 63, ((n::bigint & 63) * (period - '2019-12'::time_period) % 17) / 7.0::float8)}, 'array_send' ],
	'table of vintages' => [ q{vintage_table(period, n::bigint & 63, ((n::bigint & 63) * (period - '2019-12'::time_period) % 17) / 7.0::float8)}, 'array_send' ],
	'like-for-like growth' => [ q{matched_growth(member, period, v, 12)}, 'array_send' ],
	'families of codes' => [ q{code_families(member, 'to ' || (n::int & 255), (grp & 1) + 1)}, 'array_send' ],
	'bounds of codes' => [ q{code_bounds('a' || (n::int & 1023), member, (n::int & 1023)::float8, 'equal')}, 'array_send' ],
	'bounds of codes with known ones' => [ q{code_bounds('a' || (n::int & 255), member, (n::int & 255)::float8, NULL, CASE WHEN hashtext(member) % 3 = 0 THEN 4000 END)}, 'array_send' ],
	'Walsh' => [ q{walsh(1 + abs(v), n::float8, n::float8, 2 + abs(v))}, 'float8send' ],
	'Sato and Vartia' => [ q{sato_vartia(1 + abs(v), n::float8, n::float8, 2 + abs(v))}, 'float8send' ],
	'Jevons' => [ q{jevons(n::float8, 1 + abs(v))}, 'float8send' ],
	'product of doubles' => [ q{product(1 + n::float8 / 1e7)}, 'float8send' ],
	'product of numeric' => [ q{product(round(n, 2) + 0.01)}, 'numeric_send' ],
	'concentration' => [ q{hhi(abs(v))}, 'float8send' ],
	'inequality' => [ q{gini(abs(v))}, 'float8send' ],
	'weighted inequality' => [ q{gini(abs(v), n::float8)}, 'float8send' ],
	'Atkinson' => [ q{atkinson(1 + abs(v), 0.5)}, 'float8send' ],
	'weighted Atkinson' => [ q{atkinson(1 + abs(v), n::float8, 2)}, 'float8send' ],
	'Hoover' => [ q{hoover(abs(v))}, 'float8send' ],
	'Rosenbluth' => [ q{rosenbluth(abs(v))}, 'float8send' ],
	'weighted Theil' => [ q{theil(abs(v), n::float8 / 7)}, 'float8send' ],
	'weighted percentile' => [ q{weighted_percentile(0.37, v, n::float8 / 7)}, 'float8send' ],
	'weighted percentile of numeric' => [ q{weighted_percentile(0.37, n, n + 1)}, 'numeric_send' ],
	'survival quantile' => [ q{km_quantile(0.7, n::bigint, v > 0)}, 'int4send' ],
	'survival quantile of intervals' => [ q{km_quantile(0.7, n::float8 * interval '1 hour', v > 0)}, 'interval_send' ]);

my @plans = (
	[ 'serial, hashed', $serial, 'flow' ],
	[ 'serial, sorted', 'SET max_parallel_workers_per_gather = 0; SET enable_hashagg = off', 'flow' ],
	[ 'serial, other order of rows', $serial, 'shuffled' ],
	[ 'jitted', "$serial; SET jit = on; SET jit_above_cost = 0; SET jit_inline_above_cost = 0; SET jit_optimize_above_cost = 0", 'flow' ],
	[ 'partition-wise, full', "$serial; SET enable_partitionwise_aggregate = on", 'by_group' ],
	[ 'partition-wise, partial', "$serial; SET enable_partitionwise_aggregate = on", 'by_member' ],
	[ 'partition-wise, 2 workers', 'SET max_parallel_workers_per_gather = 2; SET enable_partitionwise_aggregate = on', 'by_member' ],
	map { my $n = $_; [ "$n workers", "SET max_parallel_workers_per_gather = $n; SET enable_sort = off", 'flow',
		"ALTER TABLE flow SET (parallel_workers = $n)" ] } 1 .. 4);

# every bit of the answer, in one line
sub bits
{
	my ($from, $send, $settings, $before) = @_;

	$node->safe_psql('postgres', $before) if $before;
	return $node->safe_psql('postgres', "$settings; SELECT md5(string_agg(grp || ' ' || encode($send(x), 'hex'), ',' ORDER BY grp)) FROM ($from) q");
}

# the nodes of a plan as it was run, depth first
sub plan_of
{
	my ($query, $settings) = @_;
	my $json = $node->safe_psql('postgres',
		"$settings; EXPLAIN (ANALYZE, FORMAT JSON, TIMING OFF) $query");
	my @todo = (decode_json($json)->[0]{Plan});
	my @nodes;

	while (my $plan = shift @todo)
	{
		push @nodes, $plan;
		unshift @todo, @{ $plan->{Plans} || [] };
	}
	return @nodes;
}

for my $name (sort(keys %aggregate), sort(keys %answer))
{
	my ($call, $send, $rollup) = @{ $aggregate{$name} // $answer{$name} };
	my $truth;

	for my $plan (@plans)
	{
		my ($how, $settings, $table, $before) = @$plan;
		my $got = bits("SELECT grp, $call AS x FROM $table GROUP BY grp", $send, $settings, $before);

		$truth //= $got;
		is($got, $truth, "$name: $how");
	}

	next if $answer{$name};

	# random trees of merges: many small states, then fewer, then one
	$rollup //= 'rollup';
	my $tree = "SELECT grp, $rollup(x) AS x FROM (
		SELECT grp, $rollup(x) AS x FROM (
			SELECT grp, (random() * 7)::int AS b, $rollup(x) AS x FROM (
				SELECT grp, (random() * 50)::int AS a, $call AS x FROM shuffled GROUP BY grp, a) s
			GROUP BY grp, b) s
		GROUP BY grp, (random() * 2)::int) s
	GROUP BY grp";
	is(bits($tree, $send, $serial), $truth, "$name: a random tree of merges, $_") for 1 .. 3;
}

for my $name ('series of doubles', 'ranking of numeric')
{
	my ($call) = @{ $aggregate{$name} };
	my @nodes = plan_of("SELECT grp, $call FROM flow GROUP BY grp",
		'SET max_parallel_workers_per_gather = 2; SET enable_sort = off');
	my ($finalize) = grep { ($_->{'Partial Mode'} // '') eq 'Finalize' } @nodes;
	my ($partial) = grep { ($_->{'Partial Mode'} // '') eq 'Partial' } @nodes;
	my ($gather) = grep { $_->{'Node Type'} =~ /^Gather/ } @nodes;

	is($finalize->{Strategy}, 'Hashed', "$name: Finalize HashAggregate");
	is($partial->{Strategy}, 'Hashed', "$name: Partial HashAggregate");
	cmp_ok($gather->{'Workers Launched'} // 0, '>', 0, "$name: workers had a part in it");

	@nodes = plan_of("SELECT grp, $call FROM by_member GROUP BY grp",
		"$serial; SET enable_partitionwise_aggregate = on");
	is(scalar(grep { ($_->{'Partial Mode'} // '') eq 'Partial' } @nodes), 4,
		"$name: one partial aggregate a partition");
}

# Rows by rows: windows have one plan, but the frame's input may come sorted
# by an index, from a sort, or from a subquery.
my $window = 'SELECT md5(string_agg(concat_ws(chr(32), grp, member, period, y, r), chr(44) ORDER BY grp, member, period))
	FROM (SELECT grp, member, period, yoy(v, period) OVER w AS y, rolling_sum(v, period, 3) OVER w AS r
	      FROM (SELECT grp, member, period, sum(n)::float8 AS v FROM flow GROUP BY grp, member, period) s
	      WINDOW w AS (PARTITION BY grp, member ORDER BY period)) q';
my $plain = $node->safe_psql('postgres', "$serial; SET enable_sort = on; $window");
is($node->safe_psql('postgres', "SET max_parallel_workers_per_gather = 4; $window"), $plain,
	'window functions above a parallel plan');
is($node->safe_psql('postgres', "SET jit = on; SET jit_above_cost = 0; $window"), $plain,
	'window functions, jitted');

$node->stop;
done_testing();
