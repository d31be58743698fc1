# Summaries that keep themselves, and what else a server does to their sources:
# dump and restore, the extension moved to another schema, subscriptions, loads
# that meet, prepared transactions, and COPY.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = TradeLabor::server('maintained', 'wal_level = logical', 'max_wal_senders = 4',
	'max_replication_slots = 4', 'deadlock_timeout = 100ms', 'max_prepared_transactions = 1');

sub sql
{
	my ($db, $sql) = @_;
	return $node->safe_psql($db, "SET client_min_messages = warning; $sql");
}

# the keys that differ, of all summaries together
sub differing
{
	my ($server, $db, @summaries) = @_;
	return join ' ', map { $server->safe_psql($db, "SELECT count(*) FROM ext.check_maintained('$_')") } @summaries;
}

# ------------------------------------------- another schema, dump and restore

sql('postgres', 'CREATE DATABASE house; CREATE DATABASE restored; CREATE ROLE owner; GRANT CREATE ON DATABASE house TO owner');
sql('house', q{
	CREATE SCHEMA "The Ext";
	CREATE EXTENSION trade_labor SCHEMA "The Ext";
	GRANT USAGE ON SCHEMA "The Ext" TO PUBLIC;
	SET ROLE owner;
	CREATE SCHEMA desk;
	CREATE FUNCTION desk.chapter(hs text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT pg_catalog.left(hs, 2)';
	SET search_path = desk, "The Ext";
	CREATE TABLE flow (id serial PRIMARY KEY, hs text, day date, value numeric, note text DEFAULT 'see "The Ext".period');
	CREATE TABLE cases (place text, opened date, closed date) PARTITION BY LIST (place);
	CREATE TABLE cases_a PARTITION OF cases FOR VALUES IN ('a');
	CREATE TABLE cases_b PARTITION OF cases FOR VALUES IN ('b');
	INSERT INTO flow (hs, day, value) SELECT '0' || i % 9 || '01', '2024-01-01'::date + i, i * 0.01 FROM generate_series(1, 1000) i;
	SELECT maintain_series('monthly', 'flow', '{chapter(hs)}', $$period(day, 'M')$$, 'value',
		condition => $$note <> '"The Ext".period and ''@extschema@.period'''$$);
	SELECT maintain_ranking('leaders', 'flow', ARRAY[$$period(day, 'A')$$], 'hs', 'value', mode => 'deferred');
	SELECT maintain_survival('curves', 'cases', '{place}', $$coalesce(closed, '2025-12-31') - opened$$, 'closed IS NOT NULL');
	INSERT INTO cases SELECT (ARRAY['a', 'b'])[1 + i % 2], '2024-01-01'::date + i, '2024-03-01'::date + i * 2 FROM generate_series(1, 100) i;
	UPDATE flow SET value = -value WHERE id % 5 = 0});
sql('house', 'CREATE SCHEMA ext; GRANT USAGE ON SCHEMA ext TO PUBLIC; ALTER EXTENSION trade_labor SET SCHEMA ext');
sql('house', q{INSERT INTO desk.flow (hs, day, value) VALUES ('0101', '2025-01-01', 5); DELETE FROM desk.flow WHERE id < 9;
	DELETE FROM desk.cases_a WHERE opened < '2024-02-01'});
my @summaries = qw(desk.monthly desk.leaders desk.curves);
is(differing($node, 'house', @summaries), '0 0 0', 'kept in an extension that has moved');
my $kept = sql('house', 'SELECT * FROM desk.monthly ORDER BY chapter');

command_ok([ 'pg_dump', '-Fc', '-f', "$ENV{TESTDATADIR}/house.dump", $node->connstr('house') ], 'dumped');
command_ok([ 'pg_restore', '-e', '-d', $node->connstr('restored'), "$ENV{TESTDATADIR}/house.dump" ], 'restored');
is(sql('restored', 'SELECT * FROM desk.monthly ORDER BY chapter'), $kept, 'with the same contents');
is(differing($node, 'restored', @summaries), '0 0 0', 'that are right');
sql('restored', q{BEGIN; LOCK TABLE desk.monthly; PREPARE TRANSACTION 'locked'});
is(sql('restored', q{SET lock_timeout = '3s'; CREATE TABLE other (a int PRIMARY KEY); DROP TABLE other; SELECT 'dropped'}), 'dropped',
	'nobody waits for a summary who drops what is none of it');
sql('restored', q{ROLLBACK PREPARED 'locked'});
is(sql('restored', "SELECT string_agg(name::text || ' ' || mode, ', ' ORDER BY name::text) FROM ext.maintained"),
	'desk.curves immediate, desk.leaders deferred, desk.monthly immediate', 'they are in the register');
sql('restored', q{SET ROLE owner; INSERT INTO desk.flow (hs, day, value) VALUES ('0101', '2026-01-01', 7); UPDATE desk.flow SET value = value + 1;
	DELETE FROM desk.cases WHERE opened < '2024-02-05'; INSERT INTO desk.cases_b VALUES ('b', '2024-01-01', NULL)});
isnt(sql('restored', 'SELECT * FROM desk.monthly ORDER BY chapter'), $kept, 'and keep themselves');
is(differing($node, 'restored', @summaries), '0 0 0', 'as before');
my @clean = ('pg_restore', '--clean', '--if-exists', '-e', '-d', $node->connstr('restored'), "$ENV{TESTDATADIR}/house.dump");
command_fails_like(\@clean, qr/trigger "maintained_\d_\w+" keeps the summary/, 'not restored over itself');
{
	local $ENV{PGOPTIONS} = '-c session_replication_role=replica';
	command_ok(\@clean, 'but where event triggers are off');
}
is(sql('restored', 'SELECT * FROM desk.monthly ORDER BY chapter'), $kept, 'it is what was dumped then');
sql('restored', "SET ROLE owner; INSERT INTO desk.flow (hs, day, value) VALUES ('0101', '2026-01-01', 7); DELETE FROM desk.cases WHERE place = 'a'");
is(differing($node, 'restored', @summaries), '0 0 0', 'and keeps itself');
sql('restored', "SET ROLE owner; SELECT ext.drop_maintained('desk.$_')") for qw(monthly leaders curves);
is(sql('restored', "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'maintained%'"), '0', 'until they are dropped');

my ($status, $out, $err) = $node->psql('house', 'DROP EXTENSION trade_labor');
like($err, qr/cannot drop extension trade_labor because other objects depend on it/, 'the extension is not dropped beneath them');
sql('house', 'DROP EXTENSION trade_labor CASCADE');
sql('house', "INSERT INTO desk.flow (hs, day, value) VALUES ('0101', '2025-01-01', 5)");
pass('CASCADE leaves a table that can be written to');

# ---------------------------------------------------------------- COPY, loads

sql('postgres', q{
	CREATE SCHEMA ext; ALTER EXTENSION trade_labor SET SCHEMA ext; SET search_path = public, ext;
	CREATE TABLE loads (product int, month time_period, value float8);
	SELECT maintain_series('sums', 'loads', '{product}', 'month', 'value');
	SELECT maintain_series('sums_later', 'loads', '{product}', 'month', 'value', mode => 'deferred');
	COPY (SELECT i % 700, '2024-01'::time_period + i % 30, i * 0.01 FROM generate_series(1, 20000) i) TO '} . "$ENV{TESTDATADIR}/loads.copy" . q{';
	COPY loads FROM '} . "$ENV{TESTDATADIR}/loads.copy" . q{'});
is(differing($node, 'postgres', 'sums', 'sums_later'), '0 0', 'after COPY');

# what is prepared is not seen, and counts when it is committed, here by another session
sql('postgres', q{BEGIN; INSERT INTO loads VALUES (1, '2024-01', 1), (1000, '2024-01', 1); UPDATE loads SET value = value + 1 WHERE product = 2;
	PREPARE TRANSACTION 'loads'});
sql('postgres', q{INSERT INTO loads VALUES (3, '2024-01', 1)});
is(differing($node, 'postgres', 'sums', 'sums_later'), '0 0', 'while a transaction is prepared');
sql('postgres', q{COMMIT PREPARED 'loads'});
is(sql('postgres', 'SELECT series FROM sums WHERE product = 1000'), '2024-01 {1}', 'it counts when it is committed');
is(differing($node, 'postgres', 'sums', 'sums_later'), '0 0', 'and is right');

# a publication of all tables takes the summaries along, which the server allows
# where they say by what a row is found
sql('postgres', 'CREATE PUBLICATION everything FOR ALL TABLES; ALTER TABLE loads REPLICA IDENTITY FULL');
my ($refused, undef, $why) = $node->psql('postgres', 'INSERT INTO loads VALUES (3, $$2024-01$$, 1)');
like($why, qr/cannot update table "sums" because it does not have a replica identity/, 'a publication of all tables is in the way');
sql('postgres', "ALTER TABLE $_ REPLICA IDENTITY FULL") for qw(sums sums_later_kept sums_later_delta);
sql('postgres', q{INSERT INTO loads VALUES (3, '2024-01', 1); UPDATE loads SET value = value + 1 WHERE product = 3; SELECT ext.refresh_maintained('sums_later')});
is(differing($node, 'postgres', 'sums', 'sums_later'), '0 0', 'until they have one');
sql('postgres', 'DROP PUBLICATION everything');

my @loads;
for my $order ('', 'DESC', '', 'DESC')
{
	my ($in, $log) = (join('', map { "INSERT INTO loads SELECT i, '2024-05', 0.1 FROM generate_series(1, 3000) i ORDER BY i $order;\n"
			. "UPDATE loads SET value = value + 0.1 WHERE product = $_;\n" } 1 .. 20), '');
	push @loads, [ IPC::Run::start([ 'psql', '-X', '-q', '-d', $node->connstr('postgres') . " options='-csearch_path=public,ext'" ],
		'<', \$in, '>', \$log, '2>', \$log), \$log ];
}
$_->[0]->finish for @loads;
is(join('', map { ${ $_->[1] } } @loads), '', 'loads of the same keys in opposite orders do not lock one another out');
is(differing($node, 'postgres', 'sums', 'sums_later'), '0 0', 'and all of them count');

# -------------------------------------------------------------- subscriptions

my $subscriber = PostgreSQL::Test::Cluster->new('subscriber');
$subscriber->init(extra => [ '--locale=C.UTF-8', '--encoding=UTF8' ]);
$subscriber->append_conf('postgresql.conf', join("\n", TradeLabor::staged(), ''));
$subscriber->start;
my $tables = q{CREATE TABLE sent (id int PRIMARY KEY, product int, month ext.time_period, value float8);
	CREATE TABLE sent_parted (id int PRIMARY KEY, value float8) PARTITION BY RANGE (id);
	CREATE TABLE sent_parted_1 PARTITION OF sent_parted FOR VALUES FROM (0) TO (100);
	CREATE TABLE sent_parted_2 PARTITION OF sent_parted FOR VALUES FROM (100) TO (1000);};
sql('postgres', "$tables INSERT INTO sent SELECT i, i % 5, '2024-01', i FROM generate_series(1, 100) i;
	INSERT INTO sent_parted SELECT i, i FROM generate_series(1, 200) i;
	CREATE PUBLICATION p FOR TABLE sent, sent_parted");
$subscriber->safe_psql('postgres', "CREATE SCHEMA ext; CREATE EXTENSION trade_labor SCHEMA ext; $tables
	SET search_path = public, ext;
	SELECT maintain_series('now', 'sent', '{product}', 'month', 'value', replica => true);
	SELECT maintain_series('later', 'sent', '{product}', 'month', 'value', mode => 'deferred', replica => true);
	SELECT maintain_series('not_kept', 'sent', '{product}', 'month', 'value');
	SELECT maintain_ranking('parted', 'sent_parted', '{id % 3 AS third}', 'id % 7', 'value', replica => true);
	CREATE SUBSCRIPTION s CONNECTION '" . $node->connstr('postgres') =~ s/'/''/gr . "' PUBLICATION p");
$subscriber->poll_query_until('postgres', "SELECT count(*) = 0 FROM pg_subscription_rel WHERE srsubstate <> 'r'");
is(differing($subscriber, 'postgres', qw(now later parted)), '0 0 0', 'what a subscription copies first is kept');
sql('postgres', q{INSERT INTO sent SELECT i, i % 6, '2024-02', i * 0.1 FROM generate_series(101, 200) i;
	UPDATE sent SET product = 3 WHERE id % 4 = 0; DELETE FROM sent WHERE id % 9 = 0;
	UPDATE sent_parted SET value = value + 1; DELETE FROM sent_parted WHERE id % 7 = 2; INSERT INTO sent_parted VALUES (300, 1)});
$node->wait_for_catchup('s');
is($subscriber->safe_psql('postgres', 'SELECT count(*) FROM sent'), sql('postgres', 'SELECT count(*) FROM sent'), 'the rows have come');
is(differing($subscriber, 'postgres', qw(now later parted)), '0 0 0', 'and what it applies is kept, where that was asked for');
isnt(differing($subscriber, 'postgres', 'not_kept'), '0', 'and is missed, and found, where it was not');
$subscriber->safe_psql('postgres', q{SET search_path = public, ext; INSERT INTO sent VALUES (1000, 1, '2024-03', 1);
	UPDATE sent_parted SET value = 5 WHERE id = 300});
is(differing($subscriber, 'postgres', qw(now later parted)), '0 0 0', 'what the subscriber writes itself counts once');
sql('postgres', 'TRUNCATE sent');
$node->wait_for_catchup('s');
is($subscriber->safe_psql('postgres', 'SELECT count(*) FROM now UNION ALL SELECT count(*) FROM later'), "0\n0", 'TRUNCATE too');
$subscriber->stop;
$node->stop;
done_testing();
