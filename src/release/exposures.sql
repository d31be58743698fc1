-- release/exposures

CREATE FUNCTION bucket_readers(view regclass, declared regrole[]) RETURNS text[]
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT coalesce(pg_catalog.array_agg(DISTINCT r.rolname::text), '{}'::text[])
	FROM pg_roles r
	WHERE r.oid = ANY (declared::oid[])
	   OR r.oid IN (
		SELECT a.grantee FROM pg_class c, pg_catalog.aclexplode(c.relacl) a
		WHERE c.oid = view::oid AND a.grantee <> c.relowner
		UNION ALL
		SELECT a.grantee FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid, pg_catalog.aclexplode(t.attacl) a
		WHERE c.oid = view::oid AND a.grantee <> c.relowner);
END;
REVOKE EXECUTE ON FUNCTION bucket_readers(regclass, regrole[]) FROM PUBLIC;
COMMENT ON FUNCTION bucket_readers(regclass, regrole[]) IS
	'internal: the readers of a release: those that were declared, and whoever else was granted its view or a column of it';

-- What goes around a release without a right on its source: code, keys that
-- answer, statistics that are public.
CREATE FUNCTION bucket_exposures(source regclass, contributor text, dims text[], readers text[], steward regrole,
		OUT severity text, OUT object text, OUT role text, OUT problem text, OUT remedy text)
	RETURNS SETOF record
	LANGUAGE sql STABLE CALLED ON NULL INPUT PARALLEL SAFE
BEGIN ATOMIC
	WITH
	reach AS MATERIALIZED (SELECT r.classid, r.objid, r.owner FROM bucket_reach(source) r),
	family AS MATERIALIZED (
		SELECT c.oid, c.relkind, c.relowner, c.reltype, EXISTS (
			SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = contributor AND NOT a.attisdropped) AS named
		FROM bucket_family(source) f(oid) JOIN pg_class c ON c.oid = f.oid
	),
	column_name(name) AS (
		SELECT contributor UNION SELECT pg_catalog.regexp_replace(d, '^[^:]*:', '') FROM pg_catalog.unnest(dims) d
	),
	reader AS (
		SELECT r.oid, r.rolname::text AS name FROM pg_roles r WHERE r.rolname::text = ANY (readers) AND NOT r.rolsuper
		UNION ALL SELECT 0::oid, 'PUBLIC'
	),
	-- the roles that a reader is, has the rights of, or can change to
	guise AS (
		SELECT reader.name, r.oid, r.rolname::text AS role
		FROM reader JOIN pg_roles r ON r.oid = reader.oid
			OR (reader.oid <> 0::oid AND pg_catalog.pg_has_role(reader.oid, r.oid, 'MEMBER'))
		UNION ALL SELECT name, 0::oid, 'PUBLIC' FROM reader
	),
	-- functions with the rights of somebody who reads the source
	definer AS (
		SELECT p.oid, p.proowner, g.name, CASE g.oid WHEN 0::oid THEN 'PUBLIC' ELSE pg_catalog.quote_ident(g.role) END AS grantee,
			EXISTS (SELECT FROM family f WHERE f.reltype = p.prorettype) OR EXISTS (
				SELECT FROM family f JOIN pg_depend d ON d.classid = 'pg_catalog.pg_proc'::regclass::oid AND d.objid = p.oid
					AND d.refclassid = 'pg_catalog.pg_class'::regclass::oid AND d.refobjid = f.oid AND d.refobjsubid > 0
				WHERE p.prorettype <> 'pg_catalog.void'::regtype::oid) AS certain
		FROM pg_proc p CROSS JOIN guise g
		WHERE p.prosecdef AND p.oid >= 16384::oid
		  AND EXISTS (SELECT FROM family f WHERE pg_catalog.has_any_column_privilege(p.proowner, f.oid, 'SELECT'))
		  AND EXISTS (
			SELECT FROM pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a WHERE a.grantee = g.oid)
	),
	finding(severity, object, role, problem, remedy) AS (
		SELECT 'error', pg_catalog.pg_describe_object(r.classid, r.objid, 0), g.name, 'owns what reading or filling the source runs',
			pg_catalog.format('ALTER %s %s OWNER TO %I', pg_catalog.upper(i.type), i.identity,
				(SELECT pg_catalog.pg_get_userbyid(c.relowner) FROM pg_class c WHERE c.oid = source::oid))
		FROM reach r JOIN guise g ON g.oid = r.owner,
			LATERAL pg_catalog.pg_identify_object(r.classid, r.objid, 0) i
		WHERE r.objid <> source::oid AND NOT EXISTS (
			SELECT FROM family f WHERE f.named AND f.oid = r.objid AND r.classid = 'pg_catalog.pg_class'::regclass::oid)
		UNION ALL
		SELECT 'error', d.oid::regprocedure::text, d.name, 'may call a function over the source that has the rights of ' || pg_catalog.pg_get_userbyid(d.proowner)::text,
			pg_catalog.format('REVOKE EXECUTE ON FUNCTION %s FROM %s', d.oid::regprocedure, d.grantee)
		FROM definer d WHERE d.certain
		UNION ALL
		SELECT 'warning', d.oid::regprocedure::text, d.name, 'may call a function that has the rights of ' || pg_catalog.pg_get_userbyid(d.proowner)::text,
			pg_catalog.format('read it; if it tells of single reports, REVOKE EXECUTE ON FUNCTION %s FROM %s', d.oid::regprocedure, d.grantee)
		FROM definer d WHERE NOT d.certain
		UNION ALL
		SELECT 'error', f.oid::regclass::text, g.name, 'may empty the source, and publish what it then fills in',
			pg_catalog.format('REVOKE TRUNCATE ON %s FROM %s', f.oid::regclass, CASE g.oid WHEN 0::oid THEN 'PUBLIC' ELSE pg_catalog.quote_ident(g.role) END)
		FROM family f CROSS JOIN guise g
		WHERE f.relkind IN ('r', 'p', 'f') AND EXISTS (
			SELECT FROM pg_class c, pg_catalog.aclexplode(c.relacl) a
			WHERE c.oid = f.oid AND a.grantee = g.oid AND a.grantee <> c.relowner AND a.privilege_type = 'TRUNCATE')
		UNION ALL
		SELECT DISTINCT 'error', i.indexrelid::regclass::text, g.name, 'may insert, and learns from a unique key whether a row is there',
			pg_catalog.format('REVOKE INSERT ON %s FROM %s', f.oid::regclass, CASE g.oid WHEN 0::oid THEN 'PUBLIC' ELSE pg_catalog.quote_ident(g.role) END)
		FROM family f CROSS JOIN guise g JOIN pg_index i ON i.indrelid = f.oid AND (i.indisunique OR i.indisexclusion)
		WHERE EXISTS (
			SELECT FROM pg_attribute a
			WHERE a.attrelid = f.oid AND (a.attnum = ANY (i.indkey::int2[]) OR 0::int2 = ANY (i.indkey::int2[]))
			  AND CASE WHEN f.named THEN a.attname::text IN (SELECT c.name FROM column_name c) ELSE NOT a.atthasdef AND a.attidentity = '' END)
		  AND EXISTS (
			SELECT FROM (
				SELECT x.grantee, x.privilege_type FROM pg_class c, pg_catalog.aclexplode(c.relacl) x WHERE c.oid = f.oid AND x.grantee <> c.relowner
				UNION ALL
				SELECT x.grantee, x.privilege_type FROM pg_attribute t, pg_catalog.aclexplode(t.attacl) x WHERE t.attrelid = f.oid) a
			WHERE a.grantee = g.oid AND a.privilege_type = 'INSERT')
		UNION ALL
		SELECT DISTINCT 'error', source::text, m.rolname::text, 'may read the source, and the release as a member of ' || pg_catalog.quote_ident(r.name),
			pg_catalog.format('REVOKE %I FROM %I', r.name, m.rolname)
		FROM reader r JOIN pg_roles m ON r.oid <> 0::oid AND m.oid <> r.oid AND NOT m.rolsuper
		WHERE pg_catalog.pg_has_role(m.oid, r.oid, 'MEMBER') AND pg_catalog.has_any_column_privilege(m.oid, source::oid, 'SELECT')
		  AND NOT pg_catalog.has_any_column_privilege(r.oid, source::oid, 'SELECT')
		  -- who declares the release, and who owns the source, need no release to read it
		  AND NOT (steward IS NOT NULL AND pg_catalog.pg_has_role(m.oid, steward::oid, 'MEMBER'))
		  AND NOT pg_catalog.pg_has_role(m.oid, (SELECT c.relowner FROM pg_class c WHERE c.oid = source::oid), 'MEMBER')
		UNION ALL
		SELECT 'warning', pg_catalog.pg_describe_object(r.classid, r.objid, 0), 'PUBLIC', 'is run by the source, and what it reads cannot be seen',
			'write it with BEGIN ATOMIC, or see to it that it reads no table of reports'
		FROM reach r JOIN pg_proc p ON r.classid = 'pg_catalog.pg_proc'::regclass::oid AND p.oid = r.objid
		WHERE p.oid >= 16384::oid AND p.prosqlbody IS NULL AND p.provolatile <> 'i' AND p.prorettype <> 'pg_catalog.trigger'::regtype::oid
		  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = r.classid AND d.objid = r.objid AND d.deptype = 'e')
		UNION ALL
		SELECT DISTINCT 'warning', f.oid::regclass::text, 'PUBLIC', 'is kept in parts, and the number of rows of each part is public',
			'keep releases in a database of their own, with the source as a foreign table'
		FROM family f JOIN pg_inherits i ON i.inhparent = f.oid
		WHERE NOT EXISTS (SELECT FROM pg_partitioned_table t WHERE t.partrelid = f.oid AND t.partstrat = 'h')
		UNION ALL
		SELECT 'warning', i.indexrelid::regclass::text, 'PUBLIC', 'is an index over a part of the source whose number of rows is public', 'drop the index, or put its condition into its columns'
		FROM family f JOIN pg_index i ON i.indrelid = f.oid WHERE i.indpred IS NOT NULL
	)
	SELECT DISTINCT ON (f.severity, f.object, f.problem, public_too, CASE WHEN NOT public_too THEN f.role END)
		f.severity, f.object, f.role, f.problem, f.remedy
	FROM (SELECT finding.*, EXISTS (
				SELECT FROM finding p
				WHERE p.role = 'PUBLIC' AND p.object = finding.object AND p.problem = finding.problem) AS public_too
		  FROM finding) f
	ORDER BY f.severity, f.object, f.problem, public_too, CASE WHEN NOT public_too THEN f.role END, f.role <> 'PUBLIC';
END;
REVOKE EXECUTE ON FUNCTION bucket_exposures(regclass, text, text[], text[], regrole) FROM PUBLIC;
COMMENT ON FUNCTION bucket_exposures(regclass, text, text[], text[], regrole) IS
	'internal: what goes around a release of this source without a right on it: code, unique keys, public statistics';

CREATE FUNCTION bucket_custodians(OUT severity text, OUT object text, OUT role text, OUT problem text, OUT remedy text)
	RETURNS SETOF record
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT 'warning', 'role pg_read_all_data', r.rolname::text,
		'may read every table, the root key and the sealed people of releases among them',
		pg_catalog.format('keep the root key in a file (trade_labor.key_file), or REVOKE pg_read_all_data FROM %I', r.rolname)
	FROM pg_roles r JOIN pg_roles a ON a.rolname = 'pg_read_all_data'
	WHERE NOT r.rolsuper AND r.oid <> a.oid AND pg_catalog.pg_has_role(r.oid, a.oid, 'MEMBER');
END;
REVOKE EXECUTE ON FUNCTION bucket_custodians() FROM PUBLIC;
COMMENT ON FUNCTION bucket_custodians() IS
	'internal: the roles that may read all tables';
