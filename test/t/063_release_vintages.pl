# A reader who keeps every vintage: 24 months of arrivals, late filings,
# withdrawals and corrections.  The naive monthly view gives single people away
# by subtraction; the vintages of a release never do (T31 to T33).
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

use constant { K => 5, MONTHS => 24 };

my $node = TradeLabor::server('release_vintages', 'fsync = off');
srand(20260101);

# the truth, which only the test sees: id => [person, municipio, tipo, year, month]
my (%report, $next_id);
my @state = map { 'S' . $_ % 4 } 0 .. 39;

sub some_place { return int(40 * rand()**3) }
sub some_person { return rand() < 0.2 ? 'q' . int(rand(15)) : 'p' . int(rand(4000)) }

sub arrive
{
	my ($year, $month) = @_;
	$report{ ++$next_id } = [ some_person(), some_place(), ('queja', 'queja', 'queja', 'contrato')[ rand 4 ], $year, $month ];
}

# one month of an office
sub live_a_month
{
	my ($now) = @_;

	arrive(2024 + int(($now - 1) / 12), 1 + ($now - 1) % 12) for 1 .. 120 + rand 40;
	for (1 .. rand 40)
	{
		my $then = 1 + int rand $now;
		arrive(2024 + int(($then - 1) / 12), 1 + ($then - 1) % 12);
	}
	delete $report{ (sort { $a <=> $b } keys %report)[ rand keys %report ] } for 1 .. rand 25;
	$report{ (sort { $a <=> $b } keys %report)[ rand keys %report ] }[1] = some_place() for 1 .. rand 8;
}

sub load
{
	my @rows = map { my $r = $report{$_}; sprintf "%d\t%s\tm%d\t%s\t%d-%02d-15", $_, @$r } keys %report;
	$node->safe_psql('postgres', "TRUNCATE report;\nCOPY report FROM STDIN;\n" . join("\n", @rows) . "\n\\.\n");
}

# What readers take for the region of a row: the labels of each level, those of
# a rest beside them, the finest first.
sub ancestors
{
	my ($person, $place, $tipo, $year, $month) = @_;
	my $quarter = "$year-Q" . (1 + int(($month - 1) / 3));
	my @l = ($state[$place], "m$place", $tipo, $year, $quarter, sprintf '%d-%02d', $year, $month);
	my @T = ('_T') x 6;

	return map { join '|', @$_ } (
		[@l],
		map({ [ @l[ 0 .. 4 ], $_ ] } '_T', "resto de $quarter"),
		map({ [ @l[ 0 .. 3 ], $_, $_ ] } '_T', "resto de $year"),
		map({ [ @l[ 0 .. 2 ], ($_) x 3 ] } '_T', 'resto de fecha'),
		map({ [ @l[ 0, 1 ], $_, @T[ 0 .. 2 ] ] } '_T', 'resto de tipo'),
		map({ [ $l[0], $_, @T[ 0 .. 3 ] ] } '_T', "resto de $state[$place]"),
		map({ [ $_, $_, @T[ 0 .. 3 ] ] } '_T', 'resto de municipio'));
}

$node->safe_psql('postgres', q{
	CREATE TABLE place (municipio text, estado text);
	INSERT INTO place SELECT 'm' || i, 'S' || i % 4 FROM generate_series(0, 39) i;
	SELECT bucket_hierarchy('geo', 'place', '{municipio,estado}');
	CREATE TABLE report (id int, persona text, municipio text, tipo text, fecha date)});

my (@naive, @people, @shown, %last, %frontier, @problem);
for my $now (1 .. MONTHS)
{
	live_a_month($now);
	load();
	$frontier{$now} = (sort map { sprintf '%d-%02d', @$_[ 3, 4 ] } values %report)[-1];
	$node->safe_psql('postgres', 'SET client_min_messages = warning; ' . ($now == 1
		? qq(SELECT publish_buckets('inbox', 'report', '{geo:municipio,tipo,month:fecha}', 'persona', '{"k":@{[K]}}'))
		: q(SELECT refresh_buckets('inbox'))));

	# the naive reader's file
	my %count;
	$count{ join '|', @$_[ 1 .. 4 ] }{ $_->[0] }++ for values %report;
	push @naive, { map { $_ => $count{$_} } grep { keys %{ $count{$_} } >= K } keys %count };

	# the reader's file of this vintage, and how often each number was written
	my (%n, %at, %versions);
	for (split /\n/, $node->safe_psql('postgres', q{
		SELECT r.opened || '|' || concat_ws('|', estado, municipio, tipo, fecha_year, fecha_quarter, fecha),
			r.n, cardinality(people), bucket_contributors(people[cardinality(people)])
		FROM inbox r JOIN bucket_line_buckets b
			ON b.opened = r.opened AND b.labels = ARRAY[estado, municipio, tipo, fecha_year, fecha_quarter, fecha]}))
	{
		my ($opened, @rest) = split /\|/;
		my ($labels, $n, $versions, $people) = (join('|', @rest[ 0 .. 5 ]), @rest[ 6 .. 8 ]);
		push @{ $at{$labels} }, $opened;
		$n{"$opened|$labels"} = $n;
		$versions{"$opened|$labels"} = [ $versions, $people ];
	}
	# the truth behind it
	my (%now, $lost);
	for my $row (values %report)
	{
		my ($period, $in) = (sprintf('%d-%02d', @$row[ 3, 4 ]), undef);
		for my $labels (ancestors(@$row))
		{
			for my $opened (grep { $period le $frontier{$_} } @{ $at{$labels} // [] })
			{
				$in = [ $opened, $labels ] if !$in || $opened < $in->[0];
			}
		}
		$lost++ unless $in || $now > 1;
		$now{"$in->[0]|$in->[1]"}{ $row->[0] }++ if $in;
	}
	push @problem, "vintage $now: $lost reports in no bucket" if $lost;
	my %behind;
	for my $bucket (keys %n)
	{
		my ($versions, $people) = @{ $versions{$bucket} };
		my $before = $last{$bucket};

		if ($before && $before->[0] == $versions)
		{
			push @problem, "vintage $now: $bucket moved without being written" if $before->[1] != $n{$bucket};
			$behind{$bucket} = $people[-1]{$bucket};
		}
		else
		{
			my $rows = 0;
			$rows += $_ for values %{ $now{$bucket} // {} };
			push @problem, "vintage $now: $bucket shows $n{$bucket}, a recount $rows" if $rows != $n{$bucket};
			$behind{$bucket} = $now{$bucket} // {};
			push @problem, "vintage $now: $bucket has few people" if keys %{ $behind{$bucket} } < K || keys %{ $behind{$bucket} } != $people;
		}
		$last{$bucket} = [ $versions, $n{$bucket} ];
	}
	push @problem, "vintage $now lost a bucket" if grep { !exists $n{$_} } keys %{ $people[-1] // {} };
	push @people, \%behind;
	push @shown, \%n;
}
is("@problem[0 .. ($#problem > 9 ? 9 : $#problem)]", '', MONTHS . ' vintages: each number is a recount of the truth when it was written, and stays until the next');

# people by whom two files of a bucket differ: [entered, left]
sub moves
{
	my ($before, $after) = @_;
	return (scalar(grep { !$before->{$_} } keys %$after), scalar(grep { !$after->{$_} } keys %$before));
}

my $betrayed = 0;
for my $now (1 .. $#naive)
{
	for my $cell (grep { $naive[ $now - 1 ]{$_} } keys %{ $naive[$now] })
	{
		my ($entered, $left) = moves($naive[ $now - 1 ]{$cell}, $naive[$now]{$cell});
		$betrayed++ if $entered + $left > 0 && $entered + $left < K;
	}
}
cmp_ok($betrayed, '>', 100, "the naive view: $betrayed differences of months are about fewer than k people");

my ($pairs, $changes, @few, $unions, @few_in_union) = (0, 0);
for my $i (0 .. $#people)
{
	for my $j ($i + 1 .. $#people)
	{
		my @changed;
		for my $bucket (keys %{ $people[$i] })
		{
			my ($before, $after) = ($people[$i]{$bucket}, $people[$j]{$bucket});
			$pairs++;
			next if $before == $after;
			my ($entered, $left) = moves($before, $after);
			$changes++;
			push @few, "$bucket: $entered entered, $left left" if $entered < K || ($left > 0 && $left < K);
			push @changed, $bucket;
		}
		# what the sum over several buckets gives away: people whose reports
		# in it are more or fewer than before
		my @sums = (\@changed, map { my $p = 0.1 + rand 0.8; [ grep { rand() < $p } @changed ] } 1 .. 20);
		for my $sum (@sums)
		{
			my %net;
			for my $bucket (@$sum)
			{
				$net{$_} += $people[$j]{$bucket}{$_} for keys %{ $people[$j]{$bucket} };
				$net{$_} -= $people[$i]{$bucket}{$_} for keys %{ $people[$i]{$bucket} };
			}
			my $who = grep { $_ } values %net;
			$unions++;
			push @few_in_union, "$who people" if $who > 0 && $who < K;
		}
	}
}
cmp_ok($changes, '>', 100, "$changes changes among $pairs pairs of vintages of a bucket");
is("@few", '', 'none is about fewer than k people who entered or left');
is("@few_in_union", '', "nor is the difference of any of $unions sums of buckets");
my $kept = 0;
$kept += $_ for values %{ $shown[-1] };
note(sprintf '%d buckets, %d of %d reports shown in the last vintage', scalar(keys %{ $shown[-1] }), $kept, scalar keys %report);
is($node->safe_psql('postgres', 'SELECT bucket_ledger_check() IS NULL, count(*) FROM bucket_ledger'), 't|' . MONTHS, 'the ledger has every vintage, and holds');

done_testing();
