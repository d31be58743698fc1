# Seasonal adjustment against other programs, whose figures are kept in
# test/data (its README.md says how they were made): X-11 against JDemetra+, STL
# against R and statsmodels.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('seasonal', 'max_parallel_workers = 4', 'jit = off');

# A table of text from a file of test/data, its columns as its first line says.
sub load
{
	my ($table) = @_;
	my $file = "$FindBin::Bin/../data/$table.csv";
	open(my $lines, '<', $file) or die "$file: $!\n";
	my $columns = join(', ', map { "$_ text" } split(/,/, <$lines> =~ s/\s+$//r));

	close($lines);
	$node->safe_psql('postgres', "CREATE TABLE $table ($columns)");
	$node->safe_psql('postgres', "\\copy $table FROM '$file' WITH (FORMAT csv, HEADER)");
}

load($_) for qw(x11_tables x11_series stl_tables stl_series);
# Tables D10 to D13 are equal to 1e-9, of the figure where they are ratios, and
# of the series' largest adjusted figure where they are differences.
my $worst = $node->safe_psql('postgres', q{
	CREATE TABLE adjusted AS
	SELECT o.*, s, mode = 'additive' AS additive FROM x11_series o
	JOIN (SELECT series, series(period::time_period, value::float8) AS s FROM x11_tables GROUP BY series) t USING (series);
	WITH ours AS (
		SELECT series, additive, max(abs(x.adjusted)) OVER (PARTITION BY series) AS size, x.*
		FROM adjusted, LATERAL x11_table(s, mode, seasonal_filter, trend_filter::integer, lower_sigma::float8, upper_sigma::float8) x
	)
	SELECT series, count(*) = max(n), max(difference) < 1e-9, max(difference)
	FROM (SELECT series, max(greatest(
			abs(o.seasonal - t.seasonal::float8) / CASE WHEN additive THEN size ELSE t.seasonal::float8 END,
			abs(o.adjusted - t.adjusted::float8) / CASE WHEN additive THEN size ELSE t.adjusted::float8 END,
			abs(o.trend - t.trend::float8) / CASE WHEN additive THEN size ELSE t.trend::float8 END,
			abs(o.irregular - t.irregular::float8) / CASE WHEN additive THEN size ELSE t.irregular::float8 END)) AS difference
		FROM ours o JOIN (SELECT *, period::time_period AS at FROM x11_tables) t USING (series)
		WHERE o.period = at GROUP BY series, o.period) d
	JOIN (SELECT series, count(*) AS n FROM x11_tables GROUP BY series) c USING (series)
	GROUP BY series ORDER BY series});
my @lines = split(/\n/, $worst);
cmp_ok(scalar(@lines), '>=', 20, 'there are twenty series and more');
for my $line (@lines)
{
	my ($series, $all, $equal, $difference) = split(/\|/, $line);

	is("$all $equal", 't t', "$series: D10 to D13 as JDemetra+ has them, within $difference");
}

# So are the diagnostics, but for M2 and with it Q of a log-additive adjustment,
# where JDemetra+ takes an extreme's irregular, a ratio, off it as a difference
# and so leaves the extreme in.
my @numbers = ((map { "m$_" } 1 .. 11), qw(q f_stable p_stable f_moving p_moving kruskal_wallis p_kruskal_wallis ic_ratio seasonality_ratio));
my $pairs = join(', ', map { "('$_', d.$_, o.${_}::float8)" } @numbers);
is($node->safe_psql('postgres', qq{
		SELECT count(DISTINCT o.series), count(*), count(our)
		FROM adjusted o, LATERAL x11_diagnostics(s, mode, seasonal_filter, trend_filter::integer, lower_sigma::float8, upper_sigma::float8) d,
			LATERAL (VALUES $pairs) v(name, our, theirs)
		WHERE (mode = 'log-additive' AND name IN ('m2', 'q')) OR
			((our IS NULL) = (theirs IS NULL) AND coalesce(abs(our - theirs) <= 1e-9 * greatest(abs(theirs), 1e-3), true))}),
	join('|', $#lines + 1, 20 * @lines, 20 * @lines - 4 * 4), 'the diagnostics are those of JDemetra+');
is($node->safe_psql('postgres', q{
		SELECT count(*) FROM adjusted o,
			LATERAL x11_diagnostics(s, mode, seasonal_filter, trend_filter::integer, lower_sigma::float8, upper_sigma::float8) d
		WHERE d.identifiable = o.identifiable AND d.trend_terms = o.trend_terms::integer}),
	scalar(@lines), 'and so are the verdict on seasonality and the trend filter');

# STL is equal to 1e-10 of the series' largest figure.
for my $line (split(/\n/, $node->safe_psql('postgres', q{
	SELECT o.series, program, count(*) = max(n), max(difference) < 1e-10, max(difference)
	FROM stl_series o JOIN adjusted a USING (series),
		LATERAL stl(s, seasonal_window::integer, false, trend_window::integer, low_pass_window::integer, seasonal_degree::integer,
			trend_degree::integer, low_pass_degree::integer, inner_loops::integer, outer_loops::integer) z,
		LATERAL (SELECT count(*) AS n, max(abs(value)) AS size FROM unnest(s)) c,
		LATERAL (SELECT greatest(abs(value_at(z.seasonal, first_period(s) + place::integer) - t.seasonal::float8),
				abs(value_at(z.trend, first_period(s) + place::integer) - t.trend::float8)) / size AS difference
			FROM stl_tables t WHERE t.series = o.series) d
	GROUP BY 1, 2 ORDER BY 1})))
{
	my ($series, $program, $all, $equal, $difference) = split(/\|/, $line);

	is("$all $equal", 't t', "$series: STL as $program has it, within $difference");
}

# The defaults are those of R: what its default call gives is what ours does.
is($node->safe_psql('postgres', q{
		SELECT (stl(s)).trend = (stl(s, 0, false, 19, 13, 0, 1, 1, 2, 0)).trend AND
			(stl(s, 7, true)).trend = (stl(s, 7, false, 23, 13, 0, 1, 1, 1, 15)).trend AND
			(stl(s, 13)).trend = (stl(s, 13, false, 21, 13, 0, 1, 1, 2, 0)).trend
		FROM adjusted WHERE series = 'china_imports'}),
	't', 'the defaults of R');

# The same bytes whatever the plan.
$node->safe_psql('postgres', q{
	CREATE TABLE facts AS
	SELECT g, '2010-01'::time_period + m AS p, 1000 + hashint4(g * 131 + m % 12) % 500 + hashint4(g * 1009 + m) % 200 AS v
	FROM generate_series(1, 200) g, generate_series(0, 119) m ORDER BY hashint4(g * 7 + m);
	CREATE TABLE serial AS SELECT g, sha256(textsend(x11(series(p, v))::text)) AS bytes FROM facts GROUP BY g;
	ANALYZE facts});
for my $workers (1 .. 4)
{
	is($node->safe_psql('postgres', qq{
			SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
			SET max_parallel_workers_per_gather = $workers;
			ALTER TABLE facts SET (parallel_workers = $workers);
			SELECT count(*) FROM (SELECT g, x11(series(p, v)) AS x FROM facts GROUP BY g) t
			JOIN serial USING (g) WHERE sha256(textsend(x::text)) = bytes}),
		'200', "the same bytes with $workers workers");
}

done_testing();
