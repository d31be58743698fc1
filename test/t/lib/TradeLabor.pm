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

# Does this build of the extension have such a function?  For tests that show
# something of several chapters.
sub has_function
{
	my ($node, $name) = @_;

	return $node->safe_psql('postgres',
		"SELECT count(*) > 0 FROM pg_proc WHERE proname = '$name'") eq 't';
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
