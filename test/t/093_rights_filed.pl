# One report that somebody files cannot stop a refresh, whatever is in it: what
# no dimension can place waits, is counted as waiting, and goes on where it can
# once it is mended.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('rights_filed');

sub run
{
	my ($sql) = @_;
	my ($status, $out, $err) = $node->psql('postgres', $sql, on_error_stop => 0);

	return "$out\n$err";
}

$node->safe_psql('postgres', q{
	SET client_min_messages = error;
	CREATE TABLE report (tipo text, fecha date, hora timestamp, mes time_period, lugar text, persona text);
	INSERT INTO report SELECT 't' || i % 3, d, d, period(d, 'M'), 'm' || i % 4, 'p' || i
		FROM generate_series(1, 300) i, LATERAL (SELECT date '2026-01-10' + 31 * (i % 3)) x(d);
	CREATE TABLE place (lugar text, estado text);
	INSERT INTO place SELECT 'm' || i, 'e' || i % 2 FROM generate_series(0, 3) i;
	SELECT bucket_hierarchy('geo', 'place', '{lugar,estado}');
	SELECT publish_buckets('r', 'report', '{tipo,month:fecha}', 'persona');
	CREATE TABLE same AS TABLE report; CREATE TABLE third AS TABLE report; CREATE TABLE fourth AS TABLE report;
	SELECT publish_buckets('weeks', 'same', '{tipo,W:hora}', 'persona');
	SELECT publish_buckets('periods', 'third', '{tipo,mes}', 'persona');
	SELECT publish_buckets('places', 'fourth', '{tipo,geo:lugar}', 'persona')});

my $shown = join '', map { $node->safe_psql('postgres', "SELECT * FROM $_ r ORDER BY r") } qw(r weeks periods places);
my %filed = (
	'_T' => q{'_T', '2026-01-10', '2026-01-10', '2026-01', 'm1'},
	'a rest' => q{'resto de tipo', '2026-01-10', '2026-01-10', '2026-01', 'm1'},
	'infinity' => q{'t1', 'infinity', 'infinity', NULL, 'm1'},
	'-infinity' => q{'t1', '-infinity', '-infinity', NULL, 'm1'},
	'BC' => q{'t1', '0044-03-15 BC', '0044-03-15 BC', NULL, 'm1'},
	'year 10000' => q{'t1', '10000-01-01', '10000-01-01', NULL, 'm1'},
	'the last day' => q{'t1', '9999-12-31', '9999-12-31', '9999-12', 'm1'},
	'the first day' => q{'t1', '0001-01-01', '0001-01-01', '0001-01', 'm1'},
	'another frequency' => q{'t1', '2026-01-10', '2026-01-10', '2026', 'm1'},
	'a day among months' => q{'t1', '2026-01-10', '2026-01-10', '2026-01-10', 'm1'},
	'a place that is none' => q{'t1', '2026-01-10', '2026-01-10', '2026-01', 'nowhere'},
	'a place called _T' => q{'t1', '2026-01-10', '2026-01-10', '2026-01', '_T'},
	'_U' => q{'_U', NULL, NULL, NULL, '_U'},
	'an empty label' => q{'', '2026-01-10', '2026-01-10', '2026-01', ''},
	'a long label' => q{repeat('x', 3000000), '2026-01-10', '2026-01-10', '2026-01', repeat('x', 3000000)},
	'all of it' => q{'_T', 'infinity', '-infinity', '2026', 'nowhere'});
for my $what (sort keys %filed)
{
	my $insert = join ' ', map { "INSERT INTO $_ VALUES ($filed{$what}, 'zoe');" } qw(report same third fourth);

	for my $release (qw(r weeks periods places))
	{
		my $said = run("BEGIN; $insert SET LOCAL client_min_messages = warning; SELECT level, reports FROM refresh_buckets('$release'); ROLLBACK");
		unlike($said, qr/ERROR/, "$what: $release is refreshed");
		like($said, qr/\(waiting\)\|1$/m, '... and one report waits');
	}
}

# many labels, of people of their own, once a release is there
my $spam = q{INSERT INTO report SELECT 'spam' || i, '2026-01-10', '2026-01-10', '2026-01', 'm1', 's' || i FROM generate_series(1, 200) i};
unlike(run("BEGIN; $spam; SELECT count(*) FROM refresh_buckets('r'); ROLLBACK"), qr/ERROR/, 'labels that tell people apart do not stop a refresh');
like(run(q{BEGIN; SELECT retract_buckets('r'); } . "$spam;" . q{ SELECT publish_buckets('r', 'report', '{tipo,month:fecha}', 'persona'); ROLLBACK}),
	qr/identifies people/, '... but a first publication');

# what waits is told to the steward, by the dimension and its labels, and nothing of people
my $said = run(q{BEGIN; INSERT INTO fourth VALUES ('t1', '2026-01-10', NULL, NULL, 'nowhere', 'zoe'), ('_T', '2026-01-10', NULL, NULL, 'm1', 'ann'); SELECT refresh_buckets('places'); ROLLBACK});
like($said, qr/reports that dimension "tipo" cannot place wait: 1.*reports that dimension "lugar" cannot place wait: 1/s, 'the report says which dimension cannot place them');
unlike($said, qr/zoe/, '... and nothing of who filed them');

# mended, they are like any report that comes
$said = run(q{INSERT INTO fourth SELECT 't1', '2026-01-10', NULL, NULL, 'm9', 'late' || i FROM generate_series(1, 20) i;
	SELECT level, reports FROM refresh_buckets('places')});
like($said, qr/\(waiting\)\|20/, 'twenty reports wait for their place');
$said = run(q{INSERT INTO place VALUES ('m9', 'e9'); SELECT level, reports FROM refresh_buckets('places'); SELECT sum(n) FROM places});
unlike($said, qr/waiting\)|ERROR/, '... and are placed when it is there');
like($said, qr/^320$/m, '... all of them');

# A release that places them and one that does not: what they show together is
# one report by one person, and the joint audit sees it.
$node->safe_psql('postgres', q{SET client_min_messages = error;
	CREATE TABLE pair AS SELECT tipo, lugar, persona FROM report;
	INSERT INTO pair VALUES ('t1', 'nowhere', 'zoe');
	SELECT publish_buckets('by_place', 'pair', '{tipo,geo:lugar}', 'persona')});
like(run(q{SELECT level, buckets FROM publish_buckets('by_kind', 'pair', '{tipo}', 'persona')}), qr/\(hidden\)\|1$/m,
	'a release of the same reports hides the number that would show by subtraction who waits');

$node->stop;
done_testing();
