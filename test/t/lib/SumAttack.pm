# An attacker of sums, who knows who is in every number and what everybody has, and looks for
# a combination of which one has nearly all.
package SumAttack;

use strict;
use warnings;

use Exporter 'import';
use List::Util qw(sum0);

our @EXPORT_OK = qw(attack keeps_rules reports_of shares_break there);

# is the report there in this round?
sub there { my ($r, $round) = @_; return $r->{from} <= $round && !(defined $r->{until} && $r->{until} <= $round); }

# Do these shares of people break the rules: at least k, and beside the two largest p
# percent of the largest?
sub shares_break
{
	my ($k, $p, @share) = @_;
	my @w = sort { $b <=> $a } grep { $_ > 1e-7 } @share;
	return 0 unless @w;
	return @w < $k || sum0(@w[2 .. $#w]) * 100 < $p * $w[0] - 1e-6;
}

# Does the sum of a set of reports keep the rules by itself?
sub keeps_rules
{
	my ($k, $p, $report, $set) = @_;
	my %share;
	$share{ $_->{firm} } += $_->{value} for grep { $set->{ $_->{id} } } @$report;
	return !shares_break($k, $p, values %share);
}

# Whose sum it is that a row shows with their number: of those of before, or of those of
# now; undef where it is neither's.
sub reports_of
{
	my ($report, $n, $sum, @set) = @_;
	for my $set (grep { defined $_ && keys %$_ == $n } @set)
	{
		return $set if sum0(map { $_->{value} } grep { $set->{ $_->{id} } } @$report) == $sum;
	}
	return undef;
}

# Is there a combination of these rows (sets of reports) that tells of a firm?
sub attack
{
	my ($k, $p, $report, @row) = @_;
	my (%atom, @coefficients);

	# what no row tells apart, by firm
	for my $r (@$report)
	{
		my $in = join '', map { $_->{ $r->{id} } ? 1 : 0 } @row;
		$atom{$in}{ $r->{firm} } += $r->{value} if $in =~ /1/;
	}
	my @key = sort keys %atom;
	my @vector = map { my $i = $_; [ map { substr $_, $i, 1 } @key ] } 0 .. $#row;
	push @coefficients, @vector;
	for my $i (0 .. $#row)
	{
		for my $j ($i + 1 .. $#row)
		{
			push @coefficients, [ map { $vector[$i][$_] - $vector[$j][$_] } 0 .. $#key ];
			for my $l ($j + 1 .. $#row)
			{
				push @coefficients, map { my @s = @$_; [ map { $vector[$i][$_] * $s[0] + $vector[$j][$_] * $s[1] + $vector[$l][$_] * $s[2] } 0 .. $#key ] }
				  [ 1, -1, -1 ], [ 1, 1, -1 ], [ 1, -1, 1 ];
			}
		}
	}
	push @coefficients, reduced(map { [@$_] } @vector);
	my $all = [ (0) x @key ];
	for (1 .. 500)
	{
		my @c = map { int(rand 5) - 2 } @row;
		push @coefficients, [ map { my $at = $_; sum0 map { $c[$_] * $vector[$_][$at] } 0 .. $#row } 0 .. $#key ];
	}
	for my $v (@coefficients)
	{
		my %w;
		for my $at (grep { abs($v->[$_]) > 1e-9 } 0 .. $#key)
		{
			$w{$_} += abs($v->[$at]) * $atom{ $key[$at] }{$_} for keys %{ $atom{ $key[$at] } };
		}
		return 1 if shares_break($k, $p, values %w);
	}
	return 0;
}

# by elimination, which finds what a small part of the rows adds up to
sub reduced
{
	my @row = @_;
	my $rank = 0;
	for my $c (0 .. (@row ? $#{ $row[0] } : -1))
	{
		my ($p) = grep { abs($row[$_][$c]) > 1e-9 } $rank .. $#row;
		next unless defined $p;
		@row[ $rank, $p ] = @row[ $p, $rank ];
		my $f = $row[$rank][$c];
		$_ /= $f for @{ $row[$rank] };
		for my $r (grep { $_ != $rank } 0 .. $#row)
		{
			my $g = $row[$r][$c] or next;
			$row[$r][$_] -= $g * $row[$rank][$_] for 0 .. $#{ $row[$r] };
		}
		last if ++$rank == @row;
	}
	return @row;
}

1;
