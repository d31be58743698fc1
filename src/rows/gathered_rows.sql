
-- rows/gathered_rows: the state of aggregates that must see all rows

CREATE TYPE gathered_rows;

CREATE FUNCTION gathered_rows_in(cstring) RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION gathered_rows_out(gathered_rows) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION gathered_rows_recv(internal) RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION gathered_rows_send(gathered_rows) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gathered_rows_in(cstring) IS
	'reads partial n [, option n] [, values n] {row,...}; 22P02 for anything else';
COMMENT ON FUNCTION gathered_rows_out(gathered_rows) IS
	'partial n [, option n] [, values n] {row,...}, rows sorted: partial are rows of which only a part was known';
COMMENT ON FUNCTION gathered_rows_recv(internal) IS
	'reads the binary form, version 2';
COMMENT ON FUNCTION gathered_rows_send(gathered_rows) IS
	'the binary form, version 2';

CREATE TYPE gathered_rows (
	INPUT = gathered_rows_in,
	OUTPUT = gathered_rows_out,
	RECEIVE = gathered_rows_recv,
	SEND = gathered_rows_send,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE gathered_rows IS
	'the rows that an aggregate such as export_similarity has gathered; a state, not for columns';

CREATE FUNCTION gathered_rows_combine(gathered_rows, gathered_rows) RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gathered_rows_combine(gathered_rows, gathered_rows) IS
	'support of aggregates: the rows of both; 22023 for states of different kinds';
