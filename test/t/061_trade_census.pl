# Published figures of U.S. goods trade, from the data that they were published
# with: balances, growth, contributions and vintages.  The data is not part of
# the project; without it the test is skipped.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $workbook = TradeLabor::data('trade/us_goods_census_2023-03.csv');
my $update = TradeLabor::data('trade/us_goods_census_2026-10.jsonl');

plan(skip_all => 'the census data is not there') if !$workbook || !$update;

my $node = TradeLabor::server('census');

sub answer
{
	return $node->safe_psql('postgres', join(";\n", @_));
}

# The workbook has a row a year and a column a month, where 0 stands for what
# was not published yet; codes below 1000 are sums of countries.
my @months = qw(JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC);
my $columns = join ', ', map { my $leg = $_; map { "$leg$_ float8" } @months, 'YR' } qw(I E);

$node->safe_psql('postgres', "CREATE TABLE workbook (year int, code text, name text, $columns)");
$node->safe_psql('postgres', "\\copy workbook FROM '$workbook' CSV HEADER");
$node->safe_psql('postgres', 'CREATE TABLE trade AS ' . join(' UNION ALL ', map {
	my $m = sprintf '%02d', $_ + 1;
	map { "SELECT code, name, (year || '-$m')::time_period AS period, '$_->[0]' AS flow, nullif($_->[1]$months[$m - 1], 0) AS value FROM workbook WHERE code::int >= 1000" }
	  ['M', 'I'], ['X', 'E'] } 0 .. 11));
$node->safe_psql('postgres', 'CREATE TABLE year_trade AS
	SELECT code, to_freq(period, \'A\') AS period, flow, sum(value) AS value, sum(value::numeric) AS exact
	FROM trade GROUP BY 1, 2, 3');

# ------------------------------------------------------ balances of 2022

is(answer(q{
	SELECT code, round(trade_balance(flow, value)::numeric, 6), round(coverage_ratio(flow, value)::numeric, 6),
		round(normalized_balance(flow, value)::numeric, 6)
	FROM trade WHERE period <@ '2022'::time_period AND code IN ('2010', '1220', '5700') GROUP BY code ORDER BY 2 DESC}),
	"1220|-81616.327666|0.813546|-0.102812\n" .
	"2010|-130552.087900|0.713028|-0.167523\n" .
	"5700|-382917.000611|0.286606|-0.554477", 'balance, coverage and normalized balance of 2022');
is(answer(q{SELECT round(trade_balance(flow, value)::numeric, 6) FROM trade
	WHERE period <@ '2022'::time_period AND code = '5520'}), '-116123.129881', 'the balance with Vietnam');
is(answer(q{
	SELECT round(trade_balance(flow, exact), 1) FROM year_trade WHERE period = '2020' AND code IN ('2010', '1220') GROUP BY code ORDER BY 1}),
	"-112078.2\n-13812.6", 'deficits of 2020 with Mexico and Canada, as known in 2023');

# ---------------------------------------------------------------- change

is(answer(q{
	SELECT round(pct_change(n, b)::numeric, 4), round(log_change(n, b)::numeric, 4), round(midpoint_change(n, b)::numeric, 4)
	FROM (SELECT max(value) FILTER (WHERE period = '2022') AS n, max(value) FILTER (WHERE period = '2021') AS b
		FROM year_trade WHERE code = '2010' AND flow = 'M') s}),
	'18.2715|16.7812|16.7420', 'imports from Mexico in 2022: percent, log and midpoint change');
is(answer(q{
	SELECT round(cagr(max(value) FILTER (WHERE period = '2012'), max(value) FILTER (WHERE period = '2022'), 10)::numeric, 4)
	FROM year_trade WHERE code = '2010' AND flow = 'M'}), '5.0639', 'imports from Mexico 2012 to 2022, a year');
is(answer(q{
	SELECT round(pct_change(sum(value) FILTER (WHERE period = '2022'), sum(value) FILTER (WHERE period = '2021'))::numeric, 6)
	FROM year_trade WHERE flow = 'M'}), '14.669899', 'growth of all imports in 2022');
is(answer(q{
	WITH total AS (SELECT sum(value) AS base FROM year_trade WHERE flow = 'M' AND period = '2021'),
	part AS (SELECT code, coalesce(sum(value) FILTER (WHERE period = '2022'), 0) AS n,
			coalesce(sum(value) FILTER (WHERE period = '2021'), 0) AS b
		FROM year_trade WHERE flow = 'M' GROUP BY code),
	points AS (SELECT code, contribution(n, b, base) AS c FROM part, total)
	SELECT string_agg(code || ' ' || round(c::numeric, 4), ', ' ORDER BY c DESC) FILTER (WHERE code IN ('1220', '2010', '5700', '5520', '5800', '4621')),
		round(sum(c)::numeric, 6) FROM points}),
	'1220 2.8237, 2010 2.4825, 5700 1.1239, 5520 0.9051, 5800 0.7213, 4621 -0.5361|14.669899',
	'contributions in points, which add up to the growth of the total');

# annualized, January 2023 on December 2022 says 35.9 %, a year ago 11.2 %
is(answer(q{
	SELECT round(annualize(m, 12)::numeric, 1), round(y::numeric, 1)
	FROM (SELECT period, pct_change(value, period, 1) OVER w AS m, yoy(value, period) OVER w AS y
		FROM trade WHERE code = '2010' AND flow = 'M' WINDOW w AS (ORDER BY period)) s
	WHERE period = '2023-01'}), '35.9|11.2', 'an annual rate of unadjusted months misleads');

# lag() and lag_at() differ where a month is absent, as in most stored panels
my ($lags, $wrong, $partners) = split /\|/, answer(q{
	SELECT count(rows), count(*) FILTER (WHERE rows <> period - 12), count(DISTINCT code) FILTER (WHERE rows <> period - 12)
	FROM (SELECT code, period, lag(period, 12) OVER w AS rows, lag_at(period, period, 12) OVER w AS months
		FROM (SELECT code, period FROM trade GROUP BY 1, 2 HAVING count(value) > 0) s
		WINDOW w AS (PARTITION BY code ORDER BY period)) t});
ok($wrong > 3000 && $partners > 50, "lag(v, 12) is wrong for $wrong of $lags rows, of $partners partners");
is(answer(q{
	SELECT count(*) FROM (SELECT period, lag_at(period, period, 12) OVER w AS months,
			max(period) OVER (w RANGE BETWEEN 12 PRECEDING AND 12 PRECEDING) AS frame
		FROM (SELECT code, period FROM trade GROUP BY 1, 2 HAVING count(value) > 0) s
		WINDOW w AS (PARTITION BY code ORDER BY period)) t
	WHERE months IS DISTINCT FROM frame OR months <> period - 12}), '0', 'lag_at() for none');

# Every answer over the whole of the data is that of plain SQL.
is(answer(q{
	SELECT count(*) > 150000, count(y) > 100000,
		count(*) FILTER (WHERE y IS DISTINCT FROM CASE WHEN ago > 0 THEN 100 * (value - ago) / ago END),
		count(*) FILTER (WHERE r IS DISTINCT FROM CASE WHEN n = 12 THEN s END)
	FROM (SELECT value::numeric, yoy(value::numeric, period) OVER w AS y, rolling_sum(value::numeric, period, 12) OVER w AS r,
			max(value::numeric) OVER (w RANGE BETWEEN 12 PRECEDING AND 12 PRECEDING) AS ago,
			sum(value::numeric) OVER (w RANGE BETWEEN 11 PRECEDING AND CURRENT ROW) AS s,
			count(value) OVER (w RANGE BETWEEN 11 PRECEDING AND CURRENT ROW) AS n
		FROM trade WINDOW w AS (PARTITION BY code, flow ORDER BY period)) t}),
	't|t|0|0', 'yoy and rolling sums of all partners are those of RANGE frames');

# ----------------------------------------------------------- later vintage

$node->safe_psql('postgres', 'CREATE TABLE line (doc jsonb)');
$node->safe_psql('postgres', "\\copy line FROM '$update'");
$node->safe_psql('postgres', q{
	CREATE TABLE later AS
	SELECT doc->>'country_code' AS partner, ((doc->>'year') || '-01')::time_period + (i - 1)::int AS period, flow,
		CASE flow WHEN 'X' THEN doc->'exports' ELSE doc->'imports' END->>(i - 1)::int AS text
	FROM line, unnest('{X,M}'::text[]) flow, generate_series(1, 12) i;
	ALTER TABLE later ADD value numeric;
	UPDATE later SET value = nullif(text::numeric, 0)});

# the years as published: months are rounded to 0.1, and do not add up to them
$node->safe_psql('postgres', q{
	CREATE TABLE later_year AS
	SELECT doc->>'country_code' AS partner, (doc->>'year')::int AS year, flow,
		CASE flow WHEN 'X' THEN doc->'exports_year' ELSE doc->'imports_year' END::numeric AS value
	FROM line, unnest('{X,M}'::text[]) flow});
is(answer(q{
	SELECT partner, year, trade_balance(flow, value) FROM later_year
	WHERE partner IN ('CAN', 'MEX', 'CHN') AND year < 2026 GROUP BY 1, 2 ORDER BY 1, 2}),
	"CAN|2024|-61166.0\nCAN|2025|-48302.4\nCHN|2024|-297047.7\nCHN|2025|-202674.1\nMEX|2024|-168618.0\nMEX|2025|-197033.2",
	'balances of 2024 and 2025 as of October 2026');
is(answer(q{
	SELECT partner, round(pct_change(b25, b24, 'magnitude'), 2), b25 - b24, balance_direction(b25, b24)
	FROM (SELECT partner, trade_balance(flow, value) FILTER (WHERE year = 2025) AS b25,
			trade_balance(flow, value) FILTER (WHERE year = 2024) AS b24
		FROM later_year WHERE partner IN ('MEX', 'CHN', 'POL', 'NPL') GROUP BY 1) s ORDER BY 1}),
	"CHN|-31.77|94373.6|deficit narrowed\nMEX|16.85|-28415.2|deficit widened\n" .
	"NPL|3833.33|-11.5|deficit widened\nPOL||1751.8|reversed to surplus", 'growth of deficits, and in words');
is(answer(q{
	SELECT rolling_sum FROM (SELECT period, rolling_sum(value, period, 12) OVER (ORDER BY period)
		FROM later WHERE partner = 'MEX' AND flow = 'M') s WHERE period = '2026-07'}),
	'583734.3', 'imports from Mexico, twelve months to July 2026');
is(answer(q{
	SELECT round(pct_change(ytd, lag_at), 3) FROM (SELECT period, ytd, lag_at(ytd, period, 12) OVER (ORDER BY period)
		FROM (SELECT period, ytd(value, period) OVER (ORDER BY period) FROM later WHERE partner = 'MEX' AND flow = 'M') y) s
	WHERE period = '2026-07'}), '15.978', 'and January to July on the same months of 2025');
is(answer(q{
	SELECT max(abs(agg - sum)) <= 0.1, count(agg) > 0, count(agg) = count(sum) FILTER (WHERE agg IS NOT NULL) FROM (
		SELECT max(value) FILTER (WHERE partner = 'AGG_0010') AS agg,
			sum(value) FILTER (WHERE partner IN ('CAN', 'MEX')) AS sum
		FROM later WHERE flow = 'M' GROUP BY period) s WHERE agg IS NOT NULL}), 't|t|t',
	'the aggregate is Canada and Mexico in every month');

$node->stop;
done_testing();
