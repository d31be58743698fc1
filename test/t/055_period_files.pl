# Files as statistical offices write them, loaded as an analyst would: COPY into
# columns of text, a look at what is no period, then the table, growth over a
# year, and whole years only.  The figures are made up; the shapes are those of
# Banxico, INEGI, Comext, Statistics Canada, Statistics Netherlands and a
# spreadsheet.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = TradeLabor::server('period_files', "timezone = 'America/Mexico_City'", "datestyle = 'ISO, MDY'");
my $folder = PostgreSQL::Test::Utils::tempdir();

sub ask
{
	return $node->safe_psql('postgres', join('; ', @_));
}

# The value of a month: 100 in January 2023, one more each month, so that a year
# later it is 12 more.  Year over year is then 12 / (value - 12).
sub value
{
	my ($year, $month) = @_;
	return 100 + 12 * ($year - 2023) + $month - 1;
}

# A file of months from 2023-01 to 2025-07, each line made by the caller, and
# lines before and behind.
sub monthly_file
{
	my ($name, $line, $before, $behind) = @_;

	open(my $file, '>:utf8', "$folder/$name") or die;
	print $file $before;
	for my $year (2023 .. 2025)
	{
		print $file $line->($year, $_, value($year, $_)) for 1 .. ($year == 2025 ? 7 : 12);
	}
	print $file $behind // '';
	close $file;
	return "$folder/$name";
}

# Loads a file of two columns and answers: the report on what is no period, then
# rows loaded, the growth of the last month, and the whole years.
sub loaded
{
	my ($file, $expression, $options) = @_;

	return ask('CREATE TEMP TABLE given (period text, value text)',
		"COPY given FROM '$file' WITH ($options)",
		'CREATE TEMP TABLE trade (month monthly_period PRIMARY KEY, value numeric)',
		"INSERT INTO trade SELECT p, value::numeric FROM (SELECT $expression AS p, value FROM given) AS s WHERE p IS NOT NULL AND value ~ '^[0-9.]+\$'",
		q{SELECT count(*) || ' months to ' || max(month) || ', ' || count(*) FILTER (WHERE month BETWEEN '2024-01-01' AND '2024-12-31') || ' in 2024' FROM trade},
		q{SELECT round(y, 2) FROM (SELECT month, yoy(value, month) OVER (ORDER BY month) AS y FROM trade) AS s WHERE month = '2025-07'},
		q{SELECT string_agg(year || '=' || coalesce(trim_scale(total)::text, 'unfinished'), ' ' ORDER BY year)
			FROM (SELECT to_freq(month, 'A') AS year, CASE WHEN complete(month, 'A') THEN sum(value) END AS total FROM trade GROUP BY 1) AS s});
}

# sums of 100..111 and 112..123; July 2025 is 130, a year before 118
my $as_expected = "31 months to 2025-07, 12 in 2024\n10.17\n2023=1266 2024=1410 2025=unfinished";

is(loaded(monthly_file('banxico.csv', sub { sprintf qq{"01/%02d/%d",%.2f\n}, $_[1], $_[0], $_[2] },
			"\"Fecha\",\"SE123\"\n", "\"01/08/2025\",N/E\n"),
		"period(to_date(period, 'DD/MM/YYYY'), 'M')", 'FORMAT csv, HEADER'),
	$as_expected, 'Banxico: days first, N/E for what is not there yet');

is(loaded(monthly_file('inegi.csv', sub { sprintf qq{"%d/%02d","%s"\n}, $_[0], $_[1], $_[2] },
			"\"Periodo\",\"Total\"\n", "\"p1\",\n\"Fuente: INEGI\",\n"),
		'try_period(period)', 'FORMAT csv, HEADER'),
	$as_expected, 'INEGI: 2025/07, and words below the table');

is(loaded(monthly_file('comext.tsv', sub { sprintf "%d%02d\t%s\n", @_ }, "PERIOD\tVALUE_IN_EUROS\n",
			"202352\t1266\n202452\t1410\n"),
		'try_period(period)', 'FORMAT text, HEADER'),
	$as_expected, 'Comext: the year as week 52 is no month');

is(loaded(monthly_file('statcan.csv', sub { sprintf qq{"%d-%02d",%s\n}, @_ }, "\"REF_DATE\",\"VALUE\"\n",
			"\"2024/2025\",1500\n"),
		'try_period(period)', 'FORMAT csv, HEADER'),
	$as_expected, 'Statistics Canada: a split year among the months');

is(loaded(monthly_file('statline.csv',
			sub { sprintf("%dMM%02d;%s\n", @_) . ($_[1] % 3 ? '' : sprintf("%dKW%02d;1\n", $_[0], $_[1] / 3)) . ($_[1] == 12 ? "$_[0]JJ00;1\n" : '') },
			"Perioden;Waarde\n"),
		'CASE WHEN monthly(try_period(period)) THEN try_period(period) END', "FORMAT csv, HEADER, DELIMITER ';'"),
	$as_expected, 'Statistics Netherlands: months, quarters and years in one column');

my @months = qw(ene feb mar abr may jun jul ago sep oct nov dic);
is(loaded(monthly_file('hoja.csv', sub { sprintf "%s-%02d,%s\n", $months[ $_[1] - 1 ], $_[0] % 100, $_[2] }, "Mes,Valor\n"),
		"period_from_text(period, 'es')", 'FORMAT csv, HEADER'),
	$as_expected, 'a spreadsheet in Spanish');

is(loaded(monthly_file('dates.csv', sub { sprintf "%d-%02d-01,%s\n", @_ }, "month,value\n"),
		"period(period::date, 'M')", 'FORMAT csv, HEADER'),
	$as_expected, 'firsts of months as dates');

# What the analyst sees of a column before she loads it.
is(ask('CREATE TEMP TABLE given (period text, value text)',
		"COPY given FROM '$folder/comext.tsv' WITH (FORMAT text, HEADER)",
		'SELECT period, count(*), period_fault(period) FROM given WHERE period_fault(period) IS NOT NULL GROUP BY period ORDER BY period'),
	"202352|1|Months run from 01 to 12.\n202452|1|Months run from 01 to 12.", 'the report names value, rows and reason');
like(ask("SELECT period_fault('2024/2025')"), qr/split year/, 'a split year is told what it is');

# The same file copied straight into the table: the domain keeps days out.
ask('CREATE TABLE strict_trade (month monthly_period, value numeric)', 'CREATE TABLE loose_trade (month time_period, value numeric)');
my ($state, $message) = TradeLabor::failure($node, "COPY strict_trade FROM '$folder/dates.csv' WITH (FORMAT csv, HEADER)");
is($state, '23514', 'days are refused by the domain');
like($message, qr/a month is written like 2024-07/, 'which says what a month is');
my ($ret, $out, $err) = $node->psql('postgres', "COPY loose_trade FROM '$folder/dates.csv' WITH (FORMAT csv, HEADER);
	SELECT count(c) FROM (SELECT change(value, month) OVER (ORDER BY month) AS c FROM loose_trade) AS s");
is($out, '0', 'without it they are days, of which none follows another');
like($err, qr/NOTICE:.*look like months that are written as days/, 'and the window function says so');

# Fortnights are dates; a month is the mean of its two halves.
is(ask(q{CREATE TEMP TABLE inpc (given text, value numeric)},
		q{INSERT INTO inpc VALUES ('1Q Ene 2024', 133.0), ('2Q Ene 2024', 133.6), ('1Q Feb 2024', 133.7), ('2Q Feb 2024', 133.5)},
		q{SELECT period(day, 'M'), round(avg(value), 2) FROM (SELECT period_start(period_from_text(substr(given, 4), 'es'))
			+ CASE WHEN left(given, 1) = '2' THEN 15 ELSE 0 END AS day, value FROM inpc) AS s GROUP BY 1 ORDER BY 1}),
	"2024-01|133.30\n2024-02|133.60", 'halves of a month');

$node->stop;
done_testing();
