# Three releases of one source, refreshed month after month while reports come
# and go: by state and kind, by state, and by zone.  A reader keeps every number
# that each of them ever showed.  From the plain views single people follow by
# subtraction, from the releases nobody does (T21, T33).
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Releases;
use Test::More;

use constant { K => 5, MONTHS => 12 };

my $node = TradeLabor::server('release_together', 'fsync = off');
srand(67);

sub sql { return $node->safe_psql('postgres', "SET client_min_messages = warning; $_[0]"); }

# the truth: id => { persona, estado, zona, tipo }
my (%report, $next);

sub arrive
{
	my ($estado, $zona, $tipo) = @_;
	$next++;
	$report{$next} = { persona => "p$next", estado => $estado, zona => $zona, tipo => $tipo };
}

for my $estado (qw(A B C))
{
	for my $zona (qw(n s))
	{
		arrive($estado, $zona, $_ % 2 ? 'queja' : 'contrato') for 1 .. 24;
	}
}

sub live_a_month
{
	arrive((qw(A B C))[ rand 3 ], (qw(n s))[ rand 2 ], (qw(queja contrato))[ rand 2 ]) for 1 .. 6 + rand 12;
	delete $report{ (sort { $a <=> $b } keys %report)[ rand keys %report ] } for 1 .. rand 4;
}

sub load
{
	sql("TRUNCATE report;\nCOPY report FROM STDIN;\n"
		. join("\n", map { join "\t", @{ $report{$_} }{qw(persona estado zona tipo)} } sort keys %report) . "\n\\.\n");
}

my %dims = (fine => [qw(estado tipo)], states => ['estado'], zones => ['zona']);
sql('CREATE TABLE report (persona text, estado text, zona text, tipo text)');

# The files of a reader: who is behind each number that was shown, and when it
# was shown first.  Of the naive views every number is.
my (@shown, @naive, %last, @wrong, $held);

# the reports in a bucket now
sub members
{
	my ($line, @labels) = @_;
	my @d = @{ $dims{$line} };

	return { map { $_ => 1 } grep { my $r = $report{$_}; !grep { $r->{ $d[$_] } ne $labels[$_] } 0 .. $#d } keys %report };
}

sub read_release
{
	my ($line) = @_;
	my $columns = join ', ', @{ $dims{$line} };

	for (split /\n/, sql("SELECT $columns, r.n, cardinality(people) FROM $line r JOIN bucket_line_buckets b
		ON line = (SELECT l.id FROM bucket_lines l WHERE l.view = '$line'::regclass AND NOT l.retracted) AND labels = ARRAY[$columns]"))
	{
		my @row = split /\|/;
		my ($versions, $n) = (pop @row, pop @row);
		next if $n eq '';
		my $before = $last{"$line @row"};

		if ($before && $before->[0] == $versions)
		{
			push @wrong, "$line @row moved" if $before->[1] != $n;
			$held++;
			next;
		}
		my $members = members($line, @row);
		push @wrong, "$line @row shows $n" if keys %$members != $n;
		push @shown, $members;
		$last{"$line @row"} = [ $versions, $n ];
	}
	push @naive, grep { keys %$_ >= K } map { members($line, split / /) } keys %{ { map { join(' ', @{$_}{ @{ $dims{$line} } }) => 1 } values %report } };
}

# Groups of reports that no number of the file cuts, and that follow from it.
sub betrayed
{
	my %in;
	for my $i (0 .. $#_) { $in{$_} .= "$i " for keys %{ $_[$i] }; }
	my (%atom, @row);
	push @{ $atom{ $in{$_} } }, $_ for keys %in;
	for my $atom (keys %atom) { $row[$_]{$atom} = 1 for split / /, $atom; }
	return scalar grep { @{ $atom{$_} } < K && Releases::in_span({ $_ => 1 }, @row) } keys %atom;
}

my $refused = 0;
for my $month (1 .. MONTHS)
{
	live_a_month() if $month > 1;
	load();
	# not always in the same order
	for my $line (map { (qw(fine states zones))[ ($_ + $month) % 3 ] } 0 .. 2)
	{
		my ($status, undef, $err) = $node->psql('postgres', 'SET client_min_messages = warning; ' . ($month == 1
			? "SELECT publish_buckets('$line', 'report', '{@{[join ',', @{ $dims{$line} }]}}', 'persona', '{\"k\":5}')"
			: "SELECT refresh_buckets('$line')"));
		$refused++ if $err =~ /would betray/;
		push @wrong, $err if $err && $err !~ /would betray/;
		read_release($line);
	}
}
is("@wrong", '', MONTHS . ' months of three releases: each number is a recount when it is written, and stays until the next');
is($refused, 0, 'no refresh was refused');
note(scalar(@shown) . " numbers shown, $held times an old one was kept");
cmp_ok(scalar(@shown), '>', 20, 'numbers did change');
cmp_ok(betrayed(@naive), '>', 20, 'T33 succeeds against the plain views: small groups follow from their numbers');
is(betrayed(@shown), 0, 'T33: no group of fewer than k people follows from all numbers that were ever shown');

# ------------------------------------------------- the same by hand: T21, T32

sql(q{SELECT retract_buckets(name) FROM bucket_releases;
	DROP TABLE report; CREATE TABLE report (persona text, estado text, zona text, tipo text);
	INSERT INTO report SELECT e || t || i, e, 'n', t
	FROM (VALUES ('A', 'q', 15), ('A', 'r', 30), ('B', 'q', 20), ('B', 'r', 20)) v(e, t, n), generate_series(1, n) i});
sql(q{SELECT publish_buckets('fine', 'report', '{estado,tipo}', 'persona');
	SELECT publish_buckets('states', 'report', '{estado}', 'persona');
	CREATE TABLE naive_fine AS SELECT estado, tipo, count(*) AS n FROM report GROUP BY 1, 2 HAVING count(DISTINCT persona) >= 10});
# one leaves A, and three come to B beside twelve
sql(q{DELETE FROM report WHERE persona = 'Aq1';
	INSERT INTO report SELECT 'new' || i, 'B', 'n', CASE WHEN i > 12 THEN 'r' ELSE 'q' END FROM generate_series(1, 15) i});
is(sql(q{SELECT (SELECT sum(n) FROM naive_fine WHERE estado = 'A') - count(*) FROM report WHERE estado = 'A' HAVING count(DISTINCT persona) >= 10}), 1,
	'T32 succeeds against two views of different days: one withdrew');
sql(q{SELECT refresh_buckets('fine'); SELECT refresh_buckets('states')});
is(sql(q{SELECT string_agg(estado || tipo || n, ' ' ORDER BY 1) FROM fine}), 'Aq15 Ar30 Bq32 Br20', 'T31: twelve are shown, three wait');
is(sql(q{SELECT string_agg(estado || n, ' ' ORDER BY 1) FROM states}), 'A45 B40',
	'T21: the state keeps its number, or the three would be the difference');
sql(q{SELECT retract_buckets('states')});
is((TradeLabor::failure($node, q{SELECT publish_buckets('states', 'report', '{estado}', 'persona')}))[0], '42501',
	'T21: anew it cannot be published beside numbers that are older');
sql(q{INSERT INTO report SELECT 'newer' || i, 'B', 'n', 'r' FROM generate_series(1, 7) i;
	DELETE FROM report WHERE persona ~ '^Aq([2-9]|10)$';
	INSERT INTO report SELECT 'newest' || i, 'A', 'n', 'q' FROM generate_series(1, 10) i;
	SELECT refresh_buckets('fine'); SELECT publish_buckets('states', 'report', '{estado}', 'persona')});
is(sql(q{SELECT string_agg(estado || n, ' ' ORDER BY 1) FROM states}), 'A45 B62', 'once ten came, or went, it can');

# ----------------------------------------------- other people, other rules: T17

sql(q{SELECT retract_buckets(name) FROM bucket_releases;
	CREATE TABLE filed (folio text, persona text, centro text, estado text, zona text);
	INSERT INTO filed SELECT m || i, CASE m WHEN 'As' THEN 'victim' ELSE m || i END, m || i, left(m, 1), right(m, 1)
		FROM (VALUES ('An', 9), ('As', 4), ('Bs', 7)) v(m, n), generate_series(1, n) i});
is(sql(q{SELECT a.n - z.n FROM (SELECT count(*) AS n FROM filed WHERE estado = 'A' HAVING count(DISTINCT persona) >= 3) a,
	(SELECT count(*) AS n FROM filed WHERE zona = 'n' HAVING count(DISTINCT folio) >= 3) z}), 4,
	'T24 succeeds against two views that count people and folios: the difference is one person\'s');
sql(q{SELECT publish_buckets('by_state', 'filed', '{estado}', 'persona', '{"k":3,"p_percent":0}')});
is((TradeLabor::failure($node, q{SELECT publish_buckets('by_zone', 'filed', '{zona}', 'folio', '{"k":3}')}))[0], '42501',
	'T24: the second release is held against the people of the first');
sql(q{SELECT retract_buckets('by_state'); UPDATE filed SET persona = folio, centro = CASE estado || zona WHEN 'As' THEN 'mine' ELSE folio END;
	SELECT publish_buckets('by_state', 'filed', '{estado}', 'persona', '{"k":3,"establishments":{"column":"centro"}}')});
is((TradeLabor::failure($node, q{SELECT publish_buckets('by_zone', 'filed', '{zona}', 'persona', '{"k":3}')}))[0], '42501',
	'T17, T29: and a difference of one employer\'s people against its other rules');

# ------------------------------------------------ a difference of nobody: T26

sql(q{SELECT retract_buckets('by_state'); DROP TABLE filed;
	CREATE TABLE filed (folio text, persona text, centro text, estado text, zona text);
	INSERT INTO filed SELECT m || i, m || i, m || i, left(m, 1), right(m, 1) FROM (VALUES ('An', 12), ('Bs', 12)) v(m, n), generate_series(1, n) i;
	INSERT INTO filed VALUES ('x', NULL, 'x', 'A', 's')});
is(sql(q{SELECT a.n - z.n FROM (SELECT count(*) AS n FROM filed WHERE estado = 'A' HAVING count(DISTINCT persona) >= 10) a,
	(SELECT count(*) AS n FROM filed WHERE zona = 'n' HAVING count(DISTINCT persona) >= 10) z}), 1,
	'T26 succeeds against two views: one report of nobody is the difference');
sql(q{SELECT publish_buckets('by_state', 'filed', '{estado}', 'persona')});
is((TradeLabor::failure($node, q{SELECT publish_buckets('by_zone', 'filed', '{zona}', 'persona')}))[0], '42501', 'T26: nor is that betrayed');

done_testing();
