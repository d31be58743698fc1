
-- trade/gathered_sums: the state of aggregates that are made of a few sums

CREATE TYPE gathered_sums;

CREATE FUNCTION gathered_sums_in(cstring) RETURNS gathered_sums
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION gathered_sums_out(gathered_sums) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION gathered_sums_recv(internal) RETURNS gathered_sums
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION gathered_sums_send(gathered_sums) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gathered_sums_in(cstring) IS
	'reads kind: rows n, partial n {sum|rest,...}; 22P02 for anything else';
COMMENT ON FUNCTION gathered_sums_out(gathered_sums) IS
	'kind: rows n, partial n {sum|rest,...}: partial are rows of which only a part was known';
COMMENT ON FUNCTION gathered_sums_recv(internal) IS
	'reads the binary form, version 2';
COMMENT ON FUNCTION gathered_sums_send(gathered_sums) IS
	'the binary form, version 2';

CREATE TYPE gathered_sums (
	INPUT = gathered_sums_in,
	OUTPUT = gathered_sums_out,
	RECEIVE = gathered_sums_recv,
	SEND = gathered_sums_send,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE gathered_sums IS
	'the exact sums that an aggregate such as grubel_lloyd or fisher has gathered; a state, not for columns';

CREATE FUNCTION gathered_sums_combine(gathered_sums, gathered_sums) RETURNS gathered_sums
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gathered_sums_combine(gathered_sums, gathered_sums) IS
	'support of aggregates: the sums of both; 22023 for states of different kinds';
