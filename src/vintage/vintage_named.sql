-- vintage/vintage: the aggregates over vintages of named types

-- Citus sends parts of an aggregate to its workers only where the types of its
-- arguments are said.

CREATE FUNCTION vintage_add(vintage_state, value double precision, vintage date)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME', 'vintage_add_float8'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION vintage_add(vintage_state, value double precision, vintage date, at date)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME', 'vintage_add_float8'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_add(vintage_state, double precision, date) IS
	'support of aggregates: adds a row';
COMMENT ON FUNCTION vintage_add(vintage_state, double precision, date, date) IS
	'support of aggregates: adds a row unless its vintage is later';

CREATE AGGREGATE as_of(value double precision, vintage date, at date) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_latest_float8, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE as_of(double precision, date, date) IS
	'see as_of(double precision, anycompatible, anycompatible)';

CREATE AGGREGATE first_vintage(value double precision, vintage date) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_first_float8, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE first_vintage(double precision, date) IS
	'see first_vintage(double precision, anycompatible)';

CREATE AGGREGATE latest_vintage(value double precision, vintage date) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_latest_float8, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE latest_vintage(double precision, date) IS
	'see latest_vintage(double precision, anycompatible)';

CREATE AGGREGATE revision(value double precision, vintage date) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_revision_float8, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE revision(double precision, date) IS
	'see revision(double precision, anycompatible)';

CREATE FUNCTION vintage_add(vintage_state, value numeric, vintage date)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME', 'vintage_add_numeric'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION vintage_add(vintage_state, value numeric, vintage date, at date)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME', 'vintage_add_numeric'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_add(vintage_state, numeric, date) IS
	'support of aggregates: adds a row';
COMMENT ON FUNCTION vintage_add(vintage_state, numeric, date, date) IS
	'support of aggregates: adds a row unless its vintage is later';

CREATE AGGREGATE as_of(value numeric, vintage date, at date) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_latest_numeric, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE as_of(numeric, date, date) IS
	'see as_of(numeric, anycompatible, anycompatible)';

CREATE AGGREGATE first_vintage(value numeric, vintage date) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_first_numeric, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE first_vintage(numeric, date) IS
	'see first_vintage(numeric, anycompatible)';

CREATE AGGREGATE latest_vintage(value numeric, vintage date) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_latest_numeric, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE latest_vintage(numeric, date) IS
	'see latest_vintage(numeric, anycompatible)';

CREATE AGGREGATE revision(value numeric, vintage date) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_revision_numeric, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE revision(numeric, date) IS
	'see revision(numeric, anycompatible)';

CREATE FUNCTION vintage_of_add(date, vintage date, at date)
	RETURNS date
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION vintage_of_combine(date, date)
	RETURNS date
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_of_add(date, date, date) IS
	'support of aggregates: adds a row';
COMMENT ON FUNCTION vintage_of_combine(date, date) IS
	'support of aggregates: the later one';
CREATE AGGREGATE vintage_of(vintage date, at date) (
	SFUNC = vintage_of_add, STYPE = date, COMBINEFUNC = vintage_of_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_of(date, date) IS
	'see vintage_of(anycompatible, anycompatible)';

CREATE FUNCTION vintage_add(vintage_state, value double precision, vintage timestamp)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME', 'vintage_add_float8'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION vintage_add(vintage_state, value double precision, vintage timestamp, at timestamp)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME', 'vintage_add_float8'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_add(vintage_state, double precision, timestamp) IS
	'support of aggregates: adds a row';
COMMENT ON FUNCTION vintage_add(vintage_state, double precision, timestamp, timestamp) IS
	'support of aggregates: adds a row unless its vintage is later';

CREATE AGGREGATE as_of(value double precision, vintage timestamp, at timestamp) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_latest_float8, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE as_of(double precision, timestamp, timestamp) IS
	'see as_of(double precision, anycompatible, anycompatible)';

CREATE AGGREGATE first_vintage(value double precision, vintage timestamp) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_first_float8, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE first_vintage(double precision, timestamp) IS
	'see first_vintage(double precision, anycompatible)';

CREATE AGGREGATE latest_vintage(value double precision, vintage timestamp) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_latest_float8, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE latest_vintage(double precision, timestamp) IS
	'see latest_vintage(double precision, anycompatible)';

CREATE AGGREGATE revision(value double precision, vintage timestamp) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_revision_float8, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE revision(double precision, timestamp) IS
	'see revision(double precision, anycompatible)';

CREATE FUNCTION vintage_add(vintage_state, value numeric, vintage timestamp)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME', 'vintage_add_numeric'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION vintage_add(vintage_state, value numeric, vintage timestamp, at timestamp)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME', 'vintage_add_numeric'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_add(vintage_state, numeric, timestamp) IS
	'support of aggregates: adds a row';
COMMENT ON FUNCTION vintage_add(vintage_state, numeric, timestamp, timestamp) IS
	'support of aggregates: adds a row unless its vintage is later';

CREATE AGGREGATE as_of(value numeric, vintage timestamp, at timestamp) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_latest_numeric, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE as_of(numeric, timestamp, timestamp) IS
	'see as_of(numeric, anycompatible, anycompatible)';

CREATE AGGREGATE first_vintage(value numeric, vintage timestamp) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_first_numeric, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE first_vintage(numeric, timestamp) IS
	'see first_vintage(numeric, anycompatible)';

CREATE AGGREGATE latest_vintage(value numeric, vintage timestamp) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_latest_numeric, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE latest_vintage(numeric, timestamp) IS
	'see latest_vintage(numeric, anycompatible)';

CREATE AGGREGATE revision(value numeric, vintage timestamp) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_revision_numeric, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE revision(numeric, timestamp) IS
	'see revision(numeric, anycompatible)';

CREATE FUNCTION vintage_of_add(timestamp, vintage timestamp, at timestamp)
	RETURNS timestamp
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION vintage_of_combine(timestamp, timestamp)
	RETURNS timestamp
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_of_add(timestamp, timestamp, timestamp) IS
	'support of aggregates: adds a row';
COMMENT ON FUNCTION vintage_of_combine(timestamp, timestamp) IS
	'support of aggregates: the later one';
CREATE AGGREGATE vintage_of(vintage timestamp, at timestamp) (
	SFUNC = vintage_of_add, STYPE = timestamp, COMBINEFUNC = vintage_of_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_of(timestamp, timestamp) IS
	'see vintage_of(anycompatible, anycompatible)';

CREATE FUNCTION vintage_add(vintage_state, value double precision, vintage timestamptz)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME', 'vintage_add_float8'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION vintage_add(vintage_state, value double precision, vintage timestamptz, at timestamptz)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME', 'vintage_add_float8'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_add(vintage_state, double precision, timestamptz) IS
	'support of aggregates: adds a row';
COMMENT ON FUNCTION vintage_add(vintage_state, double precision, timestamptz, timestamptz) IS
	'support of aggregates: adds a row unless its vintage is later';

CREATE AGGREGATE as_of(value double precision, vintage timestamptz, at timestamptz) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_latest_float8, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE as_of(double precision, timestamptz, timestamptz) IS
	'see as_of(double precision, anycompatible, anycompatible)';

CREATE AGGREGATE first_vintage(value double precision, vintage timestamptz) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_first_float8, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE first_vintage(double precision, timestamptz) IS
	'see first_vintage(double precision, anycompatible)';

CREATE AGGREGATE latest_vintage(value double precision, vintage timestamptz) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_latest_float8, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE latest_vintage(double precision, timestamptz) IS
	'see latest_vintage(double precision, anycompatible)';

CREATE AGGREGATE revision(value double precision, vintage timestamptz) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_revision_float8, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE revision(double precision, timestamptz) IS
	'see revision(double precision, anycompatible)';

CREATE FUNCTION vintage_add(vintage_state, value numeric, vintage timestamptz)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME', 'vintage_add_numeric'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION vintage_add(vintage_state, value numeric, vintage timestamptz, at timestamptz)
	RETURNS vintage_state
	AS 'MODULE_PATHNAME', 'vintage_add_numeric'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_add(vintage_state, numeric, timestamptz) IS
	'support of aggregates: adds a row';
COMMENT ON FUNCTION vintage_add(vintage_state, numeric, timestamptz, timestamptz) IS
	'support of aggregates: adds a row unless its vintage is later';

CREATE AGGREGATE as_of(value numeric, vintage timestamptz, at timestamptz) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_latest_numeric, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE as_of(numeric, timestamptz, timestamptz) IS
	'see as_of(numeric, anycompatible, anycompatible)';

CREATE AGGREGATE first_vintage(value numeric, vintage timestamptz) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_first_numeric, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE first_vintage(numeric, timestamptz) IS
	'see first_vintage(numeric, anycompatible)';

CREATE AGGREGATE latest_vintage(value numeric, vintage timestamptz) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_latest_numeric, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE latest_vintage(numeric, timestamptz) IS
	'see latest_vintage(numeric, anycompatible)';

CREATE AGGREGATE revision(value numeric, vintage timestamptz) (
	SFUNC = vintage_add, STYPE = vintage_state, SSPACE = 64,
	FINALFUNC = vintage_revision_numeric, COMBINEFUNC = vintage_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE revision(numeric, timestamptz) IS
	'see revision(numeric, anycompatible)';

CREATE FUNCTION vintage_of_add(timestamptz, vintage timestamptz, at timestamptz)
	RETURNS timestamptz
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION vintage_of_combine(timestamptz, timestamptz)
	RETURNS timestamptz
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_of_add(timestamptz, timestamptz, timestamptz) IS
	'support of aggregates: adds a row';
COMMENT ON FUNCTION vintage_of_combine(timestamptz, timestamptz) IS
	'support of aggregates: the later one';
CREATE AGGREGATE vintage_of(vintage timestamptz, at timestamptz) (
	SFUNC = vintage_of_add, STYPE = timestamptz, COMBINEFUNC = vintage_of_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_of(timestamptz, timestamptz) IS
	'see vintage_of(anycompatible, anycompatible)';
