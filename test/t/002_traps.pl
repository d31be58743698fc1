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
	my $later = qq{
		SET client_min_messages = error;
		SET search_path = $schema, public, pub;
		SELECT pg_catalog.count(*) FROM $schema.refresh_buckets('pub.r1'::pg_catalog.text);
		SELECT pg_catalog.count(*) FROM $schema.refresh_buckets('pub.r2'::pg_catalog.text);
		SELECT pg_catalog.count(*) FROM $schema.audit_buckets('pub.r1'::pg_catalog.text);
		SELECT pg_catalog.count(*) FROM $schema.audit_privileges();
		SELECT pg_catalog.count(*) FROM $schema.bucket_releases;
		SELECT $schema.bucket_ledger_check()};
	my $end = qq{
		SET client_min_messages = error;
		SET search_path = $schema, public, pub;
		SELECT $schema.retract_buckets('pub.r1'::pg_catalog.text)};

	$node->safe_psql($db, $_) for $setup, $as_steward, $later, "SET ROLE steward; $later", $end;
}

# ---------------------------------------------- the first use of each function

my $from = -s $node->logfile;
$node->safe_psql('postgres', 'CREATE ROLE dbo LOGIN; CREATE ROLE steward; CREATE ROLE reader; CREATE ROLE stranger LOGIN;
	CREATE DATABASE owned OWNER dbo; CREATE DATABASE shared');

# -------------------------------------- by the owner of a database, in his schema

$node->safe_psql('owned', 'CREATE SCHEMA app AUTHORIZATION dbo');
my ($operators, $functions) = Traps::plant($node, 'owned', 'dbo', 'app');
note("$operators operators, $functions functions");
$from = -s $node->logfile;
my ($status, $out, $err) = $node->psql('owned', 'CREATE EXTENSION trade_labor SCHEMA app', extra_params => [ '-U', 'dbo' ]);
is($err, '', 'created among traps by the owner of the database');
is(sprung($from), '', 'and none is sprung');
is(strangers('owned'), '', 'nothing of the extension is bound to one');
is(bindings('owned'), bindings('postgres'), 'and all of it is there');
life_of_a_release('owned', 'app');
is(sprung($from), '', 'nor by hierarchy, dry run, publication, refresh, audits and retraction');

$node->stop;
done_testing();
