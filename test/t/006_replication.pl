# Replicas: a standby, and subscribers to all tables with and without keys, whose
# publisher has values of every type in its columns.  Rows are found by their
# values, shipped rows and keys stay at home, and users' own rows go along.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $publisher = TradeLabor::server('publisher', 'wal_level = logical', 'max_wal_senders = 10', 'max_replication_slots = 10');
my $subscriber = TradeLabor::server('subscriber', 'wal_retrieve_retry_interval = 100ms');

sub everywhere
{
	my ($sql) = @_;
	$_->safe_psql('postgres', $sql) for $publisher, $subscriber;
}

# a table for each type that has equality, and no key
my %samples = TradeLabor::samples($publisher);
my @types = grep { $publisher->safe_psql('postgres', qq{SELECT EXISTS (SELECT FROM pg_operator
	WHERE oprname = '=' AND oprleft = '$_'::regtype AND oprright = oprleft)}) eq 't' } sort keys %samples;
ok((grep { $_ eq 'bucket_state' } @types) && @types > 6, 'types with equality: ' . join ' ', @types);

for my $type (@types)
{
	everywhere("CREATE TABLE kept_$type (n int, v $type); ALTER TABLE kept_$type REPLICA IDENTITY FULL");
	$publisher->safe_psql('postgres', "INSERT INTO kept_$type SELECT row_number() OVER (), v FROM ($samples{$type}) s");
}
everywhere("CREATE TABLE by_period (p time_period PRIMARY KEY, x int); CREATE TABLE by_code (p partner_code, h hs_code, x int, PRIMARY KEY (p, h))");
$publisher->safe_psql('postgres', q{
	INSERT INTO by_period SELECT '2024-01'::time_period + i, i FROM generate_series(0, 23) i;
	INSERT INTO by_code VALUES ('MEX', '8703', 1), ('CAN', '8703', 2);
	INSERT INTO case_clock_stages (procedure, stage, ordinal, counted_from, ends_with, length, source) VALUES ('ours', 'one', 1, 'a', 'b', 5, 'us');
	INSERT INTO holiday_rules (country, name, month, day, source) VALUES ('MX', 'Fiesta', 8, 15, 'us');
	CREATE PUBLICATION everything FOR ALL TABLES});
my $shipped = q{SELECT (SELECT md5(string_agg(s::text, '' ORDER BY s::text)) FROM case_clock_stages s WHERE shipped), (SELECT md5(string_agg(h::text, '' ORDER BY h::text)) FROM holiday_rules h WHERE shipped)};
my $before = $subscriber->safe_psql('postgres', $shipped);
is($publisher->safe_psql('postgres', $shipped), $before, 'both ship the same rows');
my $key = q{SELECT encode(root, 'hex') FROM trade_labor_key};
my ($its_key, $our_key) = map { $_->safe_psql('postgres', $key) } $subscriber, $publisher;
isnt($its_key, $our_key, 'and have keys of their own');
is($publisher->safe_psql('postgres', q{SELECT count(*) FROM pg_publication_tables WHERE tablename = 'trade_labor_key'}), '0', 'the key is not published');

sub connection { my $port = $publisher->port; my $host = $publisher->host; return "host=$host port=$port dbname=postgres"; }

$subscriber->safe_psql('postgres', q{CREATE SUBSCRIPTION all_of_it CONNECTION '} . connection() . q{' PUBLICATION everything});
$subscriber->poll_query_until('postgres', q{SELECT count(*) = 0 FROM pg_subscription_rel WHERE srsubstate NOT IN ('r', 's')}) or die 'no copy';
is($subscriber->safe_psql('postgres', $shipped), $before, 'the first copy of all tables leaves shipped rows alone');
is($subscriber->safe_psql('postgres', $key), $its_key, 'and the key');
is($subscriber->safe_psql('postgres', q{SELECT (SELECT count(*) FROM case_clock_stages WHERE procedure = 'ours'), (SELECT count(*) FROM holiday_rules WHERE name = 'Fiesta')}),
	'1|1', 'users\' own rows go along');

# everything that a table without a key can do
for my $type (@types)
{
	$publisher->safe_psql('postgres', "UPDATE kept_$type SET n = n + 100; DELETE FROM kept_$type WHERE n = 102; INSERT INTO kept_$type SELECT 500, v FROM kept_$type WHERE n = 101");
}
$publisher->safe_psql('postgres', q{
	UPDATE by_period SET x = x + 1000 WHERE p >= '2025-01'; DELETE FROM by_period WHERE p = '2024-06';
	UPDATE by_code SET x = 9 WHERE h <@ '87';
	UPDATE case_clock_stages SET length = 6 WHERE procedure = 'ours';
	DELETE FROM case_clock_stages WHERE shipped AND procedure = 'labor_chapter';
	UPDATE holiday_rules SET source = 'changed' WHERE shipped;
	DELETE FROM holiday_rules WHERE name = 'Fiesta'});
$publisher->wait_for_catchup('all_of_it');
for my $type (@types)
{
	my $rows = "SELECT n, v::text FROM kept_$type ORDER BY n, v::text";
	is($subscriber->safe_psql('postgres', $rows), $publisher->safe_psql('postgres', $rows), "rows of $type are found and changed");
}
for my $rows ('SELECT * FROM by_period ORDER BY p', 'SELECT * FROM by_code ORDER BY p', q{SELECT * FROM case_clock_stages WHERE NOT shipped}, q{SELECT * FROM holiday_rules WHERE NOT shipped})
{
	is($subscriber->safe_psql('postgres', $rows), $publisher->safe_psql('postgres', $rows), $rows);
}
is($subscriber->safe_psql('postgres', $shipped), $before, 'shipped rows stay those of the subscriber, whatever the publisher does to its own');
is($subscriber->safe_psql('postgres', q{SELECT bucket_count(i) FROM generate_series(1, 20) i}), '20', 'what needs the key works there');
is(join('', PostgreSQL::Test::Utils::slurp_file($subscriber->logfile) =~ /(ERROR: .*)/g), '', 'the subscription never stopped');
like((TradeLabor::failure($subscriber, 'SELECT bucket_union(v) FROM kept_bucket_state'))[1], qr/cannot be opened/, 'a state of another key is refused there');
$subscriber->safe_psql('postgres', 'DROP SUBSCRIPTION all_of_it');

# in binary, as a second subscriber
$subscriber->safe_psql('postgres', join ';', map { "TRUNCATE kept_$_" } @types);
$subscriber->safe_psql('postgres', q{CREATE SUBSCRIPTION in_binary CONNECTION '} . connection() . q{' PUBLICATION everything WITH (binary = true, copy_data = false)});
$subscriber->poll_query_until('postgres', q{SELECT count(*) = 0 FROM pg_subscription_rel WHERE srsubstate NOT IN ('r', 's')}) or die 'no start';
$publisher->safe_psql('postgres', "INSERT INTO kept_$_ SELECT n + 1000, v FROM kept_$_; UPDATE kept_$_ SET n = n + 1 WHERE n >= 1000") for @types;
$publisher->wait_for_catchup('in_binary');
for my $type (@types)
{
	my $rows = "SELECT n, v::text FROM kept_$type WHERE n >= 1000 ORDER BY n, v::text";
	is($subscriber->safe_psql('postgres', $rows), $publisher->safe_psql('postgres', $rows), "in binary: $type");
}
$subscriber->safe_psql('postgres', 'DROP SUBSCRIPTION in_binary');
$subscriber->stop;

# a standby is the same database, the key included
$publisher->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($publisher, 'base', has_streaming => 1);
$standby->start;
$publisher->safe_psql('postgres', "INSERT INTO kept_bucket_state SELECT 9000, bucket_state(i) FROM generate_series(1, 30) i");
$publisher->wait_for_catchup($standby);
for my $type (@types)
{
	my $rows = "SELECT n, v::text FROM kept_$type ORDER BY n, v::text";
	is($standby->safe_psql('postgres', $rows), $publisher->safe_psql('postgres', $rows), "a standby has $type");
}
is($standby->safe_psql('postgres', 'SELECT bucket_contributors(v) FROM kept_bucket_state WHERE n = 9000'), '30', 'and reads sealed states');
like((TradeLabor::failure($standby, 'SELECT trade_labor_destroy_key()'))[0], qr/25006/, 'a standby destroys no key');
$standby->stop;
$publisher->stop;
done_testing();
