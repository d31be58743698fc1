# What the tests of releases share: reports to attack, roles, and the naive
# forms that people write today.
package Releases;

use strict;
use warnings;

use TradeLabor;

# Roles of the server: owner of the reports, steward, analyst (who may create
# objects of his own), as attackers and victims need them.
sub roles
{
	my ($node) = @_;

	$node->safe_psql('postgres', q{
		CREATE ROLE steward LOGIN;
		CREATE ROLE analyst LOGIN});
}

# A database with 200 reports of sector "big", 30 of "mid", 7 of "tiny" and one
# of "lone", and the naive forms beside a release of the same.  In the twin one
# report of "tiny" is one of "lone" instead, which no release shows.
sub attacked
{
	my ($node, $db, $twin) = @_;
	my $moved = $twin ? 6 : 7;
	my $lone = $twin ? 2 : 1;

	$node->safe_psql('postgres', "CREATE DATABASE $db");
	$node->safe_psql($db, qq{
		CREATE EXTENSION trade_labor;
		CREATE SCHEMA attack AUTHORIZATION analyst;
		GRANT USAGE, CREATE ON SCHEMA public TO steward;
		CREATE TABLE report (id int PRIMARY KEY, sector text, curp text, centro text);
		INSERT INTO report
			SELECT row_number() OVER (), s, s || i, 'c' || i % 20
			FROM (VALUES ('big', 200), ('mid', 30), ('tiny', $moved), ('lone', $lone)) v(s, n), generate_series(1, n) i;
		CREATE INDEX ON report (sector);
		CREATE VIEW naive AS SELECT sector, count(*) AS n FROM report GROUP BY sector HAVING count(*) >= 10;
		CREATE VIEW naive_barrier WITH (security_barrier) AS
			SELECT sector, count(*) AS n FROM report GROUP BY sector HAVING count(*) >= 10;
		CREATE FUNCTION naive_count(s text) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public AS
			'SELECT nullif(count(*), CASE WHEN count(*) < 10 THEN count(*) ELSE -1 END) FROM report WHERE sector = s';
		GRANT SELECT ON naive, naive_barrier TO analyst;
		GRANT SELECT ON report TO steward;
		GRANT EXECUTE ON FUNCTION publish_buckets, refresh_buckets, retract_buckets, protect_buckets TO steward});
	$node->safe_psql($db, 'ANALYZE report');
}

# Publishes what attacked() made, once nobody can read the naive forms.
sub publish
{
	my ($node, $db) = @_;

	$node->safe_psql($db, q{
		REVOKE SELECT ON naive, naive_barrier FROM analyst;
		SET client_min_messages = warning;
		SET ROLE steward;
		SELECT publish_buckets('release', 'report', '{sector}', 'curp', readers => '{analyst}')});
}

# The next vintage, as the steward.
sub refresh
{
	my ($node, $db) = @_;

	return $node->safe_psql($db, q{
		SET client_min_messages = warning;
		SET ROLE steward;
		SELECT * FROM refresh_buckets('release')});
}

# What the analyst sees of these statements: rows, notices and errors.
sub as_analyst
{
	my ($node, $db, $sql) = @_;
	my ($status, $out, $err) = $node->psql($db,
		"SET search_path = attack, public;\n\\set VERBOSITY verbose\n$sql",
		on_error_stop => 0, extra_params => [ '-U', 'analyst' ]);

	$err =~ s/^psql:<stdin>:\d+: //mg;
	$err =~ s/^LOCATION:.*\n?//mg;
	return "$out\n$err";
}

# Is the vector a combination of the rows?  Elimination modulo 2^31 - 1, which
# is none of the primes that the extension draws.
sub in_span
{
	my ($p, $vector, @rows) = (2147483647, @_);
	my (@basis, @v);

	my $reduce = sub {
		my %v = %{ $_[0] };
		for my $b (@basis)
		{
			my ($pivot, $row) = @$b;
			my $f = delete $v{$pivot} or next;
			for my $c (keys %$row)
			{
				next if $c eq $pivot;
				$v{$c} = (($v{$c} // 0) - $f * $row->{$c}) % $p;
				delete $v{$c} unless $v{$c};
			}
		}
		return \%v;
	};
	for my $row (@rows)
	{
		my $left = $reduce->($row);
		my ($pivot) = sort keys %$left or next;
		my ($inverse, $base, $e) = (1, $left->{$pivot}, $p - 2);
		for (; $e; $e >>= 1) { $inverse = $inverse * $base % $p if $e & 1; $base = $base * $base % $p; }
		push @basis, [ $pivot, { map { $_ => $left->{$_} * $inverse % $p } keys %$left } ];
	}
	return !%{ $reduce->($vector) };
}

1;
