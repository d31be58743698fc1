# Sums of amounts in cubes.  An attacker of sums, who knows who is in every number, combines
# those that a cube showed of cells and totals over several vintages, a roll-up beside it
# among them.  He succeeds against sums that keep the same rules one by one.  And what comes
# with a release: what is hidden shows none, digests, dumps.  For a night: test/long/attack.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Cwd;
use IPC::Run;
use JSON::PP;
use SumAttack qw(hold there);
use TradeLabor;
use Test::More;

use constant { SAMPLES => 6, K => 4, P => 20, ROUNDS => 3 };

my $node = TradeLabor::server('release_cube_sums', 'fsync = off');

sub sql { return $node->safe_psql('postgres', "SET client_min_messages = warning; $_[0]"); }

my $policy = sprintf q{{"k":%d,"p_percent":0,"sums":[{"column":"value","p_percent":%d}]}}, K, P;
my $cube = $policy =~ s/^\{/{"method":"cube",/r;

# --------------------------------------------------- the attack, in one example

# of y in b one firm has 800 of 845; every other cell and every total keeps the rules
sql(q{CREATE TABLE sale (a text, b text, firm text, value int);
	INSERT INTO sale SELECT a, b, a || b || i, 50 + i FROM unnest('{x,y,z}'::text[]) a, unnest('{a,b,c}'::text[]) b, generate_series(1, 6) i WHERE (a, b) <> ('y', 'b');
	INSERT INTO sale SELECT 'y', 'b', 'yb' || i, CASE i WHEN 1 THEN 800 ELSE 9 END FROM generate_series(1, 6) i;
	CREATE VIEW naive AS SELECT coalesce(a, '_T') AS a, coalesce(b, '_T') AS b, sum(value) AS sum_value FROM sale GROUP BY CUBE (a, b)
		HAVING 100 * (sum(value) - max(value) - (array_agg(value ORDER BY value DESC))[2]) >= 20 * max(value)});
my $yb = q{SELECT coalesce(((SELECT sum_value FROM %1$s WHERE a = 'y' AND b = '_T') - (SELECT sum_value FROM %1$s WHERE a = 'y' AND b = 'a')
	- (SELECT sum_value FROM %1$s WHERE a = 'y' AND b = 'c'))::text, 'nothing')};
is(sql(sprintf $yb, 'naive'), 845, 'a total less its parts: six firms, of which one has 800 of 845');
sql(qq{SELECT publish_buckets('shown', 'sale', '{a,b}', 'firm', '$cube')});
is(sql(sprintf $yb, 'shown'), 'nothing', 'a cube does not show them all');
is(sql(q{SELECT count(*), count(sum_value) FROM shown}), '16|12', 'and hides three sums more than the one');
is(sql(q{SELECT string_agg(sum_value::text, ' ' ORDER BY a, b) FROM shown WHERE '_T' IN (a, b)}),
	sql(q{SELECT string_agg(sum_value::text, ' ' ORDER BY a, b) FROM naive WHERE '_T' IN (a, b)}), 'all totals stand');

# between which limits an outsider finds what is hidden, with verify/
sub limits
{
	my ($view) = @_;
	my $dir = $node->basedir;
	my ($out, $err);

	$node->safe_psql('postgres', "\\copy (SELECT * FROM $view) TO '$dir/$view.csv' CSV HEADER");
	open(my $file, '>', "$dir/$view.json") or die;
	print $file JSON::PP->new->encode({ k => K, measure => 'sum_value', dimensions => { map { ($_ => { columns => [$_], closed => JSON::PP::true }) } qw(a b) },
		releases => [ { name => $view, method => 'cube', dimensions => [qw(a b)], vintages => [ { file => "$view.csv" } ] } ] });
	close $file;
	IPC::Run::run([ -x '/usr/bin/python3' ? '/usr/bin/python3' : 'python3', 'verify/verify.py', "$dir/$view.json", '--json', '--tests', 'bounds' ],
		'>', \$out, '2>', \$err, init => sub { chdir Cwd::abs_path("$FindBin::Bin/../..") });
	return { map { ($_->{cell} => [ @$_{qw(low high)} ]) } @{ JSON::PP->new->utf8->decode($out)->{hidden_cells} } };
}
$ENV{PYTHONDONTWRITEBYTECODE} = 1;
sql(q{CREATE VIEW naive_all AS SELECT s.a, s.b, n.sum_value FROM shown s LEFT JOIN naive n USING (a, b)});
my ($naive, $ours) = (limits('naive_all'), limits('shown'));
is_deeply([ values %$naive ], [ [ 845, 845 ] ], 'an outsider finds the sum that is hidden by itself, and no other');
is(scalar(keys %$ours), 4, 'of four that a cube hides');
is(scalar(grep { $_->[1] - $_->[0] < 160 } values %$ours), 0, 'he finds none to within 20 % of 800');

# -------------------------------------------------- what comes with a release

is(sql(q{SELECT encode(sha256(convert_to(string_agg(line, '' ORDER BY line COLLATE "C"), 'UTF8')), 'hex')
	FROM (SELECT format(E'%s:%s %s:%s %s %s %s\n', octet_length(a), a, octet_length(b), b, coalesce(n::text, 'hidden'), opened, coalesce(sum_value::text, 'hidden')) AS line FROM shown) AS rows}),
	sql(q{SELECT release_receipt('shown') #>> '{vintages,0,rows_sha256}'}), 'a receipt has the digest of its rows, sums among them');
is(sql(q{SELECT string_agg(DISTINCT verdict, ', ') FROM audit_buckets('shown') WHERE "check" IN ('view', 'ledger')}), 'as recorded', 'as recorded');
my $dump = $node->basedir . '/dump.sql';
$node->command_ok([ 'pg_dump', '-d', $node->connstr('postgres'), '-f', $dump ], 'a dump');
$node->safe_psql('postgres', 'CREATE DATABASE restored');
$node->command_ok([ 'psql', '-X', '-q', '-d', $node->connstr('restored'), '-f', $dump ], 'is restored');
is($node->safe_psql('restored', 'SELECT * FROM shown ORDER BY a, b'), sql('SELECT * FROM shown ORDER BY a, b'), 'with its sums');
like(($node->psql('restored', "SELECT refresh_buckets('shown')"))[2], qr/ERROR/, 'which nobody refreshes there, as people are not in a dump');
sql(q{SELECT retract_buckets('shown'); DROP TABLE sale CASCADE});

# --------------------------------------------------------------- random cubes

sub draw
{
	my (@report, $id);
	for my $round (1 .. ROUNDS)
	{
		for my $report (@report)
		{
			$report->{until} //= $round if $round > 1 && rand() < 0.1;
		}
		push @report, map { +{ id => ++$id, a => 'a' . int 3 * rand() ** 1.5, b => 'b' . int 3 * rand() ** 1.5, firm => 'f' . int rand 70,
			value => rand() < 0.2 ? 100 + int rand 2000 : 1 + int rand 60, from => $round } } 1 .. ($round == 1 ? 110 : 45);
	}
	return @report;
}

my %found;
my $traces = 0;
srand 20261130;
for my $sample (1 .. SAMPLES)
{
	my @report = draw();
	my $values = join ', ', map { sprintf "(%d, '%s', '%s', '%s', %d, %d, %s)", @$_{qw(id a b firm value from)}, $_->{until} // 'NULL' } @report;
	my @beside = $sample % 2 ? () : ('a');
	my $out = sql(qq{SELECT retract_buckets(name) FROM bucket_releases; DROP TABLE IF EXISTS source CASCADE;
		CREATE TABLE all_reports (id int, a text, b text, firm text, value int, since int, until int); INSERT INTO all_reports VALUES $values;
		CREATE TABLE source AS SELECT * FROM all_reports WHERE since = 1 AND (until IS NULL OR until > 1);
		SELECT publish_buckets('rel', 'source', '{a,b}', 'firm', '$cube');} . join '', map {
			my $round = $_;
			($round == 1 ? '' : "DELETE FROM source WHERE until = $round; INSERT INTO source SELECT * FROM all_reports WHERE since = $round AND (until IS NULL OR until > $round);
				SELECT refresh_buckets('rel');")
			. (@beside ? $round == 1 ? "SELECT publish_buckets('rel_a', 'source', '{a}', 'firm', '$policy');" : "SELECT refresh_buckets('rel_a');" : '')
			. "SELECT 'row', $round, a, b, n, sum_value FROM rel;"
			. (@beside ? "SELECT 'row', $round, a, '_T', n, sum_value FROM rel_a WHERE a <> '_T';" : '')
		} 1 .. ROUNDS) . sql('DROP TABLE all_reports');
	my @line = map {
		my (undef, $round, $a, $b, $n, $sum) = split /\|/, $_, -1;
		$traces++ if $n eq '' && $sum ne '';
		my %now = map { $_->{id} => $_->{value} } grep { ($a eq '_T' || $_->{a} eq $a) && ($b eq '_T' || $_->{b} eq $b) && there($_, $round) } @report;
		[ "$a $b", $n, $sum, \%now ]
	} grep { /^row/ } split /\n/, $out;
	hold(\%found, K, P, \@report, @line);
}
is($found{wrong}, 0, 'every sum that is shown is exact');
is($traces, 0, 'and none stands in a row that is hidden');
is($found{told}, 0, SAMPLES . ' random cubes, ' . ROUNDS . " vintages, some with a roll-up beside them: no combination of $found{shown} sums tells of a firm");
cmp_ok($found{told_naive}, '>=', SAMPLES / 2, "where each sum keeps the rules by itself, $found{told_naive} do");
cmp_ok($found{shown}, '>=', $found{possible} / 3, "$found{shown} of $found{possible} sums are shown");

done_testing();
