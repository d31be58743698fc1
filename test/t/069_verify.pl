# The check that outsiders run (verify/), over dumps of what a reader gets, and
# random attackers of pairs and of rounds of releases, which know nothing of the
# C code: each breaks the naive forms (a threshold; with margins; each release
# alone; single sums that keep the rules) and not the releases.  T14, T15, T18, T21,
# T33.  For a night: test/long/attack.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Cwd;
use IPC::Run;
use JSON::PP;
use TradeLabor;
use Test::More;

my $top = Cwd::abs_path("$FindBin::Bin/../..");
my $node = TradeLabor::server('verify', 'fsync = off');
my $python = -x '/usr/bin/python3' ? '/usr/bin/python3' : 'python3';
my $dir = $node->basedir . '/dumps';
mkdir $dir;

# where __pycache__ cannot be written to, nothing is
$ENV{PYTHONDONTWRITEBYTECODE} = 1;

sub sql { return $node->safe_psql('postgres', "SET client_min_messages = warning; $_[0]"); }

# status, and what was said
sub program
{
	my ($out, $err);

	IPC::Run::run([ $python, @_ ], '>', \$out, '2>', \$err, init => sub { chdir $top });
	return ($? >> 8, $out, $err);
}

sub verify
{
	my ($manifest, @options) = @_;
	my ($status, $out, $err) = program('verify/verify.py', $manifest, '--json', @options);

	return ($status, $status == 2 ? $err : JSON::PP->new->utf8->decode($out));
}

sub dump_view
{
	my ($view, $file) = @_;
	$node->safe_psql('postgres', "\\copy (SELECT * FROM $view) TO '$dir/$file.csv' CSV HEADER");
}

sub manifest
{
	my ($name, $content) = @_;
	open(my $file, '>', "$dir/$name.json") or die;
	print $file JSON::PP->new->utf8->encode($content);
	close $file;
	return "$dir/$name.json";
}

# ------------------------------------- modules, against slow ones that try everything

for my $test ('verify/test_verify.py', 'test/long/test_necessary.py')
{
	my ($status, undef, $said) = program($test);
	is($status, 0, $test) or diag($said);
}

# ------------------------------------------------- the page, as it is written

{
	open(my $file, '<', "$top/verify/README.md") or die;
	local $/;
	my $page = <$file>;
	my $commands = 0;

	while ($page =~ /^    \$ (verify\/verify\.py .*)\n((?:    .*\n)*)/mg)
	{
		my ($command, $expected) = ($1, $2);
		my ($status, $out) = program(split ' ', $command);

		$expected =~ s/^    //mg;
		is($out . "exit status $status\n", $expected, "the page: $command");
		$commands++;
	}
	cmp_ok($commands, '>=', 2, 'the page has examples');
}

# ------------------------------- linked tables, and two days of them: T18, T33

# counties in regions, and sizes of establishments; few people here and there
sql(q{CREATE TABLE place (county text, region text);
	INSERT INTO place SELECT 'c' || i, 'r' || i % 3 FROM generate_series(0, 8) i;
	SELECT bucket_hierarchy('geo', 'place', '{county,region}');
	CREATE TABLE report (county text, size text, day date, persona text);
	INSERT INTO report SELECT 'c' || i * i % 9, (ARRAY['small', 'middle', 'large'])[1 + i * 7 % 11 % 3], date '2026-01-01' + i % 59, 'p' || i
	FROM generate_series(1, 400) i;
	INSERT INTO report VALUES ('c1', 'large', '2026-01-05', 'zoe'), ('c8', 'large', '2026-02-01', 'zoe'), ('c4', 'small', '2026-02-20', 'leo')});
sub keep_naive
{
	my ($vintage) = @_;
	sql(qq{CREATE TABLE naive_place_$vintage AS SELECT region, county, count(*) AS n FROM report JOIN place USING (county) GROUP BY GROUPING SETS ((region, county), (region), ()) HAVING count(DISTINCT persona) >= 10;
		CREATE TABLE naive_size_$vintage AS SELECT region, size, count(*) AS n FROM report JOIN place USING (county) GROUP BY region, size HAVING count(DISTINCT persona) >= 10;
		UPDATE naive_place_$vintage SET region = coalesce(region, '_T'), county = coalesce(county, '_T')});
	dump_view("naive_${_}_$vintage", "naive_${_}_$vintage") for qw(place size);
}
keep_naive(1);
sql(q{CREATE VIEW by_region AS SELECT r.*, region FROM report r JOIN place USING (county);
	SELECT publish_buckets('by_place', 'by_region', '{geo:county}', 'persona');
	SELECT publish_buckets('by_size', 'by_region', '{region,size}', 'persona');
	SELECT publish_buckets('by_month', 'by_region', '{month:day,size}', 'persona')});
dump_view($_, "${_}_1") for qw(by_place by_size by_month);
sql(q{INSERT INTO report VALUES ('c1', 'middle', '2026-03-02', 'kim');
	INSERT INTO report SELECT 'c' || i % 4, 'large', date '2026-03-01' + i % 20, 'n' || i FROM generate_series(1, 60) i;
	DELETE FROM report WHERE persona IN ('p9', 'p18');
	SELECT refresh_buckets('by_place'), refresh_buckets('by_size'), refresh_buckets('by_month')});
dump_view($_, "${_}_2") for qw(by_place by_size by_month);
keep_naive(2);
dump_view('place', 'place');
sql(q{CREATE TABLE secret AS SELECT county, size, to_char(day, 'YYYY-MM') AS day, persona AS contributor, 1 AS "from", NULL AS until FROM report WHERE day < '2026-03-01';
	INSERT INTO secret SELECT county, size, to_char(day, 'YYYY-MM'), persona, 2, NULL FROM report WHERE day >= '2026-03-01';
	INSERT INTO secret SELECT 'c' || i * i % 9, (ARRAY['small', 'middle', 'large'])[1 + i * 7 % 11 % 3], to_char(date '2026-01-01' + i % 59, 'YYYY-MM'), 'p' || i, 1, '2' FROM unnest('{9,18}'::int[]) i});
dump_view('secret', 'secret');

my %dimensions = (
	geo => { columns => [ 'county', 'region' ], hierarchy => 'place.csv' },
	size => { columns => ['size'] },
	day => { columns => ['day'], period => 'M' });
sub vintages { my ($file) = @_; return [ map { { file => "${file}_$_.csv", as_of => $_ } } 1, 2 ]; }
my @releases = (
	{ name => 'by_place', dimensions => ['geo'], vintages => vintages('by_place') },
	{ name => 'by_size', dimensions => [ 'geo/region', 'size' ], vintages => vintages('by_size') },
	{ name => 'by_month', dimensions => [ 'day', 'size' ], vintages => vintages('by_month') });
my @naive = (
	{ name => 'place', method => 'cube', dimensions => ['geo'], vintages => vintages('naive_place') },
	{ name => 'size', method => 'cube', dimensions => [ 'geo/region', 'size' ], vintages => vintages('naive_size') });

my ($status, $found) = verify(manifest('naive', { k => 10, dimensions => \%dimensions, releases => \@naive }), '--tests', 'groups');
is($status, 1, 'T18, T33 succeed against HAVING: the check says so by its exit status');
cmp_ok(scalar(@{ $found->{groups}{found} }), '>', 0, 'and names what follows: ' . $found->{groups}{found}[0]{of});
($status, $found) = verify(manifest('naive_secret', { k => 10, dimensions => \%dimensions, releases => \@naive, reports => 'secret.csv' }), '--tests', 'groups');
is($status, 1, 'so it does for whoever may see the reports');

($status, $found) = verify(manifest('ours', { k => 10, dimensions => \%dimensions, releases => \@releases }), '--tests', 'groups,statements');
is($status, 0, 'T18: from three linked releases and two days of each an outsider derives nothing') or diag(explain($found));
cmp_ok($found->{numbers}, '>', 15, "from $found->{numbers} numbers");
($status, $found) = verify(manifest('ours_secret', { k => 10, dimensions => \%dimensions, releases => \@releases, reports => 'secret.csv' }), '--tests', 'groups');
is($status, 0, 'T33: nor does whoever knows where the reports are, by the people behind them') or diag(explain($found));

# a number that the files do not have is no table's
my @other = map { { %$_ } } @releases;
$other[1]{dimensions} = [ 'size', 'geo/region' ];
($status, $found) = verify(manifest('wrong', { k => 10, dimensions => \%dimensions, releases => \@other }));
is($status, 2, "a manifest that does not fit is refused: $found");

# ------------------------------------------------------- hidden cells: T15

# a table with its totals, cells of fewer than ten people left out
sql(q{CREATE TABLE few AS SELECT 'c' || i * i % 7 % 5 AS county, (ARRAY['small', 'middle', 'large'])[1 + i * 7 % 11 % 3] AS size, 'p' || i AS persona FROM generate_series(1, 110) i;
	CREATE TABLE cells AS SELECT coalesce(county, '_T') AS county, coalesce(size, '_T') AS size, CASE WHEN count(DISTINCT persona) >= 10 THEN count(*) END AS n
	FROM few GROUP BY CUBE (county, size)});
dump_view('cells', 'cells');
($status, $found) = verify(manifest('cells', { k => 10,
	dimensions => { county => { columns => ['county'], closed => JSON::PP::true }, size => { columns => ['size'], closed => JSON::PP::true } },
	releases => [ { name => 'cells', method => 'cube', dimensions => [ 'county', 'size' ], vintages => [ { file => 'cells.csv' } ] } ] }),
	'--tests', 'bounds', '--width', 9);
my ($known, $within) = (0, 0);
for my $cell (@{ $found->{hidden_cells} })
{
	my ($county, $size) = $cell->{cell} =~ /\((\w+), (\w+)\)/;
	my $n = sql("SELECT count(*) FROM few WHERE '$county' IN (county, '_T') AND '$size' IN (size, '_T')");

	$known += $cell->{low} == $n && $cell->{high} == $n;
	$within += $cell->{low} <= $n && $n <= $cell->{high};
}
cmp_ok($known, '>', 0, "T15, T19 succeed against totals: $known hidden cells are as large as both limits say");
is($within, scalar(@{ $found->{hidden_cells} }), 'each hidden cell lies within its limits');

# ------------------------------------------------------- random attackers: T14

$ENV{PGHOST} = $node->host;
$ENV{PGPORT} = $node->port;
for my $kind ([ 'pairs', 10, 38 ], [ 'rounds', 3, 6 ])
{
	($status, my ($out, $err)) = program('test/long/attack', @$kind, '--bounds', '--alone', $kind->[0] eq 'pairs' ? 1 : 3);
	my %form = map { /^([\w ]+?) (\d+) of (\d+)(?: \((\d+))?/ ? ($1 => [ $2, $3, $4 // 0 ]) : () } split /, |broken: |; /, ($out =~ /(.*)\n\z/)[0] // '';

	note($out, $err);
	is($status, 0, "T14, T21, T33, $kind->[0]: nothing follows about few people from $kind->[1] sets of releases");
	is_deeply($form{ours}, [ 0, $kind->[1], 0 ], 'and each was decided');
	is($form{sums}[0], 0, 'of no combination of sums does one person have nearly all');
	for my $naive ($kind->[0] eq 'pairs' ? ('threshold', 'margins', 'alone', 'sums each') : qw(threshold margins))
	{
		cmp_ok($form{$naive}[0], '>', 0, "the same attacker breaks $form{$naive}[0] of $form{$naive}[1] sets with $naive");
	}
	is($form{limits}[0], 0, "T15: limits of $form{limits}[1] hidden buckets are as far apart as was certified");
	like($out, qr/, 0 not certified and narrow/, 'and all are as the policy wants them');
}

$node->stop;
done_testing();
