# What Citus does with an aggregate: transition functions on the workers, the text of
# the states sent, combined where the query came from, and all functions called
# without the expressions of the query.  Aggregates over named types bear that, and
# answer with the bytes that the same aggregate over any type gives.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $library = PostgreSQL::Test::Utils::tempdir() . '/two_phase';
my ($cc, $flags, $headers) = map { TradeLabor::pg_config($_) } qw(cc cflags includedir-server);
system("$cc $flags -fPIC -shared -I'$headers' '$FindBin::Bin/../two_phase/two_phase.c' -o '$library.so'") == 0 or die;

my $node = TradeLabor::server('two_phase');
$node->safe_psql('postgres', qq{
	CREATE FUNCTION first_add(internal, regprocedure, VARIADIC "any") RETURNS internal AS '$library', 'first_phase_add' LANGUAGE C;
	CREATE FUNCTION first_final(internal) RETURNS text AS '$library', 'first_phase_final' LANGUAGE C STRICT;
	CREATE FUNCTION second_add(internal, regprocedure, text) RETURNS internal AS '$library', 'second_phase_add' LANGUAGE C;
	CREATE FUNCTION second_final(internal) RETURNS text AS '$library', 'second_phase_final' LANGUAGE C STRICT;
	CREATE AGGREGATE first_phase(regprocedure, VARIADIC "any") (SFUNC = first_add, STYPE = internal, FINALFUNC = first_final);
	CREATE AGGREGATE second_phase(regprocedure, text) (SFUNC = second_add, STYPE = internal, FINALFUNC = second_final);
	CREATE TABLE rows AS SELECT i, 'name ' || i % 7 AS "text", chr(97 + i % 7)::"char" AS "char", (i % 7)::smallint AS "smallint",
		i % 7 AS "integer", (i % 7)::bigint AS "bigint", lpad((i % 7)::text, 32, '0')::uuid AS "uuid",
		(ARRAY['MEX', 'CAN', 'CHN'])[1 + i % 3]::partner_code AS partner_code, (ARRAY['8703', '0407'])[1 + i % 2]::hs_code AS hs_code,
		i * 0.1::float8 AS "double precision", i * 0.1 AS "numeric", i::bigint AS n,
		date '2024-01-01' + i % 9 AS "date", timestamp '2024-01-01' + i % 9 * interval '1 day' AS "timestamp without time zone",
		timestamptz '2024-01-01' + i % 9 * interval '1 day' AS "timestamp with time zone", '2024-01'::time_period + i % 24 AS time_period
	FROM generate_series(1, 500) i;
	UPDATE rows SET "double precision" = extract(day FROM "date"), "numeric" = extract(day FROM "date");
	UPDATE rows SET "double precision" = NULL, "numeric" = NULL, n = NULL WHERE i % 9 = 4});

# Every aggregate of these names whose arguments have types with names, what to ask it
# for, and the arguments of the one over any type that stands beside it.
my $found = $node->safe_psql('postgres', q{
	SELECT p.oid::regprocedure, p.proname, x.asked, tr.proname, a.aggtranstype::regtype, f.proname, x.any_types
	FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid JOIN pg_proc tr ON tr.oid = a.aggtransfn LEFT JOIN pg_proc f ON f.oid = a.aggfinalfn
		JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
		JOIN pg_proc o ON o.proname = p.proname AND o.pronargs = p.pronargs AND o.oid <> p.oid
		CROSS JOIN LATERAL (
			SELECT bool_and(t.type = s.type OR s.any_type) AND bool_or(t.type <> s.type) AS fits,
				string_agg(s.type::regtype::text, ', ' ORDER BY s.place) AS any_types,
				string_agg(CASE WHEN t.place = 1 THEN quote_ident(trim('"' FROM t.name)) WHEN t.name = 'integer' THEN '4' WHEN t.name = 'bigint' THEN 'n'
					WHEN t.place = p.pronargs AND p.proname IN ('as_of', 'vintage_of') THEN format('%L::%s', '2024-01-05', t.name)
					ELSE quote_ident(t.name) END, ', ' ORDER BY t.place) AS asked
			FROM (SELECT type, place, type::regtype::text AS name FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY t(type, place)) t
				JOIN (SELECT type, place, type IN ('anyelement'::regtype, 'anycompatible'::regtype) AS any_type
					FROM unnest(o.proargtypes::oid[]) WITH ORDINALITY s(type, place)) s USING (place)) x
	WHERE p.proname IN ('ranking', 'bucket_count', 'as_of', 'first_vintage', 'latest_vintage', 'revision', 'vintage_of') AND x.fits
	ORDER BY p.oid::regprocedure::text});
my $n = 0;
for my $line (split /\n/, $found)
{
	my ($aggregate, $name, $arguments, $transition, $state, $final, $any) = split /\|/, $line;

	$n++;
	$node->safe_psql('postgres', "CREATE AGGREGATE any_$n($any) (SFUNC = $transition, STYPE = " . ($name eq 'vintage_of' ? 'anycompatible' : $state)
		. ($final ? ", FINALFUNC = $final, FINALFUNC_MODIFY = SHAREABLE" : '') . ')');
	is($node->safe_psql('postgres', "SELECT g, second_phase('$aggregate', s) FROM (SELECT i % 4 AS g, first_phase('$aggregate', $arguments) AS s FROM rows GROUP BY i % 4, i % 11) x GROUP BY g ORDER BY g"),
		$node->safe_psql('postgres', "SELECT i % 4 AS g, any_$n($arguments)::text FROM rows GROUP BY i % 4 ORDER BY 1"), "$aggregate in two phases");
}
is($n, 61, 'every type by its name was tried');

is($node->safe_psql('postgres', q{SELECT bucket_contributors(second_phase('bucket_state(bigint, integer)', s)::bucket_state)
	FROM (SELECT first_phase('bucket_state(bigint, integer)', "bigint", 300) AS s FROM rows GROUP BY i % 5) x}),
	6, 'states of people as well: whoever is in two parts counts once, and 0 is nobody');
isnt(($node->psql('postgres', q{SELECT first_phase('ranking(anyelement, double precision)', "text", "double precision") FROM rows}))[0], 0,
	'over any type there is nothing to go by');
$node->stop;
done_testing();
