# Servers for the TAP tests, with the extension within reach.
#
#   use FindBin;
#   use lib "$FindBin::Bin/lib";
#   use TradeLabor;
#   my $node = TradeLabor::server('name', 'work_mem = 64MB');
#
# The extension is found where it is installed or, with the environment
# variable TRADE_LABOR_STAGE, in a staging folder (see test/stage.sh).
package TradeLabor;

use strict;
use warnings;

use FindBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# initdb refuses root, and test/all counts a skipped test as a failed one.
BEGIN
{
	plan(skip_all => 'a server cannot be started as root') if $> == 0;
}

# A running server in UTF-8 with the extension created in database postgres;
# further arguments are lines of postgresql.conf.
sub server
{
	my ($name, @settings) = @_;
	my $node = PostgreSQL::Test::Cluster->new($name);

	$node->init(extra => [ '--locale=C.UTF-8', '--encoding=UTF8' ]);
	$node->append_conf('postgresql.conf', join("\n", staged(), @settings, ''));
	$node->start;
	$node->safe_psql('postgres', 'CREATE EXTENSION trade_labor');
	return $node;
}

sub pg_config
{
	my ($what) = @_;
	my $program = $ENV{PG_CONFIG} || 'pg_config';
	my $answer = `$program --$what`;

	chomp $answer;
	return $answer;
}

# The settings under which a server finds a staged extension.
sub staged
{
	my $stage = $ENV{TRADE_LABOR_STAGE} or return ();
	my $libdir = pg_config('pkglibdir');
	my ($major) = pg_config('version') =~ /(\d+)/;

	return (
		"dynamic_library_path = '$stage$libdir:$libdir'",
		$major >= 18
		? "extension_control_path = '$stage" . pg_config('sharedir') . ":\$system'"
		: "extension_destdir = '$stage'");
}

# A file of real data that is not part of the project, or undef where it is not
# at hand: in the folder that TRADE_LABOR_DATA names (test/all does), else in
# ../shared/data beside the tree.
sub data
{
	my ($file) = @_;
	my $folder = $ENV{TRADE_LABOR_DATA} // "$FindBin::Bin/../../../shared/data";

	return -r "$folder/$file" ? "$folder/$file" : undef;
}

# Does this build of the extension have such a function?  For tests that show
# something of several chapters.
sub has_function
{
	my ($node, $name) = @_;

	return $node->safe_psql('postgres',
		"SELECT count(*) > 0 FROM pg_proc WHERE proname = '$name'") eq 't';
}

# Values of every base type of the extension, as queries of one column v.  A
# type without samples fails the tests that go over all of them.
my %samples = (
	time_period => q{SELECT unnest('{2025,2025-S1,2025-T2,2025-Q3,2025-07,2025-W05,
		2025-07-31,0001-01,1999-12-31,9999-12-31}'::time_period[]) AS v},
	time_series => q{
		SELECT series(p::time_period, x) AS v FROM (VALUES
			(1, '2024-01', 1.5::float8), (1, '2024-02', 2), (1, '2024-05', -3.25),
			(2, '2020', 0), (3, '2024-02-28', 1e15), (3, '2024-02-28', 1e-9),
			(3, '2024-02-28', 0.1), (3, '2024-03-01', -1e15), (3, '2024-03-01', 1e-300),
			(4, '2024-W52', 0.1), (4, '2025-W01', 1e100), (4, '2025-W01', -1)) d(g, p, x)
		GROUP BY g
		UNION ALL
		SELECT series('2001-01-01'::time_period + i, i * 0.01) FROM generate_series(0, 399) i
		UNION ALL
		SELECT unnest('{"2024-01 {1.5#2,NULL,4}","2024-W01 {1|1e-20#3,7}"}'::time_series[])},
	member_ranking => q{
		SELECT ranking(m, x) AS v FROM (VALUES
			(1, 'MEX', 1.5::float8), (1, 'CAN', 2), (1, 'CHN', 2), (2, 'a', 0),
			(3, 'x', 1e15), (3, 'x', 1e-9), (3, 'y', 0.1), (3, 'y', 0.2), (3, '', 7),
			(4, 'Cote d''Ivoire', 1e100), (4, 'Türkiye', 1), (4, 'Türkiye', 1e-5)) d(g, m, x)
		GROUP BY g
		UNION ALL
		SELECT ranking('member ' || i, i * 0.01) FROM generate_series(0, 99) i
		UNION ALL
		SELECT '{"MEX": {"rows": 2, "value": [1, 1e-20]}, "CAN": 2, "": {"rows": 3, "value": -1}}'},
	trade_legs => q{
		SELECT unnest(ARRAY['float8 {NULL,NULL}', 'float8 {0,NULL}', 'float8 {NULL|-3,4}',
			'float8 {1e+288|1e+200|1e+100|1|1e-100|1e-200,0.1}', 'numeric {NULL|-3,0}',
			'numeric {100.50,123456789012345678901234567890.125}'])::trade_legs AS v},
	weighted_values => q{
		SELECT concentration_accum(concentration_accum(NULL, 0.1), 1e100) AS v
		UNION ALL SELECT concentration_accum(NULL, 0, 4)
		UNION ALL SELECT unnest(ARRAY['{}', '{*}', '4 {}', '{0*1,1.5*2,1e+100*0.1}', '0.5 {-3*1,4*2}'])::weighted_values},
	survival_curve => q{
		SELECT unnest(ARRAY['days {0:1,5:2,5+:1,127+:3,2147483647:9007199254740993}', 'days {}',
			'microseconds {0+:1,86400000000:2,4611686018427387903:1}', 'days 0.5 {3:1,4+:2}'])::survival_curve AS v
		UNION ALL SELECT km_curve(i * i % 97, i % 5 > 0) FROM generate_series(1, 200) i},
	gathered_sums => q{
		SELECT unnest(ARRAY['hourly_wage: rows 1, partial 0 {0,0}',
			'unit_value: rows 3, partial 2 {0.1|1e-30,-7,1e+200|1e+100|1|1e-100|1e-200}',
			'price_index: rows 4611686018427387902, partial 0 {1,2,3,4,5,6}'])::gathered_sums AS v},
	gathered_rows => q{
		SELECT unnest(ARRAY['partial 0 {}', 'partial 3 {0.1 2,1e+200 0,0 1e-300}', 'partial 0, option 1 {}',
			'partial 0, values 1 {-1.5,0.1}', 'partial 2, option 0, values 3 {}', 'partial 0, option 0, values 1 {"0406" "" 1}',
			'partial 1, option 2 {"0406" "México" 1 2 3.5 4,"04 \"a\" \\\\ b" "" 0 0 0 1e-9}'])::gathered_rows AS v
		UNION ALL SELECT share_pairs_add(share_pairs_add(NULL, 5, 3), NULL, 1)},
	bucket_state => q{SELECT bucket_state(i) AS v FROM generate_series(1, 40) i
		UNION ALL SELECT bucket_state(NULL::int) UNION ALL SELECT bucket_state('PEGJ900512HJCRRS04'::text)},
	vintage_state => q{
		SELECT unnest(ARRAY['float8 date {9557:-295515.3,9771:-297047.7}', 'numeric date {9557:NULL,9771:1.50}',
			'numeric integer {1:?,9223372036854775807:0}', 'float8 timestamptz {5:0.1,5:0.1}',
			'numeric timestamp {-9223372036854775808:1,9223372036854775807:?}'])::vintage_state AS v
		UNION ALL
		SELECT vintage_add(NULL, 0.1::float8, '2026-03'::time_period)},
	vintage_figures => q{
		SELECT unnest(ARRAY['integer 1 {}', 'date 12 {70132 8797 0,70132 8826 0.1,70380 8826 NULL}',
			'period 2147483647 {70132 70380 1e+288}', 'timestamptz 1 {70132 -9223372036854775808 -1e-300}'])::vintage_figures AS v
		UNION ALL
		SELECT revisions_add(NULL, '2024-W01', 9223372036854775807, 0.1)},
	hs_code => q{SELECT unnest('{01,0101,010121,87032310,8703231099,99}'::hs_code[]) AS v},
	partner_code => q{SELECT unnest('{MEX,CAN,CHN,842,757,W00,EU,019,S19,_X,DDR,736,C0010,C8500}'::partner_code[]) AS v},
);

# name => query, for every base type of the extension that is there
sub samples
{
	my ($node, $db) = @_;
	my $types = $node->safe_psql($db // 'postgres', q{
		SELECT typname FROM pg_type t JOIN pg_depend d ON d.objid = t.oid
		JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'trade_labor'
		WHERE d.classid = 'pg_type'::regclass AND d.deptype = 'e' AND t.typtype = 'b'
		AND t.typcategory <> 'A'
		ORDER BY typname});

	return map { $_ => $samples{$_} } split /\n/, $types;
}

# A COPY BINARY file of one column and one row with these bytes.
sub binary_copy
{
	my ($bytes) = @_;

	return "PGCOPY\n\377\r\n\0" . pack('NNnN', 0, 0, 1, length $bytes) . $bytes . pack('n', 0xffff);
}

# Runs SQL that must fail and returns its SQLSTATE and message.
sub failure
{
	my ($node, $sql) = @_;
	my ($status, $out, $err) = $node->psql('postgres', "\\set VERBOSITY verbose\n$sql");
	my ($state, $message) = $err =~ /ERROR:\s+([0-9A-Z]{5}): (.*)/;

	return ($state // "no error: $out$err", $message // '');
}

1;
