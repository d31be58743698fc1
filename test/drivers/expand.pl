#!/usr/bin/env perl
# cases.json with a case of its own for each value of each type: cast from a
# text, inserted, and in an array.  For the programs of the drivers, which go
# over one list.  The tables of the values are made in the database of PG*.
#
#   test/drivers/expand.pl >all.json
use strict;
use warnings;

use FindBin;
use JSON::PP;

my $json = JSON::PP->new->utf8->canonical;
open(my $in, '<:raw', "$FindBin::Bin/cases.json") or die;
my $all = $json->decode(do { local $/; <$in> });

# what psql prints for a query
sub answer
{
	my ($sql) = @_;

	open(my $psql, '-|', 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-c', $sql) or die;
	my $text = do { local $/; <$psql> };
	close $psql or die "psql failed: $sql\n";
	chomp $text;
	return $text;
}

my @cases;
for my $type (@{ $all->{types} })
{
	my $t = $type->{type};
	my @values = @{ $type->{values} // [ answer($type->{query}) ] };

	answer("SET client_min_messages = warning; DROP TABLE IF EXISTS desk.kept_$t; CREATE TABLE desk.kept_$t (v $t)");
	for my $n (1 .. @values)
	{
		my $value = $values[ $n - 1 ];
		my $which = @values > 1 ? " $n" : '';

		push @cases,
		  { name => "cast: $t$which", sql => "SELECT \$1::$t", params => [ { text => $value } ], rows => [ [$value] ] },
		  { name => "inserted: $t$which", sql => "INSERT INTO kept_$t VALUES (\$1) RETURNING v",
			params => [ { text => $value } ], rows => [ [$value] ] };
	}
	push @cases,
	  { name => "NULL inserted: $t", sql => "INSERT INTO kept_$t VALUES (\$1) RETURNING v",
		params => [ { text => undef } ], rows => [ [undef] ] },
	  { name => "array: $t", sql => "SELECT \$1::${t}[]", params => [ { texts => \@values } ], rows => [ [ \@values ] ] };
}
print $json->encode({ cases => [ @cases, @{ $all->{cases} } ], types => [ map { $_->{type} } @{ $all->{types} } ],
	copied => [ ['2025-06', 'MEX', '870323', '12.50'], ['2025-07', 'CAN', '0101', undef] ] });
