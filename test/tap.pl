# Runs the TAP scripts named, two at a time, and prints one line a test for
# test/all: "ok - ...", "not ok - ..." or "skipped - ...".  A script that dies or
# runs no test is a failure of its own; one that skips everything says why.
use strict;
use warnings;

use TAP::Harness;

# as root every script would skip
die "not ok - a server cannot be started as root\n" if $> == 0;

my $harness = TAP::Harness->new({
	jobs => 2,
	verbosity => -3,
	lib => \@INC,
	merge => 0,
});

$harness->callback(after_test => sub {
	my ($about, $parser) = @_;
	my $script = $about->[0];

	$script =~ s{.*/}{};
	my %skipped = map { $_ => 1 } $parser->skipped;

	printf "ok - %s\n", $script for grep { !$skipped{$_} } $parser->actual_passed;
	printf "skipped - %s test %d\n", $script, $_ for sort { $a <=> $b } keys %skipped;
	printf "not ok - %s test %d\n", $script, $_ for $parser->actual_failed;
	printf "skipped - %s: %s\n", $script, $parser->skip_all
	  if defined $parser->skip_all;
	printf "not ok - %s ended with status %d\n", $script, $parser->exit
	  if $parser->exit && !$parser->actual_failed;
	printf "not ok - %s ran no test\n", $script
	  if !$parser->tests_run && !defined $parser->skip_all;
	printf "not ok - %s: %s\n", $script, $_ for $parser->parse_errors;
	print the_end_of_its_log($script) if $parser->has_problems;
});

# What a script has to say for itself is in a file of the test library's.
sub the_end_of_its_log
{
	my ($script) = @_;

	$script =~ s/\.pl$//;
	open(my $log, '<', "$ENV{TESTDIR}/tmp_check/log/regress_log_$script") or return;
	my @lines = <$log>;
	return map { "    $_" } @lines[ (@lines > 40 ? -40 : -@lines) .. -1 ];
}

exit($harness->runtests(@ARGV)->all_passed ? 0 : 1);
