# Who counts as one person, where a release depends on it: several spellings of
# one, words that stand for nobody, a placeholder that only the steward can know,
# and bytes that are no UTF-8.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('contributors');

# A bucket of three people in many spellings, which a count of spellings opens,
# among reports of others.
$node->safe_psql('postgres', q{
	CREATE TABLE report (a text, persona text);
	INSERT INTO report SELECT 'big', 'p' || i FROM generate_series(1, 40) i;
	INSERT INTO report SELECT 'spelled', p FROM unnest('{00123,123,"123.0","0123.00",1285640123,01285640123,"1285640123.0",77,077,0077,"77.00","+77"}'::text[]) p;
	INSERT INTO report SELECT 'nameless', p FROM unnest('{ANONIMO,"N/A",S/N,NA,0,000000000,999999999," ",sin nombre,Anonymous,desconocido,XAXX010101000}'::text[]) p});
is($node->safe_psql('postgres', 'SELECT a, count(*) FROM report GROUP BY a HAVING count(DISTINCT persona) >= 10 ORDER BY a'),
	"big|40\nnameless|12\nspelled|12", 'count(DISTINCT) takes three people for twelve, and nobody for twelve');
is($node->safe_psql('postgres', 'SELECT a, bucket_count(persona, 10) FROM report GROUP BY a ORDER BY a'),
	"big|40\nnameless|\nspelled|", 'bucket_count does not');
is($node->safe_psql('postgres', 'SELECT a, bucket_contributors(bucket_state(persona)) FROM report GROUP BY a ORDER BY a'),
	"big|40\nnameless|0\nspelled|3", 'it sees three and none');

# A placeholder shows in the dry run, by its share and not by its name.
$node->safe_psql('postgres', q{INSERT INTO report SELECT 'big', 'Ver Oficio' FROM generate_series(1, 60)});
my ($status, $out, $err) = $node->psql('postgres', q{SELECT * FROM protect_buckets('report', '{a}', 'persona')});
like($err, qr/percent: 48\.39, 4\.03, 3\.23, 2\.42, 0\.81, /, 'the dry run shows a contributor of 60 of 124 reports');
unlike($err . $out, qr/oficio/i, 'and not who it is');
like($err, qr/HINT: .*trade_labor\.non_answers/, 'and what to do');
$node->safe_psql('postgres', q{ALTER DATABASE postgres SET trade_labor.non_answers = 'ver oficio'});
($status, $out, $err) = $node->psql('postgres', q{SELECT * FROM protect_buckets('report', '{a}', 'persona')});
like($err, qr/percent: 4\.03, 3\.23, 2\.42, 0\.81, /, 'once it is on the list it is nobody');
$node->safe_psql('postgres', 'CREATE ROLE analyst');
($status, $out, $err) = $node->psql('postgres', q{SELECT trade_labor_version(); SET ROLE analyst; SET trade_labor.non_answers = ''});
like($err, qr/permission denied to set parameter/, 'the list is the superuser\'s');

# Any bytes may stand in a database of SQL_ASCII; none stops a count.
$node->safe_psql('postgres', q{CREATE DATABASE bytes TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'});
$node->safe_psql('bytes', q{CREATE EXTENSION trade_labor});
is($node->safe_psql('bytes', q{
		SELECT bucket_contributors(bucket_state(p::text)) FROM (VALUES (E'JOS\xc3\x89 1'), (E'JOS\xc9 1'), (E'jose 1'), (E'\xff\xfe'), (E'M\xd1'), (E'M\xc3\xb1')) v(p)}),
	'3', 'SQL_ASCII: a name is the same in UTF-8, in Latin 1 and without its accent');
is($node->safe_psql('bytes', q{SELECT bucket_count((E'x\xe9' || i)::text, 10) FROM generate_series(1, 12) i}), '12', 'SQL_ASCII: and counts');

$node->stop;
done_testing();
