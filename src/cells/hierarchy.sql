-- cells/hierarchy

CREATE TABLE bucket_hierarchies (
	name text PRIMARY KEY,
	source regclass NOT NULL,
	levels text[] NOT NULL,
	population text,
	steward regrole NOT NULL,
	seal bytea NOT NULL
);
REVOKE ALL ON bucket_hierarchies FROM PUBLIC;
COMMENT ON TABLE bucket_hierarchies IS
	'hierarchies that dimensions of releases climb; written by bucket_hierarchy()';
SELECT pg_catalog.pg_extension_config_dump('bucket_hierarchies', '');

CREATE FUNCTION bucket_hierarchy(name text, source regclass, levels text[], population text DEFAULT NULL)
	RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE CALLED ON NULL INPUT PARALLEL UNSAFE;
REVOKE EXECUTE ON FUNCTION bucket_hierarchy(text, regclass, text[], text) FROM PUBLIC;
COMMENT ON FUNCTION bucket_hierarchy(text, regclass, text[], text) IS
	'steward: declares a table as a hierarchy: its level columns from the finest to the coarsest, each finest label once, and perhaps the column of the population at risk';
