# Runs the TAP scripts named, two at a time, and prints one line a test for
# test/all: "ok - ..." or "not ok - ...".  A script that dies, runs no test or
# skips is a failure of its own.
use strict;
use warnings;

use TAP::Harness;

my %problem;
my ($passed, $failed) = (0, 0);
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
	printf "ok - %s\n", $script for 1 .. scalar($parser->actual_passed);
	printf "not ok - %s test %d\n", $script, $_ for $parser->actual_failed;
	printf "not ok - %s skipped: %s\n", $script, $parser->skip_all
	  if defined $parser->skip_all;
	printf "not ok - %s ended with status %d\n", $script, $parser->exit
	  if $parser->exit && !$parser->actual_failed;
	printf "not ok - %s ran no test\n", $script
	  if !$parser->tests_run && !defined $parser->skip_all;
	printf "not ok - %s: %s\n", $script, $_ for $parser->parse_errors;
});
exit($harness->runtests(@ARGV)->all_passed ? 0 : 1);
