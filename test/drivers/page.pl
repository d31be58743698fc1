#!/usr/bin/env perl
# Holds doc/drivers.md against what is run: its table against differs.json, and
# each line of its blocks against the program of the driver that the heading
# above names, or the statements of cases.json.
#
#   test/drivers/page.pl            a line a claim
#   test/drivers/page.pl --table    prints the table
use strict;
use warnings;

use FindBin;
use JSON::PP;

my $json = JSON::PP->new->utf8;

sub slurp
{
	my ($path) = @_;

	open(my $in, '<:raw', $path) or die "$path: $!\n";
	local $/;
	return <$in>;
}

# heading => what the drivers' programs call it, and the program
my %driver = (
	'psycopg 3' => [ 'psycopg3', 'py_psycopg3.py' ],
	'psycopg2' => [ 'psycopg2', 'py_psycopg2.py' ],
	'asyncpg' => [ 'asyncpg', 'py_asyncpg.py' ],
	'SQLAlchemy, pandas' => [ 'sqlalchemy', 'py_sqlalchemy.py' ],
	'node-postgres' => [ 'node-postgres', 'node_pg.mjs' ],
	'postgres.js' => [ 'postgres.js', 'node_postgres.mjs' ],
	'pgJDBC' => [ 'pgjdbc', 'java/Cases.java' ],
	'pgx' => [ 'pgx', 'go/main.go' ],
	'ODBC' => [ 'odbc', 'py_pyodbc.py' ],
	'RPostgreSQL' => [ 'rpostgresql', 'r_postgresql.R' ]);
my @columns = ('psycopg 3', 'psycopg2', 'asyncpg', 'SQLAlchemy, pandas', 'node-postgres', 'postgres.js', 'pgJDBC', 'pgx', 'ODBC', 'RPostgreSQL');

my @cases = @{ $json->decode(slurp("$FindBin::Bin/cases.json"))->{cases} };
my @differs = @{ $json->decode(slurp("$FindBin::Bin/differs.json")) };

sub outcome
{
	my ($mode, $name) = @_;

	for my $d (@differs)
	{
		next unless $mode =~ /^(?:$d->{mode})$/ && $name =~ /^(?:$d->{cases})$/;
		return $d->{as} // ($d->{error} ? 'error' : 'other');
	}
	return 'yes';
}

my @table = ('| | ' . join(' | ', @columns) . ' |', '|---' x (1 + @columns) . '|');
for my $row ([ 'inserted: time_period', 'a period, product or partner inserted' ], [ 'inserted: time_series', 'a series, a ranking, another summary or a state inserted' ],
	[ 'array: time_period', 'an array of periods read' ], map { [ $_->{name}, $_->{name} ] } @cases)
{
	my ($name, $label) = @$row;
	my @outcomes = map { outcome($driver{$_}[0], $name) } @columns;

	next if $name eq 'an array of periods' || $name !~ /: / && !grep { $_ ne 'yes' } @outcomes;
	next if $name =~ /^(?:NULL is no month|a .* is no month|no .*)$/;
	push @table, "| $label | " . join(' | ', map { $_ eq 'yes' ? 'yes' : $_ eq 'text' ? 'as text' : 'no' } @outcomes) . ' |';
}
if (($ARGV[0] // '') eq '--table')
{
	print "$_\n" for @table;
	exit;
}

my $page = slurp("$FindBin::Bin/../../doc/drivers.md");
my $flat = sub { $_[0] =~ s/\s+/ /gr };
my $statements = $flat->(join "\n", map { $_->{sql} } @cases);
my $failed = 0;

sub claim
{
	my ($truth, $what) = @_;

	print $truth ? 'ok' : 'not ok', " - doc/drivers.md: $what\n";
	$failed++ if !$truth;
}

claim(index($page, join("\n", @table)) >= 0, 'the table is what differs.json says');
for my $heading (@columns)
{
	my ($section) = $page =~ /^## \Q$heading\E\n(.*?)(?=^## |\z)/ms;
	my $program = $flat->(slurp("$FindBin::Bin/$driver{$heading}[1]"));
	my @strange = grep { index($program, $flat->($_)) < 0 && index($statements, $flat->($_)) < 0 }
	  map { s/^\s+|\s+$//gr } grep { !/^\s*$/ } ($section // '') =~ /^    (.*)$/mg;

	claim(defined $section && !@strange, "$heading: each line is run by the tests");
	print "    $_\n" for @strange;
	# every word that helps is said, and is in something that is run
	for my $d (grep { $_->{word} && $driver{$heading}[0] =~ /^(?:$_->{mode})$/ } @differs)
	{
		claim(index($section // '', $d->{word}) >= 0 && (index($program, $d->{word}) >= 0 || index($statements, $d->{word}) >= 0),
			"$heading: says $d->{word}, and it is run");
	}
}
exit($failed > 0);
