# Sums of amounts that are corrected, taken back and given again.  What one has in a sum is
# what stands there then, and what he has in a difference what he changed by: an attacker
# who reckons like that succeeds against sums that keep the rules one by one, and fails
# against releases.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use SumAttack qw(hold there);
use TradeLabor;
use Test::More;

use constant { SAMPLES => 12, K => 4, P => 20, ROUNDS => 4 };

my $node = TradeLabor::server('release_corrected', 'fsync = off');

sub sql { return $node->safe_psql('postgres', "SET client_min_messages = warning; $_[0]"); }

# what the release shows of a place after a refresh
sub shown
{
	my ($place) = @_;
	return sql(qq{SELECT refresh_buckets('rel'); SELECT n || ' ' || coalesce(sum_owed::text, 'hidden') FROM rel WHERE place = '$place'}) =~ s/.*\n//sr;
}

# a source of places with so many firms, of which one has much, and its release
sub begin
{
	sql(q{SELECT retract_buckets(name) FROM bucket_releases; DROP TABLE IF EXISTS owing CASCADE; CREATE TABLE owing (place text, firm text, owed numeric)});
	sql("INSERT INTO owing SELECT '$_->[0]', '$_->[0]' || i, CASE i WHEN 1 THEN $_->[2] ELSE $_->[3] END FROM generate_series(1, $_->[1]) i") for @_;
	sql(q{SELECT publish_buckets('rel', 'owing', '{place}', 'firm', '{"k":3,"sums":[{"column":"owed","p_percent":20}]}')});
}

# so many firms come, each with as much
sub come { sql("INSERT INTO owing SELECT '$_[0]', 'new' || i || '$_[1] ' || (SELECT count(*) FROM owing), $_[2] FROM generate_series(1, $_[1]) i"); }

# ---------------------------------------------------------- what others had before

begin([ 'A', 10, 1000, 110 ], [ 'B', 10, 500, 500 ], [ 'C', 6, 50, 50 ], [ 'D', 8, 300, 300 ], [ 'E', 8, 300, 300 ]);
is(sql('SELECT sum_owed FROM rel ORDER BY place'), "1990\n5000\n300\n2400\n2400", 'at first all are shown');
sql(q{UPDATE owing SET owed = 1 WHERE place = 'A' AND firm <> 'A1'});
come('A', 4, 1);
is(sql(q{SELECT max(owed) || ' of ' || sum(owed) FROM owing WHERE place = 'A'}), '1000 of 1013', 'the others have nearly nothing now, nor have those who came');
is(shown('A'), '14 hidden', 'and what they had before does not hide the one who has 1000 of 1013');
sql(q{UPDATE owing SET owed = 0 WHERE place = 'B'});
come('B', 4, 0);
is(shown('B'), '14 hidden', 'where all have 0 now the sum is hidden, as it tells of each');
come('B', 4, 2);
is(shown('B'), '18 8', 'those who came with more than 0 are enough to show it');
sql(q{UPDATE owing SET owed = NULL WHERE place = 'C' AND firm <> 'C1'});
come('C', 3, 0);
is(shown('C'), '9 hidden', 'one of k who had an amount is left: nothing is said of him');

# -------------------------------------------------------- taken back and given again

for my $case ([ 'D', 120, 'shown', 'and four have 480 of what changed by 2180 since the first sum' ], [ 'E', 1, 'hidden', 'and all others changed by 8 since the first sum, though by more since the second' ])
{
	my ($place, $amount, $status, $why) = @$case;
	sql("UPDATE owing SET owed = 100 WHERE place = '$place'");
	come($place, 4, $amount);
	is(shown($place), '12 ' . (800 + 4 * $amount), "$place: amounts are less, and others come");
	sql("UPDATE owing SET owed = CASE firm WHEN '${place}1' THEN 2000 ELSE 300 END WHERE firm LIKE '$place%'");
	come($place, 4, 1);
	is(shown($place) , $status eq 'shown' ? '16 ' . (4104 + 4 * $amount) : '16 hidden', "they are what they were, but for one by 1700, $why");
}

# --------------------------------------------------------------------- random sources

# reports of a source, what each is about in each round, and who came and went
sub draw
{
	my (@report, $id);
	for my $round (1 .. ROUNDS)
	{
		for my $report (@report)
		{
			$report->{until} //= $round if rand() < 0.08;
			$report->{owed}[$round] = rand() < 0.75 ? $report->{owed}[ $round - 1 ] : rand() < 0.4 ? 0 : rand() < 0.5 ? $report->{owed}[ int rand $round ] // 5 : amount();
		}
		push @report, map { my @owed; $owed[$round] = amount();
			+{ id => ++$id, a => 'a' . int rand 3, b => 'b' . int rand 3, firm => 'f' . int rand 50, from => $round, owed => \@owed } } 1 .. ($round == 1 ? 60 : 15);
	}
	return @report;
}

sub amount { return rand() < 0.15 ? 200 + int rand 2000 : int rand 30; }

my %found;
srand 20261129;
for my $sample (1 .. SAMPLES)
{
	my @report = draw();
	my $values = join ', ', map { my $r = $_; map { sprintf "(%d, '%s', '%s', '%s', %d, %d)", @$r{qw(id a b firm)}, $r->{owed}[$_], $_ } grep { there($r, $_) } 1 .. ROUNDS } @report;
	my $policy = sprintf q{{"k":%d,"p_percent":0,"sums":[{"column":"owed","p_percent":%d}]}}, K, P;
	my $out = sql(qq{SELECT retract_buckets(name) FROM bucket_releases; DROP TABLE IF EXISTS source CASCADE;
		CREATE TABLE every (id int, a text, b text, firm text, owed int, round int); INSERT INTO every VALUES $values;
		CREATE TABLE source AS SELECT a, b, firm, owed FROM every LIMIT 0;} . join '', map {
			my $round = $_;
			"TRUNCATE source; INSERT INTO source SELECT a, b, firm, owed FROM every WHERE round = $round;"
			. join('', map { $round == 1 ? "SELECT publish_buckets('rel_$_', 'source', '{$_}', 'firm', '$policy');" : "SELECT refresh_buckets('rel_$_');" } 'a', 'b')
			. "SELECT 'row', $round, 'a', a, n, sum_owed FROM rel_a UNION ALL SELECT 'row', $round, 'b', b, n, sum_owed FROM rel_b;"
		} 1 .. ROUNDS) . sql('DROP TABLE every');
	my @line = map {
		my (undef, $round, $dim, $label, $n, $sum) = split /\|/, $_, -1;
		my %now = map { $_->{id} => $_->{owed}[$round] } grep { $_->{$dim} eq $label && there($_, $round) } @report;
		[ "$dim $label", $n, $sum, \%now ]
	} grep { /^row/ } split /\n/, $out;
	hold(\%found, K, P, \@report, @line);
}
is($found{wrong}, 0, 'every sum that is shown is exact');
is($found{told}, 0, SAMPLES . ' random sources, two releases, ' . ROUNDS . " vintages: no combination of $found{shown} sums tells of a firm");
cmp_ok($found{told_naive}, '>=', SAMPLES / 2, "where each sum keeps the rules by itself, $found{told_naive} sources do");
cmp_ok($found{shown}, '>=', $found{possible} / 6, "$found{shown} of $found{possible} sums are shown");

done_testing();
