# Rankings at full size: the published figures of a real year, the same bytes
# under every plan, and memory that stays in its bounds.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('ranking',
	'max_parallel_workers = 4', 'max_worker_processes = 8',
	'parallel_setup_cost = 0', 'parallel_tuple_cost = 0', 'min_parallel_table_scan_size = 0');

sub answer
{
	return $node->safe_psql('postgres', join(";\n", @_));
}

# ---------------------------------------------------------- the same bytes

# whole numbers, cents, and values 24 powers of ten apart in one sum
$node->safe_psql('postgres', q{
	CREATE TABLE panel AS
	SELECT 'P' || i % 61 AS partner, i % 977 AS product,
		CASE i % 7 WHEN 0 THEN 1e15 + i WHEN 1 THEN -1e15 WHEN 2 THEN i * 1e-9 ELSE (i * 7919 % 1000003) / 100.0 END::float8 AS v
	FROM generate_series(1, 200000) i;
	CREATE TABLE shuffled AS SELECT * FROM panel ORDER BY md5(v::text || product);
	CREATE TABLE parts (LIKE panel) PARTITION BY HASH (product);
	CREATE TABLE part_0 PARTITION OF parts FOR VALUES WITH (MODULUS 3, REMAINDER 0);
	CREATE TABLE part_1 PARTITION OF parts FOR VALUES WITH (MODULUS 3, REMAINDER 1);
	CREATE TABLE part_2 PARTITION OF parts FOR VALUES WITH (MODULUS 3, REMAINDER 2);
	INSERT INTO parts SELECT * FROM panel;
	CREATE TABLE stored AS SELECT product % 100 AS shelf, partner, ranking(product, v) AS r FROM panel GROUP BY 1, 2;
	ANALYZE panel, shuffled, parts, stored});

my $bits = q{SELECT md5(string_agg(partner || encode(member_ranking_send(r), 'hex') || g, ',' ORDER BY partner)) FROM};
my $state = 'SELECT partner, ranking(product, v) AS r, gini(abs(v)) AS g FROM';
my $serial = answer('SET max_parallel_workers_per_gather = 0', "$bits ($state panel GROUP BY partner) x");

for my $workers (1 .. 4)
{
	my @set = ("SET max_parallel_workers_per_gather = $workers",
		"SET parallel_leader_participation = " . ($workers % 2 ? 'on' : 'off'));

	is(answer(@set, "ALTER TABLE panel SET (parallel_workers = $workers)", "$bits ($state panel GROUP BY partner) x"),
		$serial, "the same bytes with $workers workers");
	like(answer(@set, "EXPLAIN (COSTS OFF) $state panel GROUP BY partner"),
		qr/Finalize.*Partial HashAggregate/s, 'by partial aggregates in workers');
}
is(answer('SET max_parallel_workers_per_gather = 0', "$bits ($state shuffled GROUP BY partner) x"),
	$serial, 'the same bytes in random order');
is(answer('SET max_parallel_workers_per_gather = 0', 'SET enable_hashagg = off', "$bits ($state panel GROUP BY partner) x"),
	$serial, 'the same bytes from sorted groups');

my @wise = ('SET enable_partitionwise_aggregate = on', 'SET max_parallel_workers_per_gather = 0');
like(answer(@wise, "EXPLAIN (COSTS OFF) $state parts GROUP BY partner"),
	qr/Finalize.*(?:Partial HashAggregate.*){3}/s, 'a partial aggregate for each partition');
is(answer(@wise, "$bits ($state parts GROUP BY partner) x"), $serial, 'the same bytes partition-wise');

my $rolled = q{SELECT md5(string_agg(encode(member_ranking_send(r), 'hex'), ',' ORDER BY partner)) FROM};
my $direct = answer("$rolled (SELECT partner, ranking(product, v) AS r FROM panel GROUP BY partner) x");
is(answer("$rolled (SELECT partner, rollup(r) AS r FROM stored GROUP BY partner) x"),
	$direct, 'stored parts roll up to the same bytes');
is(answer('SET max_parallel_workers_per_gather = 2', 'ALTER TABLE stored SET (parallel_workers = 2)',
		"$rolled (SELECT partner, rollup(r) AS r FROM stored GROUP BY partner) x"),
	$direct, 'in workers, too');

# ------------------------------------------------------------------ memory

my $plan = answer(q{SET work_mem = '4MB'}, 'SET hash_mem_multiplier = 1', 'SET max_parallel_workers_per_gather = 0',
	q{SET enable_sort = off},
	q{EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT i / 10, ranking(i % 10, i::float8) FROM generate_series(1, 300000) i GROUP BY 1});
my ($batches, $memory) = $plan =~ /HashAggregate.*?Batches: (\d+)  Memory Usage: (\d+)kB/s;
cmp_ok($batches // 0, '>', 1, 'groups beyond work_mem spill');
cmp_ok($memory // 1e9, '<', 2 * 4096, 'and do not grow much beyond it') or diag($plan);

my $grown = answer(q{
	DO $$
	DECLARE
		r member_ranking;
		n int;
		before bigint;
	BEGIN
		SELECT ranking(product, abs(v)) INTO r FROM panel WHERE partner = 'P1';
		FOR i IN 1..1000 LOOP
			SELECT count(*) INTO n FROM top(r, 10, 'Others');
			SELECT count(*) INTO n FROM movers(r, r);
			PERFORM hhi(r), gini(r), rank_of(r, 7), r::text::member_ranking;
			IF i = 100 THEN
				SELECT sum(used_bytes) INTO before FROM pg_backend_memory_contexts;
			END IF;
		END LOOP;
		SELECT sum(used_bytes) - before INTO before FROM pg_backend_memory_contexts;
		PERFORM set_config('ranking.grown', before::text, false);
	END $$},
	q{SELECT current_setting('ranking.grown')});
cmp_ok($grown, '<', 100000, '900 rounds of questions leave nothing behind');

# ------------------------------------------------- the figures of 2022

SKIP:
{
	my $csv = TradeLabor::data('trade/us_goods_census_2023-03.csv')
	  or skip('no shared data with the Census figures', 1);

	my @months = qw(jan feb mar apr may jun jul aug sep oct nov dec yr);
	$node->safe_psql('postgres', 'CREATE TABLE census (year int, code text, name text, '
		. join(', ', map { my $flow = $_; map { "$flow$_ float8" } @months } 'i', 'e') . ')');
	$node->safe_psql('postgres', "COPY census FROM '$csv' (FORMAT csv, HEADER)");
	$node->safe_psql('postgres', q{
		CREATE VIEW countries AS SELECT * FROM census WHERE code >= '1000';
		CREATE TABLE imports AS SELECT year, ranking(name, iyr) AS r FROM countries GROUP BY year;
		CREATE TABLE exports AS SELECT year, ranking(name, eyr) FILTER (WHERE eyr > 0) AS r FROM countries GROUP BY year});

	# U.S. Census Bureau, country file of March 2023; computed independently
	my %published = (
		'num_members(r)' => '233',
		'hhi(r)' => '0.0774118803',
		'hhi_points(r)' => '774.1188028098',
		'hhi_normalized(r)' => '0.0734352074',
		'hhi_unctad(r)' => '0.2276302829',
		'theil(r)' => '2.2219230781',
		'gini(r)' => '0.9079347045',
		'entropy(r)' => '3.2291153755');
	for my $index (sort keys %published)
	{
		my $digits = $published{$index} =~ /\.(\d+)/ ? length $1 : 0;
		is(answer("SELECT round(($index)::numeric, $digits) FROM imports WHERE year = 2022"),
			$published{$index}, "imports of 2022: $index");
		next if $index eq 'num_members(r)';
		my $plain = $index =~ s/\(r\)/(iyr)/r;
		is(answer("SELECT $plain = (SELECT $index FROM imports WHERE year = 2022) FROM countries WHERE year = 2022"),
			't', "and the same bits from $plain");
	}
	is(answer('SELECT round(concentration_ratio(r, 4)::numeric, 6) FROM imports WHERE year = 2022'),
		'0.485993', 'share of the four largest');
	is(answer('SELECT string_agg(member || round(cumulative_share::numeric, 6), $$ $$) FROM imports, top(r, 5) WHERE year = 2022'),
		'China0.165337 Mexico0.305469 Canada0.440303 Japan0.485993 Germany0.531153', 'cumulative shares');
	is(answer('SELECT count(*) + 1 FROM imports, top(r, 233) WHERE year = 2022 AND cumulative_share < 0.8'),
		'17', '17 partners make 80 %');
	is(answer('SELECT sum(n) FROM (SELECT count(*) AS n FROM (SELECT ranking(name, round(iyr::numeric, 1)) AS r
			FROM countries WHERE year = 2022) x, top(r, 233) GROUP BY rank HAVING count(*) > 1) y'),
		'32', 'at the published precision 32 partners share a rank with another');
	is(answer('SELECT num_members(r), round(hhi(r)::numeric, 10) FROM exports WHERE year = 2022'),
		'232|0.0717074293', 'exports of 2022');
	is(answer(q{SELECT string_agg(member || ' ' || rank_before || '>' || rank_after || ' ' || rank_change, ', ' ORDER BY rank_after)
		FROM movers((SELECT r FROM imports WHERE year = 2021), (SELECT r FROM imports WHERE year = 2022))
		WHERE member IN ('Japan', 'Germany', 'India')}),
		'Japan 5>4 1, Germany 4>5 -1, India 10>9 1', 'who moved from 2021 to 2022');
	is(answer(q{SELECT round(sum(contribution)::numeric, 6)
		FROM movers((SELECT r FROM imports WHERE year = 2021), (SELECT r FROM imports WHERE year = 2022))}),
		'14.669899', 'contributions add up to the growth of imports');
	is(answer(q{SELECT string_agg(rank || ' ' || member || ' ' || round(value::numeric, 6), ', ')
		FROM (SELECT ranking(name, eyr - iyr) AS r FROM countries WHERE year = 2022) x, bottom(r, 4)}),
		'1 China -382917.000611, 2 Mexico -130552.087900, 3 Vietnam -116123.129881, 4 Canada -81616.327666',
		'the largest deficits');
}

$node->stop;
done_testing();
