# No operator, function, cast or type that the extension uses is looked for where
# others can put one: with a trap for every name and pair of argument types, an
# owner of a database who is no superuser, and whoever may create in the schema
# of a superuser's extension, catch no call at installation nor later.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Traps;
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('traps');

# traps sprung since a place in the log
sub sprung
{
	my ($from) = @_;
	my @found = PostgreSQL::Test::Utils::slurp_file($node->logfile, $from) =~ /LOG:  trap sprung: (.*)/g;
	my %seen;
	return join "\n", sort grep { !$seen{$_}++ } @found;
}

# An install that meets traps and one that does not make the same objects, down
# to what their bodies are bound to.
sub bindings
{
	my ($db) = @_;

	return $node->safe_psql($db, q{
		SELECT count(*), count(DISTINCT (d.classid, d.objid)) FROM pg_catalog.pg_depend d
		WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass::pg_catalog.oid AND d.deptype = 'e'});
}

# Objects outside pg_catalog and the extension that the extension's own need.
sub strangers
{
	my ($db) = @_;

	return $node->safe_psql($db, q{
		WITH own AS (
			SELECT d.classid, d.objid FROM pg_catalog.pg_depend d
			WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass::pg_catalog.oid AND d.deptype = 'e'
				AND d.refobjid = (SELECT oid FROM pg_catalog.pg_extension WHERE extname = 'trade_labor')
			UNION ALL
			SELECT 'pg_catalog.pg_rewrite'::pg_catalog.regclass::pg_catalog.oid, w.oid FROM pg_catalog.pg_rewrite w
		)
		SELECT pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) || ' needs '
			|| pg_catalog.pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid)
		FROM own o JOIN pg_catalog.pg_depend d ON d.classid = o.classid AND d.objid = o.objid
		WHERE d.refclassid IN ('pg_catalog.pg_proc'::pg_catalog.regclass::pg_catalog.oid, 'pg_catalog.pg_operator'::pg_catalog.regclass::pg_catalog.oid,
				'pg_catalog.pg_type'::pg_catalog.regclass::pg_catalog.oid, 'pg_catalog.pg_cast'::pg_catalog.regclass::pg_catalog.oid)
			AND d.refobjid >= 16384::pg_catalog.oid
			AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = d.refclassid AND e.objid = d.refobjid
				AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass::pg_catalog.oid AND e.deptype = 'e')
			AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'i')
		LIMIT 10});
}

# The SQL of a release's life, with nothing in it that a trap could catch but
# through the extension.
sub life_of_a_release
{
	my ($db, $schema) = @_;
	my $setup = qq{
		SET search_path = pg_catalog;
		CREATE SCHEMA pub AUTHORIZATION steward;
		CREATE TABLE pub.report (id int, municipio text, fecha date, curp text, centro text, folio text);
		INSERT INTO pub.report SELECT i, 'm' || (i % 4)::text, '2025-01-01'::date + i % 60, 'p' || i::text, 'c' || (i % 20)::text, 'f' || (i % 7)::text
			FROM generate_series(1, 400) i;
		CREATE TABLE pub.place (municipio text, estado text, poblacion bigint);
		INSERT INTO pub.place SELECT 'm' || i::text, 'e' || (i % 2)::text, 100000 FROM generate_series(0, 3) i;
		GRANT SELECT ON pub.report, pub.place TO steward;
		GRANT USAGE ON SCHEMA pub, $schema TO PUBLIC;
		GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA $schema TO steward};
	my $as_steward = qq{
		SET client_min_messages = error;
		SET search_path = $schema, public, pub;
		SET ROLE steward;
		SELECT $schema.bucket_hierarchy('geo'::pg_catalog.text, 'pub.place'::pg_catalog.regclass, '{municipio,estado}'::pg_catalog.text[], 'poblacion'::pg_catalog.text);
		SELECT pg_catalog.count(*) FROM $schema.protect_buckets('pub.report'::pg_catalog.regclass, '{geo:municipio,month:fecha}'::pg_catalog.text[], 'curp'::pg_catalog.text, '{"establishments":{"column":"centro","min":3}}'::pg_catalog.jsonb);
		SELECT pg_catalog.count(*) FROM $schema.publish_buckets('pub.r1'::pg_catalog.text, 'pub.report'::pg_catalog.regclass, '{geo:municipio,month:fecha}'::pg_catalog.text[], 'curp'::pg_catalog.text, '{"establishments":{"column":"centro","min":3}}'::pg_catalog.jsonb, '{reader}'::pg_catalog.regrole[]);
		SELECT pg_catalog.count(*) FROM $schema.publish_buckets('pub.r2'::pg_catalog.text, 'pub.report'::pg_catalog.regclass, '{folio}'::pg_catalog.text[], 'curp'::pg_catalog.text, '{}'::pg_catalog.jsonb, '{reader}'::pg_catalog.regrole[])};
	my $audits = qq{
		SELECT pg_catalog.count(*) FROM $schema.audit_buckets('pub.r1'::pg_catalog.text);
		SELECT pg_catalog.count(*) FROM $schema.audit_privileges();
		SELECT pg_catalog.count(*) FROM $schema.bucket_releases;
		SELECT $schema.bucket_ledger_check();};
	my $refresh = qq{
		SELECT pg_catalog.count(*) FROM $schema.refresh_buckets('pub.r1'::pg_catalog.text);
		SELECT pg_catalog.count(*) FROM $schema.refresh_buckets('pub.r2'::pg_catalog.text);};
	my $path = "SET client_min_messages = error; SET search_path = $schema, public, pub;";

	$node->safe_psql($db, $_)
	  for $setup, $as_steward, "$path SET ROLE steward; $refresh $audits", "$path $audits $refresh",
	  "$path SELECT $schema.retract_buckets('pub.r1'::pg_catalog.text)";
}

# A call of every function and aggregate with a few values of each argument's
# type.  What it answers, or that it fails, is no matter here.
sub use_everything
{
	my ($db, $schema) = @_;

	$node->safe_psql($db, qq{
		SET search_path = pg_catalog;
		CREATE FUNCTION pg_temp.call(q text) RETURNS void LANGUAGE plpgsql AS \$\$ BEGIN
			PERFORM set_config('search_path', '$schema, public', true);
			EXECUTE q;
			PERFORM pg_catalog.set_config('search_path', 'pg_catalog', true);
		EXCEPTION WHEN OTHERS THEN NULL; END \$\$;
		SET client_min_messages = error;
		SELECT count(pg_temp.call(q)) FROM (
			SELECT format('SELECT %s.%I(%s)%s', p.pronamespace::regnamespace, p.proname,
				(SELECT string_agg(format('%L::%s', CASE
						WHEN t.typelem <> 0::oid AND t.typlen < 0 THEN '{}'
						WHEN t.typname IN ('text', 'varchar', 'bpchar') THEN (ARRAY['2025-01', 'MEX', 'x'])[1 + i]
						WHEN t.typname IN ('date', 'timestamp', 'timestamptz') THEN '2025-03-0' || (i + 1)::text
						WHEN t.typname IN ('int2', 'int4', 'int8', 'numeric', 'float4', 'float8', 'oid') THEN (i + 1)::text
						WHEN t.typname = 'bool' THEN 'true' WHEN t.typname = 'jsonb' THEN '{}'
						WHEN t.typname = 'time_period' THEN '2025-0' || (i + 1)::text WHEN t.typname = 'hs_code' THEN '0101'
						WHEN t.typname = 'partner_code' THEN 'MEX' WHEN t.typname = 'base_policy' THEN 'strict'
						WHEN t.typname = 'time_series' THEN '2025-01 {1,2,3}' WHEN t.typname = 'member_ranking' THEN '{"a" 1}'
						WHEN t.typname LIKE 'any%' THEN '1' ELSE '1' END,
					CASE t.typname WHEN 'anyelement' THEN 'pg_catalog.int4' WHEN 'anycompatible' THEN 'pg_catalog.int4' WHEN 'anyarray' THEN 'pg_catalog.int4[]'
						ELSE format('%s.%I', t.typnamespace::regnamespace, t.typname) END), ', ' ORDER BY n)
				 FROM unnest(p.proargtypes) WITH ORDINALITY a(oid, n) JOIN pg_type t ON t.oid = a.oid),
				CASE p.prokind WHEN 'w' THEN ' OVER ()' ELSE '' END) AS q
			FROM pg_depend d JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid,
				generate_series(0, 2) i
			WHERE d.deptype = 'e' AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'trade_labor')
				AND NOT EXISTS (SELECT FROM unnest(p.proargtypes) a(oid) WHERE a.oid IN ('internal'::regtype, 'cstring'::regtype))
		) calls});
}

$node->safe_psql('postgres', 'CREATE ROLE dbo LOGIN; CREATE ROLE steward; CREATE ROLE reader; CREATE ROLE stranger LOGIN;
	CREATE DATABASE shared');
$node->safe_psql('shared', 'GRANT CREATE ON SCHEMA public TO PUBLIC');
my ($operators, $functions) = Traps::plant($node, 'shared', 'stranger', 'public');
note("$operators operators, $functions functions");
# the same traps, and all of them the owner's, in a schema of his
$node->safe_psql('postgres', 'CREATE DATABASE owned OWNER dbo TEMPLATE shared');
$node->safe_psql('owned', 'ALTER SCHEMA public RENAME TO app; ALTER SCHEMA app OWNER TO dbo; REVOKE ALL ON SCHEMA app FROM PUBLIC;
	REASSIGN OWNED BY stranger TO dbo; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC');

# ----------------------------------- by the owner of a database, in his schema

my $from = -s $node->logfile;
my ($status, $out, $err) = $node->psql('owned', 'CREATE EXTENSION trade_labor SCHEMA app', extra_params => [ '-U', 'dbo' ]);
is($err, '', 'created among traps by the owner of the database');
is(sprung($from), '', 'and none is sprung');
is(strangers('owned'), '', 'nothing of the extension is bound to one');
is(bindings('owned'), bindings('postgres'), 'and all of it is there');
life_of_a_release('owned', 'app');
is(sprung($from), '', 'nor by hierarchy, dry run, publication, refresh, audits and retraction');
use_everything('owned', 'app');
is(sprung($from), '', 'nor by the first use of each function');
$from = -s $node->logfile;
$node->safe_psql('owned', q{SET search_path = app; SELECT 0::pg_catalog.oid = 'pg_class'::pg_catalog.regclass});
like(sprung($from), qr/^trap_of_operator\(oid,regclass\)$/, 'a user\'s own call that is not exact springs one');

# ----------------------- by the superuser, where anybody may create in public

$from = -s $node->logfile;
$node->safe_psql('shared', 'CREATE EXTENSION trade_labor');
is(sprung($from), '', 'created by the superuser among traps in public: none is sprung');
is(strangers('shared'), '', 'nor is anything bound to one');
life_of_a_release('shared', 'public');
use_everything('shared', 'public');
is(sprung($from), '', 'nor is one sprung later');
is($node->safe_psql('postgres', q{SELECT string_agg(rolname, ',') FROM pg_roles WHERE rolsuper AND rolname IN ('dbo', 'stranger', 'steward')}), '',
	'nobody has become a superuser');

$node->stop;
done_testing();
