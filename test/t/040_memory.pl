# Memory: what a state takes, that many states spill, and that nothing grows
# while a backend lives.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use JSON::PP;
use Test::More;

my $node = TradeLabor::server('memory', 'jit = off', 'max_parallel_workers_per_gather = 0',
	'hash_mem_multiplier = 1', 'shared_buffers = 32MB');

# the hash aggregate of a query as it was run
sub hash_aggregate
{
	my ($work_mem, $query) = @_;
	my $json = $node->safe_psql('postgres',
		"SET work_mem = '$work_mem'; SET enable_sort = off; EXPLAIN (ANALYZE, FORMAT JSON, TIMING OFF) $query");
	my @todo = (decode_json($json)->[0]{Plan});

	while (my $plan = shift @todo)
	{
		return $plan if ($plan->{Strategy} // '') eq 'Hashed';
		push @todo, @{ $plan->{Plans} || [] };
	}
	return {};
}

# 60,000 monthly series of ten years
my $plan = hash_aggregate('2GB', q{
	SELECT g, series('2015-01'::time_period + m, 1.25) FROM generate_series(0, 119) m,
	generate_series(1, 60000) g GROUP BY g});
my $data = 60000 * 120 * 8;
cmp_ok($plan->{'Peak Memory Usage'} * 1024, '<=', 2 * $data + 60000 * 100,
	sprintf '60,000 series of 120 months: %.0f MB for %.0f MB of data',
	$plan->{'Peak Memory Usage'} / 1024, $data / 1048576);

# a million groups in 64 MB
for my $call (q{series('2015-01'::time_period + m, 1.25)}, q{ranking(m::text, 1.25)})
{
	$plan = hash_aggregate('64MB', qq{
		SELECT g, $call FROM generate_series(1, 3) m, generate_series(1, 1000000) g GROUP BY g});
	is($plan->{'Actual Rows'}, 1000000, "$call: a million groups");
	cmp_ok($plan->{'HashAgg Batches'}, '>', 1, 'by spilling');
	cmp_ok($plan->{'Peak Memory Usage'}, '<=', 1.1 * 64 * 1024,
		sprintf 'in %.0f MB', $plan->{'Peak Memory Usage'} / 1024);
}

# What one backend holds, in its contexts and (where the system tells) in all,
# before and after a thousand calls.
my $watch = q{
	CREATE TEMP TABLE held (label text, contexts bigint, resident bigint);
	CREATE FUNCTION pg_temp.look(label text) RETURNS void LANGUAGE plpgsql AS $f$
	DECLARE
		resident text;
	BEGIN
		BEGIN
			resident := (regexp_match(pg_read_file('/proc/' || pg_backend_pid() || '/status', 0, 4096),
				'RssAnon:\s+(\d+) kB'))[1];
		EXCEPTION WHEN undefined_file THEN
			NULL;
		END;
		INSERT INTO held SELECT label, sum(total_bytes), resident::bigint * 1024
		FROM pg_backend_memory_contexts;
	END $f$;
};
my %samples = TradeLabor::samples($node);
my %calls = (
	series => q{PERFORM sum(num_values(yoy(s))), count(sparkline(s)), count(s::text::time_series),
		count(ytd(s)), count(rolling_sum(s, 12)), count(to_freq(s, 'A', 'sum')), count(s + shift(s, 1))
		FROM (SELECT m % 3 AS g, series('2015-01'::time_period + m, m * 0.1) AS s
		      FROM generate_series(0, 99) m GROUP BY 1) q},
	'unnest of series' => q{PERFORM count(*) FROM (SELECT series('2015-01'::time_period + m, m * 0.1) AS s
		FROM generate_series(0, 99) m) q, LATERAL unnest(s) u},
	ranking => q{PERFORM count(hhi(r)), count(gini(r)), count(r::text::member_ranking), count(rank_of(r, '7'))
		FROM (SELECT m % 3 AS g, ranking((m % 20)::text, m * 0.1) AS r
		      FROM generate_series(0, 99) m GROUP BY 1) q},
	'top of ranking' => q{PERFORM count(*) FROM (SELECT ranking((m % 20)::text, m * 0.1) AS r
		FROM generate_series(0, 99) m) q, LATERAL top(r, 5, 'Others') t},
	windows => q{PERFORM sum(y), sum(c), sum(l), sum(t), sum(r) FROM (
		SELECT yoy(v, p) OVER w AS y, change(v, p) OVER w AS c, lag_at(v, p, 12) OVER w AS l,
		       ytd(v, p) OVER w AS t, rolling_sum(v, p, 12) OVER w AS r
		FROM (SELECT '2015-01'::time_period + m AS p, m * 0.1 AS v FROM generate_series(0, 99) m) d
		WINDOW w AS (ORDER BY p)) q},
	periods => q{PERFORM count(p::text::time_period), count(p + 1), count(to_freq(p, 'Q')), count(p::date)
		FROM generate_series('2015-01'::time_period, '2020-12'::time_period) p},
	errors => q{FOR j IN 1..5 LOOP BEGIN
			PERFORM series('2015-01'::time_period + m, 'NaN'::float8) FROM generate_series(0, 99) m;
		EXCEPTION WHEN numeric_value_out_of_range THEN NULL; END; END LOOP},
);
for my $name (sort keys %calls)
{
	my ($contexts, $resident) = split /\|/, $node->safe_psql('postgres', qq{
		$watch
		DO \$\$ BEGIN FOR i IN 1..100 LOOP $calls{$name}; END LOOP; END \$\$;
		SELECT pg_temp.look('warm') \\g /dev/null
		SELECT pg_temp.look('before') \\g /dev/null
		DO \$\$ BEGIN FOR i IN 1..1000 LOOP $calls{$name}; END LOOP; END \$\$;
		SELECT pg_temp.look('after') \\g /dev/null
		SELECT sum(CASE label WHEN 'after' THEN contexts WHEN 'before' THEN -contexts END),
		       sum(CASE label WHEN 'after' THEN resident WHEN 'before' THEN -resident END)
		FROM held});

	cmp_ok($contexts, '<=', 65536, "$name: a thousand calls leave $contexts bytes in memory contexts");
  SKIP:
	{
		skip 'the system does not tell what a process holds', 1 unless defined $resident && $resident ne '';
		cmp_ok($resident, '<=', 4 << 20, "$name: and $resident bytes in the process");
	}
}

# A transition may not leave anything behind either: three million rows into
# one state.
for my $call (q{num_values(series('2015-01'::time_period + i % 120, 0.1))},
	q{num_members(ranking(i % 100, 0.1))})
{
	my ($before, $after) = split /\n/, $node->safe_psql('postgres', qq{
		CREATE FUNCTION pg_temp.peak() RETURNS text LANGUAGE sql AS \$\$
			SELECT (regexp_match(pg_read_file('/proc/' || pg_backend_pid() || '/status', 0, 4096), 'VmHWM:\\s+(\\d+) kB'))[1] \$\$;
		SELECT pg_temp.peak();
		SELECT $call FROM (SELECT a * 1000 + b AS i FROM generate_series(1, 3000) a, generate_series(1, 1000) b) d \\g /dev/null
		SELECT pg_temp.peak()});
	cmp_ok($after - $before, '<=', 16384, "$call: three million rows in one state, peak up by " . ($after - $before) . ' kB');
}

$node->stop;
done_testing();
