\echo Use "CREATE EXTENSION trade_labor" to load this file. \quit

-- base/module

CREATE FUNCTION trade_labor_version() RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_labor_version() IS
	'version of the loaded library; compare with extversion in pg_extension';
