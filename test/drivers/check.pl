#!/usr/bin/env perl
# Holds what a driver's program got against the cases, and prints a line a mode
# and case (for the values of types, a line for all types).  What differs.json says of a mode and cases comes first: such a case
# must end as it is told there, so that the list never says too much.
#
#   test/drivers/check.pl all.json LABEL <what the program said
use strict;
use warnings;

use FindBin;
use JSON::PP;

my ($cases, $label) = @ARGV;
my $json = JSON::PP->new->utf8->canonical->allow_nonref;

sub read_json
{
	my ($path) = @_;

	open(my $in, '<:raw', $path) or die "$path: $!\n";
	local $/;
	return $json->decode(<$in>);
}

my %case = map { $_->{name} => $_ } @{ read_json($cases)->{cases} };
my $differs = read_json("$FindBin::Bin/differs.json");

# what every program does besides the cases, where its driver can
my @copied = ([ '2025-06', 'MEX', '870323', '12.50' ], [ '2025-07', 'CAN', '0101', '0' ]);
my $own = sub {
	my ($name) = @_;

	return $name eq 'COPY of rows' ? { rows => \@copied }
	  : $name =~ /^COPY BINARY: / ? { rows => [ [ JSON::PP::true, 0 ] ] }
	  : $name =~ /^(?:CopyFrom|COPY BINARY) of / ? { rows => [ ['copied'] ] }
	  : $name =~ /^generic plans|^holds: / ? { rows => [ [ JSON::PP::true ] ] }
	  : undef;
};

# the same to whoever reads it: numbers by value, truth in three spellings
sub same
{
	my ($got, $want) = @_;

	return !defined $got && !defined $want if !defined $got || !defined $want;
	if (ref $want eq 'ARRAY')
	{
		return 0 if ref $got ne 'ARRAY' || @$got != @$want;
		return !grep { !same($got->[$_], $want->[$_]) } 0 .. $#$want;
	}
	return 0 if ref $got eq 'ARRAY';
	return $got =~ /^(?:1|t|true)$/i ? 1 : 0 if ref $want;
	return $json->encode($want) =~ /^"/ ? "$got" eq "$want"
	  : $got =~ /^-?[\d.]+(?:e[-+]?\d+)?$/i && abs($got - $want) < 1e-9 * (1 + abs $want);
}

my ($n, @lines, %bad, %seen, %used) = (0);
while (my $line = <STDIN>)
{
	my $got = $json->decode($line);
	my ($mode, $name) = @$got{qw(mode case)};
	my $want = { says => '', %{ $case{$name} // $own->($name) // {} } };
	my $how = '';

	for my $i (0 .. $#$differs)
	{
		my $d = $differs->[$i];
		next unless $mode =~ /^(?:$d->{mode})$/ && $name =~ /^(?:$d->{cases})$/;
		($want, $how) = ({ says => '', %$d }, ', as told in differs.json');
		$want->{rows} = [ map { [ map { as_told($d->{as}, $_) } @$_ ] } @{ $case{$name}{rows} } ] if $d->{as};
		$used{$i} = 1;
		last;
	}
	my $good = defined $want->{error}
	  ? ($got->{error} // '') eq $want->{error} && ($got->{message} // '') =~ /$want->{says}/
	  : $got->{rows} && $want->{rows} && same($got->{rows}, $want->{rows});

	# one line for all types, and one for all cases under another label
	my $line = "$mode: " . ($label || $name =~ s/^([\w ]+: ).*/$1every type/r =~ s/^holds: every type$/$name/r);
	push @lines, $line if !$bad{$line};
	push @{ $bad{$line} }, $good ? () : sprintf "    %s%s\n    got  %s\n    want %s\n", $name, $how,
	  map { defined $_->{error} ? join ': ', grep { defined } @$_{qw(error message)} : $json->encode($_->{rows}) } $got, $want;
	$seen{$mode}{$name} = 1;
	$n++;
}

print map { (@{ $bad{$_} } ? 'not ok' : 'ok') . " - $_\n", @{ $bad{$_} } } @lines;

# a program that stopped half-way
for my $mode (sort keys %seen)
{
	my @left = grep { !$seen{$mode}{$_} } sort keys %case;
	printf "%s - %s%s: all cases came\n", @left ? 'not ok' : 'ok', $mode, $label ? ", $label" : '';
	print "    $_\n" for @left;
}
# a line of differs.json about these modes that nothing bears out
for my $i (grep { !$used{$_} } 0 .. $#$differs)
{
	my $d = $differs->[$i];
	print "not ok - differs.json: nothing is so for $d->{mode}: $d->{cases}\n"
	  if grep { /^(?:$d->{mode})$/ } keys %seen;
}
print "not ok - the program said nothing\n" if !$n;

# how a text comes: as bytes, or an array as the server's text of it
sub as_told
{
	my ($as, $value) = @_;

	return $value if !defined $value || $json->encode($value) =~ /^[-\d]/;
	return 'bytes' if $as eq 'bytes';
	return $value if ref $value ne 'ARRAY';
	return '{' . join(',', map { /^[^\s{}",\\]+$/ ? $_ : '"' . s/(["\\])/\\$1/gr . '"' } @$value) . '}';
}
