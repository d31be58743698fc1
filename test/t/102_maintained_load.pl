# Large statements on maintained summaries: what they keep in memory, and every way
# that they may take: keys in any order, keys that cannot be hashed, too many
# keys to keep in memory, tables that only a statement may write to; and
# statements that lock one another out.
#
# TRADE_LABOR_LOAD_ROWS says how many rows the largest statement has (250,000).
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;

# little that is shared, so that the memory of a process is its own
my $node = TradeLabor::server('load', 'shared_buffers = 16MB', 'work_mem = 512MB', 'fsync = off',
	'max_wal_size = 4GB', 'deadlock_timeout = 100ms');

sub sql { return $node->safe_psql('postgres', "SET client_min_messages = warning; $_[0]"); }

sub differing
{
	return join ' ', map { sql("SELECT count(*) FROM check_maintained('$_')") } @_;
}

# --------------------------------------------------------------------- memory

my $rows = $ENV{TRADE_LABOR_LOAD_ROWS} // 250000;
my $keys = int($rows / 17);
my %order = (
	'by key' => 'i / 17, i % 17',
	'of one month' => "(i::bigint * 7919) % $keys, 17");

sql(qq{
	CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
	CREATE TABLE plain (product int, month time_period, value float8);
	INSERT INTO plain SELECT i / 3, '2024-01'::time_period + i % 3, i * 0.01 FROM generate_series(0, $keys * 3 - 1) i;
	CREATE TABLE captured (LIKE plain);
	CREATE TRIGGER t AFTER INSERT ON captured REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION nothing();
	CREATE TABLE now AS TABLE plain;
	CREATE TABLE later AS TABLE plain;
	SELECT maintain_series('sums_now', 'now', '{product}', 'month', 'value');
	SELECT maintain_series('sums_later', 'later', '{product}', 'month', 'value', mode => 'deferred')});

# the most memory, in megabytes, that a process has had which loads a table
sub peak
{
	my ($table, $file) = @_;
	return sql("COPY $table FROM '$file'; SELECT substring(pg_read_file('/proc/self/status') FROM 'VmHWM:\\s+(\\d+)')::int / 1024");
}

SKIP: for my $order (sort keys %order)
{
	my $file = "$ENV{TESTDATADIR}/load.copy";

	sql("COPY (SELECT product, '2024-01'::time_period + month, (product * 31 + month) % 1000 * 0.01 FROM
		(SELECT $order{$order} FROM generate_series(0, $rows - 1) i) r (product, month)) TO '$file'");
	skip 'there is no /proc', 3 if !-e '/proc/self/status';
	my $plain = peak('plain', $file);
	my $table = peak('captured', $file) - $plain;
	for my $mode (qw(now later))
	{
		my $more = peak($mode, $file) - $plain;

		cmp_ok($table, '>', $rows / 33000, "rows $order: the transition table has a size") if $mode eq 'now';
		cmp_ok($more, '<=', 3 * $table,
			"rows $order, $mode: the statement takes $more MB, less than three times its transition table of $table MB");
	}
}
is(differing(qw(sums_now sums_later)), '0 0', 'after large loads no key differs');
sql('UPDATE now SET value = value + 0.01 WHERE product % 10 = 0; DELETE FROM later WHERE product % 7 = 1');
is(differing(qw(sums_now sums_later)), '0 0', 'nor after large corrections');
sql('DROP TABLE now, later, captured, plain CASCADE');

# ------------------------------------------------------------- all the ways

sql(q{
	CREATE TABLE flow (id int PRIMARY KEY, words text, code numeric, day date, value float8);
	SELECT maintain_series('by_words', 'flow', ARRAY[$$to_tsvector('pg_catalog.simple'::regconfig, words) AS vector$$],
		$$period(day, 'M')$$, 'value');
	SELECT maintain_series('by_words_later', 'flow', ARRAY[$$to_tsvector('pg_catalog.simple'::regconfig, words) AS vector$$],
		$$period(day, 'M')$$, 'value', mode => 'deferred');
	SELECT maintain_series('by_code', 'flow', '{code,words}', $$period(day, 'M')$$, 'value', condition => 'id % 5 <> 0');
	SELECT maintain_series('by_code_down', 'flow', '{code,words}', $$period(day, 'M')$$, 'value');
	CREATE UNIQUE INDEX ON by_code_down (code DESC NULLS LAST, words DESC) NULLS NOT DISTINCT;
	DROP INDEX by_code_down_code_words_idx;
	SELECT maintain_ranking('by_list', 'flow', ARRAY['string_to_array(words, chr(32)) AS list'], 'coalesce(code, -1)', 'value');
	SELECT maintain_ranking('by_day', 'flow', '{day}', $$coalesce(words, '?')$$, 'value', mode => 'deferred');
	SELECT maintain_survival('by_length', 'flow', '{length(words)}', 'id % 400', 'value > 3')});
my @ways = qw(by_words by_words_later by_code by_code_down by_list by_day by_length);
my $equal = join ' ', map { 0 } @ways;

sub follow
{
	my ($what, @statements) = @_;
	sql($_) for @statements;
	is(differing(@ways), $equal, $what);
}

# 1.0 and 1.00 are one key, and so are two words in either order of a vector; keys
# come in runs, and come again
my @changes = (
	q{INSERT INTO flow SELECT i, CASE WHEN i % 11 > 0 THEN 'w' || i / 30 % 9 || ' v' || i / 30 % 4 || repeat('x', i % 50 * (i % 97 / 96) * 100) END,
		CASE WHEN i % 13 > 0 THEN round(i % 6, i % 3) END, '2024-01-01'::date + i / 20 % 50, i * 0.01 FROM generate_series(1, 4000) i},
	q{UPDATE flow SET words = 'v1 w2' WHERE id % 17 = 0},
	q{UPDATE flow SET value = value * 1e15 WHERE id % 3 = 0},
	q{UPDATE flow SET code = code + 0.00, day = day + 31 WHERE id % 4 = 0},
	q{DELETE FROM flow WHERE id % 19 < 5},
	q{INSERT INTO flow SELECT i, 'new ' || i % 2000, 7, '2024-01-05', 1e-9 FROM generate_series(4001, 7000) i});
follow('keys that cannot be hashed, are equal in other bytes, are lists, are NULL', @changes);
follow('all rows go', 'DELETE FROM flow');
is(sql('SELECT count(*) FROM by_code'), '0', 'and leave nothing');

my ($status, $out, $err) = $node->psql('postgres', q{INSERT INTO flow VALUES (1, 'a', 1, '2024-01-01', 2);
	INSERT INTO flow SELECT i, 'b', 1, '2024-01-01', CASE WHEN i < 3000 THEN 1 ELSE 'NaN' END FROM generate_series(2, 3000) i});
like($err, qr/NaN/, 'the last row of many is refused');
follow('and the statement has changed nothing', 'DELETE FROM flow');

# more keys than there is room for: groups are written to disk then
follow('transition tables and keys beyond work_mem', q{SET work_mem = '64kB'; } . $changes[0], map { "SET work_mem = '64kB'; $_" } @changes[1 .. 5]);
sql('DELETE FROM flow');
follow('many keys with little room', q{SET work_mem = '64kB'; INSERT INTO flow SELECT i, 'k' || i, i, '2024-01-01'::date + i % 3000, i
	FROM generate_series(1, 20000) i}, q{SET work_mem = '64kB'; UPDATE flow SET value = 1, words = 'k' || id / 2}, 'DELETE FROM flow WHERE id > 5000');

# what others have done to the tables of the summaries
sql(q{
	CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO public.notes VALUES (TG_OP); RETURN NEW; END';
	CREATE TABLE notes (what text);
	CREATE TRIGGER noted AFTER INSERT OR UPDATE ON by_code FOR EACH ROW EXECUTE FUNCTION noted();
	CREATE INDEX ON by_list (list, (num_rows(ranking)));
	ALTER TABLE by_length ADD CHECK (num_cases(survival) < 100000000);
	CREATE INDEX ON by_day_delta (day);
	ALTER TABLE by_words_later_delta ADD COLUMN noticed timestamptz DEFAULT now()});
follow('a trigger, a constraint, more indexes and more columns on the tables of summaries', @changes[1, 3], 'DELETE FROM flow WHERE id % 19 = 3');
cmp_ok(sql('SELECT count(*) FROM notes'), '>', 100, 'the trigger saw what was changed');
is(sql("SET enable_seqscan = off; SELECT count(*) FROM by_list WHERE list = '{v1,w2}' AND num_rows(ranking) > 5"),
	sql("SET enable_indexscan = off; SET enable_bitmapscan = off; SELECT count(*) FROM by_list WHERE list = '{v1,w2}' AND num_rows(ranking) > 5"),
	'the new index was kept');
($status, $out, $err) = $node->psql('postgres', 'ALTER TABLE by_length ADD CHECK (num_cases(survival) < 10) NOT VALID; UPDATE flow SET value = 5');
like($err, qr/violates check constraint/, 'and so is a constraint');
sql('DROP TABLE flow CASCADE');

# -------------------------------------------------------- statements that meet

# Each updates rows of one key and, a while before or after, inserts rows of the other's.
sql(q{
	CREATE TABLE met (id int PRIMARY KEY, product int, day date, value int);
	SELECT maintain_series('meeting', 'met', '{product}', $$period(day, 'M')$$, 'value');
	CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.5); RETURN NULL; END';
	CREATE TRIGGER a_while AFTER INSERT OR UPDATE ON met FOR EACH STATEMENT EXECUTE FUNCTION linger();
	INSERT INTO met VALUES (1, 1, '2024-01-01', 1), (2, 2, '2024-01-01', 1);
	CREATE TABLE repeated (code text);
	CREATE PROCEDURE meet(changed int, added int) LANGUAGE plpgsql AS $$
	BEGIN
		WHILE (SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CALL meet%') < 2 LOOP
			PERFORM pg_sleep(0.01), pg_stat_clear_snapshot();
		END LOOP;
		LOOP
			BEGIN
				INSERT INTO met VALUES (changed, changed, '2024-01-01', 10), (added + 10, added, '2024-01-01', 100)
					ON CONFLICT (id) DO UPDATE SET value = met.value + excluded.value;
				RETURN;
			EXCEPTION WHEN OTHERS THEN
				INSERT INTO repeated VALUES (SQLSTATE);
			END;
		END LOOP;
	END $$});
sub session
{
	my ($in, $log) = ('', '');
	return [ IPC::Run::start([ 'psql', '-X', '-q', '-d', $node->connstr('postgres'), map { ('-c', $_) } @_ ],
			'<', \$in, '>', \$log, '2>', \$log), \$log ];
}
my @sessions = map { session("CALL meet($_)") } '1, 2', '2, 1';
$_->[0]->finish for @sessions;
is(join('', map { ${ $_->[1] } } @sessions), '', 'two statements that both insert and change rows end');
is(sql('SELECT DISTINCT code FROM repeated'), '40P01', 'after a deadlock that one of them repeats');
is(sql('SELECT string_agg(product || series::text, $$ $$ ORDER BY product) FROM meeting'), '12024-01 {111#2} 22024-01 {111#2}',
	'and nothing of them is lost');
is(differing('meeting'), '0', 'or counted twice');

# One reads, and waits; the other writes; the first is too late then.
my $writer = session('SELECT pg_advisory_lock(7)',
	q{DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 7 AND NOT granted)
		LOOP PERFORM pg_sleep(0.01); END LOOP; END $$},
	q{INSERT INTO met VALUES (21, 1, '2024-02-01', 5)});
$node->poll_query_until('postgres', q{SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 7)});
($status, $out, $err) = $node->psql('postgres', q{BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM meeting;
	SELECT pg_advisory_lock(7); INSERT INTO met VALUES (22, 1, '2024-02-01', 6)});
$writer->[0]->finish;
like($err, qr/ERROR:  could not serialize access due to concurrent update\nHINT:  Repeat the transaction/, 'nor does a transaction write over what it did not see');
is(differing('meeting'), '0', 'and what the other wrote is there');
$node->stop;
done_testing();
