# Releases of inboxes of the size that ministries have: every report once, none
# in too small a bucket, and most of them at the level that analysts ask for.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = TradeLabor::server('release_inbox', 'fsync = off');

sub sql { return $node->safe_psql('postgres', "SET client_min_messages = warning; $_[0]"); }

# what is shown at a level with this column or finer, and all that is wrong
sub check
{
	my ($what, $source, $dims, $contributor, $policy, $place) = @_;
	my $at_least = sql(qq{
		SELECT max(share_so_far) FROM publish_buckets('release', '$source', '$dims', '$contributor', '$policy')
		WHERE level ~ '^$place( x |\$)'});

	cmp_ok($at_least, '>=', 0.53, sprintf '%s: %.1f %% of reports at the level of %s or finer', $what, 100 * $at_least, $place);
	is(sql("SELECT (SELECT sum(n) FROM release) - (SELECT count(*) FROM $source)"), 0, "$what: every report is counted once");
	is(sql(q{SELECT count(*) FROM release WHERE n < contributors_at_least}), 0, "$what: no bucket has fewer reports than people");
	is(sql(q{SELECT string_agg(DISTINCT "check" || ': ' || verdict, ', ') FROM audit_buckets('release')}),
		'ledger: as recorded, next vintage: current, people behind the number: enough, rules of its reports now: all hold, view: as recorded',
		"$what: the audit finds every rule kept in every bucket");
	note(sql(q{SELECT level, count(*), sum(n) FROM release GROUP BY level, opened ORDER BY 3 DESC LIMIT 12}));
	sql(q{SELECT retract_buckets('release')});
}

for my $real (0, 1)
{
	my $list = TradeLabor::data('codes/municipios.csv');
	SKIP:
	{
		skip 'the list of municipalities is not at hand', 4 if $real && !$list;
		if ($real)
		{
			sql('DROP TABLE inbox; DROP TABLE municipality;
				CREATE TABLE municipality (municipio text PRIMARY KEY, estado text NOT NULL, poblacion bigint);
				CREATE TEMP TABLE listed (municipio text, e text, estado text, m text, n text, poblacion bigint, x text, y text, z text);'
				. "\n\\copy listed FROM '$list' CSV HEADER\n"
				. 'INSERT INTO municipality SELECT municipio, estado, poblacion FROM listed');
		}
		$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), '-f', "$FindBin::Bin/../inbox.sql" ],
			$real ? 'the inbox over the 2,478 municipalities of Mexico' : 'the made-up inbox');
		is(sql('SELECT count(*) FROM inbox'), 11800, '11,800 reports');
		sql(q{SELECT bucket_hierarchy('geo', 'municipality', '{municipio,estado}', 'poblacion')});
		check($real ? 'municipalities of Mexico' : 'made-up municipalities', 'inbox', '{geo:municipio,sector,tipo,month:fecha}', 'persona',
			'{"k":10,"establishments":{"column":"centro","min":3}}', 'municipio');
	}
}

# Wage complaints of Washington State: a row is a violation, a complaint has
# several, and establishments are known by their business number.
SKIP:
{
	my $file = TradeLabor::data('labor/wa_wage_complaints.csv');
	skip 'the wage complaints are not at hand', 4 unless $file;
	sql("CREATE TABLE raw (complaint_id text, ubi text, industry text, er_city text, er_zip text, file_date text, closed_date text,
		complaint_type text, violation_type text, amount_claimed text, amount_assessed text);\n\\copy raw FROM '$file' CSV HEADER\n"
		. q{CREATE TABLE complaint AS SELECT complaint_id, ubi, initcap(btrim(er_city)) AS er_city, industry, violation_type,
			nullif(file_date, '')::date AS file_date FROM raw});
	check('wage complaints', 'complaint', '{er_city,industry,violation_type,month:file_date}', 'complaint_id',
		'{"k":10,"establishments":{"column":"ubi","min":3}}', 'er_city');
}

done_testing();
