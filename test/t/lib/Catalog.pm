# What the catalogs say about the extension, without a number in it that differs
# from one database to the next: for comparing two installations.
package Catalog;

use strict;
use warnings;

use PostgreSQL::Test::Utils;
use TradeLabor;

# One fact a line.  Rights in any order, and those at the end of the script that
# made them (pg_init_privs) as well: dumps are made by these.
my $facts = q{
	WITH own AS MATERIALIZED (
		SELECT d.classid, d.objid FROM pg_depend d
		WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
			AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'trade_labor')
	), inner_parts AS (
		SELECT classid, objid FROM own
		UNION SELECT 'pg_constraint'::regclass, k.oid FROM pg_constraint k JOIN own o
			ON o.objid = k.conrelid AND o.classid = 'pg_class'::regclass OR o.objid = k.contypid AND o.classid = 'pg_type'::regclass
		UNION SELECT 'pg_class'::regclass, i.indexrelid FROM pg_index i JOIN own o ON o.objid = i.indrelid
		UNION SELECT 'pg_rewrite'::regclass, w.oid FROM pg_rewrite w JOIN own o ON o.objid = w.ev_class
		UNION SELECT 'pg_trigger'::regclass, t.oid FROM pg_trigger t JOIN own o ON o.objid = t.tgrelid
		UNION SELECT 'pg_amop'::regclass, m.oid FROM pg_amop m JOIN own o ON o.objid = m.amopfamily
		UNION SELECT 'pg_amproc'::regclass, m.oid FROM pg_amproc m JOIN own o ON o.objid = m.amprocfamily
		UNION SELECT 'pg_type'::regclass, t.oid FROM pg_type t JOIN own o ON o.objid IN (t.typrelid, t.typelem)
	)
	SELECT fact FROM (
	SELECT pg_describe_object(classid, objid, 0) AS fact FROM inner_parts
	UNION ALL SELECT format('%s owner %s acl %s', pg_describe_object(classid, objid, 0), r.owner::regrole, (SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(r.acl) a))
		FROM own, LATERAL (
			SELECT proowner, proacl FROM pg_proc WHERE oid = objid AND classid = 'pg_proc'::regclass
			UNION ALL SELECT relowner, relacl FROM pg_class WHERE oid = objid AND classid = 'pg_class'::regclass
			UNION ALL SELECT typowner, typacl FROM pg_type WHERE oid = objid AND classid = 'pg_type'::regclass
			UNION ALL SELECT oprowner, NULL FROM pg_operator WHERE oid = objid AND classid = 'pg_operator'::regclass
			UNION ALL SELECT opcowner, NULL FROM pg_opclass WHERE oid = objid AND classid = 'pg_opclass'::regclass
			UNION ALL SELECT opfowner, NULL FROM pg_opfamily WHERE oid = objid AND classid = 'pg_opfamily'::regclass) r(owner, acl)
	UNION ALL SELECT format('%s %s at first %s', pg_describe_object(classid, objid, i.objsubid), i.privtype, (SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(i.initprivs) a))
		FROM own JOIN pg_init_privs i ON i.objoid = objid AND i.classoid = classid
	UNION ALL SELECT format('%s comment %s', pg_describe_object(classid, objid, d.objsubid), d.description)
		FROM inner_parts JOIN pg_description d ON d.objoid = objid AND d.classoid = classid
	UNION ALL SELECT format('%s needs %s %s', pg_describe_object(d.classid, d.objid, d.objsubid), pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid), d.deptype)
		FROM inner_parts JOIN pg_depend d USING (classid, objid)
	UNION ALL SELECT format('%s %s %s', pg_get_functiondef(p.oid), p.prosupport, p.proargtypes::regtype[])
		FROM own JOIN pg_proc p ON p.oid = objid AND classid = 'pg_proc'::regclass WHERE p.prokind <> 'a'
	UNION ALL SELECT format('%s %s %s', p.oid::regprocedure, pg_get_function_arguments(p.oid), (to_jsonb(p) - '{oid,pronamespace,proowner,proargtypes,prorettype,proallargtypes,proacl}'::text[]))
		FROM own JOIN pg_proc p ON p.oid = objid AND classid = 'pg_proc'::regclass WHERE p.prokind = 'a'
	UNION ALL SELECT format('%s %s', a.aggtranstype::regtype, to_jsonb(a) - '{aggtranstype,aggmtranstype,aggsortop}'::text[] || jsonb_build_object('m', a.aggmtranstype::regtype, 'sort', a.aggsortop::regoperator))
		FROM own JOIN pg_aggregate a ON a.aggfnoid = objid AND classid = 'pg_proc'::regclass
	UNION ALL SELECT format('%s %s %s %s %s', t.oid::regtype, t.typelem::regtype, t.typarray::regtype, t.typbasetype::regtype,
			to_jsonb(t) - '{oid,typnamespace,typowner,typrelid,typelem,typarray,typbasetype,typacl}'::text[])
		FROM own JOIN pg_type t ON t.oid = objid AND classid = 'pg_type'::regclass
	UNION ALL SELECT format('%s %s %s', e.enumtypid::regtype, e.enumlabel, row_number() OVER (PARTITION BY e.enumtypid ORDER BY e.enumsortorder))
		FROM own JOIN pg_enum e ON e.enumtypid = objid
	UNION ALL SELECT format('%s of %s and %s, %s', o.oid::regoperator, o.oprcom::regoperator, o.oprnegate::regoperator,
			to_jsonb(o) - '{oid,oprnamespace,oprowner,oprleft,oprright,oprresult,oprcom,oprnegate}'::text[])
		FROM own JOIN pg_operator o ON o.oid = objid AND classid = 'pg_operator'::regclass
	UNION ALL SELECT format('%s default %s key %s', pg_describe_object(classid, objid, 0), c.opcdefault, c.opckeytype::regtype)
		FROM own JOIN pg_opclass c ON c.oid = objid AND classid = 'pg_opclass'::regclass
	UNION ALL SELECT format('%s %s %s', pg_describe_object(classid, objid, 0), m.amopopr::regoperator, m.amoppurpose)
		FROM inner_parts JOIN pg_amop m ON m.oid = objid AND classid = 'pg_amop'::regclass
	UNION ALL SELECT format('%s %s', pg_describe_object(classid, objid, 0), m.amproc)
		FROM inner_parts JOIN pg_amproc m ON m.oid = objid AND classid = 'pg_amproc'::regclass
	UNION ALL SELECT format('%s %s %s %s', pg_describe_object(classid, objid, 0), c.castfunc::regprocedure, c.castcontext, c.castmethod)
		FROM own JOIN pg_cast c ON c.oid = objid AND classid = 'pg_cast'::regclass
	UNION ALL SELECT format('%s %s', c.oid::regclass, to_jsonb(c) - '{oid,relnamespace,reltype,reloftype,relowner,relfilenode,relpages,reltuples,relallvisible,relallfrozen,reltoastrelid,relfrozenxid,relminmxid,relacl}'::text[])
		FROM own JOIN pg_class c ON c.oid = objid AND classid = 'pg_class'::regclass
	UNION ALL SELECT format('%s.%s %s %s %s %s', c.oid::regclass, a.attname, a.atttypid::regtype, a.attcollation::regcollation, pg_get_expr(x.adbin, x.adrelid),
			to_jsonb(a) - '{attrelid,atttypid,attcollation,attstattarget,attcacheoff,atthasmissing,attmissingval,attoptions}'::text[])
		FROM own JOIN pg_class c ON c.oid = objid AND classid = 'pg_class'::regclass JOIN pg_attribute a ON a.attrelid = c.oid
			LEFT JOIN pg_attrdef x ON x.adrelid = c.oid AND x.adnum = a.attnum
	UNION ALL SELECT pg_get_viewdef(objid) FROM own JOIN pg_class c ON c.oid = objid AND c.relkind = 'v' WHERE classid = 'pg_class'::regclass
	UNION ALL SELECT pg_get_indexdef(objid) FROM inner_parts JOIN pg_class c ON c.oid = objid AND c.relkind = 'i' WHERE classid = 'pg_class'::regclass
	UNION ALL SELECT pg_get_triggerdef(objid) FROM inner_parts WHERE classid = 'pg_trigger'::regclass
	UNION ALL SELECT format('%s %s %s', pg_describe_object(classid, objid, 0), pg_get_constraintdef(objid), k.convalidated)
		FROM inner_parts JOIN pg_constraint k ON k.oid = objid WHERE classid = 'pg_constraint'::regclass
	UNION ALL SELECT format('dumped %s %s', t.oid, t.condition) FROM pg_extension e, ROWS FROM (unnest(e.extconfig::regclass[]), unnest(e.extcondition)) t(oid, condition) WHERE e.extname = 'trade_labor'
	UNION ALL SELECT format('%s %s', e.extversion, e.extowner::regrole) FROM pg_extension e WHERE e.extname = 'trade_labor'
	UNION ALL SELECT format('%s has %s', a.attrelid::regclass, shown)
		FROM own JOIN pg_attribute a ON a.attrelid = objid AND a.attname = 'shipped' AND classid = 'pg_class'::regclass,
			regexp_split_to_table(query_to_xml(format('SELECT to_jsonb(x)::text FROM %s x WHERE shipped', a.attrelid::regclass), true, true, '')::text, '\n') shown
	) f ORDER BY fact COLLATE "C"};

# The facts of a database, the schema of the extension being there first.
sub facts
{
	my ($node, $db, $schema) = @_;
	my $text = $node->safe_psql($db, "SET search_path = $schema; " . $facts =~ s/\s+/ /gr);

	return $text =~ s/\b\Q$schema\E\./public./gr =~ s/"?\b\Q$schema\E\b"?/public/gr;
}

# What only one of two texts has, the first 40 facts, marked with - or +; empty where
# they are equal
sub difference
{
	my ($before, $now) = @_;
	my %count;

	$count{$_}-- for split /\n/, $before;
	$count{$_}++ for split /\n/, $now;
	my @found = map { ($count{$_} < 0 ? '- ' : '+ ') . substr($_, 0, 300) } grep { $count{$_} } sort keys %count;
	return join "\n", @found > 40 ? (@found[0 .. 39], '...') : @found;
}

1;
