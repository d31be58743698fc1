# A database that has 0.1.0 is updated: then it has what a new installation has,
# whoever did it, and what is stored in it is what it was.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Catalog;
use Traps;
use TradeLabor;
use Test::More;

# The install script of 0.1.0 is not installed.  It is put beside the others in a
# copy of them, where the server looks first.
my $copy = PostgreSQL::Test::Utils::tempdir();
my $stage = $ENV{TRADE_LABOR_STAGE} // '';
my ($share, $libdir) = map { TradeLabor::pg_config($_) } qw(sharedir pkglibdir);
my $kept = "$FindBin::Bin/../upgrade";

system(qq{mkdir -p '$copy$share/extension' '$copy$libdir' && cp '$stage$libdir/trade_labor.so' '$copy$libdir' &&
	cp '$stage$share'/extension/trade_labor* '$kept'/trade_labor--*.sql '$copy$share/extension'}) == 0 or die;
$ENV{TRADE_LABOR_STAGE} = $copy;

my $node = TradeLabor::server('upgrade');
my $now = $node->safe_psql('postgres', q{SELECT extversion FROM pg_extension WHERE extname = 'trade_labor'});
$node->safe_psql('postgres', 'CREATE ROLE dbo LOGIN; CREATE ROLE steward; CREATE ROLE reader; CREATE ROLE auditor; CREATE ROLE clerk;
	CREATE DATABASE granted; CREATE DATABASE updated; CREATE DATABASE owned OWNER dbo; CREATE DATABASE owned_anew OWNER dbo;
	CREATE DATABASE trapped OWNER dbo; CREATE DATABASE booby OWNER dbo; CREATE DATABASE old');

# what psql answers and says to a user
sub psql_as
{
	my ($db, $user, $sql) = @_;
	my ($status, $out, $err) = $node->psql($db, $sql, extra_params => [ '-U', $user ]);

	return ($out, $err);
}

sub superuser { my ($user) = split /\n/, $node->safe_psql('postgres', 'SELECT current_user'); return $user; }

# -------------------------------------------------- by a superuser, and used

my $grants = q{
	GRANT EXECUTE ON FUNCTION publish_buckets, refresh_buckets, retract_buckets, bucket_hierarchy TO steward;
	GRANT EXECUTE ON FUNCTION protect_buckets TO steward WITH GRANT OPTION;
	GRANT EXECUTE ON FUNCTION bucket_ledger_check() TO auditor;
	GRANT EXECUTE ON FUNCTION bucket_count(anyelement, int), bucket_state(anyelement) TO steward;
	GRANT SELECT ON bucket_ledger TO auditor;
	GRANT INSERT, UPDATE ON case_clock_stages TO clerk;
	GRANT SELECT ON bucket_ledger_entries TO auditor};
# contributors of types with names, which 0.1.0 counts as any
my $named = 'GRANT EXECUTE ON FUNCTION ' . join(', ', (map { "bucket_count($_, int)" } qw(text smallint integer bigint uuid)),
	map { "bucket_state($_)" } qw(smallint integer bigint uuid)) . ' TO steward';
$node->safe_psql('granted', "CREATE EXTENSION trade_labor; $grants; $named");

$node->safe_psql('updated', q{CREATE EXTENSION trade_labor VERSION '0.1.0'});
isnt(Catalog::difference(Catalog::facts($node, 'granted', 'public'), Catalog::facts($node, 'updated', 'public')),
	'', '0.1.0 is something else');
$node->safe_psql('updated', "$grants; \\i $kept/database-0.1.0.sql");
$node->safe_psql('updated', q{
	INSERT INTO case_clock_stages (procedure, stage, ordinal, counted_from, ends_with, length, source) VALUES ('ours', 'one', 1, 'a', 'b', 5, 'us');
	CREATE VIEW uses AS SELECT hhi(x), gini(x, 1), theil(x) FROM (VALUES (1::float8), (3)) d(x);
	CREATE VIEW catalogue AS SELECT name, steward FROM bucket_releases;
	CREATE VIEW entries AS SELECT action FROM bucket_ledger;
	CREATE VIEW stages AS SELECT procedure, stage FROM case_clock_stages;
	CREATE TABLE mixed (p time_period);
	INSERT INTO mixed VALUES ('2025'), ('2025-01'), ('2025-01-01'), ('2025-Q1'), ('2024-12-31'), ('2025-01-02');
	CREATE INDEX mixed_p ON mixed (p)});

# columns of each type with the bytes that 0.1.0 wrote: types that have nothing
# but their bytes are taken for them
my @bare = ([ 'i', 'bytea', 'bytea' ], [ 'd', 'bytea', 'path' ], [ 4, 'int4', 'int4' ], [ 8, 'int8', 'int8' ]);
$node->safe_psql('updated', join ';', map { my ($name, $form, $like) = @$_; qq{
	CREATE TYPE bare_$name;
	CREATE FUNCTION bare_in_$name(cstring) RETURNS bare_$name AS '${form}in' LANGUAGE internal IMMUTABLE STRICT;
	CREATE FUNCTION bare_out_$name(bare_$name) RETURNS cstring AS '${form}out' LANGUAGE internal IMMUTABLE STRICT;
	CREATE TYPE bare_$name (INPUT = bare_in_$name, OUTPUT = bare_out_$name, LIKE = $like)} } @bare);
my @types = split /\n/, $node->safe_psql('updated', q{SELECT DISTINCT type FROM stored ORDER BY type});
for my $type (@types)
{
	my $as = $node->safe_psql('updated', qq{SELECT 'bare_' || CASE WHEN typlen > 0 THEN typlen::text ELSE typalign::text END
		FROM pg_type WHERE typname = '$type'});
	$node->safe_psql('updated', qq{CREATE CAST ($as AS $type) WITHOUT FUNCTION;
		CREATE TABLE kept_$type AS SELECT shown, bytes::${as}::$type AS v FROM stored WHERE type = '$type'});
}

for my $type ('concentration_state', 'concentration_state[]', 'weighted_values', 'gathered_sums', 'gathered_rows')
{
	$node->safe_psql('updated', "CREATE TABLE state_kept (s $type)");
	like((psql_as('updated', superuser(), 'ALTER EXTENSION trade_labor UPDATE'))[1],
		qr/column s of table state_kept has a state of trade_labor 0\.1\.0/, "stored $type would be read as something else: refused");
	$node->safe_psql('updated', 'DROP TABLE state_kept');
}
my (undef, $said) = psql_as('updated', superuser(), 'ALTER EXTENSION trade_labor UPDATE');
unlike($said, qr/ERROR/, 'updated by a superuser');
like($said, qr/WARNING:  release pub.old stays as it is: trade_labor 0.1.0 published it/, 'it names the releases');
like($said, qr/WARNING:  hierarchy "geo" was declared under trade_labor 0.1.0/, 'and the hierarchies');
like($said, qr/WARNING:  mixed_p is in the order of periods of trade_labor 0.1.0\n.*\nHINT: .* REINDEX INDEX mixed_p\./, 'and indexes on periods');
is($node->safe_psql('updated', q{SELECT extversion FROM pg_extension WHERE extname = 'trade_labor'}), $now, 'it has the version');

# my own casts would be more
$node->safe_psql('updated', join ';', map { "DROP TYPE bare_$_->[0] CASCADE" } @bare);
is(Catalog::difference(Catalog::facts($node, 'granted', 'public'), Catalog::facts($node, 'updated', 'public')),
	'', 'and is as a new installation with the same grants');

# --------------------------------------------------------- what is stored

for my $type (grep { $_ ne 'bucket_state' } @types)
{
	cmp_ok($node->safe_psql('updated', "SELECT count(*) FROM kept_$type"), '>', 2, "there are values of $type");
	is($node->safe_psql('updated', "SELECT v::text, shown FROM kept_$type WHERE v::text <> shown OR v::text <> shown::${type}::text"),
		'', 'that read as they were written');
}
is($node->safe_psql('updated', q{SELECT bucket_contributors(bucket_union(v)) FROM (
		SELECT v FROM kept_bucket_state UNION ALL SELECT bucket_state(i) FROM generate_series(1, 40) i) o}),
	'41', 'sealed states know the same people');
is($node->safe_psql('updated', 'SELECT * FROM uses'), '0.625|0.25|0.13081203594113697', 'views on aggregates that changed stay');
is($node->safe_psql('updated', q{SELECT * FROM catalogue}), "pub.old|steward\npub.dropped|steward", 'and on the catalogue of releases');
is($node->safe_psql('updated', q{SELECT stage FROM stages WHERE procedure = 'ours'}), 'one', 'rows of a user\'s stay');

$node->safe_psql('updated', 'REINDEX INDEX mixed_p');
is($node->safe_psql('updated', q{SET enable_seqscan = off; SET enable_sort = off; SELECT string_agg(p::text, ' ') FROM (SELECT p FROM mixed ORDER BY p) o}),
	'2024-12-31 2025-01-01 2025 2025-Q1 2025-01 2025-01-02', 'the index is in the new order');

# ---------------------------------------------------------------- releases

is($node->safe_psql('updated', 'SELECT name, vintage, state FROM bucket_releases ORDER BY name'),
	"pub.dropped|1|view dropped\npub.old|2|live", 'releases are listed');
is($node->safe_psql('updated', 'SET ROLE reader; SELECT n FROM pub.old'), "120\n120\n120\n120", 'readers read them');
is($node->safe_psql('updated', 'SELECT bucket_ledger_check(), count(*) FROM bucket_ledger'), '|5', 'the chain of the ledger holds');

my $unknown = qr/the people behind release pub.old are not known.*version 0\.1\.0.*Retract it and publish it under a new name/s;
my $publish = q{SELECT count(*) FROM publish_buckets('pub.anew', 'pub.report', '{geo:municipio}', 'persona', readers => '{reader}')};
like((psql_as('updated', superuser(), q{SET ROLE steward; SELECT * FROM refresh_buckets('pub.old')}))[1], $unknown, 'a refresh says what to do');
like((psql_as('updated', superuser(), "SET ROLE steward; $publish"))[1], qr/the people behind release pub\.\w+ are not known|hierarchy "geo" does not fit/, 'as does another publication');
$node->safe_psql('updated', q{SET ROLE steward; SELECT retract_buckets('pub.old'), retract_buckets('pub.dropped')});
like((psql_as('updated', superuser(), "SET ROLE steward; $publish"))[1], qr/hierarchy "geo" does not fit its seal.*Declare the hierarchy anew/s, 'and one with an old hierarchy');
is($node->safe_psql('updated', qq{SET ROLE steward; SELECT bucket_hierarchy('geo', 'pub.place', '{municipio,estado}'); $publish; SELECT sum(n) FROM pub.anew}),
	"\n1\n480", 'retracted and declared anew, it is published anew');
is($node->safe_psql('updated', q{SELECT to_regclass('pub.old'), to_regclass('pub.old_v2'), bucket_ledger_check() IS NULL}), '||t', 'and the old one is gone');

# ------------------------------------ by the owner of a database, in his schema

my $owners = q{
	CREATE SCHEMA app AUTHORIZATION dbo;
	ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO clerk;
	ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO clerk;
	SET ROLE dbo;
	CREATE EXTENSION trade_labor SCHEMA app };
$node->safe_psql('owned_anew', $owners);
$node->safe_psql($_, "$owners VERSION '0.1.0'") for qw(owned trapped);
is((psql_as('owned', 'dbo', 'ALTER EXTENSION trade_labor UPDATE'))[1], '', 'updated by the owner of a database');
is(Catalog::difference(Catalog::facts($node, 'owned_anew', 'app'), Catalog::facts($node, 'owned', 'app')), '', 'it is as one that he creates now');

my ($operators, $functions) = Traps::plant($node, 'trapped', 'dbo', 'app');
cmp_ok($operators * $functions, '>', 0, "among traps: $operators operators, $functions functions");
my $from = -s $node->logfile;
is((psql_as('trapped', 'dbo', 'ALTER EXTENSION trade_labor UPDATE'))[1], '', 'he updates it as well');
is(join(' ', PostgreSQL::Test::Utils::slurp_file($node->logfile, $from) =~ /trap sprung: (.*)/g), '', 'and none is sprung');

# What he put on his tables would run with the rights of a superuser.
$node->safe_psql('booby', 'GRANT CREATE ON SCHEMA public TO dbo');
my @booby = (
	'CREATE TRIGGER t BEFORE DELETE ON case_clock_stages FOR EACH ROW EXECUTE FUNCTION booby()' => 'DROP TRIGGER t ON case_clock_stages',
	'CREATE RULE r AS ON INSERT TO case_clock_stages DO ALSO SELECT booby_too()' => 'DROP RULE r ON case_clock_stages',
	'ALTER TABLE bucket_lines ADD CHECK (booby_too())' => 'ALTER TABLE bucket_lines DROP CONSTRAINT bucket_lines_check',
	'ALTER TABLE bucket_lines ALTER retracted SET DEFAULT booby_too()' => 'ALTER TABLE bucket_lines ALTER retracted DROP DEFAULT',
	'CREATE INDEX i ON bucket_hierarchies ((booby_too(name)))' => 'DROP INDEX i',
	'ALTER TABLE bucket_hierarchies ADD x mine' => 'ALTER TABLE bucket_hierarchies DROP x');
$node->safe_psql('booby', q{SET ROLE dbo; CREATE EXTENSION trade_labor VERSION '0.1.0';
	CREATE FUNCTION booby() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ALTER ROLE dbo SUPERUSER; RETURN OLD; END $$;
	CREATE FUNCTION booby_too(t text DEFAULT '') RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN true; END $$;
	CREATE TYPE mine AS ENUM ('a')});
while (my ($put, $drop) = splice @booby, 0, 2)
{
	$node->safe_psql('booby', "SET ROLE dbo; $put");
	like((psql_as('booby', 'dbo', 'ALTER EXTENSION trade_labor UPDATE'))[1], qr/table \w+ is not as trade_labor 0\.1\.0 made it/, $put);
	$node->safe_psql('booby', "SET ROLE dbo; $drop");
}
is($node->safe_psql('postgres', q{SELECT rolsuper FROM pg_roles WHERE rolname = 'dbo'}), 'f', 'nobody became a superuser');

# ---------------------------------- from this version to one that comes after it

my $next = '9.9.9';
my ($install, $written) = map { "$copy$share/extension/trade_labor--$_.sql" } $now, "$now--$next";
my $newer = PostgreSQL::Test::Utils::tempdir() . "/trade_labor--$next.sql";
my $script = PostgreSQL::Test::Utils::slurp_file($install);
ok($script =~ s/^(COMMENT ON FUNCTION trade_labor_version\(\) IS\s+)'/$1'now: /m, 'one comment is another one');
PostgreSQL::Test::Utils::append_to_file($newer, $script);
PostgreSQL::Test::Utils::append_to_file("$newer.hand", "-- everything else\n");
system("perl '$FindBin::Bin/../../upgrade/script' '$newer.hand' '$install' '$newer' > '$written'") == 0 or die;
my @statements = PostgreSQL::Test::Utils::slurp_file($written) =~ /^(?:CREATE|DROP|COMMENT|DO|GRANT|REVOKE|ALTER|INSERT|DELETE)\b.*/mg;
is(join(', ', map { (split ' ')[0] } @statements), 'COMMENT, DO', 'the script to it has that comment, and takes back what is not for everybody');
$node->safe_psql('old', "CREATE EXTENSION trade_labor; ALTER EXTENSION trade_labor UPDATE TO '$next'");
is($node->safe_psql('old', "SELECT evtname FROM pg_event_trigger ORDER BY 1"), "trade_labor_object_dropped\ntrade_labor_table_altered", 'event triggers are there once');
$node->safe_psql('old', 'DROP EXTENSION trade_labor');

# ------------------------------ not updated yet: a library that knows the way

$node->safe_psql('old', q{CREATE EXTENSION trade_labor VERSION '0.1.0'});
my @failure = psql_as('old', superuser(), q{\set VERBOSITY verbose
	SELECT case_clock_milestones('{}')});
like($failure[1], qr/ERROR:  55000: this function belongs to an earlier version of trade_labor than the library\nHINT:  Run ALTER EXTENSION trade_labor UPDATE/,
	'a function that is gone says what to do');

$node->stop;
done_testing();
