# Redaction of 5,000 invented complaints in three languages, whose identifiers
# are known, and of the sentences that came with the data, where they are.
use strict;
use warnings;
use utf8;

use FindBin;
use lib "$FindBin::Bin/lib";
use Complaints;
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('redaction', 'max_parallel_workers_per_gather = 0', 'jit = off');

sub sql { my ($query) = @_; return $node->safe_psql('postgres', $query) }

sub quoted { my ($text) = @_; return q{'} . ($text =~ s/'/''/gr) . q{'} }

sql('CREATE TABLE complaint (i int PRIMARY KEY, lang text, t text); CREATE TABLE truth (i int, kind text, start int, length int)');
my @complaints = Complaints::generate(5000, 2026);
my (@texts, @truths);
for my $i (0 .. $#complaints)
{
	push @texts, "($i, '$complaints[$i]{lang}', " . quoted($complaints[$i]{text}) . ')';
	push @truths, "($i, '$_->[0]', $_->[1] + 1, $_->[2])" for @{ $complaints[$i]{ids} };
}
my $script = 'INSERT INTO complaint VALUES ' . join(",\n", @texts) . '; INSERT INTO truth VALUES ' . join(",\n", @truths) . ';';
utf8::encode($script);
sql($script);
sql('CREATE TABLE found AS SELECT i, f.* FROM complaint, find_pii(t) f');

my ($ids, $covered, $named) = split /\|/, sql(q{
	SELECT count(*), count(*) FILTER (WHERE EXISTS (SELECT FROM found f
			WHERE f.i = t.i AND f.start <= t.start AND f.start + f.length >= t.start + t.length)),
		count(*) FILTER (WHERE EXISTS (SELECT FROM found f
			WHERE f.i = t.i AND f.kind = t.kind AND f.start <= t.start AND f.start + f.length >= t.start + t.length))
	FROM truth t});
cmp_ok($ids, '>', 10000, "$ids identifiers in 5,000 complaints");
cmp_ok($covered / $ids, '>=', 0.999, sprintf('%.2f %% of them are found whole', 100 * $covered / $ids));
cmp_ok($named / $ids, '>=', 0.999, sprintf('%.2f %% under their own kind', 100 * $named / $ids));
is(sql(q{SELECT string_agg(kind, ', ') FROM (SELECT t.kind FROM truth t
		WHERE NOT EXISTS (SELECT FROM found f WHERE f.i = t.i AND f.start < t.start + t.length AND t.start < f.start + f.length)
		GROUP BY t.kind HAVING count(*) > 3) x}), '', 'no kind is missed more than three times');
is(sql(q{SELECT substr(c.t, f.start, f.length) FROM found f JOIN complaint c USING (i)
		WHERE NOT EXISTS (SELECT FROM truth t WHERE f.i = t.i AND f.start < t.start + t.length AND t.start < f.start + f.length)}), '',
	'no folio, case, norm, amount or code is taken for an identifier');
is(sql(q{SELECT count(*) FROM found f JOIN truth t USING (i)
		WHERE f.start < t.start + t.length AND t.start < f.start + f.length
		AND (f.start < t.start OR f.start + f.length > t.start + t.length)}), '0', 'and nothing beside an identifier goes with it');
# a text that was redacted has nothing left
is(sql(q{SELECT count(*) FROM complaint, find_pii(redact_pii(t))}), '0', 'what was redacted has nothing left to find');

# What doc/reference/redact.md says of these complaints, by kind and language:
# how many identifiers, how many of a hundred are found whole under their kind,
# and how many of a hundred that are found are there.
my $measured = sql(q{
	SELECT string_agg(format('| `%s` | %s |', kind, cells), E'\n' ORDER BY kind COLLATE "C") FROM (
		SELECT kind, string_agg(coalesce(n::text || ' | ' || found || ' | ' || correct, ' | | '), ' | ' ORDER BY lang = 'fr', lang = 'en') AS cells
		FROM (SELECT DISTINCT kind FROM truth) k CROSS JOIN (VALUES ('es'), ('en'), ('fr')) l(lang)
		LEFT JOIN (SELECT c.lang, t.kind, count(*) AS n, to_char(100.0 * count(f.i) / count(*), 'FM990.0') AS found
			FROM truth t JOIN complaint c USING (i)
			LEFT JOIN found f ON f.i = t.i AND f.kind = t.kind AND f.start = t.start AND f.length = t.length GROUP BY 1, 2) r USING (lang, kind)
		LEFT JOIN (SELECT c.lang, f.kind, to_char(100.0 * count(t.i) / count(*), 'FM990.0') AS correct
			FROM found f JOIN complaint c USING (i)
			LEFT JOIN truth t ON f.i = t.i AND f.kind = t.kind AND f.start = t.start AND f.length = t.length GROUP BY 1, 2) p USING (lang, kind)
		GROUP BY kind) x});
open(my $page, '<:encoding(UTF-8)', "$FindBin::Bin/../../doc/reference/redact.md") or die $!;
my $stated = join '', grep { /^\| `\w+` \| *\d* \|/ } <$page>;
close $page;
chomp $stated;
is($stated, $measured, 'the page states recall and precision by kind and language as they are');

# --- every disguise, and what looks like one: «kind text» must be found, and
# nothing besides
my (@disguises, @marked);
open(my $file, '<:encoding(UTF-8)', "$FindBin::Bin/../data/redaction_hostile.txt") or die $!;
while (my $line = <$file>)
{
	chomp $line;
	next if $line =~ /^#|^$/;
	$line =~ tr/⏎␣/\n /;
	my ($text, @ids) = ('');
	while ($line =~ s/^(.*?)«(\w+) (.*?)»//s)
	{
		$text .= $1;
		push @ids, "$2:" . (length($text) + 1) . ':' . length($3);
		$text .= $3;
	}
	push @disguises, '(' . @disguises . ', ' . quoted($text . $line) . ", '@ids')";
}
close $file;
$script = 'CREATE TABLE disguise (i int, t text, ids text); INSERT INTO disguise VALUES ' . join(",\n", @disguises);
utf8::encode($script);
sql($script);
cmp_ok(scalar @disguises, '>', 750, @disguises . ' disguises and look-alikes');
is(sql(q{SELECT t || ' (' || ids || ') ' || found FROM (SELECT i, t, ids,
			coalesce((SELECT string_agg(kind || ':' || start || ':' || length, ' ') FROM find_pii(t)), '') AS found FROM disguise) x
		WHERE found <> ids AND NOT (ids LIKE 'any:%' AND split_part(found, ':', 2) = split_part(ids, ':', 2) AND split_part(found, ':', 3) = split_part(ids, ':', 3))
		ORDER BY i}), '', 'each is found whole, under its kind, and nothing else');
is(sql(q{SELECT t FROM disguise WHERE EXISTS (SELECT FROM find_pii(redact_pii(t)))}), '', 'and once redacted they have nothing left');

# the same grammars as calls of regexp_replace, without their context
my $regexp = 'normalize(t, NFKC)';
$regexp = "regexp_replace($regexp, " . quoted($_) . q{, '[X]', 'gi')}
  for '\m[A-Z]{4}[ -]?\d{6}[ -]?[HMX][A-Z]{5}[ -]?[0-9A-Z]\d\M', '\m[A-Z&Ñ]{3,4}[ -]?\d{6}[ -]?[0-9A-Z]{2}[0-9A]\M',
  '\m\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{4}[ -]?\d\M', '\m[A-Z]\d{2}-\d{5}-\d{2}-\d\M', '\m[A-Z]{6}\d{8}[HM]\d{3}\M',
  '\m\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}\M|\m\d{18}\M', '\m\d{3}[ -]\d{3}[ -]\d{3}\M|\m\d{5} ?\d{4}( ?R[CMPT] ?\d{4})?\M',
  '\m\d{3}[- ]\d{2}[- ]\d{4}\M', '\m\d{2}-\d{7}\M', '(\+?\d{1,2}[ .-]?)?\(?\m\d{2,3}\)?[ .-]?\d{3,4}[ .-]?\d{4}\M',
  '[[:alnum:]._%+-]+@[[:alnum:].-]+\.[[:alpha:]]{2,}|https?://\S+|www\.\S+', '\m\d{1,2}[/-]\d{1,2}[/-]\d{4}\M|\m\d{4}-\d{2}-\d{2}\M';
utf8::encode($regexp);

# in seconds of a processor: other tests run beside this one, and the clock goes on
my $processor = q{split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::float8 / 1e9};

sub seconds
{
	my ($expression) = @_;
	my $best;

	for (1 .. 3)
	{
		my ($taken) = sql("SET max_parallel_workers_per_gather = 0;
				SELECT $processor AS before \\gset
				SELECT sum(length($expression)) FROM complaint, generate_series(1, 4);
				SELECT $processor - :before") =~ /(\S+)\z/;
		$best = $taken if !defined $best || $taken < $best;
	}
	return $best;
}
my $ratio = seconds('redact_pii(t)') / seconds($regexp);
cmp_ok($ratio, '<=', 0.2, sprintf('redact_pii takes %.2f of the time of twelve calls of regexp_replace', $ratio));

# --- the sentences that came with the data
SKIP:
{
	my $file = TradeLabor::data('labor/redaction_fixture.csv') or skip 'labor/redaction_fixture.csv is not here', 2;

	sql(qq{CREATE TABLE fixture (lang text, t text, ids text); COPY fixture FROM '$file' (FORMAT csv, HEADER)});
	# what is listed, and what is found without its separators
	is(sql(q{
		SELECT string_agg(t, E'\n') FROM (
			SELECT t, (SELECT string_agg(upper(regexp_replace(split_part(x, ':', 2), '[^[:alnum:]+@]', '', 'g')), ' ' ORDER BY 1)
				FROM unnest(string_to_array(ids, ';')) x WHERE ids !~ '^\(none') AS listed,
				(SELECT string_agg(upper(regexp_replace(substr(t, start, length), '[^[:alnum:]+@]', '', 'g')), ' ' ORDER BY 1)
				FROM find_pii(t)) AS found
			FROM fixture) x
		WHERE array(SELECT unnest(string_to_array(listed, ' ')) ORDER BY 1) IS DISTINCT FROM array(SELECT unnest(string_to_array(found, ' ')) ORDER BY 1)}),
		'', 'the fixture: all that is listed is found, and nothing else');
	cmp_ok(sql('SELECT count(*) FROM fixture'), '>=', 12, 'in all of its sentences');
}

$node->stop;
done_testing();
