-- rows/weighted_values: the state of aggregates that must see all values

CREATE TYPE weighted_values;

CREATE FUNCTION weighted_values_in(cstring) RETURNS weighted_values
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_values_in(cstring) IS
	'reads [parameter] {value*weight,...} or [parameter] {value,...}; 22P02 for anything else';

CREATE FUNCTION weighted_values_out(weighted_values) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_values_out(weighted_values) IS
	'the parameter, where the aggregate has one, and value*weight, or value, ascending';

CREATE FUNCTION weighted_values_recv(internal) RETURNS weighted_values
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_values_recv(internal) IS
	'reads the binary form, version 2';

CREATE FUNCTION weighted_values_send(weighted_values) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_values_send(weighted_values) IS
	'the binary form, version 2';

CREATE TYPE weighted_values (
	INPUT = weighted_values_in,
	OUTPUT = weighted_values_out,
	RECEIVE = weighted_values_recv,
	SEND = weighted_values_send,
	STORAGE = extended,
	ALIGNMENT = double
);
COMMENT ON TYPE weighted_values IS
	'the values, with or without weights, that an aggregate such as hhi() or weighted_percentile() has gathered; a state, not for columns';

CREATE FUNCTION weighted_combine(weighted_values, weighted_values) RETURNS weighted_values
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_combine(weighted_values, weighted_values) IS
	'combine function of aggregates over values, with or without weights; 22023 for states of different kinds or parameters';
