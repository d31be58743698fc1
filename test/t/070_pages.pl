# The pages whose statements stand with what they print, as they are written: those
# of doc/recipes/, and those of doc/ that say so in their first lines.  Each runs
# in a session of its own; errors are shown as psql shows them, notices are not.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Cwd;
use IPC::Run;
use Test::More;

my $top = Cwd::abs_path("$FindBin::Bin/../..");
my @pages = sort glob("$top/doc/recipes/*.md"), glob("$top/doc/es/*.md"), grep { -e } map { "$top/doc/$_.md" } qw(faq troubleshooting);
my $node = TradeLabor::server('pages', 'client_min_messages = warning');

ok(@pages > 0, 'there are pages');

# (statement, expected output) of the indented lines of a page.  A statement
# begins with one of these words and ends with a semicolon; \copy is a line.
sub statements
{
	my ($path) = @_;
	my @found;
	my $open = 0;

	open(my $file, '<', $path) or die "$path: $!";
	while (my $line = <$file>)
	{
		my ($text) = $line =~ /^    (.*)$/ or next;
		if (!$open && $text =~ /^(?:SELECT|WITH|CREATE|INSERT|UPDATE|DELETE|DROP|GRANT|SET|RESET|ALTER|EXPLAIN|MERGE|REFRESH|\\copy)\b/i)
		{
			push @found, ['', ''];
			$open = 1;
		}
		die "$path: output without a statement: $text" if !@found;
		$found[-1][ $open ? 0 : 1 ] .= "$text\n";
		$open = 0 if $text =~ /;\s*$|^\\copy/;
	}
	return @found;
}

for my $page (@pages)
{
	my ($name) = $page =~ m{([^/]+)$};
	my @statements = statements($page);
	my $script = "\\pset footer off\n\\pset null (null)\n" .
	  join '', map { "\\echo \@$_\n$statements[$_][0]" } 0 .. $#statements;
	my $out;

	IPC::Run::run([ 'psql', '-X', '-q', '-d', $node->connstr('postgres') ],
		'<', \$script, '>&', \$out, init => sub { chdir $top });
	for my $n (0 .. $#statements)
	{
		my ($sql, $expected) = @{ $statements[$n] };
		my ($got) = $out =~ /^\@$n\n(.*?)(?=^\@|\z)/ms;
		my ($head) = $sql =~ /^(.{1,50})/;

		s/[ \t]+$//mg, s/\n+\z// for $got, $expected;
		is($got, $expected, "$name: $head");
	}
}

$node->stop;
done_testing();
