# What the planner, indexes and rows on the move take on trust: operators and
# their commutators and negators, hashes that fit equality, operator classes that
# are whole, volatility, and what is called leakproof.  As the server's own
# regression tests ask of its catalogs, of everything that the extension made.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('catalog');

my $own = q{
	WITH own AS MATERIALIZED (
		SELECT d.classid, d.objid FROM pg_depend d
		WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
			AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'trade_labor')
	), op AS MATERIALIZED (SELECT o.* FROM pg_operator o JOIN own ON classid = 'pg_operator'::regclass AND objid = o.oid
	), fn AS MATERIALIZED (SELECT p.* FROM pg_proc p JOIN own ON classid = 'pg_proc'::regclass AND objid = p.oid
	), class AS MATERIALIZED (SELECT c.*, am.amname FROM pg_opclass c JOIN own ON classid = 'pg_opclass'::regclass AND objid = c.oid
		JOIN pg_am am ON am.oid = c.opcmethod) };

# what a query finds is wrong; and there is something to find it among
sub none
{
	my ($name, $query) = @_;

	is($node->safe_psql('postgres', "$own $query"), '', $name);
}

cmp_ok($node->safe_psql('postgres', "$own SELECT count(*) FROM op"), '>', 100, 'there are operators');
cmp_ok($node->safe_psql('postgres', "$own SELECT count(*) FROM class"), '>', 10, 'and operator classes');

# ---------------------------------------------------------------- operators

none('a commutator takes the same arguments the other way round, and has this one for its own',
	q{SELECT o.oid::regoperator FROM op o LEFT JOIN pg_operator c ON c.oid = o.oprcom WHERE o.oprcom <> 0
		AND (c.oid IS NULL OR c.oprcom <> o.oid OR c.oprleft <> o.oprright OR c.oprright <> o.oprleft OR c.oprresult <> o.oprresult)});
none('a negator takes the same arguments, is boolean, is another one, and has this one for its own',
	q{SELECT o.oid::regoperator FROM op o LEFT JOIN pg_operator n ON n.oid = o.oprnegate WHERE o.oprnegate <> 0
		AND (n.oid IS NULL OR n.oprnegate <> o.oid OR n.oid = o.oid OR n.oprleft <> o.oprleft OR n.oprright <> o.oprright OR o.oprresult <> 'boolean'::regtype)});
none('no operator is a shell, and each has a function of its types',
	q{SELECT o.oid::regoperator FROM op o LEFT JOIN pg_proc p ON p.oid = o.oprcode
		WHERE p.oid IS NULL OR p.prorettype <> o.oprresult OR p.proargtypes::text <> CASE o.oprleft WHEN 0 THEN o.oprright::text ELSE concat_ws(' ', o.oprleft, o.oprright) END});
none('an operator of an index does not change its mind',
	q{SELECT o.oid::regoperator FROM op o JOIN pg_amop m ON m.amopopr = o.oid JOIN pg_proc p ON p.oid = o.oprcode WHERE p.provolatile = 'v'});
none('mergeable and hashable operators are equality of a family and have commutators',
	q{SELECT o.oid::regoperator FROM op o WHERE (o.oprcanmerge OR o.oprcanhash) AND (o.oprcom = 0
		OR NOT EXISTS (SELECT FROM pg_amop m JOIN pg_am am ON am.oid = m.amopmethod WHERE m.amopopr = o.oid
			AND (am.amname = 'btree' AND m.amopstrategy = 3 OR am.amname = 'hash' AND m.amopstrategy = 1)))});
none('and equality of a btree or hash family is marked so',
	q{SELECT o.oid::regoperator FROM op o JOIN pg_amop m ON m.amopopr = o.oid JOIN pg_am am ON am.oid = m.amopmethod
		WHERE am.amname = 'hash' AND NOT o.oprcanhash});
none('selectivity estimators are there for conditions',
	q{SELECT o.oid::regoperator FROM op o JOIN pg_amop m ON m.amopopr = o.oid WHERE m.amoppurpose = 's' AND (o.oprrest = 0 OR o.oprjoin = 0)});
none('what stands behind a commutator or negator is as immutable and as strict',
	q{SELECT o.oid::regoperator FROM op o JOIN pg_operator c ON c.oid IN (o.oprcom, o.oprnegate) JOIN pg_proc p ON p.oid = o.oprcode JOIN pg_proc q ON q.oid = c.oprcode
		WHERE (p.provolatile, p.proisstrict) <> (q.provolatile, q.proisstrict)});
none('and as leakproof',
	q{SELECT o.oid::regoperator, c.oid::regoperator FROM op o JOIN pg_operator c ON c.oid IN (o.oprcom, o.oprnegate) JOIN pg_proc p ON p.oid = o.oprcode JOIN pg_proc q ON q.oid = c.oprcode
		WHERE p.proleakproof <> q.proleakproof});

# --------------------------------------------------- operator classes, casts

none('operator classes are whole, as amvalidate finds',
	q{SELECT c.opcname, c.amname FROM class c WHERE NOT amvalidate(c.oid)});
none('every type with equality can be hashed with and without a seed',
	q{SELECT o.oid::regoperator FROM op o WHERE o.oprname = '=' AND o.oprleft = o.oprright AND NOT EXISTS (
		SELECT FROM pg_opclass c JOIN pg_am am ON am.oid = c.opcmethod JOIN pg_amproc s ON s.amprocfamily = c.opcfamily AND s.amprocnum = 2
		WHERE am.amname = 'hash' AND c.opcintype = o.oprleft AND c.opcdefault)});
none('binary-compatible casts go between types of one size and alignment',
	q{SELECT c.castsource::regtype, c.casttarget::regtype FROM pg_cast c JOIN own ON classid = 'pg_cast'::regclass AND objid = c.oid
		JOIN pg_type s ON s.oid = c.castsource JOIN pg_type t ON t.oid = c.casttarget
		WHERE c.castmethod = 'b' AND (s.typlen, s.typbyval) <> (t.typlen, t.typbyval)});
none('no cast from text happens by itself but to what is written as one',
	q{SELECT c.castsource::regtype, c.casttarget::regtype FROM pg_cast c JOIN own ON classid = 'pg_cast'::regclass AND objid = c.oid
		WHERE c.castcontext = 'i' AND c.castsource IN ('text'::regtype, 'varchar'::regtype) AND c.casttarget <> 'base_policy'::regtype});

# ---------------------------------------------------------------- functions

none('input and output of types do not change their mind, nor what sends and receives them',
	q{SELECT t.typname FROM pg_type t JOIN own ON classid = 'pg_type'::regclass AND objid = t.oid
		JOIN pg_proc p ON p.oid IN (t.typinput, t.typoutput, t.typreceive, t.typsend) WHERE t.typtype = 'b' AND p.provolatile = 'v'});
none('every base type can be sent and received',
	q{SELECT t.typname FROM pg_type t JOIN own ON classid = 'pg_type'::regclass AND objid = t.oid
		WHERE t.typtype = 'b' AND t.typcategory <> 'A' AND (t.typsend = 0 OR t.typreceive = 0)});
none('an aggregate that workers may run has what it takes',
	q{SELECT a.aggfnoid::regprocedure FROM fn p JOIN pg_aggregate a ON a.aggfnoid = p.oid
		WHERE a.aggcombinefn <> 0 AND (p.proparallel <> 's' OR EXISTS (SELECT FROM pg_proc f
			WHERE f.oid IN (a.aggtransfn, a.aggcombinefn, a.aggfinalfn, a.aggserialfn, a.aggdeserialfn) AND f.proparallel <> 's'))});
none('the parts of an aggregate are as immutable as it is called',
	q{SELECT a.aggfnoid::regprocedure FROM fn p JOIN pg_aggregate a ON a.aggfnoid = p.oid
		JOIN pg_proc f ON f.oid IN (a.aggtransfn, a.aggcombinefn) WHERE f.provolatile = 'v'});
none('a combine function takes and gives the state, and is strict only where the state may be NULL at first',
	q{SELECT a.aggfnoid::regprocedure FROM fn p JOIN pg_aggregate a ON a.aggfnoid = p.oid JOIN pg_proc f ON f.oid = a.aggcombinefn
		WHERE f.pronargs <> 2 OR f.proisstrict AND a.agginitval IS NOT NULL AND a.aggtranstype = 'internal'::regtype});
none('what moves forward moves back',
	q{SELECT a.aggfnoid::regprocedure FROM fn p JOIN pg_aggregate a ON a.aggfnoid = p.oid WHERE (a.aggmtransfn = 0) <> (a.aggminvtransfn = 0)});
none('leakproof is only what compares and hashes whole values',
	q{SELECT p.oid::regprocedure FROM fn p WHERE p.proleakproof
		AND (p.prolang <> (SELECT oid FROM pg_language WHERE lanname = 'internal') AND p.prolang <> (SELECT oid FROM pg_language WHERE lanname = 'c')
			OR p.proname !~ '_(eq|ne|lt|le|ge|gt|cmp|hash|hash_extended|smaller|larger)$' AND p.proname NOT IN ('hs_subtree_max', 'hs_within', 'hs_contains'))});
none('every function, aggregate and type has a comment',
	q{SELECT pg_describe_object(classid, objid, 0) FROM own WHERE classid IN ('pg_proc'::regclass, 'pg_type'::regclass)
		AND NOT EXISTS (SELECT FROM pg_description d WHERE d.objoid = objid AND d.classoid = classid AND d.objsubid = 0)
		AND NOT EXISTS (SELECT FROM pg_type t WHERE t.oid = objid AND classid = 'pg_type'::regclass AND (t.typcategory = 'A'
			OR EXISTS (SELECT FROM pg_class c WHERE c.reltype = t.oid AND c.relkind <> 'c')))});

# ------------------------------------------------------ hash against equality

# Values of each type, and what they are through their text and binary forms.
my %samples = TradeLabor::samples($node);
for my $type (sort keys %samples)
{
	my $hash = $node->safe_psql('postgres', qq{
		SELECT s.amproc::regproc FROM pg_opclass c JOIN pg_am am ON am.oid = c.opcmethod AND am.amname = 'hash'
			JOIN pg_amproc s ON s.amprocfamily = c.opcfamily AND s.amprocnum = 1
		WHERE c.opcintype = '$type'::regtype AND c.opcdefault});

	if ($hash eq '')
	{
		like($node->safe_psql('postgres', "SELECT obj_description('$type'::regtype, 'pg_type')"), qr/not for columns|gathered by/,
			"$type is a state, and has no equality");
		next;
	}
	# a sealed state has no way in by text but COPY
	my $again = $type eq 'bucket_state' ? 'v' : "v::text::$type";
	is($node->safe_psql('postgres', qq{
			WITH v AS MATERIALIZED (SELECT v FROM ($samples{$type}) s UNION ALL SELECT $again FROM ($samples{$type}) s)
			SELECT count(*) > 3, bool_and($hash(a.v) = $hash(b.v) OR a.v <> b.v), bool_and((a.v = b.v) = (b.v = a.v)), bool_and((a.v = b.v) = NOT (a.v <> b.v)),
				count(*) FILTER (WHERE a.v = b.v) >= 2 * (SELECT count(*) FROM ($samples{$type}) s)
			FROM v a, v b}), 't|t|t|t|t', "what is equal hashes alike: $type");
}

$node->stop;
done_testing();
