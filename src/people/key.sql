-- people/key

-- What this database keeps to itself: neither a publication, one of all tables
-- included, nor a dump takes the rows of a materialized view along, while base
-- backups and standbys have them.  No statement can write to one either; its query
-- only keeps REFRESH away.
CREATE FUNCTION trade_labor_keep_key() RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
REVOKE ALL ON FUNCTION trade_labor_keep_key() FROM PUBLIC;
COMMENT ON FUNCTION trade_labor_keep_key() IS
	'internal: error (55000), since REFRESH would destroy the root key';
CREATE MATERIALIZED VIEW trade_labor_key AS SELECT trade_labor_keep_key() AS root WITH NO DATA;
ALTER MATERIALIZED VIEW trade_labor_key ALTER COLUMN root SET STORAGE PLAIN;
REVOKE ALL ON trade_labor_key FROM PUBLIC;
COMMENT ON MATERIALIZED VIEW trade_labor_key IS
	'internal: the root key of this database; not used where the setting trade_labor.key_file names a file; neither dumped nor replicated logically';

CREATE FUNCTION trade_labor_make_key() RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
REVOKE ALL ON FUNCTION trade_labor_make_key() FROM PUBLIC;
COMMENT ON FUNCTION trade_labor_make_key() IS
	'internal: makes the root key of this database where there is none, as after a restore or once it was destroyed; true when it did';

CREATE FUNCTION trade_labor_destroy_key() RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
REVOKE ALL ON FUNCTION trade_labor_destroy_key() FROM PUBLIC;
COMMENT ON FUNCTION trade_labor_destroy_key() IS
	'internal: destroys the root key of this database for good, and with it every state, pseudonym and record of releases; true where there was one';

SELECT trade_labor_make_key();
