-- people/key

-- No right on it for anybody but its owner; left out of dumps, because it is
-- not marked with pg_extension_config_dump.
CREATE TABLE trade_labor_key (root bytea NOT NULL);
ALTER TABLE trade_labor_key ALTER COLUMN root SET STORAGE PLAIN;
REVOKE ALL ON trade_labor_key FROM PUBLIC;
COMMENT ON TABLE trade_labor_key IS
	'internal: the root key of this database; not used where the setting trade_labor.key_file names a file; neither dumped nor replicated logically';

CREATE FUNCTION trade_labor_make_key() RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
REVOKE ALL ON FUNCTION trade_labor_make_key() FROM PUBLIC;
COMMENT ON FUNCTION trade_labor_make_key() IS
	'internal: makes the root key of this database where there is none, as after a restore or once it was deleted for good; true when it did';

SELECT trade_labor_make_key();
