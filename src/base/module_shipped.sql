
-- base/module: rows that ship with a table

CREATE FUNCTION keep_shipped_rows() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION keep_shipped_rows() IS
	'internal: leaves shipped rows as they are where a publisher''s changes are applied';

