# What goes around a release without a right on its source that anybody was
# given by name: what is certain stops a publication, what is possible is a
# warning in it.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('rights_checks');

sub run
{
	my ($sql) = @_;
	my ($status, $out, $err) = $node->psql('postgres', $sql, on_error_stop => 0);

	return "$out\n$err";
}

# publishes as the steward, tells what was said, and takes it back
sub publish
{
	my ($source, $reader, $dim) = @_;
	my $said = run("SET ROLE steward; SELECT count(*) AS published FROM publish_buckets('pub.r', '$source', '{" . ($dim // 'a') . "}', 'persona', '{}', '{$reader}')");

	run(q{SET ROLE steward; SELECT retract_buckets('pub.r')});
	return $said;
}

sub stops
{
	my ($said, $pattern, $what) = @_;
	like($said, qr/ERROR:  release pub\.r could be gone around.*$pattern/s, "$what: nothing is published");
}

sub warns
{
	my ($said, $pattern, $what) = @_;
	like($said, qr/WARNING:  release pub\.r may be gone around\s+DETAIL:  [^\n]*$pattern/s, "$what: a warning");
	unlike($said, qr/ERROR/, '... and published');
}

$node->safe_psql('postgres', q{
	CREATE ROLE steward LOGIN; CREATE ROLE reader LOGIN; CREATE ROLE mallory LOGIN; CREATE ROLE grouped NOLOGIN;
	CREATE ROLE bob LOGIN IN ROLE grouped; CREATE ROLE backup LOGIN IN ROLE pg_read_all_data; CREATE ROLE filer LOGIN;
	CREATE SCHEMA pub AUTHORIZATION steward; GRANT USAGE ON SCHEMA pub TO PUBLIC;
	CREATE TABLE report (id int PRIMARY KEY, a text, persona text, mes text, UNIQUE (persona, mes));
	INSERT INTO report SELECT i, 'a' || i % 2, 'p' || i, '2026-01' FROM generate_series(1, 60) i;
	INSERT INTO report VALUES (1000, 'rare', 'zoe', '2026-01');
	GRANT SELECT ON report TO steward;
	GRANT EXECUTE ON FUNCTION publish_buckets, refresh_buckets, retract_buckets, audit_privileges TO steward});
my $plain = publish('report', 'reader');
unlike($plain, qr/ERROR|WARNING/, 'nothing is said where nothing is wrong');

# ---------------------------------------------------------- rights on the view

run(q{SET ROLE steward; SELECT publish_buckets('pub.r', 'report', '{a}', 'persona', '{}', '{reader}'); GRANT SELECT (a, n) ON pub.r TO mallory; RESET ROLE; GRANT SELECT ON report TO mallory});
like(run(q{SET ROLE steward; SELECT refresh_buckets('pub.r')}), qr/ERROR:  release pub\.r could be gone around\s+DETAIL:  "mallory"/,
	'a reader by a grant of columns is one: no refresh');
like(run(q{SET ROLE steward; SELECT severity, role FROM audit_privileges()}), qr/error\|mallory/, '... and the audit says so');
run(q{REVOKE SELECT ON report FROM mallory; SET ROLE steward; SELECT retract_buckets('pub.r')});

# ------------------------------------------------------------- groups, members

$node->safe_psql('postgres', 'GRANT SELECT ON report TO bob');
stops(publish('report', 'grouped'), '"bob" may read the source, and the release as a member', 'a member of a reading group who may read the source');
$node->safe_psql('postgres', 'REVOKE SELECT ON report FROM bob; GRANT grouped TO steward');
unlike(publish('report', 'grouped'), qr/ERROR/, 'the steward may be one');
$node->safe_psql('postgres', 'REVOKE grouped FROM steward');

# ------------------------------------------------------------ keys that answer

$node->safe_psql('postgres', 'GRANT INSERT ON report TO reader');
stops(publish('report', 'reader'), 'learns from a unique key', 'a reader who may insert beside a unique key of people');
$node->safe_psql('postgres', 'ALTER TABLE report DROP CONSTRAINT report_persona_mes_key');
warns(publish('report', 'reader'), 'may add reports', 'one who may insert where no key tells of people');
$node->safe_psql('postgres', 'CREATE UNIQUE INDEX report_lower ON report (lower(persona), mes)');
stops(publish('report', 'reader'), 'report_lower', 'a unique key of an expression');
$node->safe_psql('postgres', 'DROP INDEX report_lower; REVOKE INSERT ON report FROM reader; GRANT TRUNCATE ON report TO reader');
stops(publish('report', 'reader'), 'may empty the source', 'a reader who may truncate');
$node->safe_psql('postgres', 'REVOKE TRUNCATE ON report FROM reader');

# ----------------------------------------------------- statistics for everybody

$node->safe_psql('postgres', q{
	CREATE INDEX report_rare ON report (id) WHERE a = 'rare';
	CREATE TABLE rp (a text, persona text) PARTITION BY LIST ((lower(a)));
	CREATE TABLE rp_rare PARTITION OF rp FOR VALUES IN ('rare'); CREATE TABLE rp_d PARTITION OF rp DEFAULT;
	INSERT INTO rp SELECT a, persona FROM report;
	CREATE TABLE ri (a text, persona text); CREATE TABLE ri_rare (CHECK (a = 'rare')) INHERITS (ri);
	INSERT INTO ri SELECT a, persona FROM report WHERE a <> 'rare'; INSERT INTO ri_rare SELECT a, persona FROM report WHERE a = 'rare';
	CREATE TABLE rh (a text, persona text) PARTITION BY HASH (persona);
	CREATE TABLE rh_0 PARTITION OF rh FOR VALUES WITH (MODULUS 2, REMAINDER 0); CREATE TABLE rh_1 PARTITION OF rh FOR VALUES WITH (MODULUS 2, REMAINDER 1);
	INSERT INTO rh SELECT a, persona FROM report;
	ANALYZE;
	GRANT SELECT ON rp, ri, rh TO steward});
is($node->safe_psql('postgres', q{SET ROLE reader; SELECT string_agg(reltuples::text, ',' ORDER BY relname) FROM pg_class WHERE relname IN ('report_rare', 'rp_rare', 'ri_rare')}),
	'1,1,1', 'everybody reads how many rows a part has');
warns(publish('report', 'reader'), 'report_rare', 'an index over a part of the source');
$node->safe_psql('postgres', 'DROP INDEX report_rare');
warns(publish('rp', 'reader'), 'kept in parts', 'partitions by an expression');
warns(publish('ri', 'reader'), 'kept in parts', 'children by inheritance');
unlike(publish('rh', 'reader'), qr/WARNING|ERROR/, 'partitions by a hash tell nothing');

# ------------------------------------------- functions, in the source and over it

$node->safe_psql('postgres', q{
	CREATE FUNCTION rows_() RETURNS TABLE (a text, persona text) LANGUAGE sql STABLE BEGIN ATOMIC SELECT r.a, r.persona FROM report r; END;
	CREATE FUNCTION inner_() RETURNS SETOF report LANGUAGE sql STABLE BEGIN ATOMIC SELECT r.* FROM report r; END;
	CREATE FUNCTION outer_() RETURNS TABLE (a text, persona text) LANGUAGE sql STABLE BEGIN ATOMIC SELECT i.a, i.persona FROM inner_() i; END;
	CREATE FUNCTION hidden_() RETURNS TABLE (a text, persona text) LANGUAGE sql STABLE AS 'SELECT a, persona FROM public.report';
	CREATE VIEW v_f AS SELECT * FROM rows_(); CREATE VIEW v_ff AS SELECT * FROM outer_(); CREATE VIEW v_h AS SELECT * FROM hidden_(); CREATE VIEW v_plain AS SELECT * FROM report;
	GRANT SELECT ON v_f, v_ff, v_h, v_plain TO steward});
run(q{SET ROLE steward; SELECT publish_buckets('pub.first', 'report', '{a}', 'persona')});
for my $source (qw(v_plain v_f v_ff))
{
	like(publish($source, 'reader'), qr/release pub\.r cannot be compared with release pub\.first/,
		"$source reads the table of another release: refused");
}
warns(publish('v_h', 'reader'), 'what it reads cannot be seen', 'a function whose body is a string');
run(q{SET ROLE steward; SELECT retract_buckets('pub.first')});

$node->safe_psql('postgres', q{CREATE FUNCTION leak() RETURNS SETOF report LANGUAGE sql SECURITY DEFINER AS 'SELECT * FROM public.report'});
stops(publish('report', 'reader'), 'a function over the source that has the rights of .*leak\(\)', 'a function open to everybody that returns rows of the source');
$node->safe_psql('postgres', q{REVOKE EXECUTE ON FUNCTION leak() FROM PUBLIC; GRANT EXECUTE ON FUNCTION leak() TO grouped, reader});
stops(publish('report', 'reader'), '"reader" may call a function over the source', '... or to the reader');
$node->safe_psql('postgres', q{DROP FUNCTION leak();
	CREATE FUNCTION leak(p text) RETURNS boolean LANGUAGE sql SECURITY DEFINER BEGIN ATOMIC SELECT EXISTS (SELECT FROM report WHERE persona = p); END});
stops(publish('report', 'reader'), 'leak\(text\)', '... or that answers from columns of it');
$node->safe_psql('postgres', q{DROP FUNCTION leak(text);
	CREATE FUNCTION file(a text, p text) RETURNS void LANGUAGE sql SECURITY DEFINER BEGIN ATOMIC INSERT INTO report VALUES (-1, a, p, ''); END});
warns(publish('report', 'reader'), 'may call a function that has the rights of', 'one that files reports, and answers nothing');
$node->safe_psql('postgres', 'DROP FUNCTION file');

# --------------------------------------------------------- who reads everything

like(run('SELECT severity, role, problem, remedy FROM audit_privileges()'), qr/warning\|backup\|may read every table, the root key and the sealed people.*key_file/,
	'the audit names who may read all tables, and what to do');

# ----------------------------------------- what stands in for a function or table

my $replaced = 'SELECT severity, object, role, problem, remedy FROM audit_privileges() WHERE problem ~ \'extension\'';
my $superuser = $node->safe_psql('postgres', 'SELECT 10::oid::regrole');
is($node->safe_psql('postgres', $replaced), '', 'as installed, nothing of the extension was replaced');
$node->safe_psql('postgres', 'CREATE ROLE handed; GRANT CREATE ON SCHEMA public TO handed;
	ALTER FUNCTION bucket_family(regclass) OWNER TO handed; ALTER TABLE bucket_lines OWNER TO handed; ALTER VIEW bucket_releases OWNER TO handed');
is($node->safe_psql('postgres', $replaced), "error|public.bucket_family(regclass)|handed|owns a function of the extension, and can replace it|ALTER ROUTINE public.bucket_family(regclass) OWNER TO $superuser\n"
	. "error|public.bucket_lines|handed|owns a table or view of the extension, and can change it|ALTER TABLE public.bucket_lines OWNER TO $superuser\n"
	. "error|public.bucket_releases|handed|owns a table or view of the extension, and can change it|ALTER TABLE public.bucket_releases OWNER TO $superuser",
	'a function, a table and a view that were handed to somebody who is no superuser');
stops(publish('report', 'reader'), '"handed" owns a function of the extension, and can replace it', 'and nothing is published meanwhile');
$node->safe_psql('postgres', $_) for split /\n/, $node->safe_psql('postgres', 'SELECT remedy FROM audit_privileges() WHERE problem ~ \'extension\'');
is($node->safe_psql('postgres', $replaced), '', 'what the audit says mends it');

# each replaced by its owner; the last statement of each puts it back
my $custodians = $node->safe_psql('postgres', q{SELECT pg_get_functiondef('bucket_custodians()'::regprocedure)});
my $check = $node->safe_psql('postgres', q{SELECT pg_get_functiondef('bucket_ledger_check(text)'::regprocedure)});
my $nobody = 'CREATE OR REPLACE FUNCTION bucket_custodians(OUT severity text, OUT object text, OUT role text, OUT problem text, OUT remedy text)
	RETURNS SETOF record STABLE STRICT PARALLEL SAFE';
for ([ 'another language', 'bucket_custodians()', "$nobody LANGUAGE plpgsql AS 'BEGIN RETURN; END'", $custodians ],
	[ 'a body that is a string', 'bucket_custodians()', "$nobody LANGUAGE sql AS 'SELECT NULL::text, NULL::text, NULL::text, NULL::text, NULL::text WHERE false'", $custodians ],
	[ 'a body that reads a table of somebody\'s', 'bucket_custodians()', "$nobody LANGUAGE sql BEGIN ATOMIC SELECT a, a, a, a, a FROM report; END", $custodians ],
	[ 'a setting of its own', 'bucket_custodians()', 'ALTER FUNCTION bucket_custodians() SET search_path = public', 'ALTER FUNCTION bucket_custodians() RESET ALL' ],
	[ 'SQL in place of C', 'bucket_ledger_check(text)', q{CREATE OR REPLACE FUNCTION bucket_ledger_check(head text) RETURNS bigint LANGUAGE sql AS 'SELECT NULL::bigint'}, $check ],
	[ 'another library', 'bucket_ledger_check(text)', q{CREATE OR REPLACE FUNCTION bucket_ledger_check(head text) RETURNS bigint LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler'}, $check ])
{
	my ($how, $object, $replace, $restore) = @$_;

	$node->safe_psql('postgres', $replace);
	is($node->safe_psql('postgres', $replaced), "error|public.$object|$superuser|owns what is not as the extension made it|restore it from the extension's install script", "replaced by $how: told");
	$node->safe_psql('postgres', $restore);
}
is($node->safe_psql('postgres', $replaced), '', 'put back: nothing is told');

$node->stop;
done_testing();
