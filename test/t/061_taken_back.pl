# Summaries that count their rows: whatever is added, corrected and deleted, and
# whatever way it comes in, the bytes are those of a computation from the rows
# that are left.  And frames that move cost the same a row, however long.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes 'time';

my $node = TradeLabor::server('taken_back', 'max_parallel_workers = 4', 'jit = off',
	'parallel_setup_cost = 0', 'parallel_tuple_cost = 0', 'min_parallel_table_scan_size = 0');
my $folder = PostgreSQL::Test::Utils::tempdir();

# ------------------------------------------------------ random corrections

# Values that no order of plain additions gets right.  draw() gives one of a
# kind: cents, 1e15 with cents, 1e-9, 1e279 that cancels, and all of them.
$node->safe_psql('postgres', q{
	CREATE TABLE source (id int PRIMARY KEY, k int, p time_period, m text, v float8, days int, event bool);
	CREATE TABLE kept (k int PRIMARY KEY, s time_series, r member_ranking, c survival_curve);
	CREATE SEQUENCE ids;
	CREATE FUNCTION draw(kind int) RETURNS float8 LANGUAGE sql VOLATILE AS $$
		SELECT sign(random() - 0.4) * CASE CASE kind WHEN 4 THEN (random() * 3)::int ELSE kind END
			WHEN 0 THEN (random() * 1e8)::int / 100.0 WHEN 1 THEN 1e15 + (random() * 100)::int / 100.0
			WHEN 2 THEN 1e-9 * (random() * 1000)::int ELSE 1e279 END $$;
	CREATE TYPE changed AS (sign int, id int, k int, p time_period, m text, v float8, days int, event bool);
	-- a statement's worth of changes: rows that come, go, and are corrected
	CREATE PROCEDURE step(kind int) LANGUAGE plpgsql AS $$
	DECLARE
		changes changed[];
	BEGIN
		WITH gone AS (DELETE FROM source WHERE random() < 0.1 RETURNING *),
			stays AS (SELECT * FROM source WHERE id NOT IN (SELECT id FROM gone) AND random() < 0.1),
			corrected AS (UPDATE source SET v = draw(kind), p = p + (random() * 2)::int, m = 'm' || (random() * 5)::int, days = days + 1, event = true
				FROM (SELECT id FROM stays) t WHERE source.id = t.id RETURNING source.*),
			came AS (INSERT INTO source SELECT nextval('ids'), (random() * 5)::int, '2024-01'::time_period + (random() * 15)::int,
				'm' || (random() * 8)::int, draw(kind), (random() * 30)::int, random() < 0.5 FROM generate_series(1, (random() * 40)::int) RETURNING *)
		SELECT array_agg(ROW(l.*)::changed) INTO changes FROM (SELECT -1, * FROM gone UNION ALL SELECT -1, * FROM stays
			UNION ALL SELECT 1, * FROM corrected UNION ALL SELECT 1, * FROM came) l(sign, id, k, p, m, v, days, event);
		MERGE INTO kept USING (SELECT k, counted_series(p, v) FILTER (WHERE sign > 0) AS s_in, counted_series(p, v) FILTER (WHERE sign < 0) AS s_out,
				counted_ranking(m, v) FILTER (WHERE sign > 0) AS r_in, counted_ranking(m, v) FILTER (WHERE sign < 0) AS r_out,
				km_curve(days, event) FILTER (WHERE sign > 0) AS c_in, km_curve(days, event) FILTER (WHERE sign < 0) AS c_out
			FROM unnest(changes) GROUP BY k) delta ON kept.k = delta.k
		WHEN MATCHED AND num_rows(series_change(s, s_in, s_out)) = 0 THEN DELETE
		WHEN MATCHED THEN UPDATE SET s = series_change(s, s_in, s_out), r = ranking_change(r, r_in, r_out), c = survival_change(c, c_in, c_out)
		WHEN NOT MATCHED THEN INSERT VALUES (delta.k, series_change(NULL, s_in, s_out), ranking_change(NULL, r_in, r_out), survival_change(NULL, c_in, c_out));
	END $$;
	-- keys whose bytes are not those of the rows
	CREATE VIEW differing AS
	SELECT k FROM kept FULL JOIN (SELECT k, counted_series(p, v) AS s, counted_ranking(m, v) AS r, km_curve(days, event) AS c,
			series(p, v) AS plain, ranking(m, v) AS plain_ranking FROM source GROUP BY k) anew USING (k)
	WHERE time_series_send(kept.s) IS DISTINCT FROM time_series_send(anew.s)
	OR time_series_send(without_counts(kept.s)) IS DISTINCT FROM time_series_send(plain)
	OR member_ranking_send(kept.r) IS DISTINCT FROM member_ranking_send(anew.r)
	OR member_ranking_send(without_counts(kept.r)) IS DISTINCT FROM member_ranking_send(plain_ranking)
	OR survival_curve_send(kept.c) IS DISTINCT FROM survival_curve_send(anew.c)
	OR kept.s <> anew.s OR kept.r <> anew.r OR kept.c <> anew.c});

my @kinds = ('cents', '1e15 and cents', '1e-9', 'cancelling 1e279', 'all of them');
for my $kind (0 .. $#kinds)
{
	my $got = $node->safe_psql('postgres', qq{
		TRUNCATE source, kept;
		DO \$\$ BEGIN PERFORM setseed(0.$kind); END \$\$;
		CREATE TEMP TABLE seen (n int, differ int);
		DO \$\$
		BEGIN
			FOR i IN 1 .. 120 LOOP
				CALL step($kind);
				INSERT INTO seen SELECT (SELECT count(*) FROM source), (SELECT count(*) FROM differing);
			END LOOP;
		END \$\$;
		SELECT count(*) || ' ' || sum(differ) || ' ' || (max(n) > 100) FROM seen});
	is($got, '120 0 true', "$kinds[$kind]: 120 statements, and no key differs after any");

	# until nothing is left
	$got = $node->safe_psql('postgres', qq{
		UPDATE kept SET s = series_subtract(kept.s, x.s), r = ranking_subtract(kept.r, x.r), c = survival_subtract(kept.c, x.c)
		FROM (SELECT k, counted_series(p, v) AS s, counted_ranking(m, v) AS r, km_curve(days, event) AS c FROM source GROUP BY k) x WHERE x.k = kept.k;
		SELECT DISTINCT s::text || r::text || c::text FROM kept});
	is($got, 'M {}{}days {}', "$kinds[$kind]: taken away altogether");
}

# ------------------------------------------------------------------- plans

$node->safe_psql('postgres', q{
	CREATE TABLE facts AS
	SELECT i, i % 50 AS g, '2015-01'::time_period + (h & 127)::int AS p, 'member ' || (h >> 8 & 63) AS m,
		CASE h >> 16 & 3 WHEN 0 THEN (h >> 20 & 1048575) / 100.0::float8 WHEN 1 THEN 1e15 * sign((h >> 40 & 1) - 0.5)
			WHEN 2 THEN 1e-9 * (h >> 20 & 1023) ELSE 1e279 * sign((h >> 41 & 1) - 0.5) END AS v
	FROM generate_series(1, 60000) i, LATERAL (SELECT hashint8extended(i, 5) AS h) t;
	CREATE INDEX ON facts (i);
	ANALYZE facts});
my $bits = q{SELECT md5(string_agg(g || encode(time_series_send(s), 'hex') || encode(member_ranking_send(r), 'hex'), ',' ORDER BY g)) FROM};
my $counted = 'SELECT g, counted_series(p, v) AS s, counted_ranking(m, v) AS r FROM facts %s GROUP BY g';
my $serial = 'SET max_parallel_workers_per_gather = 0';
my $truth = $node->safe_psql('postgres', "$serial; $bits (" . sprintf($counted, '') . ') x');

for my $workers (1 .. 4)
{
	my $set = "SET max_parallel_workers_per_gather = $workers; SET enable_sort = off";

	$node->safe_psql('postgres', "ALTER TABLE facts SET (parallel_workers = $workers)");
	like($node->safe_psql('postgres', "$set; EXPLAIN (COSTS OFF) " . sprintf($counted, '')),
		qr/Finalize.*Partial HashAggregate/s, "partial aggregates in $workers workers");
	is($node->safe_psql('postgres', "$set; $bits (" . sprintf($counted, '') . ') x'), $truth, 'and the same bytes');
}
is($node->safe_psql('postgres', "$serial; $bits (SELECT g, series_subtract(a.s, b.s) AS s, ranking_subtract(a.r, b.r) AS r
	FROM (SELECT g, counted_series(p, v) AS s, counted_ranking(m, v) AS r FROM (SELECT * FROM facts UNION ALL SELECT * FROM facts WHERE i % 3 = 0) f GROUP BY g) a
	JOIN (" . sprintf($counted, 'WHERE i % 3 = 0') . ') b USING (g)) x'), $truth, 'rows that came twice and went once');
is($node->safe_psql('postgres', "$serial; $bits (SELECT g, counted_rollup(s) AS s, counted_rollup(r) AS r
	FROM (SELECT g, i % 17, counted_series(p, v) AS s, counted_ranking(m, v) AS r FROM facts GROUP BY 1, 2) parts GROUP BY g) x"),
	$truth, 'parts roll up to the same bytes');

# ------------------------------------------- out of the server and back

$node->safe_psql('postgres', qq{
	CREATE TABLE given AS } . sprintf($counted, '') . qq{;
	CREATE TABLE back (LIKE given);
	COPY given TO '$folder/given' BINARY;
	COPY back FROM '$folder/given' BINARY});
is($node->safe_psql('postgres', "$bits back x"), $truth, 'counts go through binary COPY');
is($node->safe_psql('postgres', "$bits (SELECT g, s::text::time_series AS s, r::text::member_ranking AS r FROM given) x"), $truth, 'through text');
is($node->safe_psql('postgres', "$bits (SELECT g, s::jsonb::time_series AS s, r::jsonb::member_ranking AS r FROM given) x"), $truth, 'through jsonb');
$node->command_ok([ 'pg_dump', '--dbname', $node->connstr('postgres'), '--table', 'given', '--file', "$folder/dump.sql" ], 'pg_dump');
$node->safe_psql('postgres', 'ALTER TABLE given RENAME TO before');
$node->safe_psql('postgres', "\\i $folder/dump.sql");
is($node->safe_psql('postgres', "$bits given x"), $truth, 'through a dump');

# What has no counts is stored as before: 16 bytes, and 8 a period and lane.
is($node->safe_psql('postgres', q{SELECT pg_column_size(counted_series(p, 1.0)) || ' ' || pg_column_size(series(p, 1.0))
	FROM generate_series('2015-01'::time_period, '2024-12') p}), '976 976', 'a row a period takes no room for counts');
is($node->safe_psql('postgres', q{SELECT pg_column_size(counted_series(p, 1.0)) || ' ' || pg_column_size(series(p, 1.0))
	FROM generate_series('2015-01'::time_period, '2024-12') p, generate_series(1, 2)}), '1936 976', 'several take 8 bytes a period');

# ------------------------------------------------------ frames that move

# Times are taken in turns, and the best of five counts; what is held against
# them is far from what starting anew with every row takes, 100 times as much.
my %best;
for my $round (1 .. 5)
{
	for my $call ('series(p, v)', 'ranking(m, v)')
	{
		for my $rows (12, 120, 1200)
		{
			my $start = time;
			$node->safe_psql('postgres', "$serial; SELECT count(x) FROM (SELECT $call OVER (ORDER BY i ROWS @{[$rows - 1]} PRECEDING) AS x
				FROM (SELECT i, '2015-01'::time_period + i % 6 AS p, 'm' || i % 6 AS m, (i % 1000) / 100.0::float8 AS v FROM facts WHERE i <= 20000) f) t");
			my $took = time - $start;
			$best{$call}{$rows} = $took if !defined $best{$call}{$rows} || $took < $best{$call}{$rows};
		}
	}
}
for my $call (sort keys %best)
{
	for my $rows (120, 1200)
	{
		my $ratio = $best{$call}{$rows} / $best{$call}{12};
		cmp_ok($ratio, '<', 2, sprintf('%s over frames of %d rows takes %.2f times what it does over 12', $call, $rows, $ratio));
	}
}

# the same bytes as from the rows of the frame alone, wherever it lies
for my $frame ('ROWS 30 PRECEDING', 'ROWS BETWEEN 12 FOLLOWING AND 40 FOLLOWING', 'ROWS BETWEEN 5 PRECEDING AND 5 FOLLOWING EXCLUDE CURRENT ROW',
	'GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING', 'RANGE BETWEEN 100 PRECEDING AND 20 PRECEDING')
{
	my $order = $frame =~ /GROUPS/ ? 'i / 7' : $frame =~ /RANGE/ ? 'i * 3' : 'i';

	is($node->safe_psql('postgres', qq{$serial;
		SELECT count(*) || ' ' || count(*) FILTER (WHERE time_series_send(s) IS DISTINCT FROM time_series_send((SELECT counted_series(p, v) FROM facts WHERE i = ANY (frame)))
			OR time_series_send(plain) IS DISTINCT FROM time_series_send((SELECT series(p, v) FROM facts WHERE i = ANY (frame)))
			OR member_ranking_send(r) IS DISTINCT FROM member_ranking_send((SELECT ranking(m, v) FROM facts WHERE i = ANY (frame))))
		FROM (SELECT counted_series(p, v) OVER w AS s, series(p, v) OVER w AS plain, ranking(m, v) OVER w AS r, array_agg(i) OVER w AS frame
			FROM (SELECT * FROM facts WHERE i <= 1500) f WINDOW w AS (ORDER BY $order $frame)) t}),
		'1500 0', "$frame: the bytes of its rows alone");
}

$node->stop;
done_testing();
