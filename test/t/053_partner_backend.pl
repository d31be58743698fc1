# What resolve_partner() and its kin do to a backend: a cancelled build of the
# names leaves nothing, and other encodings than UTF-8 do no harm.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('partner_backend');

# in one session: a build cut short, nothing kept, and the same question again
my ($status, $out, $err) = $node->psql('postgres', q{
	\set kept 'SELECT count(*) FROM pg_backend_memory_contexts WHERE name = ''trade_labor partner names'';'
	:kept
	SET statement_timeout = '1ms';
	SELECT resolve_partner('Francia');
	RESET statement_timeout;
	:kept
	SELECT resolve_partner('Francia');
	:kept
	SELECT sum(total_bytes) < 4 * 1024 * 1024 FROM pg_backend_memory_contexts WHERE name LIKE 'trade_labor partner%';
	SET statement_timeout = '1ms';
	SELECT resolve_partner('Niemcy', 'pl');
	RESET statement_timeout;
	SELECT resolve_partner('Niemcy', 'pl')}, on_error_stop => 0);
like($err, qr/canceling statement due to statement timeout/, 'a build can be cancelled');
like($out, qr/^0\n0\nFRA\n1\nt\n(?:DEU\n)?DEU$/, 'nothing half made is kept, and the next call builds it');

# an error in the same transaction does not undo the names
is($node->psql('postgres', q{
	BEGIN;
	SELECT resolve_partner('Congo');
	ROLLBACK;
	SELECT resolve_partner('Francia')}, on_error_stop => 0, stdout => \my $after), 0, 'an error within');
is($after, 'FRA', 'leaves the names in place');

# a server that cannot write Cyrillic
$node->safe_psql('postgres', q{
	CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'});
$node->safe_psql('latin', 'CREATE EXTENSION trade_labor');
is($node->safe_psql('latin', q{
	SET client_encoding = 'UTF8';
	SELECT resolve_partner('Côte d''Ivoire'), resolve_partner('PERÚ'), resolve_partner('États-Unis'),
		partner_name('PER', 'es'), partner_name('CIV', 'fr'),
		(SELECT partner FROM partner_candidates('México') LIMIT 1)}),
	q{CIV|PER|USA|Perú|Côte d'Ivoire|MEX}, 'LATIN1: names come and go');
is($node->safe_psql('latin', q{
	SET client_encoding = 'UTF8';
	SELECT replace(format_compact(-1234567.0, 'fr', 'CAD'), chr(160), ' '), format_period('2025-08', 'fr'),
		format_period('2025-T2', 'en')}),
	"-1,2 M CAD|août 2025|May - August 2025", 'LATIN1: numbers and periods');
($status, $out, $err) = $node->psql('latin', q{SELECT partner_name('RUS', 'ru')});
like($err, qr/has no equivalent in encoding "LATIN1"/, 'LATIN1: what it does not have is an error');

# bytes without a meaning
$node->safe_psql('postgres', q{
	CREATE DATABASE bytes TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'});
$node->safe_psql('bytes', 'CREATE EXTENSION trade_labor');
is($node->safe_psql('bytes', q{
	SELECT resolve_partner('Mexico'), resolve_partner('México'), partner_name('MEX', 'es'), partner_name('RUS', 'ru')}),
	'MEX|MEX|México|Россия', 'SQL_ASCII: bytes are taken for UTF-8');
($status, $out, $err) = $node->psql('bytes', q{SELECT resolve_partner(E'\xff\xfe')});
like($err, qr/invalid byte sequence for encoding "UTF8"/, 'SQL_ASCII: other bytes are an error');

# Japanese, in an encoding of its own
$node->safe_psql('postgres', q{
	CREATE DATABASE japan TEMPLATE template0 ENCODING 'EUC_JP' LC_COLLATE 'C' LC_CTYPE 'C'});
$node->safe_psql('japan', 'CREATE EXTENSION trade_labor');
is($node->safe_psql('japan', q{
	SET client_encoding = 'UTF8';
	SELECT resolve_partner('メキシコ', 'ja'), partner_name('MEX', 'ja')}), 'MEX|メキシコ', 'EUC_JP: names come and go');

$node->stop;
done_testing();
