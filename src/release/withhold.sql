-- release/withhold

-- Last of all chapters.  A site's ALTER DEFAULT PRIVILEGES may have granted
-- roles of its own what the chapters revoke from PUBLIC.  So a function whose
-- comment begins with "steward:" or "internal:", and every table that PUBLIC
-- may not read, is taken back from everybody but its owner.  The superuser
-- then grants, by name, what a steward needs.
--
-- The owner of all objects is the superuser with whose rights this script runs,
-- in a trusted installation too: whoever created the extension can neither
-- write the records of releases nor replace a function.  He may grant what
-- stewards need, and read and load what pg_dump saves, where he is none himself.
DO $$
DECLARE
	object record;
BEGIN
	FOR object IN
		SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS kind,
			   p.oid::regprocedure::text AS name, a.grantee
		FROM pg_catalog.pg_depend d
			JOIN pg_catalog.pg_extension e ON d.refobjid = e.oid
			JOIN pg_catalog.pg_proc p ON d.objid = p.oid,
			LATERAL pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a
		WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass::oid
			AND d.classid = 'pg_catalog.pg_proc'::regclass::oid
			AND e.extname = 'trade_labor' AND a.grantee <> p.proowner
			AND pg_catalog.obj_description(p.oid, 'pg_proc') ~ '^(steward|internal):'
		UNION ALL
		SELECT 'TABLE', c.oid::regclass::text, a.grantee
		FROM pg_catalog.pg_depend d
			JOIN pg_catalog.pg_extension e ON d.refobjid = e.oid
			JOIN pg_catalog.pg_class c ON d.objid = c.oid,
			LATERAL pg_catalog.aclexplode(c.relacl) a
		WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass::oid
			AND d.classid = 'pg_catalog.pg_class'::regclass::oid
			AND e.extname = 'trade_labor' AND c.relkind IN ('r', 'm') AND a.grantee <> c.relowner
			AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(c.relacl) b WHERE b.grantee = 0::oid)
	LOOP
		EXECUTE pg_catalog.format('REVOKE ALL ON %s %s FROM %s',
			object.kind, object.name,
			CASE object.grantee WHEN 0::oid THEN 'PUBLIC'
				ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(object.grantee)) END);
	END LOOP;

	FOR object IN
		SELECT pg_catalog.format('EXECUTE ON FUNCTION %s TO @extowner@ WITH GRANT OPTION', p.oid::regprocedure) AS granted
		FROM pg_catalog.pg_depend d
			JOIN pg_catalog.pg_extension e ON d.refobjid = e.oid
			JOIN pg_catalog.pg_proc p ON d.objid = p.oid
		WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass::oid
			AND d.classid = 'pg_catalog.pg_proc'::regclass::oid
			AND e.extname = 'trade_labor' AND e.extowner <> p.proowner
			AND pg_catalog.obj_description(p.oid, 'pg_proc') ~ '^steward:'
		UNION ALL
		SELECT pg_catalog.format('%s ON TABLE %s TO %s', a.privileges, c.oid::regclass, a.grantee)
		FROM pg_catalog.pg_extension e, LATERAL pg_catalog.unnest(e.extconfig) t(oid) JOIN pg_catalog.pg_class c ON c.oid = t.oid,
			LATERAL (VALUES ('SELECT', 'pg_database_owner'), ('SELECT, INSERT', '@extowner@')) a(privileges, grantee)
		WHERE e.extname = 'trade_labor'
			AND (a.grantee = 'pg_database_owner' OR e.extowner <> c.relowner)
	LOOP
		EXECUTE pg_catalog.concat('GRANT ', object.granted);
	END LOOP;
END
$$;
