# Keys: where they are, and everywhere they must not be.  Each attack is first
# shown to work on the way in which such keys are usually kept.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Digest::SHA qw(hmac_sha256 hmac_sha256_hex);
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = TradeLabor::server('keys', 'wal_level = logical', 'log_statement = all',
	'log_min_messages = debug5', 'max_wal_senders = 4');
my $as_reader = 'SET SESSION AUTHORIZATION reader; ';

$node->safe_psql('postgres', q{CREATE ROLE reader LOGIN; GRANT CREATE ON SCHEMA public TO reader});

# all that a role can read without a right on anything
sub visible
{
	my ($as) = @_;

	return $node->safe_psql('postgres', "$as " . q{
		SELECT setconfig::text FROM pg_db_role_setting
		UNION ALL SELECT name || setting FROM pg_settings
		UNION ALL SELECT p::text FROM pg_proc p WHERE proname ~ 'trade_labor|bucket|pseudonym'
		UNION ALL SELECT d.description FROM pg_description d
		UNION ALL SELECT s::text FROM pg_stats s});
}

# --- a salt in a setting of the database, as two extensions in use have it
$node->safe_psql('postgres', q{ALTER DATABASE postgres SET naive.salt = 'deadbeefsalt'});
like(visible($as_reader), qr/deadbeefsalt/, 'a salt in a setting of the database is read by everybody');
$node->safe_psql('postgres', 'ALTER DATABASE postgres RESET naive.salt');

# --- the key in the table
my $key = $node->safe_psql('postgres', q{SELECT encode(root, 'hex') FROM trade_labor_key});
like($key, qr/^[0-9a-f]{64}$/, 'the owner can read the key');
$node->safe_psql('postgres', q{
	ANALYZE; SELECT bucket_count(i) FROM generate_series(1, 20) i;
	SELECT bucket_state('x'::text); SELECT pseudonym('x', 'y')});
unlike(visible($as_reader), qr/$key/, 'a reader finds no key in settings, sources, comments or statistics');
is((TradeLabor::failure($node, "$as_reader SELECT root FROM trade_labor_key"))[0], '42501', 'nor in the table');
is((TradeLabor::failure($node, "$as_reader SELECT * FROM pg_toast.pg_toast_"
			. $node->safe_psql('postgres', q{SELECT 'trade_labor_key'::regclass::oid})))[0] =~ /^42/, 1,
	'nor beside it');
is((TradeLabor::failure($node, "$as_reader SELECT pg_read_file('base')"))[0], '42501', 'nor in the files');

# --- ALTER DEFAULT PRIVILEGES: what a site grants on all new tables
$node->safe_psql('postgres', q{
	CREATE DATABASE generous});
$node->safe_psql('generous', q{
	ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader;
	ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO reader;
	CREATE TABLE naive_key AS SELECT 'deadbeef' AS root;
	CREATE EXTENSION trade_labor});
is($node->safe_psql('generous', "$as_reader SELECT root FROM naive_key"), 'deadbeef',
	'default privileges open a table that is called a key');
for my $attack ('SELECT root FROM trade_labor_key', 'SELECT bucket_count(1, 3)', q{SELECT pseudonym('a', 'b')},
	'SELECT trade_labor_make_key()', q{SELECT bucket_state('a'::text)}, 'SELECT bucket_state_add(NULL, 1)')
{
	my ($status, $out, $err) = $node->psql('generous', "$as_reader $attack");
	like($err, qr/permission denied/, "and not ours: $attack");
}

# --- a trusted extension: its owner is no superuser, and does not get the key
$node->safe_psql('postgres', q{CREATE ROLE installer LOGIN; CREATE DATABASE trusted OWNER installer});
$node->safe_psql('trusted', 'SET SESSION AUTHORIZATION installer; CREATE SCHEMA own; CREATE EXTENSION trade_labor SCHEMA own');
for my $attack ('SELECT root FROM own.trade_labor_key', 'GRANT SELECT ON own.trade_labor_key TO installer',
	'ALTER EXTENSION trade_labor DROP MATERIALIZED VIEW own.trade_labor_key', 'DELETE FROM own.trade_labor_key',
	'ALTER TABLE own.trade_labor_key OWNER TO installer', 'UPDATE own.trade_labor_key SET root = NULL',
	'DROP MATERIALIZED VIEW own.trade_labor_key', 'REFRESH MATERIALIZED VIEW own.trade_labor_key', 'SELECT own.trade_labor_destroy_key()')
{
	my ($status, $out, $err) = $node->psql('trusted', "SET SESSION AUTHORIZATION installer; $attack");
	like($err, qr/permission denied|must be owner|cannot drop/, "the installer fails: $attack");
	unlike("$out$err", qr/[0-9a-f]{64}/, 'and sees no key');
}

# --- dumps
$node->safe_psql('postgres', q{CREATE TABLE naive_key AS SELECT decode('deadbeefdeadbeef', 'hex') AS root});
my ($dump) = run_command([ 'pg_dump', '-d', $node->connstr('postgres') ]);
like($dump, qr/deadbeefdeadbeef/, 'a dump shows a table of the user with a key');
unlike($dump, qr/$key/, 'and not the key of the extension');
($dump) = run_command([ 'pg_dump', '-t', 'trade_labor_key', '-d', $node->connstr('postgres') ]);
unlike($dump, qr/$key/, 'not even when the table is asked for by name');
($dump) = run_command([ 'pg_dumpall', '-d', $node->connstr('postgres') ]);
unlike($dump, qr/$key/, 'nor a dump of all');

# --- logical replication: what a role with the right to replicate receives
$node->safe_psql('postgres', 'CREATE DATABASE decoded');
$node->safe_psql('decoded', q{SELECT pg_create_logical_replication_slot('spy', 'test_decoding')});
$node->safe_psql('decoded', q{
	CREATE EXTENSION trade_labor;
	CREATE TABLE naive_key (root bytea); INSERT INTO naive_key VALUES ('\xdeadbeefdeadbeef')});
my $decoded_key = $node->safe_psql('decoded', q{SELECT encode(root, 'hex') FROM trade_labor_key});
my $stream = $node->safe_psql('decoded', q{SELECT data FROM pg_logical_slot_get_changes('spy', NULL, NULL)});
like($stream, qr/deadbeefdeadbeef/, 'a key inserted by SQL is in the logical stream');
unlike($stream, qr/$decoded_key/, 'ours is not');
isnt($decoded_key, $key, 'each database has a key of its own');
$node->safe_psql('decoded', q{SELECT pg_drop_replication_slot('spy')});

# --- several at once make one key
$node->safe_psql('decoded', 'SELECT trade_labor_destroy_key()');
my @racers = map {
	IPC::Run::start([ 'psql', '-XAtq', '-d', $node->connstr('decoded'), '-c', 'SELECT trade_labor_make_key()' ], '<', \undef, '>', \my $out)
} 1 .. 6;
$_->finish for @racers;
is($node->safe_psql('decoded', 'SELECT count(*) FROM trade_labor_key'), '1', 'six at once make one key');

# --- a standby reads it and cannot make one
$node->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($node, 'base', has_streaming => 1);
$standby->start;
$node->wait_for_catchup($standby);
my $state = q{SELECT bucket_state('PEGJ900512HJCRRS04'::text)};
is($standby->safe_psql('postgres', $state), $node->safe_psql('postgres', $state), 'a standby seals as the primary does');
is((TradeLabor::failure($standby, 'SELECT trade_labor_make_key()'))[0], '25006', 'and makes no key');
$standby->stop;

# --- the key file
my $folder = PostgreSQL::Test::Utils::tempdir();
my $file = "$folder/root.key";
my $secret = '00112233445566778899aabbccddeeff0123456789abcdef' . 'fedcba9876543210';

sub key_file
{
	my ($content, $mode) = @_;

	unlink $file;
	append_to_file($file, $content);
	chmod $mode, $file;
}

key_file("$secret\n", 0600);
$node->append_conf('postgresql.conf', "trade_labor.key_file = '$file'");
$node->reload;
# HMAC-SHA256 as anybody can compute it who has the file
my $root = pack('H*', $secret);
my $derived = hmac_sha256("trade_labor key 1\0pseudonym\0\0", $root);
my $expected = substr(hmac_sha256_hex('pegj900512hjcrrs04', hmac_sha256("siqal\x002026\0", $derived)), 0, 32);
is($node->safe_psql('postgres', q{SELECT pseudonym('PEGJ-900512-HJCRRS04', 'siqal', '2026')}), $expected,
	'a pseudonym is the HMAC that it is said to be');
is($node->safe_psql('generous', q{SELECT pseudonym('PEGJ-900512-HJCRRS04', 'siqal', '2026')}), $expected,
	'in every database of the cluster');

# a state sealed under another key is told in constant words
my $sealed = $node->safe_psql('postgres', $state);
key_file(('0' x 63) . '1', 0600);
like((TradeLabor::failure($node, "SELECT bucket_contributors('$sealed')"))[1],
	qr/^value of type bucket_state cannot be opened$/, 'a state of another key is refused');

for my $bad (
	[ "$secret\n", 0640, 'readable by the group' ],
	[ "$secret\n", 0604, 'readable by others' ],
	[ substr($secret, 1), 0600, 'too short' ],
	[ $secret . '0', 0600, 'too long' ],
	[ substr($secret, 1) . 'x', 0600, 'not hexadecimal' ],
	[ "$secret\n\n", 0600, 'more lines' ],
	[ '', 0600, 'empty' ])
{
	key_file($bad->[0], $bad->[1]);
	my ($sqlstate, $message) = TradeLabor::failure($node, 'SELECT bucket_count(i) FROM generate_series(1, 20) i');
	is("$sqlstate $message", 'F0000 the key file cannot be used', "refused: $bad->[2]");
}
unlink $file;
my ($status, $out, $err) = $node->psql('postgres', "GRANT EXECUTE ON FUNCTION bucket_count(int) TO reader; $as_reader SELECT bucket_count(1)");
like($err, qr/It does not exist/, 'a missing file is an error, not a reason to use another key');
unlike($err, qr/\Q$folder\E/, 'and who may not see the path does not see it in the error');
mkdir $file;
is((TradeLabor::failure($node, 'SELECT bucket_count(1)'))[1], 'the key file cannot be used', 'a folder is no key');
rmdir $file;
is((TradeLabor::failure($node, q{SELECT pseudonym('a', 'b') FROM pg_class WHERE false}))[0] =~ /^no error/, 1,
	'nothing is read before it is needed');
key_file("$secret\n", 0600);

# --- no session puts another key in place, not even before the library is there
append_to_file("$folder/mine.key", ('7' x 64));
chmod 0600, "$folder/mine.key";
is($node->safe_psql('postgres', qq{
		SET trade_labor.key_file = '$folder/mine.key';
		SELECT pseudonym('PEGJ-900512-HJCRRS04', 'siqal', '2026')}), $expected,
	'a value set before the library is loaded does not count');
($status, $out, $err) = $node->psql('postgres', "$as_reader ALTER ROLE reader SET trade_labor.key_file = '$folder/mine.key'");
like($err, qr/permission denied/, 'and a role cannot set it for itself');
($status, $out, $err) = $node->psql('postgres', "$as_reader LOAD 'trade_labor'; SHOW trade_labor.key_file");
unlike($out, qr/\Q$file\E/, 'the path is for superusers');
is($node->safe_psql('postgres', qq{
		SET SESSION AUTHORIZATION reader; SET trade_labor.min_contributors = 2; RESET SESSION AUTHORIZATION;
		SELECT trade_labor_version() IS NOT NULL; SHOW trade_labor.min_contributors}) =~ /3$/, 1,
	'nor does a floor count that a reader set before');

# --- the log, at its most talkative
my $log = slurp_file($node->logfile);
unlike($log, qr/$key|$secret|\Q$root\E/i, 'no key in the log at debug5');
cmp_ok(length($log), '>', 100000, 'which is long');

$node->stop;
done_testing();
