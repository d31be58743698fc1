# Cancel is answered within a second, whatever a long call is doing: large
# rankings and series in every form, tables of them, checks of many readers.
# Each call is cancelled at several places of its way.  TRADE_LABOR_CANCEL_SIZE
# is the number of members (500,000; 2,000,000 is a long run).
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;
use Time::HiRes qw(time);

my $size = $ENV{TRADE_LABOR_CANCEL_SIZE} // 500_000;
my $days = $size * 3 < 3_649_999 ? $size * 3 : 3_649_999;
my $limit = 1.0;
my $node = TradeLabor::server('cancel', 'work_mem = 256MB', 'max_parallel_workers_per_gather = 0');

$node->safe_psql('postgres', qq{
	CREATE TABLE before AS SELECT ranking('member ' || i, i * 0.01) AS r FROM generate_series(1, $size) i;
	CREATE TABLE after AS SELECT ranking('member ' || i * 3 % ($size + 1000), i * 0.01) AS r FROM generate_series(1, $size) i;
	CREATE TABLE ranking_text AS SELECT r::text AS t, member_ranking_send(r) AS b, r::jsonb AS j FROM before;
	CREATE TABLE long AS SELECT series('0001-01-01'::time_period + i, i * 0.01) AS s FROM generate_series(0, $days) i;
	CREATE TABLE series_text AS SELECT s::text AS t, s::jsonb AS j FROM long;
	CREATE ROLE analyst;
	CREATE TABLE report (a text, persona text)});

# name => query; none returns much
my @calls = (
	'ranking from text' => 'SELECT num_members(t::member_ranking) FROM ranking_text',
	'ranking to text' => 'SELECT length(r::text) FROM before',
	'ranking to jsonb' => 'SELECT pg_column_size(r::jsonb) FROM before',
	'ranking from jsonb' => 'SELECT num_members(j::member_ranking) FROM ranking_text',
	'ranking to binary' => 'SELECT length(member_ranking_send(r)) FROM before',
	'movers' => 'SELECT count(*) FROM before b, after a, movers(b.r, a.r)',
	'top' => "SELECT count(*) FROM before, top(r, $size)",
	'bottom' => "SELECT count(*) FROM before, bottom(r, $size)",
	'rollup' => 'SELECT num_members(rollup(r)) FROM (TABLE before UNION ALL TABLE after) x',
	'gini' => 'SELECT gini(r) FROM before',
	'growth_table' => 'SELECT count(*) FROM long, growth_table(s)',
	'series from text' => 'SELECT num_values(t::time_series) FROM series_text',
	'series to jsonb' => 'SELECT pg_column_size(s::jsonb) FROM long',
	'series from jsonb' => 'SELECT num_values(j::time_series) FROM series_text',
	'rolling_sum' => 'SELECT num_values(rolling_sum(s, 365)) FROM long',
	'yoy' => 'SELECT num_values(yoy(s)) FROM long',
	'sparkline' => 'SELECT length(sparkline(s)) FROM long',
	'unnest' => 'SELECT count(*) FROM long, unnest(s)',
	'readers' => "SELECT count(*) FROM publish_buckets('r', 'report', '{a}', 'persona', '{}', array_fill('analyst'::regrole, ARRAY[$size]))",
	'redact_pii' => "SELECT length(redact_pii(repeat('Juan Perez PEGJ900512HJCRRS04 y ', $size / 5)))",
);

sub seconds
{
	my ($sql) = @_;
	my $start = time;
	my ($status, $out, $err) = $node->psql('postgres', $sql);
	return (time - $start, $err);
}

while (my ($name, $query) = splice @calls, 0, 2)
{
	my ($whole) = seconds($query);
	my $worst = 0;

	for my $part (1, 3, 5, 7, 9)
	{
		my $timeout = $whole * $part / 10;
		my ($took, $err) = seconds('SET statement_timeout = ' . int(1000 * $timeout + 1) . "; $query");
		$worst = $took - $timeout if $took - $timeout > $worst;
	}
	ok($worst < $limit, sprintf '%s: of %.1f s, cancelled within %.2f s', $name, $whole, $worst);
}

$node->stop;
done_testing();
