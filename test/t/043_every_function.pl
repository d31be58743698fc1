# Every function, aggregate and window function of the extension with values that
# are hard to bear: the server stays up and no error is an internal one (XX000).
# TRADE_LABOR_FUZZ_CALLS is the number of calls of each (20; 2000 is a long run),
# TRADE_LABOR_FUZZ_SEED the seed (1).
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $calls = $ENV{TRADE_LABOR_FUZZ_CALLS} // 20;
my $seed = $ENV{TRADE_LABOR_FUZZ_SEED} // 1;
my $node = TradeLabor::server('every_function', 'log_statement = all', 'max_stack_depth = 2MB');
# of calls, not of the installation on a machine that has much to do
$node->append_conf('postgresql.conf', 'statement_timeout = 1s');
$node->reload;

my @integers = qw(0 1 -1 2 7 12 100 32767 -32768);
my @wide = (@integers, qw(2147483647 -2147483648));
my @doubles = qw(0 -0 1 -1 0.1 1e308 -1e308 1e-308 NaN Infinity -Infinity 9.7e288 100 0.5);
my @dates = ('2024-02-29', '2025-01-31', 'infinity', '-infinity', '0001-01-01 BC', '9999-12-31', '10000-01-01', '1970-01-01');
my %value = (
	int2 => \@integers, int4 => \@wide, int8 => [ @wide, '9223372036854775807', '-9223372036854775808' ],
	float4 => [ qw(0 1 -1 NaN Infinity 1e38) ], float8 => \@doubles,
	numeric => [ qw(0 1 -1 0.1 NaN Infinity -Infinity 1e100 -1e-100 123456789012345678901234567890.125) ],
	bool => [ 't', 'f' ], date => \@dates, timestamp => \@dates, timestamptz => \@dates,
	interval => [ '0', '1 day', '-1 month', '178000000 years', '00:00:00.000001' ],
	text => [ '', ' ', 'x', 'M', 'A', 'Q', 'strict', 'exports', '2025-01', 'MEX', '0101', 'en', 'es', '%s%n%d', q{a'b"c\\}, "\x{1}",
		"\xc3\xa9", "\xf0\x9f\x99\x82", 'x' x 10000, '(' x 5000, '-1', 'NaN', '9999999999999999999999', '{}', 'report', 'r1' ],
	name => [ 'x', 'report' ], '"char"' => [ 'x' ], bytea => [ '', '\x00', '\xdeadbeef' ], oid => [ 0, 1, 1259, 4294967295 ],
	regtype => [ qw(text int4 internal record anyelement trigger cstring public.time_period text[] pg_class 1 0) ],
	regclass => [ 'pg_class', 'report', '0' ], regrole => [ 'analyst', 'pg_monitor', '0' ],
	jsonb => [ '{}', '[]', 'null', '1', '"x"', '{"a":[1,{"b":null}]}', '{"k":3}', '{"freq":"M","first":"2024-01","values":[1,null]}', '[' x 500 . ']' x 500 ],
	anyelement => [ @wide ], anycompatible => [ @wide ], anynonarray => [ @wide ], cstring => undef,
	base_policy => [ qw(strict signed magnitude abs_base) ], daterange => [ 'empty', '[2024-01-01,2024-02-01)', '(,)' ]);
$value{$_} = $value{text} for qw(varchar bpchar cstring);
my %stand_in = (anyelement => 'int4', anycompatible => 'int4', anynonarray => 'int4', anyarray => 'int4[]', anycompatiblearray => 'int4[]');

$node->safe_psql('postgres', q{CREATE ROLE analyst; CREATE TABLE report (a text, b date, persona text);
	INSERT INTO report SELECT 'a' || i % 3, date '2025-01-01' + i, 'p' || i FROM generate_series(1, 60) i});
my %samples = TradeLabor::samples($node);
for my $type (sort keys %samples)
{
	$value{$type} = [ split /\x02/, $node->safe_psql('postgres', "SELECT string_agg(v::text, chr(2)) FROM ($samples{$type}) x") ]
	  if defined $samples{$type};
}

# no rand(): the same calls in every run
sub draw
{
	my ($n) = @_;
	$seed = ($seed * 1103515245 + 12345) % 2147483648;
	return int($seed / 65536) % $n;
}

sub literal
{
	my ($type) = @_;
	my $real = $stand_in{$type} // $type;

	return "NULL::$real" if draw(8) == 0;
	if ($real =~ /^(.*)\[\]$/)
	{
		my $element = $1;
		my $n = (0, 0, 1, 3, 40)[ draw(5) ];
		return "ARRAY[" . join(', ', map { literal($element) } 1 .. $n) . "]::$real";
	}
	my $values = $value{$type} // $value{$real} // [ '', '1', 'x' ];
	my $text = $values->[ draw(scalar @$values) ];
	$text =~ s/'/''/g;
	$text =~ s/\\/\\\\/g;
	return "E'$text'::$real";
}

my @functions = map { [ split /\|/ ] } split /\n/, $node->safe_psql('postgres', q{
	SELECT p.prokind, p.oid::regproc, p.proretset,
		array_to_string(ARRAY(SELECT CASE WHEN t.typelem <> 0 AND t.typlen = -1 THEN e.typname || '[]' ELSE t.typname END
			FROM unnest(p.proargtypes) WITH ORDINALITY a(oid, n) JOIN pg_type t ON t.oid = a.oid LEFT JOIN pg_type e ON e.oid = t.typelem ORDER BY n), ' ')
	FROM pg_depend d JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
	WHERE d.deptype = 'e' AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'trade_labor')
		AND NOT 'internal'::regtype = ANY (p.proargtypes::oid[]) AND p.prokind IN ('f', 'a', 'w')
	ORDER BY p.proname COLLATE "C", p.oid});
cmp_ok(scalar(@functions), '>', 300, 'there are ' . @functions . ' functions to call');

# what the test found first: signal 11, an internal error, and a session that was
# left in an aborted transaction
is(($node->psql('postgres', "SELECT input_fault('anyelement', 'x');\nSELECT 'goes on'", on_error_stop => 0))[1], 'goes on',
	'an error of input_fault() ends with its statement');
is((TradeLabor::failure($node, qq{SELECT bucket_hierarchy($_);\n}))[1], 'name, table and levels of a hierarchy must not be NULL', "bucket_hierarchy($_)")
  for q{NULL, 'report', '{a}'}, q{'h', NULL, '{a}'}, q{'h', 'report', NULL};

is((TradeLabor::failure($node, qq{SELECT input_fault(1, 'x');\n}))[1], 'type with OID 1 does not exist', 'input_fault() of no type');

my $sql = "\\set VERBOSITY sqlstate\nSET client_min_messages = error;\n";
for my $function (@functions)
{
	my ($kind, $name, $set, $arguments) = @$function;
	my @types = split / /, $arguments // '';

	for my $call (1 .. (@types ? $calls : 1))
	{
		my $text = "$name(" . join(', ', map { literal($_ eq 'char' ? '"char"' : $_) } @types) . ')';

		$text .= ' OVER (ORDER BY i)' if $kind eq 'w';
		$sql .= $set eq 't' ? "SELECT count(*) FROM $text;\n"
		  : $kind eq 'f' ? "SELECT length(($text)::text);\n"
		  : "SELECT count(v::text) FROM (SELECT $text AS v FROM generate_series(1, 3) i) x;\n";
	}
}
my ($status, $out, $err) = $node->psql('postgres', $sql, on_error_stop => 0, timeout => 3000);
my %states;
$states{$1}++ while $err =~ /ERROR:\s+(\w{5})/g;
my @internal = grep { /^XX/ } keys %states;
my $answers = () = $out =~ /^.*$/mg;
note("$answers answers, errors: ", join ', ', map { "$_ $states{$_}" } sort keys %states);
is(join(',', @internal), '', 'no internal error');
unlike($err, qr/server closed the connection|terminat/, 'the server stays up');
cmp_ok($answers, '>', @functions * $calls / 5, "$answers calls have an answer");
if (@internal)
{
	my $log = PostgreSQL::Test::Utils::slurp_file($node->logfile);
	note($1) while $log =~ /(ERROR:  .*\n.*(?:LOCATION|STATEMENT).*\n)/g && $1 =~ /XX000|cache lookup|unexpected/;
}

$node->stop;
done_testing();
