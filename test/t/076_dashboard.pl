# What the data loaders of examples/dashboard send, without a browser or npm: the
# statements run as the roles that they are for, and say what plain SQL over text and
# numbers, with no function of the extension, makes of the file of trade figures
# and of the reports.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Cwd;
use JSON::PP;
use Test::More;

my $top = Cwd::abs_path("$FindBin::Bin/../..");
my $here = "$top/examples/dashboard";
my $node = TradeLabor::server('dashboard', 'client_min_messages = warning');

sub slurp
{
	my ($path) = @_;

	open(my $file, '<', $path) or die "$path: $!";
	local $/;
	return <$file>;
}

$node->safe_psql('postgres', qq{
	CREATE TABLE trade (partner text, period time_period, flow text, value numeric, vintage time_period);
	CREATE TABLE plain (partner text, month text, flow text, value numeric, vintage text);
	\\copy trade FROM '$top/test/data/us_goods_trade.csv' WITH (FORMAT csv, HEADER)
	\\copy plain FROM '$top/test/data/us_goods_trade.csv' WITH (FORMAT csv, HEADER)
	CREATE ROLE press;
	CREATE ROLE reader LOGIN IN ROLE press;
	CREATE ROLE desk_analyst LOGIN IN ROLE press;
	\\i $top/test/inbox.sql
	SELECT bucket_hierarchy('geo', 'municipality', '{municipio,estado}', 'poblacion');
	SELECT publish_buckets('quejas', 'inbox', '{geo:municipio,sector,tipo,month:fecha}', 'persona',
		'{"establishments": {"column": "centro"}}', readers => '{press}');
	\\i $top/examples/superset/views.sql

	-- years of partners, both flows of all twelve months known
	CREATE VIEW whole AS
	SELECT partner, left(month, 4)::int AS year, sum(value) FILTER (WHERE flow = 'X') AS x, sum(value) FILTER (WHERE flow = 'M') AS m
	FROM plain GROUP BY 1, 2 HAVING count(*) FILTER (WHERE flow = 'X') = 12 AND count(*) FILTER (WHERE flow = 'M') = 12;
	CREATE VIEW pair AS
	SELECT n.partner, n.year, n.m, n.m - b.m AS change, b.m AS m0, n.x - n.m AS b1, b.x - b.m AS b0
	FROM whole n JOIN whole b ON b.partner = n.partner AND b.year = n.year - 1;
});

# ------------------------------------------------------------ the statements

my (%sql, %role);
for my $site (qw(desk release))
{
	my %own = slurp("$here/$site/queries.sql") =~ /^-- (\w+): [^\n]*\n(.*?;)\n/msg;

	$sql{"$site $_"} = $own{$_}, $role{"$site $_"} = $site eq 'desk' ? 'desk_analyst' : 'reader' for keys %own;
	# both languages show the same files by the same charts
	my %seen = map {
		my $page = slurp("$here/$site/$_.md");
		$_ => join ' ', $page =~ m{((?<=FileAttachment\(")data/\w+\.json|resize\(\(width\) => \w+)}g
	} qw(index es);
	is($seen{es}, $seen{index}, "$site: both languages are of the same files and charts");
	my @files = sort { $a cmp $b } slurp("$here/$site/index.md") =~ m{"data/(\w+)\.json"}g;
	is_deeply([ sort keys %own ], \@files, "$site: a statement for each file");
}

# rows of a statement as a role, in any order
sub rows
{
	my ($sql, $role, @more) = @_;
	my ($status, $out, $err) = $node->psql('postgres', $sql, extra_params => [ '-F', "\t", $role ? ('-U', $role) : () ]);

	return $err ? "error: $err" : join "\n", sort split /\n/, $out;
}

sub says
{
	my ($name, $plain, $what) = @_;
	my $got = rows($sql{$name}, $role{$name});
	my $want = rows($plain);

	# trailing zeros of decimals are no difference
	s/(\.\d*?)0+(?=[\t\n]|\z)/$1/g, s/\.(?=[\t\n]|\z)//g for $got, $want;
	is($got, $want, "$name: $what");
	cmp_ok($got =~ tr/\n//, '>', 2, "$name: rows") if $name ne 'release totals';
}

says('desk monthly', q{
	SELECT to_char(t, 'YYYY-MM-DD'), p.partner, round(x.value - m.value, 1), round(100 * (m.value / b.value - 1), 2)
	FROM (SELECT partner, min(month) AS a, max(month) AS z FROM plain WHERE flow = 'M' GROUP BY 1) p
	CROSS JOIN generate_series((a || '-01')::timestamp, (z || '-01')::timestamp, '1 month') t
	LEFT JOIN plain x ON (x.partner, x.flow, x.month) = (p.partner, 'X', to_char(t, 'YYYY-MM'))
	LEFT JOIN plain m ON (m.partner, m.flow, m.month) = (p.partner, 'M', to_char(t, 'YYYY-MM'))
	LEFT JOIN plain b ON (b.partner, b.flow, b.month) = (p.partner, 'M', to_char(t - interval '1 year', 'YYYY-MM'))},
	'every month from the first to the last, empty where it or its year ago is not known');
is($node->safe_psql('postgres', "SELECT count(*) FROM ($sql{'desk monthly'}) s WHERE balance IS NULL" =~ s/;\)/)/r) > 20, 1, 'and some are empty');
says('desk yearly', q{
	SELECT w.year, w.partner, round(w.x, 1), round(w.m, 1), round(w.x - w.m, 1), round(b1 - b0, 1),
	       CASE WHEN b0 * b1 > 0 THEN round(100 * (b1 - b0) / b0, 2) END,
	       CASE WHEN b0 < 0 AND b1 < 0 THEN CASE WHEN b1 < b0 THEN 'deficit widened' ELSE 'deficit narrowed' END
	            WHEN b0 > 0 AND b1 > 0 THEN CASE WHEN b1 > b0 THEN 'surplus widened' ELSE 'surplus narrowed' END
	            WHEN b0 < 0 THEN 'reversed to surplus' WHEN b0 > 0 THEN 'reversed to deficit' END
	FROM whole w LEFT JOIN pair p USING (partner, year)}, 'balances, changes and their direction');
says('desk top', q{
	WITH placed AS (
		SELECT *, rank() OVER (PARTITION BY year ORDER BY m DESC) AS place, 100 * m / sum(m) OVER (PARTITION BY year) AS share FROM whole)
	SELECT year, place, partner, round(m, 1), round(share, 1) FROM placed WHERE place <= 10
	UNION ALL
	SELECT year, NULL, NULL, round(sum(m), 1), round(sum(share), 1) FROM placed WHERE place > 10 GROUP BY year},
	'ten sources and the others, who are nobody');
says('desk movers', q{
	SELECT year, partner, rank() OVER (w ORDER BY m0 DESC), rank() OVER (w ORDER BY m DESC),
	       rank() OVER (w ORDER BY m0 DESC) - rank() OVER (w ORDER BY m DESC),
	       round(100 * change / m0, 2), round(100 * change / sum(m0) OVER (PARTITION BY year), 6)
	FROM pair WINDOW w AS (PARTITION BY year)}, 'places and points of those known in both years');
says('desk concentration', q{
	WITH shares AS (SELECT year, m / sum(m) OVER (PARTITION BY year) AS s, rank() OVER (PARTITION BY year ORDER BY m DESC) AS place FROM whole)
	SELECT year, count(*), round(10000 * sum(s * s), 0), round(1 / sum(s * s), 1), round(100 * round(sum(s) FILTER (WHERE place <= 4), 3), 1)
	FROM shares GROUP BY year}, 'of the partners known');
is(join(' ', map { (split /\t/)[0] } split /\n/, $node->safe_psql('postgres', $sql{'desk names'} =~ s/;$//r, extra_params => [ '-F', "\t" ])),
	$node->safe_psql('postgres', q{SELECT string_agg(partner, ' ' ORDER BY v DESC) FROM (SELECT partner, sum(value) AS v FROM plain WHERE flow = 'M' GROUP BY 1) s}),
	'desk names: the largest sources first');
like(rows($sql{'desk names'}, 'desk_analyst'), qr/^MEX\tMexico\tMéxico$/m, 'desk names: in both languages');

# --------------------------------------------------------------- the release

says('release totals', q{SELECT (SELECT count(*) FROM inbox), count(*), 0, 32, 10 FROM quejas}, 'all reports of the inbox, and no more');
says('release states', q{
	SELECT estado, count(*), count(*) FILTER (WHERE shown), count(*) FILTER (WHERE NOT shown), 0
	FROM (SELECT m.estado, EXISTS (SELECT FROM quejas q WHERE q.municipio = i.municipio) AS shown
	      FROM inbox i JOIN municipality m USING (municipio)) s GROUP BY estado},
	'reports of the inbox by state, those whose municipality is shown and the rest');
says('release places', q{
	SELECT estado, place, bool_and(NOT shown), count(*), (SELECT count(*) FROM quejas q WHERE q.municipio = place), 0
	FROM (SELECT m.estado, shown, CASE WHEN shown THEN municipio ELSE 'resto de ' || m.estado END AS place
	      FROM inbox i JOIN municipality m USING (municipio), LATERAL (SELECT EXISTS (SELECT FROM quejas q WHERE q.municipio = i.municipio) AS shown) e) s
	GROUP BY estado, place},
	'reports of the inbox by municipality, and a row for the rest of each state');
is($node->safe_psql('postgres', "SELECT sum(reports) FROM (" . ($sql{"release $_"} =~ s/;$//r) . ") s"),
	$node->safe_psql('postgres', 'SELECT count(*) FROM inbox'), "release $_: every report once") for qw(kinds numbers places states);
says('release numbers', 'SELECT estado, municipio, sector, tipo, fecha, n, contributors_at_least FROM quejas', 'the release as it stands');

# a hidden number is told, adds nothing, and is no zero
$node->safe_psql('postgres', q{
	CREATE SCHEMA hiding;
	CREATE TABLE hiding.quejas AS SELECT * FROM quejas;
	UPDATE hiding.quejas SET n = NULL, contributors_at_least = NULL WHERE estado = 'Entidad 05' AND level = 'estado';
	GRANT USAGE ON SCHEMA hiding TO reader; GRANT SELECT ON hiding.quejas TO reader});
my $hiding = sub { rows($sql{"release $_[0]"} =~ s/FROM quejas/FROM hiding.quejas/r, 'reader') };
my ($rest) = rows($sql{'release states'}, 'reader') =~ /^Entidad 05\t\d+\t\d+\t(\d+)\t0$/m;
my ($all) = rows($sql{'release totals'}, 'reader') =~ /^(\d+)/;
like($hiding->('totals'), qr/^@{[ $all - $rest ]}\t\d+\t1\t/, 'a hidden number is counted as hidden, and adds nothing');
like($hiding->('states'), qr/^Entidad 05\t\d+\t\d+\t0\t1$/m, 'in its state');
like($hiding->('places'), qr/^Entidad 05\tresto de Entidad 05\tt\t\t1\t1$/m, 'and its place has no number');

# ---------------------------------------------------------------- the rights

like(rows($sql{$_}, 'reader'), qr/permission denied for schema dashboard/, "$_: not for the reader") for grep { /^desk/ } sort keys %sql;
like(rows('SELECT persona FROM inbox', $_), qr/permission denied for table inbox/, "$_ does not read the reports") for qw(reader desk_analyst);

# -------------------------------------------------------------- the packages

my $lock = decode_json(slurp("$here/package-lock.json"))->{packages};
my $named = decode_json(slurp("$here/package.json"));
my %wanted = (%{ $named->{dependencies} }, %{ $named->{devDependencies} });
is_deeply({ map { $_ => $lock->{"node_modules/$_"}{version} } keys %wanted }, \%wanted, 'the lock file has the versions of package.json, each of them exact');
is_deeply([ grep { $_ ne '' && (!$lock->{$_}{integrity} && !$lock->{$_}{inBundle} || $lock->{$_}{resolved}) } sort keys %$lock ], [],
	'every package in it has its digest, and none says from where it is to come');

$node->stop;
done_testing();
