# An attacker of sums, who knows who is in every number and what everybody has, and looks for
# a combination of which one has nearly all.
package SumAttack;

use strict;
use warnings;

use Exporter 'import';
use List::Util qw(shuffle sum0);

our @EXPORT_OK = qw(hold there);

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

# What each firm has in a set of reports, {id => what it is about then}, in each place.
sub holdings
{
	my ($report, $set) = @_;
	my %has;
	$has{ $_->{firm} }{"$_->{a} $_->{b}"} += $set->{ $_->{id} } for grep { defined $set->{ $_->{id} } } @$report;
	return \%has;
}

# Does the sum of a set of reports keep the rules by itself?
sub keeps_rules
{
	my ($k, $p, $report, $set) = @_;
	return !shares_break($k, $p, map { sum0 values %$_ } values %{ holdings($report, $set) });
}

# Whose sum it is that a row shows with their number: of those of before, or of those of
# now; undef where it is neither's.
sub reports_of
{
	my ($n, $sum, @set) = @_;
	for my $set (grep { defined $_ && keys %$_ == $n } @set)
	{
		return $set if sum0(values %$set) == $sum;
	}
	return undef;
}

# What of one's amounts is in a combination, [[row, factor], ...]: what he has is laid down
# from 0 up, and each part of it is in all rows in which he has so much.  In one row that is
# what he has there, in a difference what he changed by.
sub layers
{
	my ($combination, $held) = @_;
	my ($size, $floor) = (0, 0);
	for my $height (sort { $a <=> $b } grep { $_ > 0 } map { $held->[ $_->[0] + 1 ] } @$combination)
	{
		$size += ($height - $floor) * abs sum0 map { $held->[ $_->[0] + 1 ] >= $height ? $_->[1] : 0 } @$combination if $height > $floor;
		$floor = $height;
	}
	return $size;
}

# Goes through what the releases of one source showed: a list of what the row is known by, its
# number, its sum (or '') and the reports that are in it then.  Adds to what was found so far:
# rows that are possible, those shown with a sum, and those whose sum is wrong, as nobody's; and
# whether sums told of a firm, those that were shown or, naive, all that keep the rules.
sub hold
{
	my ($found, $k, $p, $report, @line) = @_;
	my (%kept, @row, @naive);
	$found->{$_} //= 0 for qw(possible shown wrong told told_naive);
	for (@line)
	{
		my ($known_by, $n, $sum, $now) = @$_;
		push @naive, $now if keeps_rules($k, $p, $report, $now);
		$found->{possible}++;
		next if $sum eq '';
		$found->{shown}++;
		my $set = reports_of($n, $sum, $kept{$known_by}, $now);
		$found->{wrong}++ if !$set;
		push @row, $kept{$known_by} = $set // $now;
	}
	$found->{told} += attack($k, $p, $report, @row);
	$found->{told_naive} += attack($k, $p, $report, @naive);
}

# Is there a combination of these rows (sets of reports) that tells of a firm?
sub attack
{
	my ($k, $p, $report, @row) = @_;
	my @has = map { holdings($report, $_) } @row;
	my %place;
	for my $has (@has)
	{
		for my $firm (keys %$has) { $place{$firm}{$_} = 1 for keys %{ $has->{$firm} }; }
	}
	my @held = map { my $firm = $_; map { my $place = $_; [ $firm, map { $_->{$firm}{$place} // 0 } @has ] } sort keys %{ $place{$firm} } } sort keys %place;
	for my $c (combinations($report, @row))
	{
		my %w;
		$w{ $_->[0] } += layers($c, $_) for @held;
		return 1 if shares_break($k, $p, values %w);
	}
	return 0;
}

# What to try, each a list of [row, factor]: rows, their differences, some of three, what
# elimination leaves of what no row tells apart, and any.
sub combinations
{
	my ($report, @row) = @_;
	my (%atom, @found);
	for my $r (@$report)
	{
		my @in = map { defined $_->{ $r->{id} } ? 1 : 0 } @row;
		$atom{"@in"} = \@in if grep { $_ } @in;
	}
	my @key = sort keys %atom;
	for my $i (0 .. $#row)
	{
		push @found, [ [ $i, 1 ] ], map { [ [ $i, 1 ], [ $_, -1 ] ] } $i + 1 .. $#row;
	}
	for (1 .. @row > 2 ? 1000 : 0)
	{
		my @some = shuffle 0 .. $#row;
		push @found, [ map { [ $some[$_], rand() < 0.5 ? -1 : 1 ] } 0 .. 2 ];
	}
	for my $left (reduced(scalar @key, map { my $i = $_; [ (map { $atom{$_}[$i] } @key), map { $_ == $i ? 1 : 0 } 0 .. $#row ] } 0 .. $#row))
	{
		push @found, [ map { [ $_, $left->[ @key + $_ ] ] } grep { abs($left->[ @key + $_ ]) > 1e-9 } 0 .. $#row ];
	}
	push @found, [ map { [ $_, int(rand 5) - 2 ] } 0 .. $#row ] for 1 .. 300;
	return @found;
}

# by elimination of so many columns, which finds what a small part of the rows adds up to
sub reduced
{
	my ($columns, @row) = @_;
	my $rank = 0;
	for my $c (0 .. (@row ? $columns - 1 : -1))
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
