-- calendar/period

CREATE TYPE time_period;

CREATE FUNCTION time_period_in(cstring) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION time_period_out(time_period) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION time_period_recv(internal) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION time_period_send(time_period) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION time_period_in(cstring) IS 'I/O';
COMMENT ON FUNCTION time_period_out(time_period) IS 'I/O';
COMMENT ON FUNCTION time_period_recv(internal) IS 'I/O';
COMMENT ON FUNCTION time_period_send(time_period) IS 'I/O';

CREATE TYPE time_period (
	INPUT = time_period_in,
	OUTPUT = time_period_out,
	RECEIVE = time_period_recv,
	SEND = time_period_send,
	LIKE = int4
);
COMMENT ON TYPE time_period IS
	'a year, half-year, four months, quarter, month, ISO week or day, as SDMX writes it: 2025, 2025-S1, 2025-T2, 2025-Q3, 2025-07, 2025-W05, 2025-07-31';

--
-- Order: by first day, and of two periods that start on one day the longer
-- first.  This is the order of the integers that periods are, so that the
-- server's own int4 functions do all the work.
--

CREATE FUNCTION time_period_lt(time_period, time_period) RETURNS boolean
	AS 'int4lt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION time_period_le(time_period, time_period) RETURNS boolean
	AS 'int4le' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION time_period_eq(time_period, time_period) RETURNS boolean
	AS 'int4eq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION time_period_ne(time_period, time_period) RETURNS boolean
	AS 'int4ne' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION time_period_ge(time_period, time_period) RETURNS boolean
	AS 'int4ge' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION time_period_gt(time_period, time_period) RETURNS boolean
	AS 'int4gt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION time_period_cmp(time_period, time_period) RETURNS integer
	AS 'btint4cmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION time_period_sortsupport(internal) RETURNS void
	AS 'btint4sortsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION time_period_hash(time_period) RETURNS integer
	AS 'hashint4' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION time_period_hash_extended(time_period, bigint) RETURNS bigint
	AS 'hashint4extended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
COMMENT ON FUNCTION time_period_lt(time_period, time_period) IS 'implementation of < operator';
COMMENT ON FUNCTION time_period_le(time_period, time_period) IS 'implementation of <= operator';
COMMENT ON FUNCTION time_period_eq(time_period, time_period) IS 'implementation of = operator';
COMMENT ON FUNCTION time_period_ne(time_period, time_period) IS 'implementation of <> operator';
COMMENT ON FUNCTION time_period_ge(time_period, time_period) IS 'implementation of >= operator';
COMMENT ON FUNCTION time_period_gt(time_period, time_period) IS 'implementation of > operator';
COMMENT ON FUNCTION time_period_cmp(time_period, time_period) IS 'less-equal-greater';
COMMENT ON FUNCTION time_period_sortsupport(internal) IS 'sort support';
COMMENT ON FUNCTION time_period_hash(time_period) IS 'hash';
COMMENT ON FUNCTION time_period_hash_extended(time_period, bigint) IS 'hash with a seed';

CREATE OPERATOR < (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = time_period_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = time_period_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = time_period_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = time_period_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = time_period_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = time_period_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR < (time_period, time_period) IS 'starts earlier, or on the same day and is longer';
COMMENT ON OPERATOR <= (time_period, time_period) IS 'less than or equal';
COMMENT ON OPERATOR = (time_period, time_period) IS 'the same period: same first day and same frequency';
COMMENT ON OPERATOR <> (time_period, time_period) IS 'not equal';
COMMENT ON OPERATOR >= (time_period, time_period) IS 'greater than or equal';
COMMENT ON OPERATOR > (time_period, time_period) IS 'starts later, or on the same day and is shorter';

CREATE OPERATOR CLASS time_period_ops DEFAULT FOR TYPE time_period USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 time_period_cmp(time_period, time_period),
	FUNCTION 2 time_period_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);

CREATE OPERATOR CLASS time_period_ops DEFAULT FOR TYPE time_period USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 time_period_hash(time_period),
	FUNCTION 2 time_period_hash_extended(time_period, bigint);

CREATE OPERATOR CLASS time_period_minmax_ops DEFAULT FOR TYPE time_period USING brin AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 brin_minmax_opcinfo(internal),
	FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 brin_minmax_union(internal, internal, internal);

--
-- A period and its parts
--

CREATE FUNCTION period(day date, freq text) RETURNS time_period
	AS 'MODULE_PATHNAME', 'period_of_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION period(date, text) IS
	'the period of this frequency (A S T Q M W D, or the English word) that holds the day';

CREATE FUNCTION freq(p time_period) RETURNS text
	AS 'MODULE_PATHNAME', 'period_freq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION freq(time_period) IS
	'SDMX code of the frequency: A year, S half-year, T four months, Q quarter, M month, W ISO week, D day';

CREATE FUNCTION year(p time_period) RETURNS integer
	AS 'MODULE_PATHNAME', 'period_year' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION year(time_period) IS
	'the year; of a week its ISO year, that of its Thursday';

CREATE FUNCTION subperiod(p time_period) RETURNS integer
	AS 'MODULE_PATHNAME', 'period_subperiod' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION subperiod(time_period) IS
	'the number within the year, from 1: half-year, third, quarter, month, ISO week or day of the year; 1 for a year';

CREATE FUNCTION period_start(p time_period) RETURNS date
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION period_start(time_period) IS 'the first day';

CREATE FUNCTION period_end(p time_period) RETURNS date
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION period_end(time_period) IS 'the last day';

CREATE FUNCTION periods_per_year(p time_period) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION periods_per_year(freq text) RETURNS integer
	AS 'MODULE_PATHNAME', 'periods_per_year_freq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION periods_per_year(time_period) IS
	'observations a year as counted for annual rates: A 1, S 2, T 3, Q 4, M 12, W 52, D 365';
COMMENT ON FUNCTION periods_per_year(text) IS
	'observations a year of a frequency as counted for annual rates: A 1, S 2, T 3, Q 4, M 12, W 52, D 365';

--
-- Arithmetic in periods
--

CREATE FUNCTION period_plus(p time_period, n integer) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION plus_period(n integer, p time_period) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION period_minus(p time_period, n integer) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION period_minus_period(p time_period, q time_period) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION period_plus(time_period, integer) IS 'implementation of + operator';
COMMENT ON FUNCTION plus_period(integer, time_period) IS 'implementation of + operator';
COMMENT ON FUNCTION period_minus(time_period, integer) IS 'implementation of - operator';
COMMENT ON FUNCTION period_minus_period(time_period, time_period) IS 'implementation of - operator';

CREATE OPERATOR + (
	LEFTARG = time_period, RIGHTARG = integer, FUNCTION = period_plus, COMMUTATOR = +
);
CREATE OPERATOR + (
	LEFTARG = integer, RIGHTARG = time_period, FUNCTION = plus_period, COMMUTATOR = +
);
CREATE OPERATOR - (
	LEFTARG = time_period, RIGHTARG = integer, FUNCTION = period_minus
);
CREATE OPERATOR - (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = period_minus_period
);
COMMENT ON OPERATOR + (time_period, integer) IS 'n periods of the same frequency later';
COMMENT ON OPERATOR + (integer, time_period) IS 'n periods of the same frequency later';
COMMENT ON OPERATOR - (time_period, integer) IS 'n periods of the same frequency earlier';
COMMENT ON OPERATOR - (time_period, time_period) IS
	'distance in periods; an error unless both are of one frequency';
