-- maintain/maintained

CREATE TABLE maintained_summaries (
	id integer PRIMARY KEY,
	kind text NOT NULL,
	deferred boolean NOT NULL,
	replica boolean NOT NULL,
	summary regclass NOT NULL,
	kept regclass NOT NULL,
	delta regclass NOT NULL,
	source regclass NOT NULL,
	parts regclass[] NOT NULL,
	keys text[] NOT NULL,
	arguments text[] NOT NULL,
	condition text,
	columns text[] NOT NULL,
	column_types text[] NOT NULL,
	functions text[] NOT NULL
);
REVOKE ALL ON maintained_summaries FROM PUBLIC;
COMMENT ON TABLE maintained_summaries IS
	'summaries that keep themselves, and what they are made of; written by the functions that declare and drop them only';
SELECT pg_catalog.pg_extension_config_dump('maintained_summaries', '');

-- A barrier: a function in a reader's condition sees no summary of others.
CREATE VIEW maintained WITH (security_barrier) AS
	SELECT m.summary AS name, m.kind, m.source, CASE WHEN m.deferred THEN 'deferred' ELSE 'immediate' END AS mode,
		m.replica, m.keys, m.arguments, m.condition
	FROM maintained_summaries m JOIN pg_class c ON c.oid = m.source::oid
	WHERE pg_has_role(c.relowner, 'USAGE'::text);
GRANT SELECT ON maintained TO PUBLIC;
COMMENT ON VIEW maintained IS
	'the maintained summaries of the current user''s tables: kind (series, ranking or survival), source, mode, and the expressions that they are made of, in which @extschema@ is the extension''s schema';

CREATE FUNCTION maintain_series(name text, source regclass, keys text[], period text, value text,
		condition text DEFAULT NULL, mode text DEFAULT 'immediate', replica boolean DEFAULT false)
	RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE CALLED ON NULL INPUT PARALLEL UNSAFE;
COMMENT ON FUNCTION maintain_series(text, regclass, text[], text, text, text, text, boolean) IS
	'owner of the source: makes a table (mode deferred: a view) with a counted time_series for each combination of keys, and triggers that keep it: always counted_series(period, value) GROUP BY keys, to the last bit; keys, period, value and condition are IMMUTABLE expressions over a row; NULL is a key of its own; a row whose period or value is NULL does not count; replica: where a subscription writes, too; 42501 for others'' tables, 42P17 for expressions that do not depend on the row alone, 42804 for types that the aggregate does not take';

CREATE FUNCTION maintain_ranking(name text, source regclass, keys text[], member text, value text,
		condition text DEFAULT NULL, mode text DEFAULT 'immediate', replica boolean DEFAULT false)
	RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE CALLED ON NULL INPUT PARALLEL UNSAFE;
COMMENT ON FUNCTION maintain_ranking(text, regclass, text[], text, text, text, text, boolean) IS
	'as maintain_series(), with a counted member_ranking for each combination of keys: counted_ranking(member, value); a row whose value is NULL does not count, one with a value and no member is an error (22004) of the statement that brings it';

CREATE FUNCTION maintain_survival(name text, source regclass, keys text[], duration text, event text,
		condition text DEFAULT NULL, mode text DEFAULT 'immediate', replica boolean DEFAULT false)
	RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE CALLED ON NULL INPUT PARALLEL UNSAFE;
COMMENT ON FUNCTION maintain_survival(text, regclass, text[], text, text, text, text, boolean) IS
	'as maintain_series(), with a survival_curve for each combination of keys: km_curve(duration, event), in days or intervals; a row where either is NULL does not count';

CREATE FUNCTION refresh_maintained(summary regclass, anew boolean DEFAULT false) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION refresh_maintained(regclass, boolean) IS
	'owner of the source: folds what a deferred summary has waiting into its table; anew: makes any summary again from all rows, and the index of its keys where that is lost, with writers kept out meanwhile; NULL in, nothing is done; 42P01 for what is not a maintained summary';

CREATE FUNCTION check_maintained(summary regclass, OUT key text[], OUT kept text, OUT computed text)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION check_maintained(regclass) IS
	'owner of the source: the keys whose bytes are not those computed from all rows, as of one moment, with both states as text, NULL where there is none; no rows where all is right';

CREATE FUNCTION drop_maintained(summary regclass) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION drop_maintained(regclass) IS
	'owner of the source: drops a summary with its tables and triggers; fails where something of yours, such as a view, depends on it';

CREATE FUNCTION maintain_apply() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE CALLED ON NULL INPUT PARALLEL UNSAFE;
COMMENT ON FUNCTION maintain_apply() IS
	'the trigger by which maintained summaries are kept; raises 27000 for a trigger that no declaration has made';

CREATE FUNCTION maintained_table_altered() RETURNS event_trigger
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE CALLED ON NULL INPUT PARALLEL UNSAFE;
COMMENT ON FUNCTION maintained_table_altered() IS
	'event trigger: follows partitions of sources, and keeps the columns that are used';
CREATE FUNCTION maintained_object_dropped() RETURNS event_trigger
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE CALLED ON NULL INPUT PARALLEL UNSAFE;
COMMENT ON FUNCTION maintained_object_dropped() IS
	'event trigger: ends the keeping of summaries whose source or table was dropped, and keeps their triggers and the index of their keys';

CREATE EVENT TRIGGER trade_labor_table_altered ON ddl_command_end
	WHEN TAG IN ('ALTER TABLE', 'CREATE TABLE', 'CREATE SCHEMA', 'CREATE FOREIGN TABLE', 'ALTER FOREIGN TABLE')
	EXECUTE FUNCTION maintained_table_altered();
CREATE EVENT TRIGGER trade_labor_object_dropped ON sql_drop
	EXECUTE FUNCTION maintained_object_dropped();
COMMENT ON EVENT TRIGGER trade_labor_table_altered IS
	'follows partitions of the sources of maintained summaries';
COMMENT ON EVENT TRIGGER trade_labor_object_dropped IS
	'ends the keeping of summaries whose source or table was dropped';
