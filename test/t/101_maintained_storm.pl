# Summaries under a storm: sessions that insert, correct, move, merge, delete and
# truncate at random, with savepoints, rollbacks, refused values, deadlocks and
# failures to serialize, while processes of the server are killed.  At the end
# no key's bytes differ from those computed anew, in either mode.
#
# TRADE_LABOR_STATEMENTS says how many statements (20,000; the long run: a million),
# TRADE_LABOR_SECONDS after which time no more are begun.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(sleep time);

my $statements = $ENV{TRADE_LABOR_STATEMENTS} // 20000;
my $seconds = $ENV{TRADE_LABOR_SECONDS} // 1e9;
my $sessions = 8;
my $seed = $ENV{TRADE_LABOR_FUZZ_SEED} // 1;
my $node = TradeLabor::server('storm', 'deadlock_timeout = 20ms', 'log_min_messages = fatal',
	'max_connections = 30', 'checkpoint_timeout = 1h', 'max_wal_size = 4GB', 'restart_after_crash = on');

sub sql { return $node->safe_psql('postgres', $_[0]); }

sql(q{
	CREATE TABLE flow (
		id int PRIMARY KEY, partner text, hs int, day date, member text, value float8, closed bool);
	CREATE SEQUENCE statements;
	CREATE TABLE outcomes (what text);
	SELECT maintain_series('series_now', 'flow', '{partner,hs}', $$period(day, 'M')$$, 'value');
	SELECT maintain_series('series_later', 'flow', '{hs % 7 AS chapter}', $$period(day, 'Q')$$, 'value',
		condition => 'partner IS NOT NULL', mode => 'deferred');
	SELECT maintain_ranking('ranking_now', 'flow', '{hs}', $$coalesce(partner, '?') || member$$, 'value');
	SELECT maintain_ranking('ranking_later', 'flow', '{partner}', 'member', 'value', mode => 'deferred');
	SELECT maintain_survival('survival_now', 'flow', '{hs}', $$day - '2020-01-01'$$, 'closed');
	SELECT maintain_survival('survival_later', 'flow', '{partner}', $$day - '2020-01-01'$$, 'closed', mode => 'deferred');

	-- cents, great and small numbers, and such as cancel out
	CREATE FUNCTION any_value() RETURNS float8 LANGUAGE sql VOLATILE AS $$
		SELECT CASE (random() * 5)::int
			WHEN 0 THEN round((random() * 100000)::numeric, 2)::float8
			WHEN 1 THEN round((random() * 10)::numeric, 2)::float8 * 1e15
			WHEN 2 THEN random() * 1e-9
			WHEN 3 THEN CASE WHEN random() < 0.5 THEN 1e279 ELSE -1e279 END
			WHEN 4 THEN -round((random() * 100)::numeric, 2)::float8
			ELSE CASE WHEN random() < 0.1 THEN NULL ELSE 0 END END $$;
	CREATE FUNCTION any_partner() RETURNS text LANGUAGE sql VOLATILE AS
		$$ SELECT (ARRAY['MEX', 'CAN', 'CHN', NULL, ''])[1 + (random() * 4)::int] $$;
	CREATE FUNCTION any_day() RETURNS date LANGUAGE sql VOLATILE AS
		$$ SELECT '2020-01-01'::date + (random() * random() * 1500)::int $$;

	CREATE PROCEDURE one_statement() LANGUAGE plpgsql AS $$
	DECLARE
		i int := (random() * 3000)::int;
		n int := (random() * random() * 20)::int;
	BEGIN
		CASE (random() * 12)::int
		WHEN 0, 1, 2 THEN
			INSERT INTO flow SELECT i + g * 7, any_partner(), (random() * 20)::int, any_day(), 'm' || (random() * 9)::int,
				any_value(), random() < 0.7 FROM generate_series(0, n) g ON CONFLICT DO NOTHING;
		WHEN 3 THEN
			INSERT INTO flow SELECT i + g, any_partner(), (random() * 20)::int, any_day(), 'm', any_value(), true
				FROM generate_series(0, n) g ON CONFLICT (id) DO UPDATE SET value = excluded.value, day = excluded.day;
		WHEN 4 THEN UPDATE flow SET value = any_value() WHERE id BETWEEN i AND i + n;
		WHEN 5 THEN UPDATE flow SET hs = (random() * 20)::int, partner = any_partner() WHERE id BETWEEN i AND i + n;
		WHEN 6 THEN UPDATE flow SET day = any_day(), closed = NOT closed WHERE id BETWEEN i AND i + n;
		WHEN 7 THEN DELETE FROM flow WHERE id BETWEEN i AND i + n;
		WHEN 8 THEN
			MERGE INTO flow f USING (SELECT i + g AS id FROM generate_series(0, n) g) s ON f.id = s.id
				WHEN MATCHED AND f.hs % 3 = 0 THEN DELETE
				WHEN MATCHED THEN UPDATE SET value = any_value(), member = 'm' || i % 9
				WHEN NOT MATCHED THEN INSERT VALUES (s.id, any_partner(), 3, any_day(), 'x', any_value(), NULL);
		WHEN 9 THEN DELETE FROM flow WHERE partner = any_partner() AND hs = i % 21;
		WHEN 10 THEN INSERT INTO flow VALUES (i, 'MEX', 1, '2020-01-01', 'm', 'NaN', true);
		WHEN 11 THEN UPDATE flow SET closed = closed WHERE id BETWEEN i AND i + n;
		ELSE
			IF random() < 0.02 THEN TRUNCATE flow;
			ELSIF random() < 0.1 THEN
				PERFORM refresh_maintained('series_later'), refresh_maintained('ranking_later'),
					refresh_maintained('survival_later');
			END IF;
		END CASE;
	END $$;

	-- until there were so many, in transactions of some statements each
	CREATE PROCEDURE storm(n bigint, seed float8) LANGUAGE plpgsql AS $$
	DECLARE
		failed text;
		level float8;
	BEGIN
		PERFORM setseed(seed);
		LOOP
			level := random();
			PERFORM set_config('default_transaction_isolation', CASE WHEN level < 0.2 THEN 'repeatable read'
				WHEN level < 0.25 THEN 'serializable' ELSE 'read committed' END, false);
			COMMIT;
			failed := NULL;
			FOR i IN 0 .. (random() * 5)::int LOOP
				IF nextval('statements') > n THEN ROLLBACK; RETURN; END IF;
				BEGIN
					CALL one_statement();
					IF random() < 0.1 THEN RAISE 'back to the savepoint'; END IF;
				EXCEPTION WHEN OTHERS THEN
					failed := SQLSTATE;
					EXIT WHEN failed IN ('40001', '40P01');
				END;
			END LOOP;
			IF failed IN ('40001', '40P01') OR random() < 0.1 THEN ROLLBACK; ELSE COMMIT; END IF;
			IF failed IS NOT NULL THEN INSERT INTO outcomes VALUES (failed); COMMIT; END IF;
		END LOOP;
	END $$});

srand($seed);
my $crashes = 0;
my $began = time();

# the answer, as soon as there is one; after a crash the server comes back by itself
sub ask
{
	for (1 .. 600)
	{
		my ($status, $answer) = eval { $node->psql('postgres', $_[0]) };
		return $answer if defined $status && $status == 0;
		sleep 0.2;
	}
	die 'the server does not come back';
}

# a process of the server dies: one that serves a session, or all of them
sub crash
{
	if (rand() < 0.5)
	{
		my ($postmaster) = PostgreSQL::Test::Utils::slurp_file($node->data_dir . '/postmaster.pid') =~ /^(\d+)/;

		# its children would go on for a while without it
		kill 'KILL', $postmaster, split ' ', `ps -o pid= --ppid $postmaster`;
		for (1 .. 100)
		{
			sleep 0.2;
			system('pg_ctl', '-s', '-w', '-D', $node->data_dir, '-l', $node->logfile, 'start');
			my ($status) = eval { $node->psql('postgres', 'SELECT 1') };
			last if defined $status && $status == 0;
		}
	}
	else
	{
		my $pid = ask(q{SELECT pid FROM pg_stat_activity WHERE query LIKE 'CALL storm%' ORDER BY random() LIMIT 1});
		kill 'KILL', $pid if $pid;
		sleep 0.3;
	}
	ask('SELECT 1');
	$crashes++;
}

my $reached = 0;
my $over = 0;

sub done
{
	return 1 if $over;
	$reached = ask('SELECT last_value FROM statements');
	$over = $reached >= $statements || time() - $began > $seconds;
	# so that the sessions see it too
	ask("SELECT setval('statements', $statements)") if $over;
	return $over;
}

while (!done())
{
	my @running = map {
		my ($in, $out) = ('', '');
		IPC::Run::start([ 'psql', '-X', '-q', '-d', $node->connstr('postgres'), '-c',
				sprintf('CALL storm(%d, %.6f)', $statements, rand()) ], '<', \$in, '>', \$out, '2>', \$out)
	} 1 .. $sessions;
	# a crash takes a while to recover from: fewer of them where there is much to do
	my $until = time() + ($statements > 100000 ? 10 + rand() * 30 : 2 + rand() * 4);

	while (time() < $until && !done()) { sleep 0.2; }
	crash() if !done();
	for my $session (@running) { eval { $session->finish }; }
}
ask('SELECT 1');

my $took = time() - $began;

# The storm may just have truncated the table: a little more of it, by one session,
# so that there are keys to be compared.
sql(q{
	DO $$ BEGIN
		FOR i IN 1 .. 1000 LOOP
			EXIT WHEN (SELECT count(*) > 100 FROM flow);
			BEGIN CALL one_statement(); EXCEPTION WHEN OTHERS THEN NULL; END;
		END LOOP;
	END $$});

# a long run wants to be told
sub report { return $statements > 20000 ? diag(@_) : note(@_); }
report(sprintf('%d statements in %.0f s, %d crashes, after each of which up to 32 are counted that were none',
	$reached, $took, $crashes));
report(sql('SELECT what, count(*) FROM outcomes GROUP BY 1 ORDER BY 2 DESC'));
cmp_ok($crashes, '>', 0, 'processes were killed') if $statements >= 20000;
like(sql("SELECT string_agg(DISTINCT what, ' ') FROM outcomes"), qr/22023|22003/, 'values were refused');
like(sql("SELECT string_agg(DISTINCT what, ' ') FROM outcomes"), qr/40001/, 'transactions failed to serialize');
is(sql("SELECT count(*) FROM outcomes WHERE what NOT IN ('22023', '22003', '40001', '40P01', 'P0001', '23505', '25001')"),
	'0', 'and for no other reason') or diag(sql('SELECT what, count(*) FROM outcomes GROUP BY 1'));
cmp_ok(sql('SELECT count(*) FROM flow'), '>', 100, 'rows are left');

for my $kind (qw(series ranking survival))
{
	is(sql("SELECT count(*) FROM check_maintained('${kind}_$_')"), '0', "$kind, $_: no key differs") for qw(now later);
	sql("SELECT refresh_maintained('${kind}_later')");
	is(sql("SELECT count(*) FROM ${kind}_later_delta"), '0', "$kind: all is folded in");
	is(sql("SELECT count(*) FROM check_maintained('${kind}_later')"), '0', "$kind, folded in: no key differs");
}

# and by another way than check_maintained() takes
is(sql(q{SELECT count(*) FROM (
		(SELECT partner, hs, time_series_send(without_counts(series)) FROM series_now
		 EXCEPT SELECT partner, hs, time_series_send(series(period(day, 'M'), value)) FROM flow GROUP BY 1, 2)
		UNION ALL
		(SELECT partner, hs, time_series_send(series(period(day, 'M'), value)) FROM flow GROUP BY 1, 2
			HAVING series(period(day, 'M'), value) IS NOT NULL
		 EXCEPT SELECT partner, hs, time_series_send(without_counts(series)) FROM series_now)) d}),
	'0', 'without counts they are what series() makes of the rows');
$node->stop;
done_testing();
