# Traps: functions and operators of a stranger's that stand ready for every name
# that the extension calls, with every pair of argument types for which
# pg_catalog has none.  A call that is not exact finds one of them first.  A trap
# that is sprung says so in the server's log.
package Traps;

use strict;
use warnings;

use FindBin;
use PostgreSQL::Test::Utils;
use TradeLabor;

# the types of the catalogs and of our arguments, and a polymorphic one
my @types = qw(text name varchar bpchar "char" bool int2 int4 int8 oid regclass regproc
  regprocedure regrole regnamespace regtype numeric float4 float8 date timestamp timestamptz interval
  jsonb bytea aclitem text[] name[] oid[] int2[] int4[] int2vector oidvector aclitem[]
  regrole[] daterange anyelement anyarray);

# keywords that are operators
my @hidden = qw(= <> < <= > >= ~~ !~~ ~~* ~);

# All SQL there is: the install and upgrade scripts, and the strings of the library that are
# parts of queries.
sub sql_text
{
	my $stage = $ENV{TRADE_LABOR_STAGE} // '';
	my @script = glob $stage . TradeLabor::pg_config('sharedir') . '/extension/trade_labor--*.sql';
	my $text = join "\n", map { slurp_file($_) } @script;
	my $library = slurp_file($stage . TradeLabor::pg_config('pkglibdir') . '/trade_labor.so');

	$text =~ s/^\s*--.*$//mg;
	$text =~ s/^COMMENT ON.*?;\n//msg;
	return join "\n", $text,
	  grep { /\b(?:SELECT|FROM|WHERE|INSERT|UPDATE|DELETE|CREATE|ORDER|AND|LATERAL|JOIN)\b|::/ } $library =~ /[\t\n\x20-\x7e]{6,}/g;
}

# Signatures of our own functions, which no trap may have: CREATE EXTENSION
# would fail.  Nor those of polymorphic ones over integers, which the test calls
# itself.
sub own_signatures
{
	my ($node) = @_;

	return split /\n/, $node->safe_psql('postgres', q{
		SELECT p.proname || ARRAY(SELECT CASE WHEN concrete THEN regexp_replace(format_type(a, NULL), '^any\\w+$', 'integer')
				ELSE format_type(a, NULL) END FROM unnest(p.proargtypes) a)::text
		FROM (VALUES (true), (false)) v(concrete), pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
			AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'trade_labor')});
}

# Of our functions with defaults, the signatures without the last arguments: a
# call that leaves those out finds a trap that has no more.  Types of our own are
# not there yet.
sub shortened_signatures
{
	my ($node) = @_;

	return split /\n/, $node->safe_psql('postgres', q{
		SELECT p.proname || ' ' || ARRAY(SELECT format_type(a, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY x(a, i) WHERE i <= n ORDER BY i)::text
		FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
				AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'trade_labor'),
			generate_series(p.pronargs - p.pronargdefaults, p.pronargs - 1) n
		WHERE NOT EXISTS (SELECT FROM unnest(p.proargtypes) WITH ORDINALITY x(a, i) WHERE i <= n AND a >= 16384)});
}

# Signatures of our operators.
sub own_operators
{
	my ($node) = @_;

	return split /\n/, $node->safe_psql('postgres', q{
		SELECT o.oprname || ARRAY[format_type(o.oprleft, NULL), format_type(o.oprright, NULL)]::text
		FROM pg_operator o JOIN pg_depend d ON d.classid = 'pg_operator'::regclass AND d.objid = o.oid AND d.deptype = 'e'
			AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'trade_labor')});
}

# Plants them in a schema, as the user given.  Returns how many there are:
# operators, functions.  The extension is in database postgres.
sub plant
{
	my ($node, $db, $user, $schema) = @_;
	my $text = sql_text();
	my %operator = map { $_ => 1 } @hidden, $text =~ /([-+*\/<>=~!@#%^&|]+)/g;
	my %function = map { lc $_ => 1 } $text =~ /\b([a-z_]\w*)\s*\(/gi,
	  $text =~ /(?:FUNC|FUNCTION|PROCEDURE)\s*=?\s*(?:\d+\s+)?(\w+)/g, $text =~ /::(\w+)/g;
	my $list = sub { join ',', map { s/'/''/gr =~ s/.*/'$&'/r } sort @_ };
	my $sql = sprintf q{
		SET search_path = pg_catalog;
		SET check_function_bodies = off;
		CREATE TABLE %1$s.trap_type AS SELECT DISTINCT t.name::regtype::text AS name, t.name::regtype AS oid FROM unnest(ARRAY[%2$s]::text[]) t(name);
		CREATE PROCEDURE %1$s.make_trap(called text, arguments text[], result text) LANGUAGE plpgsql AS $$
		BEGIN
			EXECUTE format('CREATE FUNCTION %1$s.%%I(%%s) RETURNS %%s LANGUAGE plpgsql AS %%L', called,
				array_to_string(arguments, ','), result,
				format('BEGIN RAISE LOG ''trap sprung: %%s(%%s)''; RETURN NULL; END', called, array_to_string(arguments, ',')));
		EXCEPTION WHEN duplicate_function OR feature_not_supported OR invalid_function_definition OR syntax_error OR datatype_mismatch THEN NULL;
		END $$;
		DO $$ DECLARE o record; BEGIN
			FOR o IN SELECT l.name AS l, r.name AS r FROM %1$s.trap_type l, %1$s.trap_type r LOOP
				CALL %1$s.make_trap('trap_of_operator', ARRAY[o.l, o.r], 'boolean');
			END LOOP;
			FOR o IN SELECT l.name AS l, r.name AS r, n.name AS n FROM %1$s.trap_type l, %1$s.trap_type r,
					(SELECT DISTINCT oprname AS name FROM pg_operator WHERE oprname::text = ANY (ARRAY[%3$s]::text[])) n
				WHERE NOT EXISTS (SELECT FROM pg_operator p WHERE p.oprname = n.name AND p.oprleft = l.oid::oid AND p.oprright = r.oid::oid)
					AND n.name || array[l.name, r.name]::text <> ALL (ARRAY[%6$s]::text[]) LOOP
				EXECUTE format('CREATE OPERATOR %1$s.%%s (LEFTARG = %%s, RIGHTARG = %%s, FUNCTION = %1$s.trap_of_operator)', o.n, o.l, o.r);
			END LOOP;
		END $$;
		DO $$ DECLARE f record; BEGIN
			FOR f IN
				WITH called AS (
					SELECT n AS name, EXISTS (SELECT FROM pg_proc p WHERE p.proname = n AND p.pronamespace = 'pg_catalog'::regnamespace) AS known
					FROM unnest(ARRAY[%4$s]::text[]) n
				), wanted(name, arguments) AS (
					SELECT c.name, ARRAY[l.name] FROM called c, %1$s.trap_type l
					UNION ALL SELECT c.name, ARRAY[l.name, r.name] FROM called c, %1$s.trap_type l, %1$s.trap_type r
					WHERE EXISTS (SELECT FROM pg_proc p WHERE p.proname = c.name AND (p.pronargs = 2 OR p.provariadic <> 0))
					-- longer ones with one argument of another type
					UNION ALL
					SELECT c.name, ARRAY(SELECT CASE WHEN i = j THEN t.name ELSE format_type(a, NULL) END
						FROM unnest(p.proargtypes) WITH ORDINALITY x(a, j))
					FROM called c JOIN pg_proc p ON p.proname = c.name AND p.pronargs > 2 AND p.prokind = 'f' AND p.pronamespace = 'pg_catalog'::regnamespace,
						LATERAL generate_series(1, p.pronargs) i, %1$s.trap_type t
					UNION ALL SELECT split_part(s, ' ', 1), substr(s, strpos(s, ' ') + 1)::text[] FROM unnest(ARRAY[%7$s]::text[]) s
				)
				SELECT DISTINCT w.name, w.arguments,
					coalesce((SELECT format_type(p.prorettype, NULL) FROM pg_proc p WHERE p.proname = w.name
						AND NOT p.proretset AND p.pronamespace = 'pg_catalog'::regnamespace ORDER BY p.oid LIMIT 1), 'text') AS result
				FROM wanted w
				WHERE w.name || w.arguments::text <> ALL (ARRAY[%5$s]::text[])
			LOOP
				CALL %1$s.make_trap(f.name, f.arguments, f.result);
			END LOOP;
		END $$;
		SELECT (SELECT count(*) FROM pg_operator WHERE oprnamespace = '%1$s'::regnamespace),
			(SELECT count(*) FROM pg_proc WHERE pronamespace = '%1$s'::regnamespace)},
		$schema, $list->(@types), $list->(keys %operator), $list->(keys %function), $list->(own_signatures($node)), $list->(own_operators($node)),
		$list->(shortened_signatures($node));
	my ($status, $out, $err) = $node->psql($db, $sql, extra_params => [ '-U', $user ]);

	die "traps cannot be planted: $err" if $status != 0;
	return split /\|/, $out;
}

1;
