# NAICS and SCIAN: the lists of the United States, Canada and Mexico as their
# offices publish them, against naics_level and naics_trunc.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('industry');

# file => its sectors; INEGI counts 20 sectors and 1,084 classes
my %lists = (
	'naics_2017_us' => 20,
	'naics_2022_us' => 20,
	'naics_scian_2017_ca_en' => 20,
	'scian_2018_mx' => 20);

for my $list (sort keys %lists)
{
  SKIP:
	{
		my $file = TradeLabor::data("codes/$list.csv");
		skip("no list $list at hand", 3) if !$file;

		$node->safe_psql('postgres', qq{
			CREATE TABLE $list (code text, title text, level int);
			\\copy $list FROM '$file' CSV HEADER});
		is($node->safe_psql('postgres', "SELECT code, level FROM $list
				WHERE naics_level(code) <> level OR naics_trunc(code, level) <> code"),
			'', "$list: every code has its level, and is itself there");
		is($node->safe_psql('postgres', "SELECT count(DISTINCT naics_trunc(code, 2)) FROM $list"),
			$lists{$list}, "$list: so many sectors");
		is($node->safe_psql('postgres', "SELECT c.code, l FROM $list c, generate_series(2, c.level) l
				WHERE NOT EXISTS (SELECT FROM $list p WHERE p.code = naics_trunc(c.code, l) AND p.level = l)"),
			'', "$list: whatever a code is cut to is in the list");
	}
}

$node->stop;
done_testing();
