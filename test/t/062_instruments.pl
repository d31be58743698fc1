# Trade instruments: the same bits under every plan, and the intra-industry
# indices of U.S. trade in 2022 by partner.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('instruments', 'max_worker_processes = 8', 'max_parallel_workers = 4',
	'parallel_setup_cost = 0', 'parallel_tuple_cost = 0', 'min_parallel_table_scan_size = 0', 'autovacuum = off');

$node->safe_psql('postgres', q{
	CREATE TABLE flow AS
	SELECT i % 30 AS g, 'product ' || (h & 63) AS product, 'market ' || (h >> 6 & 15) AS market,
		(h >> 8 & 1048575) / 7.0::float8 AS a, CASE WHEN h % 9 > 0 THEN (h >> 28 & 1048575) / 100.0::float8 * 10.0 ^ (i % 7) END AS b,
		1 + (h >> 18 & 4095) / 3.0::float8 AS c, 1 + (h >> 44 & 4095) / 10.0::float8 AS d
	FROM generate_series(1, 40000) i, LATERAL (SELECT hashint8extended(i, 11) & 9223372036854775807 AS h) s;
	CREATE TABLE by_product (LIKE flow) PARTITION BY HASH (product);
	CREATE TABLE by_product_0 PARTITION OF by_product FOR VALUES WITH (MODULUS 2, REMAINDER 0);
	CREATE TABLE by_product_1 PARTITION OF by_product FOR VALUES WITH (MODULUS 2, REMAINDER 1);
	INSERT INTO by_product SELECT * FROM flow ORDER BY c, a;
	ANALYZE flow; ANALYZE by_product});

my @calls = ('export_similarity(a, coalesce(b, 0))', 'complementarity(a, d)', 'diversification_unctad(a, d)', 'krugman_index(a, c)', 'grubel_lloyd(a, coalesce(b, 0))',
	'grubel_lloyd_adjusted(a, c)', 'marginal_iit(a - c, d - c)', (map { ("$_(a, b, c, d)", "${_}_quantity(a, b, c, d)") } qw(laspeyres paasche fisher tornqvist)),
	'matched_share(a, d, c, d)', 'bennet(a, d, c, d)', 'unit_value(a, b)', 'quantity_coverage(a, b)', 'mirror_gap(a, b)', 'reroute_bound(a, c)', 'reroute_bound_share(a, c)',
	'average_hourly_base_wage(a, c)', "market_share_decomposition(product, market, a, d, c, d)", "market_share_decomposition(product, market, a, d, c, d, 'average')");
my @plans = (
	[ 'sorted', 'SET max_parallel_workers_per_gather = 0; SET enable_hashagg = off', 'flow' ],
	[ '3 workers', 'SET max_parallel_workers_per_gather = 3', 'flow', 'ALTER TABLE flow SET (parallel_workers = 3)' ],
	[ 'partition-wise, in another order', 'SET max_parallel_workers_per_gather = 0; SET enable_partitionwise_aggregate = on', 'by_product' ]);

sub answers
{
	my ($settings, $call, $table) = @_;

	return $node->safe_psql('postgres', "$settings; SELECT g, ($call)::text FROM $table GROUP BY g ORDER BY g");
}

for my $call (@calls)
{
	my $truth = answers('SET max_parallel_workers_per_gather = 0', $call, 'flow');
	my @lines = split /\n/, $truth;

	is(scalar(grep { /\|./ } @lines), 30, "$call: there are answers");
	for my $plan (@plans)
	{
		my ($how, $settings, $table, $before) = @$plan;

		$node->safe_psql('postgres', $before) if $before;
		is(answers($settings, $call, $table), $truth, "$call: $how");
	}
}
like($node->safe_psql('postgres', 'SET max_parallel_workers_per_gather = 3; EXPLAIN SELECT g, fisher(a, b, c, d), export_similarity(a, c) FROM flow GROUP BY g'),
	qr/Partial/, 'and the plan with workers is partial');

# published figures, where the data is there
SKIP:
{
	my $workbook = TradeLabor::data('trade/us_goods_census_2023-03.csv');

	skip 'the census data is not there', 2 if !$workbook;
	my @months = qw(JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC);
	my $columns = join ', ', map { my $leg = $_; map { "$leg$_ float8" } @months, 'YR' } qw(I E);

	$node->safe_psql('postgres', "CREATE TABLE workbook (year int, code text, name text, $columns)");
	$node->safe_psql('postgres', "\\copy workbook FROM '$workbook' CSV HEADER");
	is($node->safe_psql('postgres', q{
		SELECT round(grubel_lloyd(EYR, IYR)::numeric, 9), round(grubel_lloyd_adjusted(EYR, IYR)::numeric, 9)
		FROM workbook WHERE year = 2022 AND code::int >= 1000}), '0.691199791|0.889173426',
		'intra-industry trade of 2022 over partners, and adjusted');
	is($node->safe_psql('postgres', q{
		SELECT round((1 - sum(abs(EYR - IYR)) / sum(EYR + IYR))::numeric, 9),
			round(((sum(EYR + IYR) - sum(abs(EYR - IYR))) / (sum(EYR + IYR) - abs(sum(EYR) - sum(IYR))))::numeric, 9)
		FROM workbook WHERE year = 2022 AND code::int >= 1000}), '0.691199791|0.889173426', 'as in plain SQL');
}

$node->stop;
done_testing();
