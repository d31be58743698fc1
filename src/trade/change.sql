-- trade/change

CREATE TYPE base_policy AS ENUM ('strict', 'signed', 'magnitude', 'abs_base');
COMMENT ON TYPE base_policy IS
	'what a percent change on a base that is not positive means: strict, NULL unless base > 0; signed, the ratio as written, NULL across a change of sign; magnitude, growth of the magnitude, NULL across a change of sign; abs_base, (new - base) / |base|. NULL for a base of 0 always';

CREATE FUNCTION pct_change(new double precision, base double precision,
		policy base_policy DEFAULT 'strict')
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'pct_change_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pct_change(double precision, double precision, base_policy) IS
	'100 * (new - base) / base, in percent; NULL where the policy has no answer';

CREATE FUNCTION pct_change(new numeric, base numeric,
		policy base_policy DEFAULT 'strict')
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'pct_change_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pct_change(numeric, numeric, base_policy) IS
	'100 * (new - base) / base, in percent; NULL where the policy has no answer';

CREATE FUNCTION log_change(new double precision, base double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'log_change_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_change(double precision, double precision) IS
	'100 * ln(new / base), in percent, additive over time; NULL unless both are positive';

CREATE FUNCTION log_change(new numeric, base numeric) RETURNS numeric
	AS 'MODULE_PATHNAME', 'log_change_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_change(numeric, numeric) IS
	'100 * ln(new / base), in percent, additive over time; NULL unless both are positive';

CREATE FUNCTION midpoint_change(new double precision, base double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'midpoint_change_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION midpoint_change(double precision, double precision) IS
	'100 * (new - base) / ((new + base) / 2), in percent from -200 (exit) to 200 (entry); NULL where one is negative or both are 0. Davis, Haltiwanger, Schuh 1996';

CREATE FUNCTION midpoint_change(new numeric, base numeric) RETURNS numeric
	AS 'MODULE_PATHNAME', 'midpoint_change_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION midpoint_change(numeric, numeric) IS
	'100 * (new - base) / ((new + base) / 2), in percent from -200 (exit) to 200 (entry); NULL where one is negative or both are 0. Davis, Haltiwanger, Schuh 1996';

CREATE FUNCTION annualize(growth_percent double precision,
		periods_per_year integer, n integer DEFAULT 1)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'annualize_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION annualize(double precision, integer, integer) IS
	'growth in percent over n periods as a compound annual rate in percent, ((1 + g / 100) ^ (periods_per_year / n) - 1) * 100; NULL for g < -100. BEA, Survey of Current Business, December 2004. Of figures without seasonal adjustment it says nothing';

CREATE FUNCTION annualize(growth_percent numeric, periods_per_year integer,
		n integer DEFAULT 1)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'annualize_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION annualize(numeric, integer, integer) IS
	'growth in percent over n periods as a compound annual rate in percent, ((1 + g / 100) ^ (periods_per_year / n) - 1) * 100; NULL for g < -100. BEA, Survey of Current Business, December 2004. Of figures without seasonal adjustment it says nothing';

CREATE FUNCTION cagr(first double precision, last double precision,
		years double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'cagr_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cagr(double precision, double precision, double precision) IS
	'compound annual growth rate, ((last / first) ^ (1 / years) - 1) * 100, in percent; NULL unless first and last are positive, and for 0 years';

CREATE FUNCTION cagr(first numeric, last numeric, years numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'cagr_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cagr(numeric, numeric, numeric) IS
	'compound annual growth rate, ((last / first) ^ (1 / years) - 1) * 100, in percent; NULL unless first and last are positive, and for 0 years';

CREATE FUNCTION contribution(part_new double precision,
		part_base double precision, total_base double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'contribution_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION contribution(double precision, double precision, double precision) IS
	'100 * (part_new - part_base) / total_base, in percentage points; over all parts they add up to the growth of the total; NULL unless total_base > 0';

CREATE FUNCTION contribution(part_new numeric, part_base numeric,
		total_base numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'contribution_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION contribution(numeric, numeric, numeric) IS
	'100 * (part_new - part_base) / total_base, in percentage points; over all parts they add up to the growth of the total; NULL unless total_base > 0';
