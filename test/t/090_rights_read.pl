# Whose rights a source and a hierarchy are read with: those of the steward who
# declared them, whoever calls.  What their owners wrote into them never runs
# with the rights of somebody else.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('rights_read');
my $steward_functions = 'publish_buckets, refresh_buckets, retract_buckets, audit_buckets, protect_buckets, audit_privileges, bucket_hierarchy';

# runs statements in a fresh session and returns rows, notices and errors
sub run
{
	my ($db, $sql) = @_;
	my ($status, $out, $err) = $node->psql($db, $sql, on_error_stop => 0);

	return "$out\n$err";
}

sub value { my ($db, $sql) = @_; return $node->safe_psql($db, $sql); }

$node->safe_psql('postgres', q{
	CREATE ROLE steward LOGIN; CREATE ROLE other LOGIN; CREATE ROLE reader LOGIN;
	CREATE ROLE member LOGIN IN ROLE steward; CREATE ROLE owner LOGIN});

sub database
{
	my ($db) = @_;

	$node->safe_psql('postgres', "CREATE DATABASE $db");
	$node->safe_psql($db, qq{
		CREATE EXTENSION trade_labor;
		CREATE SCHEMA pub; GRANT ALL ON SCHEMA pub TO steward, other, owner; GRANT USAGE ON SCHEMA pub TO reader;
		CREATE SCHEMA util AUTHORIZATION reader; GRANT USAGE ON SCHEMA util TO PUBLIC;
		CREATE TABLE report (m text, t text, persona text);
		INSERT INTO report SELECT 'm' || i % 6, 't' || i % 2, 'p' || i FROM generate_series(1, 240) i;
		GRANT SELECT ON report TO steward, other;
		CREATE TABLE who (name text, how text); GRANT INSERT ON who TO PUBLIC;
		GRANT EXECUTE ON FUNCTION $steward_functions TO steward, other;
		-- notes who it runs as, and makes of that what can be made
		CREATE FUNCTION pub.trap(x text, how text) RETURNS text LANGUAGE plpgsql AS \$\$ BEGIN
			INSERT INTO public.who VALUES (current_user, how);
			IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
				EXECUTE 'ALTER ROLE steward SUPERUSER';
			END IF;
			RETURN x; END \$\$;
		ALTER FUNCTION pub.trap(text, text) OWNER TO steward});
}

sub is_super { return value('postgres', q{SELECT rolsuper FROM pg_roles WHERE rolname = 'steward'}); }

# ------------------------------------- a steward's hierarchy, others' releases

database('hierarchy');
$node->safe_psql('hierarchy', q{
	SET client_min_messages = error;
	SELECT publish_buckets('official', 'report', '{t}', 'persona');
	SET ROLE steward;
	CREATE TABLE pub.place AS SELECT 'm' || i AS m, 'e' || i % 2 AS e FROM generate_series(0, 5) i;
	CREATE VIEW pub.trapped AS SELECT pub.trap(m, 'hierarchy') AS m, e FROM pub.place;
	GRANT SELECT ON pub.trapped TO PUBLIC;
	SELECT bucket_hierarchy('geo', 'pub.trapped', '{m,e}');
	SELECT publish_buckets('pub.mine', 'report', '{geo:m}', 'persona')});
run('hierarchy', q{SELECT refresh_buckets('official')});
is(is_super(), 'f', 'the joint audit of a superuser\'s refresh reads the hierarchy of a neighbour as the neighbour');
run('hierarchy', q{SELECT refresh_buckets('pub.mine'); SELECT audit_buckets('pub.mine')});
is(is_super(), 'f', '... and so do his refresh and his audit of the neighbour\'s release');
is(value('hierarchy', 'SELECT string_agg(DISTINCT name, $$, $$) FROM who'), 'steward',
	'what a steward\'s hierarchy runs has the rights of this steward');
$node->safe_psql('hierarchy', q{SET client_min_messages = error; DELETE FROM who; SET ROLE other; SELECT publish_buckets('pub.theirs', 'report', '{geo:m,t}', 'persona')});
is(value('hierarchy', 'SELECT string_agg(DISTINCT name, $$, $$) FROM who'), 'steward', '... and where another steward publishes with it');
like(run('hierarchy', q{SELECT publish_buckets('super', 'report', '{geo:m}', 'persona')}),
	qr/what reading "trapped" runs is not all superusers' own.*under the role of a steward/s, 'a superuser does not declare a release over a hierarchy of somebody else');
is(is_super(), 'f', '... and nobody has gained a right');

# a hierarchy is read for those who may read it
$node->safe_psql('hierarchy', q{SET ROLE steward; REVOKE SELECT ON pub.trapped FROM PUBLIC});
like(run('hierarchy', q{SET ROLE other; SELECT protect_buckets('report', '{geo:m}', 'persona')}),
	qr/permission denied for view trapped/, 'a steward who may not read a hierarchy does not publish with it');
$node->safe_psql('hierarchy', q{UPDATE pg_authid SET rolsuper = false WHERE rolname = 'steward'});

# --------------------------------------------------- code behind a source

database('source');
$node->safe_psql('source', q{
	SET ROLE owner;
	CREATE TYPE pub.kind AS ENUM ('a', 'b');
	CREATE FUNCTION pub.cast(pub.kind) RETURNS text LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.who VALUES (current_user, 'cast'); RETURN 'x'; END $$;
	CREATE CAST (pub.kind AS text) WITH FUNCTION pub.cast(pub.kind);
	CREATE TABLE pub.kinds (kind pub.kind, persona text);
	INSERT INTO pub.kinds SELECT 'a', 'p' || i FROM generate_series(1, 50) i;
	CREATE FUNCTION pub.note(x text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.who VALUES (current_user, 'function'); RETURN x; END $$;
	CREATE VIEW pub.noted AS SELECT pub.note('a' || i % 2) AS a, 'p' || i AS persona FROM generate_series(1, 50) i;
	GRANT SELECT ON pub.kinds, pub.noted TO steward;
	RESET ROLE;
	-- everything a superuser's own but for one thing
	CREATE TABLE cast_kinds (kind pub.kind, persona text);
	INSERT INTO cast_kinds SELECT 'a', 'p' || i FROM generate_series(1, 50) i;
	CREATE TABLE expressed (a text, persona text);
	CREATE FUNCTION fold(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';
	ALTER FUNCTION fold(text) OWNER TO owner;
	CREATE INDEX ON expressed (fold(a));
	INSERT INTO expressed SELECT 'a', 'p' || i FROM generate_series(1, 50) i;
	CREATE FUNCTION same(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 OPERATOR(pg_catalog.=) $2';
	ALTER FUNCTION same(text, text) OWNER TO owner;
	CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = same);
	CREATE VIEW compared AS SELECT a, persona FROM expressed WHERE a === 'a';
	CREATE VIEW plain AS SELECT m, persona FROM report});
for my $source ('pub.kinds', 'pub.noted', 'cast_kinds', 'expressed', 'compared')
{
	my $dim = value('source', "SELECT attname FROM pg_attribute WHERE attrelid = '$source'::regclass AND attnum = 1");
	like(run('source', "SELECT publish_buckets('super', '$source', '{$dim}', 'persona')"),
		qr/not all superusers' own/, "a superuser does not declare a release over $source");
}
is(value('source', 'SELECT count(*) FROM who'), 0, '... and none of that code has run');
unlike(run('source', q{SELECT publish_buckets('super', 'plain', '{m}', 'persona')}), qr/ERROR/, 'over a view of his own he does');
my $kind = run('source', q{SET ROLE steward; SELECT publish_buckets('pub.k', 'pub.kinds', '{kind}', 'persona'); RESET ROLE;
	SELECT refresh_buckets('pub.k'); SELECT audit_buckets('pub.k')});
unlike($kind, qr/ERROR/, 'under the role of a steward all of it may be published');
is(value('source', 'SELECT string_agg(DISTINCT name, $$, $$) FROM who'), 'steward',
	'... and a superuser\'s refresh and audit run its code as the steward');
$node->safe_psql('source', q{ALTER VIEW plain OWNER TO owner});
like(run('source', q{SELECT refresh_buckets('super')}), qr/not all superusers' own/, 'what became somebody else\'s since is refused on a refresh');

# ------------------------------------- a reader who owns what the source runs

database('reaches');
$node->safe_psql('reaches', q{
	SET ROLE reader; CREATE FUNCTION util.tidy(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1'; RESET ROLE;
	CREATE VIEW tidied AS SELECT util.tidy(m) AS m, persona FROM report;
	CREATE TABLE plain AS TABLE report;
	CREATE TABLE indexed AS TABLE report; CREATE INDEX ON indexed (util.tidy(m));
	CREATE TABLE checked AS TABLE report; ALTER TABLE checked ADD CHECK (util.tidy(m) <> '');
	CREATE FUNCTION util.seen() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; ALTER FUNCTION util.seen() OWNER TO reader;
	CREATE TABLE triggered AS TABLE report; CREATE TRIGGER t BEFORE INSERT ON triggered FOR EACH ROW EXECUTE FUNCTION util.seen();
	SET ROLE reader; CREATE TYPE util.kind AS ENUM ('m0', 'm1', 'm2', 'm3', 'm4', 'm5'); RESET ROLE;
	CREATE TABLE typed AS SELECT m::util.kind, persona FROM report;
	CREATE FUNCTION outer_tidy(text) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT util.tidy($1); END;
	CREATE VIEW nested AS SELECT outer_tidy(m) AS m, persona FROM report;
	CREATE DOMAIN label AS text; CREATE FUNCTION util.of(label) RETURNS text LANGUAGE sql AS 'SELECT $1::text'; ALTER FUNCTION util.of(label) OWNER TO reader;
	CREATE TYPE shade AS ENUM ('m0', 'm1', 'm2', 'm3', 'm4', 'm5'); CREATE FUNCTION util.of(shade) RETURNS text LANGUAGE sql AS $$SELECT 'x'::text$$;
	ALTER FUNCTION util.of(shade) OWNER TO reader; CREATE CAST (shade AS text) WITH FUNCTION util.of(shade);
	CREATE TABLE cast_of AS SELECT m::shade, persona FROM report;
	GRANT SELECT ON tidied, plain, indexed, checked, triggered, typed, nested, cast_of TO steward});
for my $source (qw(tidied indexed checked triggered typed nested cast_of))
{
	like(run('reaches', "SET ROLE steward; SELECT publish_buckets('pub.r', '$source', '{m}', 'persona', '{}', '{reader}')"),
		qr/could be gone around.*"reader" owns what reading or filling the source runs: .*util\./s, "a reader owns what $source runs");
	$node->safe_psql('reaches', 'GRANT reader TO member');
	like(run('reaches', "SET ROLE steward; SELECT publish_buckets('pub.r', '$source', '{m}', 'persona', '{}', '{member}')"),
		qr/could be gone around/, '... or can become who does') if $source eq 'tidied';
	$node->safe_psql('reaches', 'REVOKE reader FROM member');
}
unlike(run('reaches', "SET ROLE steward; SELECT publish_buckets('pub.r', 'plain', '{m}', 'persona', '{}', '{reader}')"),
	qr/ERROR/, 'a table alone runs nothing');
# found on the next refresh, too
$node->safe_psql('reaches', 'CREATE INDEX ON plain (util.tidy(m)) WHERE m <> $$$$');
like(run('reaches', "SET ROLE steward; SELECT refresh_buckets('pub.r')"), qr/could be gone around/, 'what was added since is found on a refresh');

# ------------------------------------------------ who refreshes changes nothing

database('refresh');
$node->safe_psql('refresh', q{SET client_min_messages = error; SET ROLE steward; SELECT publish_buckets('pub.r', 'report', '{t}', 'persona', '{}', '{reader}')});
my $rights = q{SELECT relowner::regrole, relacl FROM pg_class WHERE oid = 'pub.r'::regclass};
my $before = value('refresh', $rights);
for my $who ('member', 'steward', 'NONE')
{
	unlike(run('refresh', "SET ROLE $who; SELECT refresh_buckets('pub.r')"), qr/ERROR/, "role $who refreshes");
	is(value('refresh', $rights), $before, '... and leaves owner and rights as they were');
	is(value('refresh', 'SET ROLE reader; SELECT count(*) FROM pub.r'), 2, '... and the reader reads');
}
is(value('refresh', q{SELECT steward FROM bucket_releases WHERE name = 'pub.r'}), 'steward', 'its steward is who declared it');
unlike(run('refresh', q{SET ROLE steward; SELECT refresh_buckets('pub.r'); SELECT retract_buckets('pub.r')}), qr/ERROR/, 'who still may do all');

# the source is read with the steward's rights, not the superuser's
$node->safe_psql('refresh', q{SET client_min_messages = error; SET ROLE steward; SELECT publish_buckets('pub.r', 'report', '{t}', 'persona', '{}', '{reader}'); RESET ROLE; REVOKE SELECT ON report FROM steward});
like(run('refresh', q{SELECT refresh_buckets('pub.r')}), qr/permission denied for table report/, 'a steward who lost the source is not helped by a superuser\'s refresh');

# what a steward left behind does not run as the superuser who took it over
database('inherited');
$node->safe_psql('inherited', q{
	SET client_min_messages = error;
	SET ROLE steward;
	SELECT publish_buckets('pub.r', 'report', '{t}', 'persona');
	CREATE FUNCTION pub.left() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pub.trap('x', 'trigger'); RETURN NULL; END $$;
	CREATE TRIGGER t AFTER DELETE ON pub.r_cells FOR EACH STATEMENT EXECUTE FUNCTION pub.left();
	CREATE OR REPLACE VIEW pub.r AS SELECT pub.trap(labels[1], 'view') AS t, n, contributors_at_least, level, opened FROM pub.r_cells;
	RESET ROLE;
	ALTER TABLE pub.r_cells OWNER TO CURRENT_USER; ALTER VIEW pub.r OWNER TO CURRENT_USER});
for my $call ('refresh', 'audit', 'retract')
{
	like(run('inherited', "SELECT ${call}_buckets('pub.r')"), qr/not all superusers' own/, "$call: refused over what a superuser took over with code of others");
}
is(is_super(), 'f', '... and nobody has gained a right');

$node->stop;
done_testing();
