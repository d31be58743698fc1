-- From 0.1.0 to 0.2.0: what upgrade/script cannot find out.
--
-- It runs as a superuser, and the tables of 0.1.0 belong to whoever created the
-- extension, who may be none: so nothing is written to them before they are known
-- to be as 0.1.0 made them.  Every call is exact, as in the install script.

LOCK TABLE case_clock_stages, bucket_hierarchies, bucket_ledger_entries, bucket_lines, bucket_line_buckets
	IN ACCESS EXCLUSIVE MODE;

DO $$
DECLARE
	changed record;
BEGIN
	FOR changed IN
		SELECT c.oid::regclass AS relation
		FROM (VALUES
			('case_clock_stages'::regclass, 'procedure text,stage text,ordinal integer,counted_from text,ends_with text,length integer,business boolean,description text,source text,verified boolean,shipped boolean',
				'CHECK ((length >= 0)) PRIMARY KEY (procedure, stage, shipped)', 'false,false,false'),
			('bucket_hierarchies', 'name text,source regclass,levels text[],population text,steward text', 'PRIMARY KEY (name)', ''),
			('bucket_ledger_entries', 'seq bigint,at timestamp with time zone,steward text,action text,release text,policy_digest bytea,cells_digest bytea,mac bytea',
				'PRIMARY KEY (seq)', ''),
			('bucket_lines', 'name text,source regclass,dims text[],contributor text,policy jsonb,readers text[],steward text,vintage integer,frontier text[],buckets bigint,reports bigint,columns text[],paths text[],published_at timestamp with time zone,retracted boolean',
				'PRIMARY KEY (name)', ''),
			('bucket_line_buckets', 'line text,ordinal integer,opened integer,step integer,rest_dim integer,key text,labels text[],level text,n bigint,people bucket_state[]',
				'PRIMARY KEY (line, ordinal)', '')) expected(oid, columns, constraints, defaults)
			JOIN pg_catalog.pg_class c ON c.oid = expected.oid::oid
			JOIN pg_catalog.pg_roles r ON r.oid = c.relowner
		WHERE NOT r.rolsuper AND (c.relkind <> 'r' OR c.relhastriggers OR c.relhasrules OR c.relrowsecurity OR c.relhassubclass
			OR EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhrelid = c.oid)
			OR (SELECT pg_catalog.count(*) FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid) <> 1::bigint
			OR columns <> (SELECT pg_catalog.string_agg(pg_catalog.concat(a.attname, ' ', CASE WHEN a.atttypid = 'bucket_state[]'::regtype::oid THEN 'bucket_state[]' ELSE pg_catalog.format_type(a.atttypid, a.atttypmod) END), ',' ORDER BY a.attnum)
				FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0::smallint)
			OR constraints <> (SELECT pg_catalog.string_agg(pg_catalog.pg_get_constraintdef(k.oid), ' ' ORDER BY k.contype, k.conname)
				FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype <> 'n')
			OR defaults <> (SELECT coalesce(pg_catalog.string_agg(pg_catalog.pg_get_expr(d.adbin, d.adrelid), ',' ORDER BY d.adnum), '')
				FROM pg_catalog.pg_attrdef d WHERE d.adrelid = c.oid))
	LOOP
		RAISE EXCEPTION 'table % is not as trade_labor 0.1.0 made it', changed.relation
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = 'The upgrade would run what its owner put there with the rights of a superuser.',
				HINT = 'Drop its triggers, rules, policies, constraints, indexes and columns that are not the extension''s, and update again.';
	END LOOP;
END
$$;

-- States are not for columns.  Of these, one is gone and the others have another
-- form, in which those of before would be read as something else.
DO $$
DECLARE
	found record;
BEGIN
	FOR found IN
		SELECT pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) AS object, pg_catalog.format_type(s.oid::oid, NULL) AS type
		FROM (VALUES ('concentration_state'::regtype), ('weighted_values'), ('gathered_sums'), ('gathered_rows')) s(oid)
			JOIN pg_catalog.pg_type t ON s.oid::oid IN (t.oid, t.typelem)
			JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_type'::regclass::oid AND d.refobjid = t.oid AND d.deptype = 'n'
		WHERE (s.oid::oid = 'concentration_state'::regtype::oid OR d.classid = 'pg_catalog.pg_class'::regclass::oid AND EXISTS (
				SELECT FROM pg_catalog.pg_class c WHERE c.oid = d.objid AND c.relkind <> 'v'))
			AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend m WHERE m.classid = d.classid AND m.objid = d.objid AND m.deptype = 'e')
		ORDER BY 1
	LOOP
		RAISE EXCEPTION '% has a state of trade_labor 0.1.0', found.object
			USING ERRCODE = 'dependent_objects_still_exist', DETAIL = pg_catalog.format('Type %s is another one from 0.2.0 on.', found.type),
				HINT = 'Drop it, and gather the state anew after the update.';
	END LOOP;
END
$$;

ALTER TABLE case_clock_stages OWNER TO CURRENT_USER;
ALTER TABLE bucket_hierarchies OWNER TO CURRENT_USER;
ALTER TABLE bucket_ledger_entries OWNER TO CURRENT_USER;
ALTER VIEW bucket_ledger OWNER TO CURRENT_USER;
ALTER VIEW bucket_releases OWNER TO CURRENT_USER;
ALTER FUNCTION bucket_family(regclass) OWNER TO CURRENT_USER;
ALTER FUNCTION bucket_risks(regclass, text, text[], text[]) OWNER TO CURRENT_USER;

-- What somebody granted since is taken away and given back at the end.  Else the
-- last chapter would take it for default privileges, and pg_dump for our own.
CREATE TEMP TABLE trade_labor_given AS
	SELECT 'FUNCTION' AS kind, p.oid AS object, p.proname AS name, a.privilege_type AS privilege, a.grantee, pg_catalog.bool_or(a.is_grantable) AS grantable
	FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_extension'::regclass::oid AND d.refobjid = e.oid
		JOIN pg_catalog.pg_proc p ON d.classid = 'pg_catalog.pg_proc'::regclass::oid AND d.objid = p.oid
		LEFT JOIN pg_catalog.pg_init_privs i ON i.classoid = d.classid AND i.objoid = p.oid,
		LATERAL pg_catalog.aclexplode(p.proacl) a
	WHERE e.extname = 'trade_labor' AND d.deptype = 'e' AND p.prokind <> 'p' AND a.grantee <> p.proowner AND a.grantee <> e.extowner
		AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(coalesce(i.initprivs, pg_catalog.acldefault('f', p.proowner))) b
			WHERE b.grantee = a.grantee AND b.privilege_type = a.privilege_type)
	GROUP BY p.oid, a.privilege_type, a.grantee
	UNION ALL
	SELECT 'TABLE', c.oid, c.relname, a.privilege_type, a.grantee, pg_catalog.bool_or(a.is_grantable)
	FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_extension'::regclass::oid AND d.refobjid = e.oid
		JOIN pg_catalog.pg_class c ON d.classid = 'pg_catalog.pg_class'::regclass::oid AND d.objid = c.oid
		LEFT JOIN pg_catalog.pg_init_privs i ON i.classoid = d.classid AND i.objoid = c.oid AND i.objsubid = 0,
		LATERAL pg_catalog.aclexplode(c.relacl) a
	WHERE e.extname = 'trade_labor' AND d.deptype = 'e' AND c.relkind IN ('r', 'v') AND a.grantee <> c.relowner AND a.grantee <> e.extowner
		AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(coalesce(i.initprivs, pg_catalog.acldefault('r', c.relowner))) b
			WHERE b.grantee = a.grantee AND b.privilege_type = a.privilege_type)
	GROUP BY c.oid, a.privilege_type, a.grantee;
CREATE TEMP TABLE trade_labor_init AS
	SELECT i.objoid, i.classoid, i.objsubid, i.initprivs FROM pg_catalog.pg_init_privs i;
DO $$
DECLARE
	given record;
BEGIN
	FOR given IN
		SELECT g.kind, CASE g.kind WHEN 'TABLE' THEN g.object::regclass::text ELSE g.object::regprocedure::text END AS name, g.privilege, g.grantee
		FROM pg_temp.trade_labor_given g
	LOOP
		EXECUTE pg_catalog.format('REVOKE %s ON %s %s FROM %s CASCADE', given.privilege, given.kind, given.name,
			CASE given.grantee WHEN 0::oid THEN 'PUBLIC' ELSE given.grantee::regrole::text END);
	END LOOP;
END
$$;
UPDATE pg_catalog.pg_init_privs SET initprivs = i.initprivs
	FROM pg_temp.trade_labor_init i
	WHERE pg_init_privs.objoid = i.objoid AND pg_init_privs.classoid = i.classoid AND pg_init_privs.objsubid = i.objsubid;
DELETE FROM pg_catalog.pg_init_privs p
	WHERE NOT EXISTS (SELECT FROM pg_temp.trade_labor_init i WHERE p.objoid = i.objoid AND p.classoid = i.classoid AND p.objsubid = i.objsubid);
DROP TABLE pg_temp.trade_labor_init;

-- the new owner, in what pg_dump takes for ours
REVOKE ALL ON bucket_ledger FROM PUBLIC;
GRANT SELECT ON bucket_releases TO PUBLIC;
REVOKE ALL ON FUNCTION bucket_family(regclass) FROM PUBLIC;
REVOKE ALL ON FUNCTION bucket_risks(regclass, text, text[], text[]) FROM PUBLIC;

ALTER TABLE case_clock_stages ADD COLUMN rolls boolean NOT NULL DEFAULT false;

-- The steward is who has the name now.  Nothing fits the seal: declare anew.
ALTER TABLE bucket_hierarchies
	ALTER COLUMN steward TYPE regrole USING coalesce(pg_catalog.to_regrole(pg_catalog.quote_ident(steward)), '-'::regrole),
	ADD COLUMN seal bytea NOT NULL DEFAULT '\x0000000000000000000000000000000000000000000000000000000000000000';
ALTER TABLE bucket_hierarchies ALTER COLUMN seal DROP DEFAULT;

-- 0 in entries of before, whose digests do not have it
ALTER TABLE bucket_ledger_entries ADD COLUMN id integer NOT NULL DEFAULT 0;
ALTER TABLE bucket_ledger_entries ALTER COLUMN id DROP DEFAULT;

-- Releases: the view, on which others may depend, lets go of the table.
CREATE TEMP TABLE trade_labor_lines AS
	SELECT name, source, dims, contributor, policy, readers, steward, vintage, frontier, buckets, reports, columns, paths, published_at, retracted
	FROM ONLY bucket_lines;
CREATE OR REPLACE VIEW bucket_releases WITH (security_barrier) AS
	SELECT NULL::text AS name, NULL::text[] AS dims, NULL::integer AS k, NULL::text AS guarantee, NULL::integer AS vintage,
		NULL::timestamptz AS published_at, NULL::bigint AS buckets, NULL::bigint AS reports, NULL::text AS steward;
ALTER EXTENSION trade_labor DROP TABLE bucket_lines;
DROP TABLE bucket_lines;
DROP TABLE bucket_line_buckets;

-- The key moves, when all is there, to where no publication takes it along.
ALTER TABLE trade_labor_key RENAME TO trade_labor_key_before;

-- everything else

SELECT trade_labor_make_key() FROM trade_labor_key_before;
DROP TABLE trade_labor_key_before;

-- The releases stay as they are for their readers, without the people behind
-- them: those of 0.1.0 are not what the proof of this version asks for.
INSERT INTO bucket_lines (id, name, view, cells, source, steward, dims, contributor, policy, readers,
		vintage, buckets, reports, frontier, columns, paths, proof, entry, seal, published_at, retracted)
	SELECT pg_catalog.row_number() OVER (ORDER BY l.published_at, l.name)::integer, l.name, v.view, coalesce(v.cells, '-'::regclass), l.source,
		coalesce(pg_catalog.to_regrole(pg_catalog.quote_ident(l.steward)), '-'::regrole), l.dims, l.contributor, l.policy,
		ARRAY(SELECT r.oid::regrole FROM pg_catalog.pg_roles r WHERE r.rolname::text = ANY (l.readers) ORDER BY r.oid),
		l.vintage, l.buckets, l.reports, l.frontier, l.columns, l.paths, '{}',
		coalesce((SELECT pg_catalog.max(e.seq) FROM bucket_ledger_entries e WHERE e.release = l.name), 0::bigint), '', l.published_at, l.retracted
	FROM pg_temp.trade_labor_lines l CROSS JOIN LATERAL (
		SELECT coalesce(c.oid::regclass, '-'::regclass) AS view, (SELECT t.oid::regclass
			FROM pg_catalog.pg_rewrite w JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass::oid AND d.objid = w.oid
				JOIN pg_catalog.pg_class t ON d.refclassid = 'pg_catalog.pg_class'::regclass::oid AND t.oid = d.refobjid AND t.relkind = 'r'
			WHERE w.ev_class = c.oid LIMIT 1) AS cells
		FROM (SELECT) one LEFT JOIN pg_catalog.pg_class c
			ON NOT l.retracted AND c.oid = pg_catalog.to_regclass(l.name)::oid AND c.relkind = 'v') v;
DROP TABLE pg_temp.trade_labor_lines;

DO $$
DECLARE
	found record;
BEGIN
	FOR found IN SELECT l.name FROM bucket_lines l WHERE NOT l.retracted ORDER BY l.name LOOP
		RAISE WARNING 'release % stays as it is: trade_labor 0.1.0 published it', found.name
			USING DETAIL = 'Nothing can be published beside it from the same tables, and it cannot be refreshed: the people behind its numbers are not known to the joint proof.',
				HINT = 'Retract it and publish it anew under a new name; compare the two before you do.';
	END LOOP;
	FOR found IN SELECT h.name FROM bucket_hierarchies h ORDER BY h.name LOOP
		RAISE WARNING 'hierarchy "%" was declared under trade_labor 0.1.0', found.name
			USING HINT = 'Its steward has to declare it anew with bucket_hierarchy().';
	END LOOP;
	FOR found IN
		SELECT i.indexrelid::regclass AS relation, pg_catalog.format('REINDEX INDEX %s', i.indexrelid::regclass) AS remedy
		FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i'
		WHERE EXISTS (SELECT FROM pg_catalog.unnest(i.indclass::oid[]) k(oid) JOIN pg_catalog.pg_opclass o ON o.oid = k.oid JOIN pg_catalog.pg_am a ON a.oid = o.opcmethod
			WHERE o.opcintype = 'time_period'::regtype::oid AND a.amname IN ('btree', 'brin'))
		UNION ALL
		SELECT p.partrelid::regclass, 'make the partitions anew'
		FROM pg_catalog.pg_partitioned_table p
		WHERE p.partstrat = 'r' AND EXISTS (SELECT FROM pg_catalog.unnest(p.partclass::oid[]) k(oid) JOIN pg_catalog.pg_opclass o ON o.oid = k.oid
			WHERE o.opcintype = 'time_period'::regtype::oid)
		ORDER BY 1
	LOOP
		RAISE WARNING '% is in the order of periods of trade_labor 0.1.0', found.relation
			USING DETAIL = 'Of the periods that start on one day, the day itself now sorts first.',
				HINT = pg_catalog.format('Where the column holds days beside longer periods: %s.', found.remedy);
	END LOOP;
END
$$;

-- with the functions that read and write it
DROP TYPE concentration_state CASCADE;

-- Rights are given back, those on a function that has other arguments now too, or more
-- of them beside "anyelement", and are not ours.
CREATE TEMP TABLE trade_labor_init AS
	SELECT i.objoid, i.classoid, i.objsubid, i.initprivs FROM pg_catalog.pg_init_privs i;
DO $$
DECLARE
	given record;
BEGIN
	FOR given IN
		SELECT g.kind, c.oid::regclass::text AS name, g.privilege, g.grantee, g.grantable
		FROM pg_temp.trade_labor_given g JOIN pg_catalog.pg_class c ON g.kind = 'TABLE' AND c.oid = g.object
		UNION ALL
		SELECT g.kind, p.oid::regprocedure::text, g.privilege, g.grantee, g.grantable
		FROM pg_temp.trade_labor_given g JOIN pg_catalog.pg_proc p ON g.kind = 'FUNCTION' AND (p.oid = g.object
			OR p.proname = g.name AND (NOT EXISTS (SELECT FROM pg_catalog.pg_proc o WHERE o.oid = g.object)
				OR (g.name = 'bucket_count' OR g.name = 'bucket_state' AND (p.pronargs = 2 OR p.proargtypes[0] = ANY ('{smallint,integer,bigint,uuid}'::regtype[]::oid[])))
					AND EXISTS (SELECT FROM pg_catalog.pg_proc o WHERE o.oid = g.object
						AND o.pronargs = p.pronargs AND o.proargtypes[0] = 'anyelement'::regtype::oid)) AND EXISTS (
				SELECT FROM pg_catalog.pg_depend m JOIN pg_catalog.pg_extension e ON e.oid = m.refobjid
				WHERE m.classid = 'pg_catalog.pg_proc'::regclass::oid AND m.objid = p.oid AND m.deptype = 'e' AND e.extname = 'trade_labor'))
	LOOP
		EXECUTE pg_catalog.format('GRANT %s ON %s %s TO %s%s', given.privilege, given.kind, given.name,
			CASE given.grantee WHEN 0::oid THEN 'PUBLIC' ELSE given.grantee::regrole::text END,
			CASE WHEN given.grantable THEN ' WITH GRANT OPTION' ELSE '' END);
	END LOOP;
END
$$;
UPDATE pg_catalog.pg_init_privs SET initprivs = i.initprivs
	FROM pg_temp.trade_labor_init i
	WHERE pg_init_privs.objoid = i.objoid AND pg_init_privs.classoid = i.classoid AND pg_init_privs.objsubid = i.objsubid;
DELETE FROM pg_catalog.pg_init_privs p
	WHERE NOT EXISTS (SELECT FROM pg_temp.trade_labor_init i WHERE p.objoid = i.objoid AND p.classoid = i.classoid AND p.objsubid = i.objsubid);
DROP TABLE pg_temp.trade_labor_init, pg_temp.trade_labor_given;
