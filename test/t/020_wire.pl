# What comes over the wire or out of a damaged file: the binary and text forms
# of every type, truncated, lengthened, and with bits turned over.  Each is
# either refused with an error of the caller's kind, or is a value that prints
# and reads back as itself.  Nothing may crash, and nothing may be an internal
# error.
#
# TRADE_LABOR_FUZZ_ROUNDS is how often it is done (once; 500 is a long run, of
# a million forms of each type), TRADE_LABOR_FUZZ_SEED the seed.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = TradeLabor::server('wire', 'statement_timeout = 10s', 'log_statement = none',
	'log_min_error_statement = panic');
my $folder = PostgreSQL::Test::Utils::tempdir();
my $started = $node->safe_psql('postgres', 'SELECT pg_postmaster_start_time()');
my %samples = TradeLabor::samples($node);

# bad data, never a fault of ours: classes 22 (data exception), 08P01
# (protocol violation), 54 (limit exceeded)
my $clean = qr/^(?:22...|08P01|54...)$/;

my $rounds = $ENV{TRADE_LABOR_FUZZ_ROUNDS} // 1;
srand($ENV{TRADE_LABOR_FUZZ_SEED} // 20261001);

# damaged(BYTES): every truncation of a short form and some of a long one, one
# byte too many, every bit of the first bytes and random ones beyond, and
# whole bytes that look like lengths
sub damaged
{
	my ($bytes) = @_;
	my $n = length $bytes;
	my @cuts = $n <= 64 ? (0 .. $n - 1) : (0 .. 31, map { int rand $n } 1 .. 32);
	my @bits = $n <= 48 ? (0 .. 8 * $n - 1) : (0 .. 255, map { int rand 8 * $n } 1 .. 128);
	my @forms = map { substr $bytes, 0, $_ } @cuts;

	push @forms, $bytes . "\0", $bytes . $bytes;
	for my $bit (@bits)
	{
		my $form = $bytes;
		vec($form, $bit, 1) ^= 1;
		push @forms, $form;
	}
	for my $fill ("\xff", "\x7f", "\x80", "\0")
	{
		for my $at (map { int rand $n } 1 .. 16)
		{
			my $form = $bytes;
			my $width = $n - $at < 4 ? $n - $at : 4;
			substr($form, $at, $width) = $fill x $width;
			push @forms, $form;
		}
	}
	return @forms;
}

# run(SCRIPT): SQLSTATEs of the errors that it brought about
sub run
{
	my ($script) = @_;
	my ($status, $out, $err) = $node->psql('postgres', "\\set VERBOSITY sqlstate\n$script",
		on_error_stop => 0);
	my @states = $err =~ /ERROR:\s+(\w{5})/g;
	my %seen;

	$seen{$_}++ for @states;
	return (\%seen, $out, $err);
}

for my $type (map { ($_) x $rounds } sort keys %samples)
{
	ok($samples{$type}, "there are samples of $type") or next;
	my @good = map { pack 'H*', $_ }
	  split /\n/, $node->safe_psql('postgres',
		"SELECT encode(${type}_send(v), 'hex') FROM ($samples{$type}) s");
	my ($n, $script) = (0, "CREATE TEMP TABLE kept (v $type);\n");
	my (%given, @files);

	for my $form (map { damaged($_) } @good)
	{
		next if $given{$form}++;
		my $file = sprintf '%s/%05d', $folder, $n++;
		open(my $out, '>:raw', $file) or die;
		print $out TradeLabor::binary_copy($form);
		close $out;
		push @files, $file;
		$script .= "COPY kept FROM '$file' BINARY;\n";
	}
	$script .= qq{
		SELECT 'kept', count(*) FROM kept;
		SELECT 'differ', count(*) FROM kept
		WHERE ${type}_send(v::text::$type) IS DISTINCT FROM ${type}_send(v);\n};
	my ($seen, $out, $err) = run($script);
	unlink @files;
	my ($kept) = $out =~ /^kept\|(\d+)/m;
	my $refused = 0;
	$refused += $_ for values %$seen;
	is(($kept // 'no') + $refused, $n, "$type: $n damaged binary forms, each refused or kept");
	is_deeply([ grep { !/$clean/ } sort keys %$seen ], [], "$type: refused as bad data")
	  or diag(explain($seen));
	like($out, qr/^differ\|0$/m, "$type: what is kept prints and reads back as itself")
	  or diag($err);

	# the same for text, with quotes and control characters turned in
	my @texts = split /\x01\n/, $node->safe_psql('postgres',
		"SELECT v::text || E'\\x01' FROM ($samples{$type}) s") . "\n";
	my @alphabet = ('', ' ', '0', '9', '-', '.', 'e', 'N', '{', '}', '[', ',', ':', '"', '\\', "\x7f", '99999999999999999999', 'NaN', 'Infinity', '1e999');
	$script = "CREATE TEMP TABLE kept (v $type);\n";
	my $asked = 0;
	for my $text (@texts)
	{
		chomp $text;
		for (1 .. 150)
		{
			my $form = $text;
			my $at = int rand length $form;
			substr($form, $at, int rand 3) = $alphabet[ rand @alphabet ];
			substr($form, int rand length $form) = '' if rand() < 0.1 && length $form;
			$form =~ s/'/''/g;
			$script .= "INSERT INTO kept VALUES (E'" . ($form =~ s/\\/\\\\/gr) . "');\n";
			$asked++;
		}
	}
	$script .= qq{
		SELECT 'kept', count(*) FROM kept;
		SELECT 'differ', count(*) FROM kept
		WHERE ${type}_send(v::text::$type) IS DISTINCT FROM ${type}_send(v);\n};
	($seen, $out, $err) = run($script);
	($kept) = $out =~ /^kept\|(\d+)/m;
	$refused = 0;
	$refused += $_ for values %$seen;
	is(($kept // 'no') + $refused, $asked, "$type: $asked damaged texts, each refused or kept");
	is_deeply([ grep { !/$clean/ } sort keys %$seen ], [], "$type: refused as bad data")
	  or diag(explain($seen));
	like($out, qr/^differ\|0$/m, "$type: what is kept prints and reads back as itself")
	  or diag($err);
}

is($node->safe_psql('postgres', 'SELECT pg_postmaster_start_time()'), $started,
	'the server has not been away');
unlike(slurp_file($node->logfile), qr/terminated by signal|PANIC|TRAP/, 'no process has died');
$node->stop;
done_testing();
