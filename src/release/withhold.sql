-- release/withhold

-- Last of all chapters.  A site's ALTER DEFAULT PRIVILEGES may have granted
-- roles of its own what the chapters revoke from PUBLIC.  So a function whose
-- comment begins with "steward:" or "internal:", and every table that PUBLIC
-- may not read, is taken back from everybody but its owner.  The superuser
-- then grants, by name, what a steward needs.
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
			AND e.extname = 'trade_labor' AND c.relkind = 'r' AND a.grantee <> c.relowner
			AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(c.relacl) b WHERE b.grantee = 0::oid)
	LOOP
		EXECUTE pg_catalog.format('REVOKE ALL ON %s %s FROM %s',
			object.kind, object.name,
			CASE object.grantee WHEN 0::oid THEN 'PUBLIC'
				ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(object.grantee)) END);
	END LOOP;
END
$$;
