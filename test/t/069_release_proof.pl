# Numbers of several releases, and of several days, that betray few people only
# together.  Each attack first succeeds against the plain views that show what
# every release would show alone, then fails against the releases.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Releases;
use Test::More;

my $node = TradeLabor::server('release_proof', 'fsync = off');

sub sql { return $node->safe_psql('postgres', "SET client_min_messages = warning; $_[0]"); }

sub publish
{
	my ($name, $dims, $policy) = @_;
	return scalar $node->psql('postgres', sprintf
		q{SET client_min_messages = warning; SELECT publish_buckets('%s', 'report', '{%s}', 'persona', '%s')},
		$name, $dims, $policy // '{"k":10}');
}

# a source of which nothing was published yet
sub source
{
	my ($columns, @inserts) = @_;

	sql(q{SELECT retract_buckets(name) FROM bucket_releases});
	sql("DROP TABLE IF EXISTS report CASCADE; CREATE TABLE report ($columns); " . join ' ', map { "INSERT INTO report $_;" } @inserts);
}

# what a reader computes, who takes a hidden number for none: NULL
sub reader { my $n = sql("SELECT coalesce(($_[0])::text, 'nothing')"); return $n; }

# ------------------------------------------ two releases: clusters of buckets

source('a text, b text, persona text',
	q{SELECT v, v, v || '-' || i FROM unnest('{X1,X2,Y1,Y2}'::text[]) v, generate_series(1, 12) i},
	q{SELECT x, y, x || y || i FROM (VALUES ('X1','X2'),('X2','X1'),('Y1','Y2'),('Y2','Y1')) t(x, y), generate_series(1, 9) i},
	q{VALUES ('X1','Y1','zoe'), ('X2','Y2','zoe'), ('X2','Y2','zoe')});
sql(q{CREATE VIEW naive_a AS SELECT a, count(*) AS n FROM report GROUP BY a HAVING count(DISTINCT persona) >= 10;
	CREATE VIEW naive_b AS SELECT b, count(*) AS n FROM report GROUP BY b HAVING count(DISTINCT persona) >= 10});
my $zoe = q{(SELECT CASE WHEN bool_and(n IS NOT NULL) THEN sum(n) END FROM %1$s_a WHERE a LIKE 'X%%') - (SELECT CASE WHEN bool_and(n IS NOT NULL) THEN sum(n) END FROM %1$s_b WHERE b LIKE 'X%%')};
is(reader(sprintf $zoe, 'naive'), 3, 'two groupings: the sums of a cluster differ by the reports of one person');
publish('rel_a', 'a');
publish('rel_b', 'b');
is(reader(sprintf $zoe, 'rel'), 'nothing', 'two releases: they do not');
cmp_ok(sql('SELECT count(*) FROM rel_b WHERE n IS NOT NULL'), '>=', 2, 'and half of the second is shown');

# --------------------------------------------------- a number of another day

source('a text, b text, persona text', q{SELECT 'X', 'Y', 'p' || i FROM generate_series(1, 20) i},
	q{SELECT 'W', 'V', 'w' || i FROM generate_series(1, 20) i}, q{VALUES ('X', 'Z', 'zoe'), ('X', 'Z', 'zoe')});
publish('rel_a', 'a');
sql(q{CREATE TABLE kept AS TABLE rel_a; CREATE TABLE naive_kept AS SELECT a, count(*) AS n FROM report GROUP BY a;
	INSERT INTO report SELECT 'X', 'Z', 'q' || i FROM generate_series(1, 10) i;
	SELECT refresh_buckets('rel_a');
	CREATE VIEW naive_b AS SELECT b, count(*) AS n FROM report GROUP BY b HAVING count(DISTINCT persona) >= 10});
is(reader(q{(SELECT n FROM naive_kept WHERE a = 'X') - (SELECT n FROM naive_b WHERE b = 'Y')}), 2,
	'a view of last month less one of today: one person');
publish('rel_b', 'b');
is(reader(q{(SELECT n FROM kept WHERE a = 'X') - (SELECT n FROM rel_b WHERE b = 'Y')}), 'nothing', 'a number that a reader kept: nobody');
is(reader(q{(SELECT n FROM kept WHERE a = 'X') - (SELECT a.n - b.n FROM rel_a a, rel_b b WHERE a = 'X' AND b = 'Z')}), 'nothing', 'nor by way of the rest');
is(sql(q{SELECT n FROM rel_b WHERE b = 'V'}), 20, 'what has nothing to do with it is shown');
# what was retracted is out of the view and not out of the world
sql(q{SELECT retract_buckets('rel_a'); SELECT retract_buckets('rel_b')});
publish('rel_b', 'b');
is(reader(q{(SELECT n FROM kept WHERE a = 'X') - (SELECT n FROM rel_b WHERE b = 'Y')}), 'nothing', 'nor once it was retracted');

# ------------------------------------------------ a change, by all other rules

source('a text, persona text, est text, tipo text',
	q{SELECT 'X', 'p' || i, 'e' || i % 9, 't' || i % 5 FROM generate_series(1, 300) i},
	q{SELECT 'W', 'w' || i, 'e' || i % 9, 't' || i % 5 FROM generate_series(1, 60) i});
publish('rel', 'a', '{"k":10,"establishments":{"column":"est","min":3},"l_diversity":{"column":"tipo","min":3},"p_percent":50}');
sql(q{CREATE TABLE kept_rel AS TABLE rel;
	INSERT INTO report SELECT 'X', 'n' || i, 'employer-Z', 'acoso' FROM generate_series(1, 10) i;
	INSERT INTO report SELECT 'X', 'n1', 'employer-Z', 'acoso' FROM generate_series(1, 40) i});
is(sql(q{SELECT count(*) - (SELECT n FROM kept_rel WHERE a = 'X') FROM report WHERE a = 'X'}), 50, 'a recount: 50 reports of one employer\'s people, all of one kind');
sql(q{SELECT refresh_buckets('rel')});
is(sql(q{SELECT r.n - k.n FROM rel r JOIN kept_rel k USING (a) WHERE a = 'X'}), 0, 'the next vintage waits: a difference keeps all rules');
sql(q{INSERT INTO report SELECT 'X', 'm' || i, 'f' || i % 9, 'u' || i % 5 FROM generate_series(1, 60) i; SELECT refresh_buckets('rel')});
is(sql(q{SELECT r.n - k.n FROM rel r JOIN kept_rel k USING (a) WHERE a = 'X'}), 110, 'until others came beside them');

# ----------------------------------- a difference that is mostly one person's

source('a text, b text, persona text', q{SELECT 'X', 'Y', 'y' || i FROM generate_series(1, 30) i},
	q{SELECT 'X', 'Z', 'z' || i FROM generate_series(1, 12) i}, q{SELECT 'X', 'Z', 'union' FROM generate_series(1, 100)},
	q{SELECT 'V', 'Z', 'v' || i FROM generate_series(1, 40) i}, q{SELECT 'T', 'U', 't' || i FROM generate_series(1, 40) i});
sql(q{CREATE VIEW naive_b AS SELECT b, count(*) AS n FROM report GROUP BY b; CREATE VIEW naive_a AS SELECT a, count(*) AS n FROM report GROUP BY a});
is(reader(q{(SELECT n FROM naive_a WHERE a = 'X') - (SELECT n FROM naive_b WHERE b = 'Y')}), 112,
	'HAVING: thirteen people, and all but twelve reports are one\'s (T17)');
publish('rel_a', 'a');
publish('rel_b', 'b');
is(reader(q{(SELECT n FROM rel_a WHERE a = 'X') - (SELECT n FROM rel_b WHERE b = 'Y')}), 'nothing', 'p %: that does not follow from two releases');
is(reader(q{(SELECT n FROM rel_b WHERE b = 'Z') - (SELECT n FROM rel_a WHERE a = 'V')}), 'nothing', 'neither way');

# ------------------------------------------------------- places of few people

sql(q{CREATE TABLE place (m text, e text, pop bigint);
	INSERT INTO place VALUES ('mina', 'S', 12), ('ciudad', 'S', 100000), ('villa', 'S', 50000);
	SELECT bucket_hierarchy('geo', 'place', '{m,e}', 'pop')});
source('m text, t text, persona text', q{SELECT 'mina', 't', 'm' || i FROM generate_series(1, 12) i},
	q{SELECT v, 't' || i % 2, v || i FROM unnest('{ciudad,villa}'::text[]) v, generate_series(1, 40) i});
is(sql(q{SELECT count(*) FROM report WHERE m = 'mina' HAVING count(DISTINCT persona) >= 10}), 12, 'HAVING: all twelve miners complained');
publish('r_sat', 'geo:m', '{"k":10,"saturation":0.5}');
publish('r_plain', 'm');
is(reader(q{SELECT n FROM r_plain WHERE m = 'mina'}), 'nothing', 'a release without a population keeps the rule of the one that has it');
is(reader(q{(SELECT n FROM r_sat WHERE m = 'resto de S') - (SELECT n FROM r_plain WHERE m = 'ciudad')}), 'nothing', 'nor does the rest without the city give them');

# six and six of the twelve, each half of them: in one release, and in two that share nothing
source('m text, t text, persona text', q{SELECT 'mina', 't' || i % 2, 'm' || i FROM generate_series(1, 12) i},
	q{SELECT v, 't' || i % 2, v || i FROM unnest('{ciudad,villa}'::text[]) v, generate_series(1, 40) i});
is(sql(q{SELECT sum(n) FROM (SELECT count(*) AS n FROM report WHERE m = 'mina' GROUP BY t HAVING count(DISTINCT persona) >= 5) x}), 12,
	'HAVING: two numbers of six miners make all twelve');
publish('r_sat', 'geo:m,t', '{"k":5,"saturation":0.5}');
is(reader(q{SELECT CASE WHEN bool_and(n IS NOT NULL) THEN sum(n) END FROM r_sat WHERE m = 'mina'}), 'nothing', 'one release shows one of the two');
is(sql(q{SELECT sum(n) FROM r_sat WHERE m = 'mina'}), 6, 'which is half of them');
is(sql(q{SELECT sum(n) FROM r_sat WHERE m <> 'mina'}), 80, 'and all of the larger places');
is(sql(q{SELECT (SELECT sum(n) FROM (SELECT count(*) AS n FROM report GROUP BY t) x) - (SELECT sum(n) FROM r_sat WHERE m <> 'mina')}), 12,
	'all kinds less the larger places: totals compared give the twelve');
publish('r_kinds', 't');
is(reader(q{(SELECT sum(n) FROM r_kinds HAVING bool_and(n IS NOT NULL)) - (SELECT sum(n) FROM r_sat WHERE m <> 'mina')}), 'nothing',
	'two releases: a total that leaves only the place open is hidden');
is(sql(q{SELECT n FROM r_kinds WHERE t = 't1'}), 46, 'and one of the two kinds is shown: with the others it gives six miners, which is known');

# who was retracted is protected as before, as long as his population can be read
sql(q{SELECT retract_buckets(name) FROM bucket_releases});
publish('r_plain', 'm');
is(reader(q{SELECT n FROM r_plain WHERE m = 'mina'}), 'nothing', 'the population of a retracted release holds for a later one');
is(reader(q{SELECT sum(n) FROM r_plain}), 80, 'which shows the others');
my ($status, $out, $notice) = $node->psql('postgres', q{ALTER TABLE place RENAME COLUMN pop TO people; SELECT refresh_buckets('r_plain')});
like($notice, qr/dimension "geo:m" of a retracted release cannot be read\nDETAIL:  If it had a population, that is not asked any more: column "pop" does not exist/, 'one that cannot be read stops nothing, and is told of');
sql(q{ALTER TABLE place RENAME COLUMN people TO pop});

# a total of a state, all of whose reports come from a place of which nothing may be told
source('m text, t text, persona text', q{SELECT 'mina', 't', 'm' || i FROM generate_series(1, 12) i},
	q{SELECT 'ciudad', 't' || i % 2, 'c' || i FROM generate_series(1, 40) i});
sql(q{TRUNCATE place; INSERT INTO place VALUES ('mina', 'S', 0), ('aldea', 'S', 90), ('ciudad', 'T', 100000)});
publish('r_sat', 'geo:m,t', '{"k":5,"saturation":0.5}');
publish('r_plain', 'm');
is(reader(q{SELECT n FROM r_sat WHERE e = 'S'}), 'nothing', 'the total is hidden, though it may be of the hamlet');
is(reader(q{SELECT n FROM r_plain WHERE m = 'mina'}), 'nothing', 'and so is what would tell that it is not');
is(sql(q{SELECT n FROM r_plain WHERE m = 'ciudad'}), 40, 'the city is shown');

# ------------------------------------------------------------- three releases

source('a text, b text, c text, persona text',
	q{SELECT 'a' || x, 'b' || y, 'c' || z, concat(x, y, z, '-', i)
	FROM generate_series(0, 1) x, generate_series(0, 1) y, generate_series(0, 1) z, generate_series(1, 20) i WHERE NOT (x = y AND y = z)},
	q{VALUES ('a0', 'b0', 'c0', 'zoe'), ('a1', 'b1', 'c1', 'leo')});
sql(q{CREATE VIEW naive_ab AS SELECT a, b, count(*) AS n FROM report GROUP BY 1, 2; CREATE VIEW naive_bc AS SELECT b, c, count(*) AS n FROM report GROUP BY 1, 2;
	CREATE VIEW naive_ac AS SELECT a, c, count(*) AS n FROM report GROUP BY 1, 2});
my $two = q{SELECT (sum(n) - (SELECT sum(n) FROM %1$s_ab)) / 2 FROM (
	SELECT n FROM %1$s_ab WHERE (a, b) IN (('a0','b0'), ('a1','b1')) UNION ALL SELECT n FROM %1$s_bc WHERE (b, c) IN (('b0','c0'), ('b1','c1'))
	UNION ALL SELECT n FROM %1$s_ac WHERE (a, c) IN (('a0','c0'), ('a1','c1'))) x};
is(reader(sprintf $two, 'naive'), '2.0000000000000000', 'three groupings: two people, each alone in a corner');
publish('rel_ab', 'a,b');
publish('rel_bc', 'b,c');
is(publish('rel_ac', 'a,c'), 3, 'the third release is refused: each of its numbers would tell');
is(sql(q{SELECT count(*) FROM bucket_releases}), 2, 'the others stand');

# ------------------------------------- the totals of two releases, two days apart

source('a text, b text, persona text', q{SELECT 'X' || k, 'Y' || k, 'd' || k || i FROM generate_series(1, 2) k, generate_series(1, 20) i},
	q{SELECT 'X' || k, 'Y' || 3 - k, 'o' || k || i FROM generate_series(1, 2) k, generate_series(1, 6) i});
publish('rel_a', 'a');
sql(q{CREATE TABLE naive_then AS SELECT a, count(*) AS n FROM report GROUP BY a;
	INSERT INTO report VALUES ('X1', 'Y1', 'zoe'), ('X2', 'Y2', 'zoe')});
sql(q{CREATE VIEW naive_b AS SELECT b, count(*) AS n FROM report GROUP BY b});
is(reader('(SELECT sum(n) FROM naive_b) - (SELECT sum(n) FROM naive_then)'), 2, 'two totals: what one person filed in between');
publish('rel_b', 'b');
is(reader('(SELECT CASE WHEN bool_and(n IS NOT NULL) THEN sum(n) END FROM rel_b) - (SELECT sum(n) FROM rel_a)'), 'nothing', 'two releases: no total to compare');

# ------------------------------------------------- reports of nobody: T26, T29

source('a text, persona text, est text, tipo text', q{SELECT 'X', 'p' || i, 'mina SA', 'acoso' FROM generate_series(1, 10) i},
	q{SELECT v, v || i, 'e' || i % 9, 't' || i % 4 FROM unnest('{W,V}'::text[]) v, generate_series(1, 60) i},
	q{VALUES ('X', NULL, 'fake 1', 'salario'), ('X', NULL, 'fake 2', 'despido')});
is(sql(q{SELECT count(*) FROM report WHERE a = 'X' HAVING count(DISTINCT persona) >= 10 AND count(DISTINCT est) >= 3 AND count(DISTINCT tipo) >= 3}), 12,
	'HAVING: two reports of nobody open a bucket of one employer\'s ten workers');
publish('anonymous', 'a', '{"k":10,"establishments":{"column":"est","min":3},"l_diversity":{"column":"tipo","min":3}}');
is(sql(q{SELECT count(*) FROM anonymous WHERE a = 'X'}), 0, 'they satisfy no rule on behalf of people');

done_testing();
