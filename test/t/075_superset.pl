# What Superset sends for each chart of examples/superset, without Superset: the
# statements run as the roles that they are for, and say what follows from the
# file of trade figures and from the reports, reckoned here.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Cwd;
use Test::More;

my $top = Cwd::abs_path("$FindBin::Bin/../..");
my $node = TradeLabor::server('superset', 'client_min_messages = warning');

# ------------------------------------------------------------- the database

$node->safe_psql('postgres', qq{
	CREATE TABLE trade (partner text, period time_period, flow text, value numeric, vintage time_period);
	\\copy trade FROM '$top/test/data/us_goods_trade.csv' WITH (FORMAT csv, HEADER)
	CREATE ROLE press;
	CREATE ROLE reader LOGIN IN ROLE press;
	CREATE ROLE desk_analyst LOGIN IN ROLE press;
	\\i $top/test/inbox.sql
	SELECT bucket_hierarchy('geo', 'municipality', '{municipio,estado}', 'poblacion');
	SELECT publish_buckets('quejas', 'inbox', '{geo:municipio,sector,tipo,month:fecha}', 'persona',
		'{"establishments": {"column": "centro"}}', readers => '{press}');
	\\i $top/examples/superset/views.sql
});

# the statements by their names, and what each answers as a role: hashes by column
open(my $file, '<', "$top/examples/superset/queries.sql") or die "$!";
my %sql = do { local $/; <$file> } =~ /^-- ((?:analyst|reader): [^\n]*)\n(.*?;)\n/msg;
my %role = (analyst => 'desk_analyst', reader => 'reader');

sub answer
{
	my ($sql, $role) = @_;
	my ($status, $out, $err) = $node->psql('postgres', $sql, extra_params => [ '-U', $role, '-F', "\t", '-P', 'tuples_only=off', '-P', 'footer=off' ]);
	my ($head, @rows) = split /\n/, $out;
	my @columns = split /\t/, $head // '';

	return ($err, map { my %row; @row{@columns} = split /\t/, $_, -1; \%row } @rows);
}

cmp_ok(scalar(keys %sql), '>', 30, scalar(keys %sql) . ' statements');
my %got;
for my $name (sort keys %sql)
{
	my ($who) = $name =~ /^(\w+)/;
	my ($err, @rows) = answer($sql{$name}, $role{$who});

	is($err, '', "$name: no error");
	cmp_ok(scalar @rows, '>', 0, "$name: rows");
	$got{$name} = \@rows;
}

# ------------------------------------------------- what the file of trade says

my (%value, %months, %name);
open($file, '<', "$top/test/data/us_goods_trade.csv") or die "$!";
<$file>;
while (<$file>)
{
	my ($partner, $period, $flow, $value) = split /,/;
	$value{$partner}{$period}{$flow} = $value;
}
$name{ $_->[0] } = $_->[1] for map { [ split /\|/ ] } split /\n/,
  $node->safe_psql('postgres', 'SELECT DISTINCT partner, partner_name(partner::partner_code) FROM trade');

# a year of a partner, where each of its months has both flows
my %year;
for my $partner (keys %value)
{
	for my $year (2020 .. 2026)
	{
		my @whole = grep { $_ && defined $_->{X} && defined $_->{M} } map { $value{$partner}{ sprintf '%d-%02d', $year, $_ } } 1 .. 12;
		next if @whole < 12;
		$year{$year}{ $name{$partner} }{$_->[0]} = $_->[1]
		  for map { my $flow = $_; my $sum = 0; $sum += $_->{$flow} for @whole; [ $flow, $sum ] } qw(X M);
	}
}

# near(GOT, WANT): the same but for rounding; an empty field is undef
sub near
{
	my ($got, $want) = @_;

	return $got eq '' if !defined $want;
	return $got ne '' && abs($got - $want) < 1e-6 * (1 + abs $want);
}

sub all_near
{
	my ($what, @pairs) = @_;
	my @bad = grep { !near(@$_[1, 2]) } @pairs;

	ok(@pairs && !@bad, $what . ': ' . @pairs . ' figures') or diag(explain([ @bad[ 0 .. ($#bad < 4 ? $#bad : 4) ] ]));
}

sub year_of { return substr $_[0]{year} // $_[0]{month}, 0, 4 }
my $total = sub { my ($y, $flow) = @_; my $sum = 0; $sum += $_->{$flow} for values %{ $year{$y} }; $sum };

my @yearly = @{ $got{'analyst: Balance by partner'} };
is(scalar @yearly, eval { my $n = 0; $n += keys %$_ for values %year; $n }, 'a row a partner and whole year');
all_near('exports, imports, balance, change and its percentage by partner', map {
	my $row = $_;
	my $this = $year{ year_of($row) }{ $row->{name} };
	my $last = $year{ year_of($row) - 1 }{ $row->{name} };
	my $balance = $this->{X} - $this->{M};
	my $before = $last && $last->{X} - $last->{M};
	my $percent = $last && $before * $balance > 0 ? sprintf '%.2f', 100 * ($balance - $before) / $before : undef;
	([ "$row->{name} $row->{year}", $row->{exports}, $this->{X} ], [ '', $row->{imports}, $this->{M} ], [ '', $row->{balance}, $balance ],
		[ '', $row->{change}, $last && $balance - $before ], [ '', $row->{change_pct}, $percent ])
} @yearly);
is_deeply([ map { year_of($_) } @yearly ], [ sort { $b <=> $a } map { year_of($_) } @yearly ], 'the last year comes first');

all_near('all partners known, by year', map { [ $_->{year}, $_->{imports}, $total->(year_of($_), 'M') ],
	  [ $_->{year}, $_->{partners}, scalar keys %{ $year{ year_of($_) } } ] } @{ $got{'analyst: All partners known, by year'} });
all_near('drilled by partner', map { [ $_->{name}, $_->{balance}, $year{2025}{ $_->{name} }{X} - $year{2025}{ $_->{name} }{M} ] }
	  @{ $got{'analyst: All partners known, by year, drilled by partner'} });

my %code = reverse %name;
my @line = @{ $got{'analyst: Imports, % on a year ago'} };
all_near('imports on a year ago, month by month, and empty where either is', map {
	my ($y, $m) = $_->{month} =~ /^(\d+)-(\d+)/;
	my $now_m = $value{ $code{ $_->{name} } }{"$y-$m"}{M};
	my $then_m = $value{ $code{ $_->{name} } }{ $y - 1 . "-$m" }{M};
	[ "$_->{name} $y-$m", $_->{imports_yoy}, defined $now_m && defined $then_m ? 100 * ($now_m / $then_m - 1) : undef ]
} @line);
is(scalar(grep { $_->{name} eq 'Mexico' && $_->{month} =~ /^2023-06/ && $_->{imports_yoy} eq '' } @line), 1,
	'a month that was not published is a row, and empty');

my (%top, %points, %pair);
$top{ year_of($_) } += $_->{imports} for @{ $got{'analyst: Ten largest sources of imports and others, of the partners known'} };
all_near('the ten largest and the others add up to the year', map { [ $_, $top{$_}, $total->($_, 'M') ] } sort keys %top);
$points{ year_of($_) } += $_->{points} for @{ $got{'analyst: Contributions to the growth of imports, points'} };
all_near('contributions add up to the growth of those known in both years', map {
	my $y = $_;
	my @both = grep { $year{$y - 1}{$_} } keys %{ $year{$y} };
	my ($now, $then) = (0, 0);
	$now += $year{$y}{$_}{M}, $then += $year{ $y - 1 }{$_}{M} for @both;
	[ $y, $points{$y}, 100 * ($now / $then - 1) ]
} sort keys %points);
my %rank;
for my $y (keys %year)
{
	my @order = sort { $year{$y}{$b}{M} <=> $year{$y}{$a}{M} } grep { $year{ $y - 1 }{$_} } keys %{ $year{$y} };
	@{ $rank{$y} }{@order} = 1 .. @order;
}
all_near('ranks', map { [ "$_->{name} $_->{year}", $_->{rank}, $rank{ year_of($_) }{ $_->{name} } ] } @{ $got{'analyst: Movers'} });
all_near('concentration', map {
	my $y = year_of($_);
	my $hhi = 0;
	$hhi += (100 * $_->{M} / $total->($y, 'M'))**2 for values %{ $year{$y} };
	[ $y, $_->{hhi}, sprintf '%.0f', $hhi ]
} @{ $got{'analyst: Concentration of the partners known'} });

# a filter comes after the windows: what is left is what it was
for my $name (grep { /, with a time filter$/ } sort keys %got)
{
	my ($plain) = $name =~ /^(.*), with a time filter$/;
	my $line = sub { my ($row) = @_; join '|', map { "$_=$row->{$_}" } sort keys %$row };

	next if !$got{$plain};
	is_deeply([ sort map { $line->($_) } @{ $got{$name} } ], [ sort map { $line->($_) } grep { year_of($_) == 2025 } @{ $got{$plain} } ],
		"$plain: 2025 alone says of 2025 what all years do");
}

# --------------------------------------------------------------- the release

sub sum
{
	my ($column, @rows) = @_;
	my $sum = 0;

	$sum += $_->{$column} for grep { $_->{$column} ne '' } @rows;
	return $sum;
}

my $reports = $node->safe_psql('postgres', 'SELECT count(*) FROM inbox');
is(sum('reports', @{ $got{"reader: $_"} }), $reports, "$_ counts every report once")
  for 'Reports in the release', 'Reports by state', 'Reports by kind and month', 'Reports by municipality and rest';
my ($state) = grep { $_->{estado} eq 'Entidad 05' } @{ $got{'reader: Reports by state'} };
is(sum('reports', @{ $got{"reader: $_, cross-filtered by a state"} }), $state->{reports}, "$_ of one state add up to it")
  for 'Reports in the release', 'Reports by kind and month', 'Reports by municipality and rest';
is(scalar(grep { $_->{municipality_shown} =~ /^resto de / } @{ $got{'reader: Reports by municipality and rest'} }), 32,
	'the rest of each state is a row of its own');
is(scalar(grep { /_T|_U/ } map { values %$_ } map { @{ $got{$_} } } grep { /^reader/ } keys %got), 0, 'no _T and no _U is shown as a label');

# a hidden number is counted as hidden, adds nothing, and is no zero
$node->safe_psql('postgres', q{
	CREATE SCHEMA hiding;
	CREATE TABLE hiding.quejas AS SELECT * FROM quejas;
	UPDATE hiding.quejas SET n = NULL, contributors_at_least = NULL WHERE estado = 'Entidad 05' AND level = 'estado';
	GRANT USAGE ON SCHEMA hiding TO reader; GRANT SELECT ON hiding.quejas TO reader});
my ($err, @hiding) = answer($sql{'reader: Reports by state'} =~ s/public\./hiding./r, 'reader');
my ($hidden) = grep { $_->{estado} eq 'Entidad 05' } @hiding;
is("$err$hidden->{hidden} $hidden->{people}", '1 10', 'a hidden number is told');
cmp_ok($hidden->{reports}, '<', $state->{reports}, 'and adds nothing');

# a period as it stands does for the filters of the tool, and for its time grains
is($node->safe_psql('postgres', q{SELECT count(*) FROM trade WHERE partner = 'MEX' AND flow = 'M'
	AND period >= TO_DATE('2025-01-01', 'YYYY-MM-DD') AND period < TO_DATE('2026-01-01', 'YYYY-MM-DD')}), '12',
	'the time filter of the tool on a period');
is($node->safe_psql('postgres', q{SELECT DATE_TRUNC('quarter', period) FROM trade WHERE partner = 'MEX' ORDER BY period DESC LIMIT 1}),
	'2026-07-01 00:00:00', 'and a time grain');

# ---------------------------------------------------------------- the rights

for my $name (grep { /^analyst/ && !/,.*,|values/ } sort keys %sql)
{
	($err) = answer($sql{$name}, 'reader');
	like($err, qr/permission denied for schema dashboard/, "$name: not for the reader");
}
for my $role (qw(reader desk_analyst))
{
	($err) = answer('SELECT persona FROM inbox', $role);
	like($err, qr/permission denied for table inbox/, "$role does not read the reports");
}

$node->stop;
done_testing();
