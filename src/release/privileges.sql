-- release/privileges

-- Of PUBLIC, whose OID is 0, has_table_privilege() and its kin answer too.
CREATE FUNCTION bucket_risks(source regclass, contributor text, dims text[], readers text[],
		OUT severity text, OUT object text, OUT role text, OUT problem text, OUT remedy text)
	RETURNS SETOF record
	LANGUAGE sql STABLE CALLED ON NULL INPUT PARALLEL SAFE
BEGIN ATOMIC
	WITH RECURSIVE
	family(oid, named) AS (
		SELECT f, EXISTS (
			SELECT FROM pg_attribute a WHERE a.attrelid = f AND a.attname = contributor AND NOT a.attisdropped)
		FROM bucket_family(source) f
	),
	-- Those that hold contributors, and the views over them that work.  Where a
	-- view gives the contributor a new name, all that it reads may hold them.
	open_relation(oid) AS (
		SELECT f.oid FROM family f
		WHERE f.named OR f.oid = source::oid OR NOT EXISTS (SELECT FROM family o WHERE o.named AND o.oid <> source::oid)
		UNION
		SELECT c.oid
		FROM open_relation o
			JOIN pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::regclass::oid AND d.refobjid = o.oid
				AND d.classid = 'pg_catalog.pg_rewrite'::regclass::oid
			JOIN pg_rewrite w ON w.oid = d.objid
			JOIN pg_class c ON c.oid = w.ev_class
		WHERE c.relkind = 'm' OR pg_catalog.has_any_column_privilege(c.relowner, o.oid, 'SELECT')
	),
	own_object AS (
		SELECT d.classid, d.objid
		FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_catalog.pg_extension'::regclass::oid AND d.refobjid = e.oid
		WHERE e.extname = 'trade_labor' AND d.deptype = 'e'
	),
	secret AS (
		SELECT c.oid, c.relowner, c.relacl, 'the source or a view of it' AS what
		FROM open_relation o JOIN pg_class c ON c.oid = o.oid
		UNION ALL
		SELECT c.oid, c.relowner, c.relacl, 'a table of the extension'
		FROM own_object o JOIN pg_class c ON o.classid = 'pg_catalog.pg_class'::regclass::oid AND c.oid = o.objid
		WHERE c.relname IN ('trade_labor_key', 'bucket_line_buckets', 'bucket_lines', 'bucket_history', 'bucket_ledger_entries')
		UNION ALL
		SELECT c.oid, c.relowner, c.relacl, 'values of all columns'
		FROM pg_class c WHERE c.oid IN ('pg_catalog.pg_statistic'::regclass::oid, 'pg_catalog.pg_statistic_ext_data'::regclass::oid)
	),
	reader AS (
		SELECT r.oid, r.rolname::text AS name, r.rolsuper FROM pg_roles r WHERE r.rolname = ANY (readers)
		UNION ALL SELECT 0::oid, 'PUBLIC', false
	),
	-- the roles that a reader is, has the rights of, or can change to
	guise AS (
		SELECT reader.name, r.oid, r.rolname::text AS role, r.rolcreaterole, r.rolreplication
		FROM reader JOIN pg_roles r ON r.oid = reader.oid
			OR (NOT reader.rolsuper AND reader.oid <> 0::oid AND pg_catalog.pg_has_role(reader.oid, r.oid, 'MEMBER'))
		UNION ALL SELECT name, 0::oid, 'PUBLIC', false, false FROM reader
	),
	finding(severity, object, role, problem, remedy) AS (
		SELECT 'error', 'role ' || pg_catalog.quote_ident(name), name, 'is a superuser, who reads every table',
			'let readers log in as a role without special rights'
		FROM reader WHERE rolsuper
		UNION ALL
		SELECT DISTINCT 'error', s.oid::regclass::text, g.name, 'may use ' || s.what,
			coalesce(
				(SELECT pg_catalog.string_agg(DISTINCT pg_catalog.format('REVOKE %s ON %s FROM %s', a.privilege_type, s.oid::regclass,
						CASE a.grantee WHEN 0::oid THEN 'PUBLIC' ELSE a.grantee::regrole::text END), '; ')
				 FROM (SELECT * FROM pg_catalog.aclexplode(s.relacl)
				       UNION ALL
				       SELECT x.grantor, x.grantee,
							x.privilege_type || ' (' || pg_catalog.quote_ident(t.attname) || ')', x.is_grantable
				       FROM pg_attribute t, pg_catalog.aclexplode(t.attacl) x WHERE t.attrelid = s.oid) a
				 WHERE a.privilege_type ~ '^(SELECT|UPDATE|DELETE|REFERENCES|TRIGGER)' AND a.grantee <> s.relowner
				   AND a.grantee IN (SELECT o.oid FROM guise o WHERE o.name = g.name)),
				(SELECT pg_catalog.format('REVOKE %I FROM %I', o.role, g.name)
				 FROM guise o
				 WHERE o.name = g.name AND o.role <> g.name
				   AND (o.oid = s.relowner OR o.role IN ('pg_read_all_data', 'pg_write_all_data')) LIMIT 1),
				pg_catalog.format('give %s to an owner that is no reader', s.oid::regclass))
		FROM guise g CROSS JOIN secret s JOIN reader r ON r.name = g.name AND NOT r.rolsuper
		WHERE pg_catalog.has_table_privilege(g.oid, s.oid, 'SELECT, UPDATE, DELETE, REFERENCES, TRIGGER')
		   OR pg_catalog.has_any_column_privilege(g.oid, s.oid, 'SELECT, UPDATE, REFERENCES')
		UNION ALL
		SELECT DISTINCT 'error', p.oid::regprocedure::text, g.name, 'may call a function of stewards',
			pg_catalog.format('REVOKE EXECUTE ON FUNCTION %s FROM %s', p.oid::regprocedure,
				CASE g.oid WHEN 0::oid THEN 'PUBLIC' ELSE pg_catalog.quote_ident(g.role) END)
		FROM own_object o JOIN pg_proc p ON o.classid = 'pg_catalog.pg_proc'::regclass::oid AND p.oid = o.objid
			-- and not by obj_description(), which is a query of its own for each function
			JOIN pg_description c ON c.classoid = 'pg_catalog.pg_proc'::regclass::oid AND c.objoid = p.oid AND c.objsubid = 0
			CROSS JOIN guise g JOIN reader r ON r.name = g.name AND NOT r.rolsuper
		WHERE c.description ~ '^(steward|internal):'
		  AND EXISTS (
			SELECT FROM pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a WHERE a.grantee = g.oid)
		UNION ALL
		SELECT 'error', 'role ' || pg_catalog.quote_ident(g.role), g.name,
			CASE WHEN g.rolcreaterole THEN 'may make itself a member of other roles'
			     WHEN g.rolreplication THEN 'may copy the whole server as a replica'
			     ELSE 'may read files of the server' END,
			CASE WHEN g.rolcreaterole THEN pg_catalog.format('ALTER ROLE %I NOCREATEROLE', g.role)
			     WHEN g.rolreplication THEN pg_catalog.format('ALTER ROLE %I NOREPLICATION', g.role)
			     ELSE pg_catalog.format('REVOKE %I FROM %I', g.role, g.name) END
		FROM guise g JOIN reader r ON r.name = g.name AND NOT r.rolsuper
		WHERE g.rolcreaterole OR g.rolreplication
		   OR g.role IN ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
		UNION ALL
		SELECT DISTINCT 'error', 'server ' || pg_catalog.quote_ident(s.srvname), g.name,
			'may read the source through a foreign table of its own',
			pg_catalog.format('REVOKE USAGE ON FOREIGN SERVER %I FROM %s', s.srvname,
				CASE g.oid WHEN 0::oid THEN 'PUBLIC' ELSE pg_catalog.quote_ident(g.role) END)
		FROM family f JOIN pg_foreign_table t ON t.ftrelid = f.oid JOIN pg_foreign_server s ON s.oid = t.ftserver
			CROSS JOIN guise g JOIN reader r ON r.name = g.name AND NOT r.rolsuper
		WHERE EXISTS (
			SELECT FROM pg_catalog.aclexplode(coalesce(s.srvacl, pg_catalog.acldefault('S', s.srvowner))) a
			WHERE a.grantee = g.oid AND a.privilege_type = 'USAGE')
		  AND EXISTS (
			SELECT FROM pg_user_mapping m
			WHERE m.umserver = s.oid AND (m.umuser = 0::oid OR m.umuser IN (SELECT o.oid FROM guise o WHERE o.name = g.name)))
		UNION ALL
		SELECT 'warning', source::text, g.name, 'may add reports, and so feign people: k - 1 of them show that one more came',
			'let reports in by a role that is no reader, one that checks who files'
		FROM guise g WHERE g.oid = 0::oid AND g.name <> 'PUBLIC' AND pg_catalog.has_table_privilege(g.name, source, 'INSERT')
			AND NOT (SELECT rolsuper FROM reader WHERE reader.name = g.name)
		UNION ALL
		SELECT DISTINCT 'warning', 'role ' || pg_catalog.quote_ident(g.role), g.name, 'may see the queries of others, with the values in them',
			pg_catalog.format('REVOKE %I FROM %I', g.role, g.name)
		FROM guise g WHERE g.role IN ('pg_read_all_stats', 'pg_monitor')
		UNION ALL
		SELECT 'notice', 'pg_stat_all_tables', 'PUBLIC',
			'tells everybody how many rows the source has and when one comes',
			'keep releases in a database of their own, or REVOKE SELECT ON pg_catalog.pg_stat_all_tables, pg_catalog.pg_stat_user_tables, pg_catalog.pg_stat_xact_all_tables, pg_catalog.pg_stat_xact_user_tables FROM PUBLIC and REVOKE EXECUTE ON FUNCTION pg_catalog.pg_stat_get_live_tuples(oid), pg_catalog.pg_stat_get_tuples_inserted(oid), pg_catalog.pg_relation_size(regclass,text) FROM PUBLIC'
		WHERE pg_catalog.has_table_privilege(0, 'pg_catalog.pg_stat_all_tables'::regclass, 'SELECT')
		  AND EXISTS (SELECT FROM family f JOIN pg_class c ON c.oid = f.oid WHERE c.relkind IN ('r', 'p'))
	)
	SELECT DISTINCT ON (f.severity, f.object, f.problem, public_too, CASE WHEN NOT public_too THEN f.role END)
		f.severity, f.object, f.role, f.problem, f.remedy
	FROM (SELECT finding.*, EXISTS (
				SELECT FROM finding p
				WHERE p.role = 'PUBLIC' AND p.object = finding.object AND p.problem = finding.problem) AS public_too
		  FROM finding) f
	ORDER BY f.severity, f.object, f.problem, public_too, CASE WHEN NOT public_too THEN f.role END, f.role <> 'PUBLIC';
END;
REVOKE EXECUTE ON FUNCTION bucket_risks(regclass, text, text[], text[]) FROM PUBLIC;
COMMENT ON FUNCTION bucket_risks(regclass, text, text[], text[]) IS
	'internal: who could go around a release with this source, contributor, dimensions and readers';

-- What could stand in for a guard: functions, tables and views of the extension that
-- are no superuser's, or that CREATE OR REPLACE made into something else.  As installed
-- each function is of the one library, the server's own, or an SQL body that is parsed
-- and needs nothing but pg_catalog and the extension.
CREATE FUNCTION bucket_replacements(OUT severity text, OUT object text, OUT role text, OUT problem text, OUT remedy text)
	RETURNS SETOF record
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH own AS (
		SELECT d.classid, d.objid
		FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_catalog.pg_extension'::regclass::oid AND d.refobjid = e.oid
		WHERE e.extname = 'trade_labor' AND d.deptype = 'e'
	),
	routine AS (
		SELECT p.oid, p.proowner AS owner, p.probin, p.prosqlbody IS NOT NULL AS parsed, p.prosecdef OR p.proconfig IS NOT NULL AS altered, l.lanname
		FROM own o JOIN pg_proc p ON p.oid = o.objid JOIN pg_language l ON l.oid = p.prolang
		WHERE o.classid = 'pg_catalog.pg_proc'::regclass::oid
	),
	relation AS (
		SELECT c.oid, c.relowner AS owner
		FROM own o JOIN pg_class c ON c.oid = o.objid
		WHERE o.classid = 'pg_catalog.pg_class'::regclass::oid AND c.relkind IN ('r', 'v', 'm', 'S')
	),
	body(oid, owner, classid, objid) AS (
		SELECT oid, owner, 'pg_catalog.pg_proc'::regclass::oid, oid FROM routine
		UNION ALL
		SELECT r.oid, r.owner, 'pg_catalog.pg_rewrite'::regclass::oid, w.oid
		FROM relation r JOIN pg_rewrite w ON w.ev_class = r.oid
	),
	replaced(oid, owner, classid) AS (
		SELECT oid, owner, 'pg_catalog.pg_proc'::regclass::oid FROM routine
		WHERE altered OR lanname NOT IN ('c', 'internal', 'sql') OR (lanname = 'sql' AND NOT parsed)
		   OR (lanname = 'c' AND probin IS DISTINCT FROM (SELECT pg_catalog.mode() WITHIN GROUP (ORDER BY probin) FROM routine))
		UNION
		SELECT b.oid, b.owner, b.classid
		FROM body b JOIN pg_depend d ON d.classid = b.classid AND d.objid = b.objid
		WHERE d.refclassid IN ('pg_catalog.pg_proc'::regclass::oid, 'pg_catalog.pg_operator'::regclass::oid, 'pg_catalog.pg_class'::regclass::oid)
		  AND d.refobjid >= 16384::oid -- FirstNormalObjectId
		  -- which is hashed; as NOT EXISTS it went through all of "own" for each of a thousand
		  AND (d.refclassid, d.refobjid) NOT IN (SELECT o.classid, o.objid FROM own o)
		  AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = d.refclassid AND i.objid = d.refobjid AND i.deptype = 'i')
	)
	SELECT 'error', x.oid::regprocedure::text, r.rolname::text, 'owns a function of the extension, and can replace it',
		pg_catalog.format('ALTER ROUTINE %s OWNER TO %s', x.oid::regprocedure, 10::oid::regrole) -- BOOTSTRAP_SUPERUSERID
	FROM routine x JOIN pg_roles r ON r.oid = x.owner WHERE NOT r.rolsuper
	UNION ALL
	SELECT 'error', x.oid::regclass::text, r.rolname::text, 'owns a table or view of the extension, and can change it',
		pg_catalog.format('ALTER TABLE %s OWNER TO %s', x.oid::regclass, 10::oid::regrole)
	FROM relation x JOIN pg_roles r ON r.oid = x.owner WHERE NOT r.rolsuper
	UNION ALL
	SELECT 'error', CASE x.classid WHEN 'pg_catalog.pg_proc'::regclass::oid THEN x.oid::regprocedure::text ELSE x.oid::regclass::text END, r.rolname::text, 'owns what is not as the extension made it',
		'restore it from the extension''s install script'
	FROM replaced x JOIN pg_roles r ON r.oid = x.owner;
END;
REVOKE EXECUTE ON FUNCTION bucket_replacements() FROM PUBLIC;
COMMENT ON FUNCTION bucket_replacements() IS
	'internal: functions, tables and views of the extension that are not as a superuser installed them';

CREATE FUNCTION audit_privileges(OUT severity text, OUT object text, OUT role text,
		OUT problem text, OUT remedy text)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
REVOKE EXECUTE ON FUNCTION audit_privileges() FROM PUBLIC;
COMMENT ON FUNCTION audit_privileges() IS
	'steward: who could go around the live releases, what of the extension is not as it was installed, and what is needed; an error is what publish_buckets() and refresh_buckets() refuse';
