# Three servers with a part of the rows each, asked through postgres_fdw: what
# they answer together has the bytes that one table with all rows gives.  Groups
# within a server are made there; those across servers travel as summaries.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my @offices = qw(north south west);
my %server = map { $_ => TradeLabor::server($_) } @offices;
my $center = TradeLabor::server('center', 'enable_partitionwise_aggregate = on', 'enable_partitionwise_join = on');

my $columns = 'office text, partner partner_code, hs hs_code, month time_period, member text, value float8, days int, over boolean';
$center->safe_psql('postgres', qq{
	CREATE EXTENSION postgres_fdw;
	CREATE TABLE one ($columns);
	CREATE TABLE all_of_them ($columns) PARTITION BY LIST (office)});
$center->safe_psql('postgres', q{
	INSERT INTO one SELECT (ARRAY['north', 'south', 'west'])[1 + i % 3], (ARRAY['MEX', 'CAN', 'CHN', 'DEU', 'JPN'])[1 + i % 5]::partner_code,
		(ARRAY['8703', '8708', '0407'])[1 + i % 3 * 7 % 3]::hs_code, '2020-01'::time_period + i % 48, 'm' || i % 97,
		(i * 7919 % 100003) * 0.01 + CASE i % 1000 WHEN 0 THEN 1e12 ELSE 0 END, i * i % 211, i % 7 > 1
	FROM generate_series(1, 30000) i});
for my $office (@offices)
{
	my ($node, $port, $host) = ($server{$office}, $server{$office}->port, $server{$office}->host);

	my $rows = $center->safe_psql('postgres', "COPY (SELECT * FROM one WHERE office = '$office') TO STDOUT");
	$node->safe_psql('postgres', "CREATE TABLE rows ($columns);\nCOPY rows FROM STDIN;\n$rows\n\\.\n");
	$center->safe_psql('postgres', qq{
		CREATE SERVER $office FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$host', port '$port', dbname 'postgres', extensions 'trade_labor');
		CREATE USER MAPPING FOR CURRENT_USER SERVER $office;
		CREATE FOREIGN TABLE at_$office PARTITION OF all_of_them FOR VALUES IN ('$office') SERVER $office OPTIONS (table_name 'rows');
		ANALYZE at_$office});
}
$center->safe_psql('postgres', 'ANALYZE one; ANALYZE all_of_them');

# summaries by what is on one server only: they are made there
my %summary = (
	series => 'series(month, value)',
	ranking => 'ranking(member, value)',
	curve => 'km_curve(days, over)');
for my $name (sort keys %summary)
{
	my $query = "SELECT office, partner, $summary{$name} AS s FROM %s GROUP BY office, partner";
	my $plan = $center->safe_psql('postgres', 'EXPLAIN (VERBOSE, COSTS OFF) ' . sprintf $query, 'all_of_them');
	is(scalar(() = $plan =~ /Remote SQL: SELECT office, partner, \S*(?:series|ranking|km_curve)\(/g), 3, "$name by office and partner: each server makes its own");
	my ($here, $there) = map { $center->safe_psql('postgres', "COPY (SELECT * FROM (" . sprintf($query, $_) . ") q ORDER BY office, partner) TO STDOUT") } 'one', 'all_of_them';
	is($there, $here, 'with the same bytes');
	cmp_ok(length $here, '>', 1000, 'and there are some');
}

# by what is on all of them: the parts travel as summaries, and are merged here
my %merged = (
	series => [ 'series(month, value)', 'rollup(s)', 'time_series_send(s)' ],
	ranking => [ 'ranking(member, value)', 'rollup(s)', 'member_ranking_send(s)' ],
	curve => [ 'km_curve(days, over)', 'rollup(s)', 'survival_curve_send(s)' ]);
for my $name (sort keys %merged)
{
	my ($make, $merge, $send) = @{ $merged{$name} };
	my $parts = "SELECT office, partner, $make AS s FROM all_of_them GROUP BY office, partner";

	is($center->safe_psql('postgres', qq{SELECT partner, md5($send) FROM (SELECT partner, $merge AS s FROM ($parts) p GROUP BY partner) q ORDER BY partner}),
		$center->safe_psql('postgres', qq{SELECT partner, md5($send) FROM (SELECT partner, $make AS s FROM one GROUP BY partner) q ORDER BY partner}),
		"$name by partner: merged from three servers, the same bytes as of one table");
	my $traveled = $center->safe_psql('postgres', "SELECT sum(length(s::text)) FROM ($parts) p");
	my $rows = $center->safe_psql('postgres', 'SELECT sum(length(o::text)) FROM one o');
	note("$name: $traveled bytes travel, and $rows as rows");
	cmp_ok($traveled * 3, '<', $rows, 'and less than a third of the rows travels');
}

my $answer = 'SELECT partner, yoy(%s) AS s FROM %s GROUP BY partner ORDER BY partner';
is($center->safe_psql('postgres', sprintf($answer, 'rollup(s)', '(SELECT office, partner, series(month, value) AS s FROM all_of_them GROUP BY office, partner) p')),
	$center->safe_psql('postgres', sprintf($answer, 'series(month, value)', 'one')), 'growth of what was merged');

# conditions travel, by codes and periods
my $plan = $center->safe_psql('postgres', q{EXPLAIN (VERBOSE, COSTS OFF) SELECT * FROM all_of_them WHERE month >= '2023-01'::time_period AND partner = 'MEX'::partner_code});
is(scalar(() = $plan =~ /Remote SQL: .* WHERE (?=.*month .*'2023-01')(?=.*partner .*'MEX')/g), 3, 'conditions on periods and partners are asked there');

$_->stop for values %server, $center;
done_testing();
