# What another session sees of a publication that takes long, and who sees it.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use IPC::Run;
use Test::More;

my $node = TradeLabor::server('release_progress');
$node->safe_psql('postgres', q{
	CREATE ROLE steward LOGIN; CREATE ROLE watcher LOGIN IN ROLE pg_read_all_stats; CREATE ROLE reader LOGIN;
	CREATE SCHEMA pub; GRANT USAGE, CREATE ON SCHEMA pub TO steward; GRANT USAGE ON SCHEMA pub TO reader;
	CREATE TABLE report (sector text, persona text);
	INSERT INTO report SELECT 's' || i % 2, 'p' || i FROM generate_series(1, 60) i;
	GRANT SELECT ON report TO steward;
	GRANT EXECUTE ON FUNCTION publish_buckets, refresh_buckets, protect_buckets, audit_buckets TO steward});
my $publish = q{SELECT count(*) FROM publish_buckets('pub.r', 'report', '{sector}', 'persona', '{}', '{reader}')};

# the query of the steward's session, as a role sees it
sub seen
{
	my ($role) = @_;
	return $node->safe_psql('postgres', q{SELECT query FROM pg_stat_activity WHERE application_name = 'publishing'}, extra_params => [ '-U', $role ]);
}

# The steward's statement while another session holds a lock that it needs.
# Returns that session and the steward's, once he waits.
sub held
{
	my ($lock, $sql) = @_;
	my $holder = $node->background_psql('postgres');
	my ($out, $err) = ('', '');

	$holder->query_safe($_) for 'BEGIN', $lock;
	my $session = IPC::Run::start(
		[ 'psql', '-XAtq', '-d', $node->connstr('postgres') . q{ user=steward application_name=publishing}, '-c', 'SET client_min_messages = warning', '-c', $sql ],
		'>', \$out, '2>', \$err);
	$node->poll_query_until('postgres', q{SELECT count(*) = 1 FROM pg_stat_activity WHERE application_name = 'publishing' AND wait_event_type = 'Lock'})
	  or die "nothing waits: $err";
	return sub { $holder->query_safe('COMMIT'); $holder->quit; $session->finish; return "$out$err"; };
}

my $release = held('LOCK TABLE report', $publish);
is(seen('watcher'), "/* trade_labor: 1 of 6, the source is read */ $publish", 'while the source is read');
is(seen('steward'), seen('watcher'), 'the steward\'s other sessions see it');
unlike(seen('reader'), qr/trade_labor|publish/, 'a reader does not');
is($release->(), "1\n", 'and it is published then');

$release = held('LOCK TABLE bucket_line_buckets IN SHARE MODE', q{SELECT count(*) FROM refresh_buckets('pub.r')});
is(seen('watcher'), q{/* trade_labor: 6 of 6, the vintage is written */ SELECT count(*) FROM refresh_buckets('pub.r')}, 'while it is written');
is($node->safe_psql('postgres', q{SELECT state, state_change > query_start, query_id IS NULL FROM pg_stat_activity WHERE application_name = 'publishing'}),
	'active|t|t', 'since when');
is($release->(), "1\n", 'and it is refreshed then');

# what the statement is afterwards, in one transaction
sub afterwards
{
	my ($sql) = @_;
	my $session = $node->background_psql('postgres', on_error_stop => 0, extra_params => [ '-U', 'steward' ]);

	$session->query($_) for q{SET application_name = 'publishing'}, 'SET client_min_messages = error', 'BEGIN', $sql;
	my $seen = seen('watcher');
	$session->quit;
	return $seen;
}

like(afterwards($_), qr/^\Q$_\E[\s;]*$/, "$_: alone again")
  for q{SELECT count(*) FROM refresh_buckets('pub.r')}, q{SELECT count(*) FROM audit_buckets('pub.r')}, q{SELECT count(*) FROM protect_buckets('report', '{sector}', 'persona')};
$node->safe_psql('postgres', q{CREATE VIEW broken AS SELECT (1 / (length(sector) - 2))::text AS sector, persona FROM report; GRANT SELECT ON broken TO steward});
like(afterwards(q{SELECT count(*) FROM protect_buckets('broken', '{sector}', 'persona')}), qr{^/\* trade_labor: 1 of 6, },
	'an error leaves the phase in which it was raised');

# the identifier of the query stays, where the server computes one
$node->append_conf('postgresql.conf', 'compute_query_id = on');
$node->reload;
$release = held('LOCK TABLE report', q{SELECT count(*) FROM audit_buckets('pub.r')});
is($node->safe_psql('postgres', q{SELECT query_id <> 0 AND query ~ '^/\* trade_labor: 1 of 6' FROM pg_stat_activity WHERE application_name = 'publishing'}), 't', 'with the identifier of its query');
$release->();

$node->stop;
done_testing();
