# Sums of amounts from which readers cannot tell what one firm has.  An attacker
# of its own, who knows who is in every number, combines the sums that several
# releases showed over several vintages, and looks for a combination of which one
# firm has nearly all.  He succeeds against sums that keep the same rules one by
# one, and fails against releases.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use SumAttack qw(hold there);
use TradeLabor;
use Test::More;

use constant { SAMPLES => 12, K => 4, P => 20, ROUNDS => 3 };

my $node = TradeLabor::server('release_sums', 'fsync = off');

sub sql { return $node->safe_psql('postgres', "SET client_min_messages = warning; $_[0]"); }

# --------------------------------------------------- the attack, in one example

sql(q{CREATE TABLE shipment (hs text, port text, firm text, value numeric);
	INSERT INTO shipment SELECT h, p, h || p || i, 100 + i FROM unnest('{8703,0702}'::text[]) h, unnest('{laredo,tijuana}'::text[]) p, generate_series(1, 6) i WHERE h <> '0702' OR p <> 'tijuana';
	INSERT INTO shipment SELECT '0702', 'tijuana', 'z' || i, CASE i WHEN 1 THEN 900 ELSE 1 END FROM generate_series(1, 6) i;
	CREATE VIEW naive_hs AS SELECT hs, sum(value) FROM shipment GROUP BY hs;
	CREATE VIEW naive_port AS SELECT port, sum(value) FROM shipment GROUP BY port;
	CREATE TABLE part AS SELECT sum(value) FROM shipment WHERE hs = '8703' AND port = 'tijuana'});
my $tomatoes = q{SELECT coalesce(((SELECT %2$s FROM %1$s_port WHERE port = 'tijuana') - (SELECT sum FROM part))::int::text, 'nothing')};
is(sql(sprintf $tomatoes, 'naive', 'sum'), 905, 'tijuana less its cars: six firms, of which one has 900 of 905');
sql(qq{SELECT publish_buckets('rel_hs', 'shipment', '{hs}', 'firm', '{"k":4,"p_percent":0,"sums":[{"column":"value"}]}');
	SELECT publish_buckets('rel_both', 'shipment', '{hs,port}', 'firm', '{"k":4,"p_percent":0,"sums":[{"column":"value"}]}');
	SELECT publish_buckets('rel_port', 'shipment', '{port}', 'firm', '{"k":4,"p_percent":0,"sums":[{"column":"value"}]}')});
is(sql(q{SELECT string_agg(concat_ws(' ', hs, port, coalesce(sum_value::text, 'hidden')), ', ' ORDER BY hs, port) FROM rel_both}),
	'0702 laredo hidden, 0702 tijuana hidden, 8703 laredo 621, 8703 tijuana 621', 'by both: z1 is hidden, and what tells of the rest of its heading with it');
is(sql(sprintf $tomatoes, 'rel', 'sum_value'), 'nothing', 'and nothing follows by way of the port');

# the same with the port before both: what is cut out has old sums only
sql(q{SELECT retract_buckets(name) FROM bucket_releases; DROP VIEW naive_hs, naive_port; CREATE TABLE again AS TABLE shipment});
sql(qq{SELECT publish_buckets('rel_hs', 'again', '{hs}', 'firm', '{"k":4,"p_percent":0,"sums":[{"column":"value"}]}');
	SELECT publish_buckets('rel_port', 'again', '{port}', 'firm', '{"k":4,"p_percent":0,"sums":[{"column":"value"}]}');
	SELECT publish_buckets('rel_both', 'again', '{hs,port}', 'firm', '{"k":4,"p_percent":0,"sums":[{"column":"value"}]}')});
is(sql(q{SELECT sum_value FROM rel_port WHERE port = 'tijuana'}), 1526, 'heading and port alone are shown');
is(sql(q{SELECT coalesce((p.sum_value - b.sum_value)::text, 'nothing') FROM rel_port p, rel_both b WHERE p.port = 'tijuana' AND b.port = 'tijuana' AND hs = '8703'}),
	'nothing', 'and both do not give what the port has besides its cars');

# the rest of a heading, of which one firm has 2805 of 4958 and the next 1810, where both its
# parts are hidden for other reasons
sql(q{SELECT retract_buckets(name) FROM bucket_releases; DROP TABLE shipment, again CASCADE;
	CREATE TABLE shipment (hs text, port text, firm text, value numeric);
	INSERT INTO shipment VALUES ('A', 'x', 'a', 2805), ('A', 'x', 'b', 72), ('A', 'x', 'c', 70), ('A', 'x', 'd', 65), ('A', 'x', 'e', 50), ('A', 'y', 'f', 1810), ('A', 'y', 'g', 72), ('A', 'y', 'h', 14), ('A', 'y', 'i', 0);
	INSERT INTO shipment SELECT 'A', 'z', 'z' || i, 117 FROM generate_series(1, 18) i;
	SELECT publish_buckets('rel_hs', 'shipment', '{hs}', 'firm', '{"k":4,"p_percent":0,"sums":[{"column":"value"}]}');
	SELECT publish_buckets('rel_both', 'shipment', '{hs,port}', 'firm', '{"k":4,"p_percent":0,"sums":[{"column":"value"}]}')});
is(sql(q{SELECT string_agg(concat_ws(' ', port, n, coalesce(sum_value::text, 'hidden')), ', ' ORDER BY port) FROM rel_both}),
	'x 5 hidden, y 4 hidden, z 18 hidden', 'the heading less its third part tells of the largest firm of both others');

# what twelve new firms and one correction bring, and what a mean tells
sql(q{SELECT retract_buckets(name) FROM bucket_releases; DROP TABLE shipment CASCADE;
	CREATE TABLE shipment (hs text, firm text, value numeric);
	INSERT INTO shipment SELECT 'A', 'f' || i, 100 FROM generate_series(1, 20) i;
	SELECT publish_buckets('rel', 'shipment', '{hs}', 'firm', '{"k":4,"sums":[{"column":"value"}]}');
	CREATE TABLE kept AS TABLE rel;
	CREATE TABLE naive AS SELECT sum(value) FROM shipment;
	INSERT INTO shipment SELECT 'A', 'n' || i, 1 FROM generate_series(1, 12) i;
	UPDATE shipment SET value = 100000 WHERE firm = 'f7'});
is(sql(q{SELECT sum(s.value) - (SELECT sum FROM naive) FROM shipment s}), 99912, 'this month less last month: one correction, within 12');
is(sql(q{SELECT refresh_buckets('rel'); SELECT coalesce((r.sum_value - k.sum_value)::text, 'nothing') FROM rel r, kept k}) =~ s/.*\n//sr, 'nothing', 'the next vintage counts them and does not say');

# --------------------------------------------------------------- random sources

# reports of a source and the statements that make it, round by round
sub draw
{
	my (@report, @round);
	my $id = 0;
	for my $round (1 .. ROUNDS)
	{
		for my $report (@report)
		{
			$report->{until} //= $round if $round > 1 && rand() < 0.15;
		}
		my $new = $round == 1 ? 90 : 40;
		push @report, map { +{ id => ++$id, a => 'a' . int rand 3, b => 'b' . int rand 3, firm => 'f' . int rand 60,
			value => rand() < 0.2 ? 100 + int rand 2000 : 1 + int rand 60, from => $round } } 1 .. $new;
	}
	return @report;
}

my %found;
srand 20261129;
for my $sample (1 .. SAMPLES)
{
	my @report = draw();
	my $values = join ', ', map { sprintf "(%d, '%s', '%s', '%s', %d, %d, %s)", @$_{qw(id a b firm value from)}, $_->{until} // 'NULL' } @report;
	my $policy = sprintf q{{"k":%d,"p_percent":0,"sums":[{"column":"value","p_percent":%d}]}}, K, P;
	my $out = sql(qq{SELECT retract_buckets(name) FROM bucket_releases; DROP TABLE IF EXISTS source CASCADE;
		CREATE TABLE all_reports (id int, a text, b text, firm text, value int, since int, until int); INSERT INTO all_reports VALUES $values;
		CREATE TABLE source AS SELECT * FROM all_reports WHERE since = 1 AND (until IS NULL OR until > 1);} . join '', map {
			my $round = $_;
			($round == 1 ? "SELECT publish_buckets('rel_a', 'source', '{a}', 'firm', '$policy'); SELECT publish_buckets('rel_b', 'source', '{b}', 'firm', '$policy');"
			: "DELETE FROM source WHERE until = $round; INSERT INTO source SELECT * FROM all_reports WHERE since = $round AND (until IS NULL OR until > $round);
				SELECT refresh_buckets('rel_a'); SELECT refresh_buckets('rel_b');")
			. "SELECT 'row', $round, 'a', a, n, sum_value FROM rel_a UNION ALL SELECT 'row', $round, 'b', b, n, sum_value FROM rel_b;"
		} 1 .. ROUNDS) . sql('DROP TABLE all_reports');
	my @line = map {
		my (undef, $round, $dim, $label, $n, $sum) = split /\|/, $_, -1;
		my %now = map { $_->{id} => $_->{value} } grep { $_->{$dim} eq $label && there($_, $round) } @report;
		[ "$dim $label", $n, $sum, \%now ]
	} grep { /^row/ } split /\n/, $out;
	hold(\%found, K, P, \@report, @line);
}
is($found{wrong}, 0, 'every sum that is shown is exact');
is($found{told}, 0, SAMPLES . ' random sources, two releases, ' . ROUNDS . " vintages: no combination of $found{shown} sums tells of a firm");
cmp_ok($found{told_naive}, '>=', SAMPLES / 4, "where each sum keeps the rules by itself, $found{told_naive} sources do");
cmp_ok($found{shown}, '>=', $found{possible} / 5, "$found{shown} of $found{possible} sums are shown");

# --------------------------- whatever is corrected, moved, withdrawn or of nobody

# A sum that is shown with a new count is the sum of the reports that are there.
my ($checked, $unlike) = (0, 0);
sql(q{SELECT retract_buckets(name) FROM bucket_releases; DROP TABLE source;
	CREATE TABLE source (id serial, a text, b text, firm text, value numeric); SELECT setseed(0.5);
	CREATE FUNCTION report(n int) RETURNS void LANGUAGE sql AS $$ INSERT INTO source (a, b, firm, value)
		SELECT 'a' || floor(random() * 3), 'b' || floor(random() * 3), CASE WHEN random() > 0.05 THEN 'f' || floor(random() * 900) END,
			CASE WHEN random() > 0.1 THEN round((random() * 200 - 20)::numeric, 3) END FROM generate_series(1, n) $$;
	SELECT report(3000)});
for my $round (1 .. 8)
{
	my $policy = q{'{"k":4,"p_percent":0,"sums":[{"column":"value"}]}'};
	my @made = $round == 1 ? ("publish_buckets('rel_a', 'source', '{a}', 'firm', $policy)")
	  # the finer one comes when reports have moved and changed already
	  : ("refresh_buckets('rel_a')", $round == 3 ? "publish_buckets('rel_ab', 'source', '{a,b}', 'firm', $policy)" : ());
	push @made, "refresh_buckets('rel_ab')" if $round > 3;
	sql(join '', map { "SELECT $_;" } @made);
	for my $rel ('a', $round >= 3 ? 'ab' : ())
	{
		my $same = $rel eq 'a' ? 's.a = r.a' : '(s.a, s.b) = (r.a, r.b)';
		my ($n, $bad) = split /\|/, sql(qq{CREATE TABLE IF NOT EXISTS kept_$rel AS SELECT * FROM rel_$rel LIMIT 0;
			SELECT count(*), count(*) FILTER (WHERE r.sum_value <> t.sum) FROM rel_$rel r, LATERAL (SELECT count(*) AS n, coalesce(sum(s.value), 0) AS sum FROM source s WHERE $same) t
			WHERE r.sum_value IS NOT NULL AND r.n = t.n AND NOT EXISTS (SELECT FROM kept_$rel k WHERE k.n = r.n AND k.sum_value = r.sum_value);
			DELETE FROM kept_$rel; INSERT INTO kept_$rel SELECT * FROM rel_$rel}) =~ s/\n.*//sr;
		$checked += $n;
		$unlike += $bad;
	}
	sql(q{UPDATE source SET value = value + round((10 * random())::numeric, 4) WHERE random() < 0.05; UPDATE source SET b = 'b' || floor(random() * 3) WHERE random() < 0.03;
		UPDATE source SET a = 'a' || floor(random() * 3) WHERE random() < 0.02; DELETE FROM source WHERE random() < 0.04; SELECT report(700)});
}
is($unlike, 0, "$checked sums with new counts are those of the reports that are there");
cmp_ok($checked, '>=', 12, 'and they are many');
is(sql(q{SELECT string_agg(DISTINCT verdict, ', ') FROM (SELECT * FROM audit_buckets('rel_a') UNION ALL SELECT * FROM audit_buckets('rel_ab')) v WHERE "check" IN ('view', 'ledger')}), 'as recorded', 'as recorded');

done_testing();
