-- cells/reach

CREATE FUNCTION bucket_reach(source regclass, OUT classid oid, OUT objid oid, OUT owner oid)
	RETURNS SETOF record
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH RECURSIVE reach(classid, objid) AS (
		SELECT 'pg_catalog.pg_class'::regclass::oid, source::oid
		UNION
		SELECT x.classid, x.objid
		FROM reach r, LATERAL (
			-- what it is made of: rules, indexes, constraints, triggers, defaults
			SELECT d.classid, d.objid FROM pg_depend d
			WHERE d.refclassid = r.classid AND d.refobjid = r.objid AND d.deptype IN ('a', 'i')
			  AND r.classid IN ('pg_catalog.pg_class'::regclass::oid, 'pg_catalog.pg_constraint'::regclass::oid,
				'pg_catalog.pg_type'::regclass::oid)
			-- what it needs; a key or a policy that points to another table reads nothing of ours for it
			UNION ALL SELECT d.refclassid, d.refobjid FROM pg_depend d
			WHERE d.classid = r.classid AND d.objid = r.objid AND d.deptype <> 'e'
			  AND d.refclassid NOT IN ('pg_catalog.pg_extension'::regclass::oid, 'pg_catalog.pg_namespace'::regclass::oid)
			  AND (d.refclassid <> 'pg_catalog.pg_class'::regclass::oid
				OR r.classid IN ('pg_catalog.pg_class'::regclass::oid, 'pg_catalog.pg_rewrite'::regclass::oid,
					'pg_catalog.pg_proc'::regclass::oid)
				OR (SELECT c.relkind FROM pg_class c WHERE c.oid = d.refobjid) = 'c')
			UNION ALL SELECT 'pg_catalog.pg_class'::regclass::oid, i.inhrelid FROM pg_inherits i
			WHERE r.classid = 'pg_catalog.pg_class'::regclass::oid AND i.inhparent = r.objid
			-- labels are the text of values
			UNION ALL SELECT 'pg_catalog.pg_proc'::regclass::oid, c.castfunc::oid FROM pg_cast c
			WHERE r.classid = 'pg_catalog.pg_type'::regclass::oid AND c.castsource = r.objid AND c.castfunc <> 0::oid) x
	)
	SELECT r.classid, r.objid, coalesce(
		(SELECT c.relowner FROM pg_class c
		 WHERE r.classid = 'pg_catalog.pg_class'::regclass::oid AND c.oid = r.objid AND c.relkind IN ('r', 'v', 'm', 'f', 'p')),
		(SELECT p.proowner FROM pg_proc p WHERE r.classid = 'pg_catalog.pg_proc'::regclass::oid AND p.oid = r.objid),
		(SELECT t.typowner FROM pg_type t
		 WHERE r.classid = 'pg_catalog.pg_type'::regclass::oid AND t.oid = r.objid
		   AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
		   AND NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind <> 'c')),
		(SELECT o.oprowner FROM pg_operator o WHERE r.classid = 'pg_catalog.pg_operator'::regclass::oid AND o.oid = r.objid))
	FROM reach r;
END;
REVOKE EXECUTE ON FUNCTION bucket_reach(regclass) FROM PUBLIC;
COMMENT ON FUNCTION bucket_reach(regclass) IS
	'internal: everything that reading or filling a source runs, as pg_depend knows it: relations, functions, types, operators, and what these need; the owner is NULL for what belongs to another of them';

CREATE FUNCTION bucket_family(source regclass) RETURNS SETOF oid
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH RECURSIVE family(oid) AS (
		SELECT r.objid FROM bucket_reach(source) r JOIN pg_class c ON c.oid = r.objid
		WHERE r.classid = 'pg_catalog.pg_class'::regclass::oid AND c.relkind IN ('r', 'v', 'm', 'f', 'p')
		UNION
		SELECT x.oid FROM family f, LATERAL (
			SELECT inhrelid FROM pg_inherits WHERE inhparent = f.oid
			UNION ALL SELECT inhparent FROM pg_inherits WHERE inhrelid = f.oid
			-- foreign tables of one remote table, by the options of postgres_fdw
			UNION ALL SELECT o.ftrelid
				FROM pg_foreign_table t JOIN pg_foreign_table o ON o.ftserver = t.ftserver AND o.ftrelid <> t.ftrelid
					JOIN pg_class tc ON tc.oid = t.ftrelid JOIN pg_class oc ON oc.oid = o.ftrelid
				WHERE t.ftrelid = f.oid AND (t.ftoptions OPERATOR(pg_catalog.=) o.ftoptions OR
					(coalesce((SELECT option_value FROM pg_catalog.pg_options_to_table(t.ftoptions) WHERE option_name = 'schema_name'), tc.relnamespace::regnamespace::text),
					 coalesce((SELECT option_value FROM pg_catalog.pg_options_to_table(t.ftoptions) WHERE option_name = 'table_name'), tc.relname)) OPERATOR(pg_catalog.=)
					(coalesce((SELECT option_value FROM pg_catalog.pg_options_to_table(o.ftoptions) WHERE option_name = 'schema_name'), oc.relnamespace::regnamespace::text),
					 coalesce((SELECT option_value FROM pg_catalog.pg_options_to_table(o.ftoptions) WHERE option_name = 'table_name'), oc.relname)))) x(oid)
	)
	SELECT oid FROM family;
END;
REVOKE EXECUTE ON FUNCTION bucket_family(regclass) FROM PUBLIC;
COMMENT ON FUNCTION bucket_family(regclass) IS
	'internal: what the rows of a source come from: a view and what it reads, by itself or through functions that show what they read; a table with its partitions and parents; foreign tables of the same remote table';
