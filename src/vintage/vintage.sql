-- vintage/vintage

--
-- The state: the first and the latest statement of a figure
--

CREATE TYPE vintage_state;

CREATE FUNCTION vintage_state_in(cstring) RETURNS vintage_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_state_out(vintage_state) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_state_recv(internal) RETURNS vintage_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_state_send(vintage_state) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_state_in(cstring) IS 'I/O';
COMMENT ON FUNCTION vintage_state_out(vintage_state) IS 'I/O';
COMMENT ON FUNCTION vintage_state_recv(internal) IS 'I/O';
COMMENT ON FUNCTION vintage_state_send(vintage_state) IS 'I/O';

CREATE TYPE vintage_state (
	INPUT = vintage_state_in,
	OUTPUT = vintage_state_out,
	RECEIVE = vintage_state_recv,
	SEND = vintage_state_send,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE vintage_state IS
	'the first and the latest vintage of a figure with what they say, as gathered by the aggregates as_of, first_vintage, latest_vintage and revision';

CREATE FUNCTION vintage_combine(vintage_state, vintage_state)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_combine(vintage_state, vintage_state) IS
	'support of aggregates: what both say';

CREATE FUNCTION vintage_add(vintage_state, value double precision,
		vintage anycompatible)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME', 'vintage_add_float8'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION vintage_add(vintage_state, value double precision,
		vintage anycompatible, at anycompatible)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME', 'vintage_add_float8'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_add(vintage_state, double precision, anycompatible) IS
	'support of aggregates: adds a row';
COMMENT ON FUNCTION vintage_add(vintage_state, double precision, anycompatible, anycompatible) IS
	'support of aggregates: adds a row unless its vintage is later';

CREATE FUNCTION vintage_first_float8(vintage_state)
	RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_first_float8(vintage_state) IS
	'support of aggregates: the value of the first vintage';

CREATE FUNCTION vintage_latest_float8(vintage_state)
	RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_latest_float8(vintage_state) IS
	'support of aggregates: the value of the latest vintage';

CREATE FUNCTION vintage_revision_float8(vintage_state)
	RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_revision_float8(vintage_state) IS
	'support of aggregates: the latest value less the first';

CREATE FUNCTION vintage_add(vintage_state, value numeric,
		vintage anycompatible)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME', 'vintage_add_numeric'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION vintage_add(vintage_state, value numeric,
		vintage anycompatible, at anycompatible)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME', 'vintage_add_numeric'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_add(vintage_state, numeric, anycompatible) IS
	'support of aggregates: adds a row';
COMMENT ON FUNCTION vintage_add(vintage_state, numeric, anycompatible, anycompatible) IS
	'support of aggregates: adds a row unless its vintage is later';

CREATE FUNCTION vintage_first_numeric(vintage_state)
	RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_first_numeric(vintage_state) IS
	'support of aggregates: the value of the first vintage';

CREATE FUNCTION vintage_latest_numeric(vintage_state)
	RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_latest_numeric(vintage_state) IS
	'support of aggregates: the value of the latest vintage';

CREATE FUNCTION vintage_revision_numeric(vintage_state)
	RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_revision_numeric(vintage_state) IS
	'support of aggregates: the latest value less the first';

--
-- The aggregates.  A vintage is a date, a timestamp, a time_period or an
-- integer.
--

CREATE AGGREGATE as_of(value double precision, vintage anycompatible, at anycompatible) (
	SFUNC = vintage_add,
	STYPE = vintage_state,
	SSPACE = 64,
	FINALFUNC = vintage_latest_float8,
	COMBINEFUNC = vintage_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE as_of(double precision, anycompatible, anycompatible) IS
	'the value of the latest vintage that is not after the time given, NULL if that vintage says NULL or there is none; an error if it states different values';

CREATE AGGREGATE as_of(value numeric, vintage anycompatible, at anycompatible) (
	SFUNC = vintage_add,
	STYPE = vintage_state,
	SSPACE = 64,
	FINALFUNC = vintage_latest_numeric,
	COMBINEFUNC = vintage_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE as_of(numeric, anycompatible, anycompatible) IS
	'the value of the latest vintage that is not after the time given, NULL if that vintage says NULL or there is none; an error if it states different values';

CREATE AGGREGATE first_vintage(value double precision, vintage anycompatible) (
	SFUNC = vintage_add,
	STYPE = vintage_state,
	SSPACE = 64,
	FINALFUNC = vintage_first_float8,
	COMBINEFUNC = vintage_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE first_vintage(double precision, anycompatible) IS
	'the value as first stated, NULL if it was stated as NULL; an error if the first vintage states different values';

CREATE AGGREGATE first_vintage(value numeric, vintage anycompatible) (
	SFUNC = vintage_add,
	STYPE = vintage_state,
	SSPACE = 64,
	FINALFUNC = vintage_first_numeric,
	COMBINEFUNC = vintage_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE first_vintage(numeric, anycompatible) IS
	'the value as first stated, NULL if it was stated as NULL; an error if the first vintage states different values';

CREATE AGGREGATE latest_vintage(value double precision, vintage anycompatible) (
	SFUNC = vintage_add,
	STYPE = vintage_state,
	SSPACE = 64,
	FINALFUNC = vintage_latest_float8,
	COMBINEFUNC = vintage_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE latest_vintage(double precision, anycompatible) IS
	'the value as last stated, NULL if it was stated as NULL; an error if the latest vintage states different values';

CREATE AGGREGATE latest_vintage(value numeric, vintage anycompatible) (
	SFUNC = vintage_add,
	STYPE = vintage_state,
	SSPACE = 64,
	FINALFUNC = vintage_latest_numeric,
	COMBINEFUNC = vintage_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE latest_vintage(numeric, anycompatible) IS
	'the value as last stated, NULL if it was stated as NULL; an error if the latest vintage states different values';

CREATE AGGREGATE revision(value double precision, vintage anycompatible) (
	SFUNC = vintage_add,
	STYPE = vintage_state,
	SSPACE = 64,
	FINALFUNC = vintage_revision_float8,
	COMBINEFUNC = vintage_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revision(double precision, anycompatible) IS
	'the value as last stated less the value as first stated, in the units of the values; 0 for a single vintage; NULL if one of the two is NULL';

CREATE AGGREGATE revision(value numeric, vintage anycompatible) (
	SFUNC = vintage_add,
	STYPE = vintage_state,
	SSPACE = 64,
	FINALFUNC = vintage_revision_numeric,
	COMBINEFUNC = vintage_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revision(numeric, anycompatible) IS
	'the value as last stated less the value as first stated, in the units of the values; 0 for a single vintage; NULL if one of the two is NULL';

CREATE FUNCTION vintage_of_add(anycompatible, vintage anycompatible,
		at anycompatible)
	RETURNS anycompatible
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION vintage_of_combine(anycompatible, anycompatible)
	RETURNS anycompatible
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_of_add(anycompatible, anycompatible, anycompatible) IS
	'support of aggregates: adds a row';
COMMENT ON FUNCTION vintage_of_combine(anycompatible, anycompatible) IS
	'support of aggregates: the later one';
CREATE AGGREGATE vintage_of(vintage anycompatible, at anycompatible) (
	SFUNC = vintage_of_add,
	STYPE = anycompatible,
	COMBINEFUNC = vintage_of_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_of(anycompatible, anycompatible) IS
	'the latest vintage that is not after the time given, whose value as_of() answers; NULL if there is none';

CREATE FUNCTION single_vintage_add(anyelement, vintage anyelement)
	RETURNS anyelement
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION single_vintage_add(anyelement, anyelement) IS
	'support of aggregates: the vintage, if both are one';
CREATE AGGREGATE single_vintage(vintage anyelement) (
	SFUNC = single_vintage_add,
	STYPE = anyelement,
	COMBINEFUNC = single_vintage_add,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE single_vintage(anyelement) IS
	'the vintage that all rows share, of any type; an error where there is more than one; rows of NULL are passed over';
