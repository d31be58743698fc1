-- Arithmetic of series

CREATE FUNCTION series_plus(time_series, time_series) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION series_plus(time_series, time_series) IS
	'sum of two series of one frequency, period by period; absent where either is';
CREATE OPERATOR + (
	LEFTARG = time_series, RIGHTARG = time_series, FUNCTION = series_plus, COMMUTATOR = +
);
COMMENT ON OPERATOR +(time_series, time_series) IS
	'sum, period by period; absent where either is';

CREATE FUNCTION series_plus_float8(time_series, double precision) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION series_plus_float8(time_series, double precision) IS
	'sum of each value and a number';
CREATE OPERATOR + (
	LEFTARG = time_series, RIGHTARG = double precision,
	FUNCTION = series_plus_float8,
	COMMUTATOR = +
);
COMMENT ON OPERATOR +(time_series, double precision) IS
	'sum of each value and a number';

CREATE FUNCTION float8_plus_series(double precision, time_series) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION float8_plus_series(double precision, time_series) IS
	'sum of each value and a number';
CREATE OPERATOR + (
	LEFTARG = double precision, RIGHTARG = time_series,
	FUNCTION = float8_plus_series,
	COMMUTATOR = +
);
COMMENT ON OPERATOR +(double precision, time_series) IS
	'sum of each value and a number';

CREATE FUNCTION series_minus(time_series, time_series) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION series_minus(time_series, time_series) IS
	'difference of two series of one frequency, period by period; absent where either is';
CREATE OPERATOR - (
	LEFTARG = time_series, RIGHTARG = time_series, FUNCTION = series_minus
);
COMMENT ON OPERATOR -(time_series, time_series) IS
	'difference, period by period; absent where either is';

CREATE FUNCTION series_minus_float8(time_series, double precision) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION series_minus_float8(time_series, double precision) IS
	'difference of each value and a number';
CREATE OPERATOR - (
	LEFTARG = time_series, RIGHTARG = double precision,
	FUNCTION = series_minus_float8
);
COMMENT ON OPERATOR -(time_series, double precision) IS
	'difference of each value and a number';

CREATE FUNCTION float8_minus_series(double precision, time_series) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION float8_minus_series(double precision, time_series) IS
	'difference of each value and a number';
CREATE OPERATOR - (
	LEFTARG = double precision, RIGHTARG = time_series,
	FUNCTION = float8_minus_series
);
COMMENT ON OPERATOR -(double precision, time_series) IS
	'difference of each value and a number';

CREATE FUNCTION series_times(time_series, time_series) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION series_times(time_series, time_series) IS
	'product of two series of one frequency, period by period; absent where either is';
CREATE OPERATOR * (
	LEFTARG = time_series, RIGHTARG = time_series, FUNCTION = series_times, COMMUTATOR = *
);
COMMENT ON OPERATOR *(time_series, time_series) IS
	'product, period by period; absent where either is';

CREATE FUNCTION series_times_float8(time_series, double precision) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION series_times_float8(time_series, double precision) IS
	'product of each value and a number';
CREATE OPERATOR * (
	LEFTARG = time_series, RIGHTARG = double precision,
	FUNCTION = series_times_float8,
	COMMUTATOR = *
);
COMMENT ON OPERATOR *(time_series, double precision) IS
	'product of each value and a number';

CREATE FUNCTION float8_times_series(double precision, time_series) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION float8_times_series(double precision, time_series) IS
	'product of each value and a number';
CREATE OPERATOR * (
	LEFTARG = double precision, RIGHTARG = time_series,
	FUNCTION = float8_times_series,
	COMMUTATOR = *
);
COMMENT ON OPERATOR *(double precision, time_series) IS
	'product of each value and a number';

CREATE FUNCTION series_over(time_series, time_series) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION series_over(time_series, time_series) IS
	'quotient of two series of one frequency, period by period; absent where either is; absent where a divisor is 0';
CREATE OPERATOR / (
	LEFTARG = time_series, RIGHTARG = time_series, FUNCTION = series_over
);
COMMENT ON OPERATOR /(time_series, time_series) IS
	'quotient, period by period; absent where either is; absent where a divisor is 0';

CREATE FUNCTION series_over_float8(time_series, double precision) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION series_over_float8(time_series, double precision) IS
	'quotient of each value and a number; absent where a divisor is 0';
CREATE OPERATOR / (
	LEFTARG = time_series, RIGHTARG = double precision,
	FUNCTION = series_over_float8
);
COMMENT ON OPERATOR /(time_series, double precision) IS
	'quotient of each value and a number; absent where a divisor is 0';

CREATE FUNCTION float8_over_series(double precision, time_series) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION float8_over_series(double precision, time_series) IS
	'quotient of each value and a number; absent where a divisor is 0';
CREATE OPERATOR / (
	LEFTARG = double precision, RIGHTARG = time_series,
	FUNCTION = float8_over_series
);
COMMENT ON OPERATOR /(double precision, time_series) IS
	'quotient of each value and a number; absent where a divisor is 0';

CREATE FUNCTION series_negate(time_series) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION series_negate(time_series) IS 'each value negated';
CREATE OPERATOR - (RIGHTARG = time_series, FUNCTION = series_negate);
COMMENT ON OPERATOR -(NONE, time_series) IS 'each value negated';
