# Labor statistics over real files, where they are at hand.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = TradeLabor::server('labor', 'jit = off');

sub sql { my ($query) = @_; return $node->safe_psql('postgres', $query) }

# --- wage claims in Kansas: closing dates that are no dates, or in the future,
# are those of open cases; a claim closed before it was received is left out
SKIP:
{
	my $file = TradeLabor::data('labor/ks_wage_claims.csv') or skip 'labor/ks_wage_claims.csv is not here', 5;

	sql(qq{
		CREATE TABLE filed (sheet_year text, claim_no text, area text, received date, wages_claimed text,
			served text, hearing text, order_date text, legal text, amount_paid text, closed text);
		COPY filed FROM '$file' (FORMAT csv, HEADER);
		CREATE TABLE dated AS
		SELECT received, CASE WHEN closed ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}\$' AND closed::date <= date '2022-07-29'
			THEN closed::date END AS closed FROM filed;
		CREATE TABLE claim AS
		SELECT coalesce(closed, '2022-07-29') - received AS days, closed IS NOT NULL AS ended FROM dated
		WHERE closed >= received OR closed IS NULL});
	is(sql('SELECT count(*), count(*) FILTER (WHERE NOT ended) FROM claim'), '10179|1005', 'claims, and those open');
	is(sql(q{SELECT percentile_disc('{0.5,0.9}'::float8[]) WITHIN GROUP (ORDER BY days) FROM claim WHERE ended}),
		'{127,365}', 'median and 90 % of closed claims alone');
	is(sql('SELECT km_quantile(0.5, days, ended), km_quantile(0.9, days, ended) FROM claim'), '139|778',
		'and of all claims, by Kaplan and Meier');
	is(sql(q{SELECT km_quantile(0.5, days * interval '1 day', ended), km_quantile(0.9, km_curve(days, ended)) FROM claim}),
		'139 days|778', 'the same of intervals, and from a curve');
	is((TradeLabor::failure($node, 'SELECT km_curve(closed - received, true) FROM dated'))[0], '22023',
		'a claim closed before it was received is an error');
}

# --- own stages are dumped and restored, shipped ones come with the extension
sql(q{INSERT INTO case_clock_stages (procedure, stage, ordinal, counted_from, ends_with, length, source)
	VALUES ('labor_chapter', 'first_screen', 1, 'petition', 'first_determination', 25, 'a change of the law'),
		('queja', 'inspeccion', 1, 'recibida', 'visita', 10, 'norma interna')});
my $stages = sql('SELECT string_agg(s::text, chr(10) ORDER BY s::text) FROM case_clock_stages s');
my $dump = PostgreSQL::Test::Utils::tempdir() . '/dump.sql';
$node->safe_psql('postgres', 'CREATE DATABASE restored');
$node->command_ok([ 'pg_dump', '-f', $dump, '-d', $node->connstr('postgres') ], 'dumped');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', $dump, '-d', $node->connstr('restored') ], 'restored');
is($node->safe_psql('restored', 'SELECT string_agg(s::text, chr(10) ORDER BY s::text) FROM case_clock_stages s'),
	$stages, 'stages of the extension and of the user are there, each once');

# --- the owner of the extension extends the table, others read it
sql('CREATE ROLE inspector; CREATE ROLE reader; CREATE DATABASE inspection OWNER inspector');
$node->safe_psql('inspection', q{SET ROLE inspector; CREATE SCHEMA own; CREATE EXTENSION trade_labor SCHEMA own;
	INSERT INTO own.case_clock_stages (procedure, stage, ordinal, counted_from, ends_with, length, source)
	VALUES ('queja', 'inspeccion', 1, 'recibida', 'visita', 10, 'norma interna');
	GRANT USAGE ON SCHEMA own TO reader});
is($node->safe_psql('inspection', q{SET ROLE reader;
	SELECT due FROM own.case_clock('queja', '{"recibida": "2026-01-01"}', '2026-01-02')}), '2026-01-11',
	'a reader asks the clock, wherever the extension is');

$node->stop;
done_testing();
