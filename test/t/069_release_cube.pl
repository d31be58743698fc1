# Cubes: totals beside their parts.  What is shown is held against plain SQL, what is
# hidden against a reader who subtracts, one who looks for traces, and one who looks
# for combinations of any numbers (verify/, test/long/attack).
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
my $node = TradeLabor::server('release_cube', 'fsync = off');
my $python = -x '/usr/bin/python3' ? '/usr/bin/python3' : 'python3';
my $dir = $node->basedir . '/dumps';
mkdir $dir;
$ENV{PYTHONDONTWRITEBYTECODE} = 1;

sub sql { return $node->safe_psql('postgres', "SET client_min_messages = warning; $_[0]"); }

# status, and what was said
sub program
{
	my ($out, $err);

	IPC::Run::run([ $python, @_ ], '>', \$out, '2>', \$err, init => sub { chdir $top });
	return ($? >> 8, $out, $err);
}

sub dump_view
{
	my ($view) = @_;
	$node->safe_psql('postgres', "\\copy (SELECT * FROM $view) TO '$dir/$view.csv' CSV HEADER");
}

# a test of verify/, the first if none is named, as a reader runs it
sub verify
{
	my ($view, @tests) = @_;
	my %dimension = (town => { columns => [ 'town', 'state' ], hierarchy => 'spot.csv' }, map { $_ => { columns => [$_] } } qw(kind a b));
	my @of = $view =~ /certain/ ? qw(a b) : qw(town kind);
	open(my $file, '>', "$dir/$view.json") or die;
	print $file JSON::PP->new->utf8->encode({ k => 5,
		dimensions => { map { $_ => $dimension{$_} } @of },
		releases => [ { name => $view, method => 'cube', dimensions => \@of, vintages => [ { file => "$view.csv" } ] } ] });
	close $file;
	my ($status, $out, $err) = program('verify/verify.py', "$dir/$view.json", '--json', '--tests', @tests ? @tests : 'groups');
	return ($status, $status == 2 ? $err : JSON::PP->new->utf8->decode($out));
}

# ------------------------------------------- what is shown, against plain SQL

# few people in small towns; some twice; t9 has three, and kind k5 has two
sql(q{CREATE TABLE spot (town text, state text);
	INSERT INTO spot SELECT 't' || i, 's' || i % 3 FROM generate_series(0, 9) i;
	SELECT bucket_hierarchy('geo', 'spot', '{town,state}');
	CREATE TABLE report (town text, kind text, persona text);
	INSERT INTO report SELECT 't' || (i * i % 97) % 9 % (1 + i % 9), 'k' || i * 7 % 11 % (1 + i % 5), 'p' || i % 170 FROM generate_series(1, 200) i;
	INSERT INTO report SELECT 't9', 'k0', 'q' || i FROM generate_series(1, 3) i;
	INSERT INTO report SELECT 't0', 'k5', 'r' || i FROM generate_series(1, 2) i;
	CREATE VIEW truth AS SELECT coalesce(state, '_T') AS state, coalesce(town, '_T') AS town, coalesce(kind, '_T') AS kind, count(*) AS n, count(DISTINCT persona) AS people
	FROM report JOIN spot USING (town) GROUP BY GROUPING SETS ((state, town, kind), (state, kind), (kind), (state, town), (state), ())});
my $policy = '{"k":5,"p_percent":0,"method":"cube"}';
sql("SELECT publish_buckets('cube', 'report', '{geo:town,kind}', 'persona', '$policy')");
is(sql(q{SELECT count(*) FROM cube c LEFT JOIN truth t USING (state, town, kind) WHERE c.n <> t.n OR c.n IS NOT NULL AND (t.people < 5 OR t.people IS NULL)}), 0,
	'what is shown is what SQL counts, of five people or more');
is(sql(q{SELECT count(*) FROM cube WHERE n = 0 OR (n IS NULL) <> (status = 'hidden') OR (contributors_at_least IS NULL) <> (n IS NULL)}), 0, 'no zero, and hidden numbers are NULL');
cmp_ok(sql(q{SELECT count(*) FROM cube WHERE status = 'shown'}), '>=', 20, 'many numbers are shown');
is(sql(q{SELECT (SELECT string_agg(DISTINCT town, ' ' ORDER BY town) FROM cube) = (SELECT string_agg(DISTINCT town, ' ' ORDER BY town) FROM truth WHERE kind = '_T' AND people >= 5)
	AND (SELECT string_agg(DISTINCT kind, ' ' ORDER BY kind) FROM cube) = (SELECT string_agg(DISTINCT kind, ' ' ORDER BY kind) FROM truth WHERE state = '_T' AND people >= 5)}), 't',
	'labels are those that five people have');
is(sql(q{SELECT count(*) FROM cube}), sql(q{SELECT (SELECT count(*) FROM (SELECT DISTINCT state, town FROM cube) x) * (SELECT count(DISTINCT kind) FROM cube)}), 'each label stands with each');

# ------------------------------------------------- traces of who is not there

# a table of the same with small numbers left out has no row where nobody is
is(sql(q{SELECT count(*) FROM cube LEFT JOIN truth t USING (state, town, kind) WHERE status = 'hidden' AND t.n IS NULL}) > 0, 1, 'some hidden rows have nobody');
is(sql(q{SELECT count(DISTINCT (c.n, c.contributors_at_least, c.level, c.opened, c.status, b.n, b.people::text, b.rest_dim, b.sums))
	FROM cube c JOIN bucket_line_buckets b ON b.labels = ARRAY[c.state, c.town, c.kind] WHERE c.status = 'hidden' AND c.town <> '_T' AND c.kind <> '_T'}), 1,
	'and nothing but the labels tells one hidden row of a level from another, in the record neither');
is(sql(q{SELECT string_agg(DISTINCT key, ' ') FROM (SELECT jsonb_object_keys(release_receipt('cube') -> 'proof') AS key) k}), 'hidden numbers', 'a receipt does not count unknowns');
sql(q{CREATE TABLE kept AS TABLE cube;
	CREATE TABLE steps AS SELECT level, hidden FROM jsonb_to_recordset(release_receipt('cube') -> 'levels') AS l(level text, hidden int)});
is(sql(q{SELECT bool_and(s.hidden = (SELECT count(*) FROM cube c WHERE c.level = s.level AND c.n IS NULL)) FROM steps s}), 't', 'nor does it say more than the rows');

# ------------------------------------------------------- what can be subtracted

my $line = q{SELECT count(*) FROM (SELECT t.state, t.town, t.n - coalesce(sum(p.n), 0) AS rest
	FROM %1$s t JOIN %1$s p ON p.state = t.state AND p.town = t.town AND p.kind <> '_T' AND p.n IS NOT NULL
	WHERE t.kind = '_T' AND t.n IS NOT NULL GROUP BY t.state, t.town, t.n) x
	JOIN LATERAL (SELECT count(DISTINCT persona) AS people FROM report r JOIN spot s USING (town)
		WHERE x.state IN ('_T', s.state) AND x.town IN ('_T', s.town)
		AND NOT EXISTS (SELECT FROM %1$s p WHERE p.state = x.state AND p.town = x.town AND p.kind = r.kind AND p.n IS NOT NULL)) o ON true
	WHERE rest > 0 AND people < 5};
sql(q{CREATE TABLE naive AS SELECT state, town, kind, CASE WHEN people >= 5 THEN n END AS n FROM truth});
cmp_ok(sql(sprintf $line, 'naive'), '>', 0, 'a threshold: totals less their parts speak of fewer than five');
is(sql(sprintf $line, 'cube'), 0, 'a cube: they do not');
dump_view($_) for qw(naive cube spot);
my ($status, $found) = verify('naive');
is($status, 1, 'an outsider derives small groups from a threshold');
($status, $found) = verify('cube');
is($status, 0, "and nothing from $found->{numbers} numbers of a cube") or diag(explain($found));

# ------------------------------------------- between which limits what is hidden is

# nobody is in a third of the cells, and many are alone with that in their row
sql(q{CREATE TABLE sparse AS SELECT 'a' || a AS a, 'b' || b AS b, format('p%s %s %s', a, b, i) AS persona
	FROM generate_series(0, 7) a, generate_series(0, 6) b, generate_series(1, greatest((a * a * 5 + b * 7 * a + 3 * b) % 17 - 4, 0)) i;
	CREATE TABLE again AS TABLE sparse;
	SELECT publish_buckets('certain', 'sparse', '{a,b}', 'persona', '{"k":3,"method":"cube","width":0}');
	SELECT publish_buckets('uncertain', 'again', '{a,b}', 'persona', '{"k":3,"method":"cube","width":2}')});
dump_view($_) for qw(certain uncertain);
($status, $found) = verify('certain', 'bounds', '--width', 2);
cmp_ok($found->{narrow}, '>', 0, "with no width $found->{narrow} of @{[ scalar @{ $found->{hidden_cells} } ]} hidden cells have limits closer than 2");
($status, $found) = verify('uncertain', 'bounds', '--width', 2);
is($found->{narrow}, 0, "with a width of 2 none of @{[ scalar @{ $found->{hidden_cells} } ]} has");
is(sql(q{SELECT string_agg(DISTINCT verdict, ', ') FROM audit_buckets('uncertain') WHERE "check" = 'hidden number' AND verdict !~ '^certified: 2 or more'}), '', 'and all are certified');
is(sql(q{SELECT string_agg(DISTINCT key, ' ') FROM (SELECT jsonb_object_keys(release_receipt('uncertain') -> 'proof') AS key) k}), 'hidden numbers', 'a receipt says nothing of widths');
sql(q{SELECT retract_buckets('uncertain')});

# --------------------------------------------- vintages, and releases beside it

sql(q{INSERT INTO report SELECT 't' || i % 9, 'k' || i % 3, 's' || i FROM generate_series(1, 40) i;
	INSERT INTO report SELECT 't1', 'k7', 'u' || i FROM generate_series(1, 6) i;
	SELECT refresh_buckets('cube')});
is(sql(q{SELECT count(*) FROM cube c LEFT JOIN truth t USING (state, town, kind) LEFT JOIN kept k USING (state, town, kind)
	WHERE c.n IS NOT NULL AND c.n <> t.n AND c.n IS DISTINCT FROM k.n}), 0, 'the next vintage: as SQL counts now, or as before');
is(sql(q{SELECT count(*) > 5 FROM cube c JOIN kept k USING (state, town, kind) WHERE c.n > k.n}), 't', 'numbers follow');
is(sql(q{SELECT count(*) FROM cube WHERE kind = 'k7'}), sql(q{SELECT count(DISTINCT (state, town)) FROM cube}), 'a new label comes with all its rows');
is(sql(q{SELECT count(*) FROM kept k LEFT JOIN cube c USING (state, town, kind) WHERE c.level IS NULL}), 0, 'and none goes');
is(sql(q{SELECT string_agg(DISTINCT verdict, ', ') FROM audit_buckets('cube') WHERE "check" IN ('view', 'ledger')}), 'as recorded', 'view and ledger are as recorded');
is(sql(q{SELECT count(*) FROM audit_buckets('cube') WHERE "check" = 'people behind the number' AND verdict = 'too few'}), 0, 'enough people are behind each number');
sql(q{CREATE ROLE reader; SELECT publish_buckets('beside', 'report', '{kind}', 'persona', '{"k":5,"p_percent":0}', '{reader}')});
is(sql(q{SELECT count(*) FROM beside b JOIN cube c ON c.kind = b.kind AND c.state = '_T' WHERE b.n <> c.n}), 0, 'a release beside it does not show another number of the same');
is(sql(q{SET ROLE reader; SELECT count(*) > 0 FROM beside}), 't', 'and is read');
is($node->psql('postgres', 'SET ROLE reader; SELECT * FROM cube'), 3, 'the cube is not, by whom it is not for');
sql(q{SELECT retract_buckets('cube')});
is(sql(q{SELECT count(*) FROM pg_class WHERE relname = 'cube' AND relkind = 'v'}), 0, 'a retracted cube is gone');
sql("SELECT publish_buckets('cube', 'report', '{geo:town,kind}', 'persona', '$policy')");
is(sql(q{SELECT count(*) FROM cube c JOIN truth t USING (state, town, kind) WHERE c.n <> t.n}), 0, 'and another is published beside what it showed');

# ------------------------------------------------------------ random attackers

$ENV{PGHOST} = $node->host;
$ENV{PGPORT} = $node->port;
{
	($status, my ($out, $err)) = program('test/long/attack', 'cubes', 6, 1, '--bounds', '--alone', 3);
	my %form = map { /^([\w ]+?) (\d+) of (\d+)(?: \((\d+))?/ ? ($1 => [ $2, $3, $4 // 0 ]) : () } split /, |broken: |; /, ($out =~ /(.*)\n\z/)[0] // '';

	note($out, $err);
	is($status, 0, 'nothing follows about few people from cubes, their vintages and releases beside them');
	is_deeply($form{ours}, [ 0, 6, 0 ], 'and each was decided');
	cmp_ok($form{$_}[0], '>', 0, "the same attacker breaks $form{$_}[0] of $form{$_}[1] with $_") for 'threshold', 'margins', 'care', 'sums each';
	is($form{limits}[0], 0, "limits of $form{limits}[1] hidden numbers are as far apart as was certified");
	cmp_ok($form{limits}[1], '>', 0, 'of which there are some');
}

$node->stop;
done_testing();
