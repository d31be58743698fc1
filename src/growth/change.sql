-- growth/change

CREATE TYPE base_policy AS ENUM ('strict', 'signed', 'magnitude', 'abs_base');
COMMENT ON TYPE base_policy IS
	'what a percent change on a base that is not positive means: strict, NULL unless base > 0; signed, the ratio as written, NULL across a change of sign; magnitude, growth of the magnitude, NULL across a change of sign; abs_base, (new - base) / |base|. NULL for a base of 0 always';

-- Drivers type the strings that they send.  Only functions of growth take this
-- type, so that nothing else can come to be read as it.
CREATE CAST (text AS base_policy) WITH INOUT AS IMPLICIT;
CREATE CAST (varchar AS base_policy) WITH INOUT AS IMPLICIT;
COMMENT ON CAST (text AS base_policy) IS 'one of the labels; raises 22P02';
COMMENT ON CAST (varchar AS base_policy) IS 'one of the labels; raises 22P02';

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

--
-- Window functions.  They need OVER (PARTITION BY ... ORDER BY p), and raise
-- 42P20 for rows in another order, 21000 for two rows of one period, 22023 for
-- mixed frequencies.
--

CREATE FUNCTION lag_at(v anyelement, p time_period, n integer DEFAULT 1)
	RETURNS anyelement
	AS 'MODULE_PATHNAME'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION lag_at(anyelement, time_period, integer) IS
	'v of the period n periods before p by the calendar (after it, for a negative n); NULL where that period is absent';

CREATE FUNCTION change(v double precision, p time_period, n integer DEFAULT 1)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'change_float8'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION change(double precision, time_period, integer) IS
	'v less its value n periods before p by the calendar; NULL where one of the two is absent';

CREATE FUNCTION change(v numeric, p time_period, n integer DEFAULT 1)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'change_numeric'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION change(numeric, time_period, integer) IS
	'v less its value n periods before p by the calendar; NULL where one of the two is absent';

CREATE FUNCTION pct_change(v double precision, p time_period,
		n integer, policy base_policy DEFAULT 'strict')
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'pct_change_float8_window'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION pct_change(double precision, time_period, integer, base_policy) IS
	'percent change of v on its value n periods before p by the calendar; NULL where one of the two is absent or the policy has no answer';

CREATE FUNCTION pct_change(v numeric, p time_period,
		n integer, policy base_policy DEFAULT 'strict')
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'pct_change_numeric_window'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION pct_change(numeric, time_period, integer, base_policy) IS
	'percent change of v on its value n periods before p by the calendar; NULL where one of the two is absent or the policy has no answer';

CREATE FUNCTION yoy(v double precision, p time_period,
		policy base_policy DEFAULT 'strict')
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'yoy_float8'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION yoy(double precision, time_period, base_policy) IS
	'percent change of v on the same period of the year before; a week has the week of the same number of the ISO year before, a day the same date; NULL where there is none (week 53, 29 February), one of the two is absent or the policy has no answer';

CREATE FUNCTION yoy(v numeric, p time_period,
		policy base_policy DEFAULT 'strict')
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'yoy_numeric'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION yoy(numeric, time_period, base_policy) IS
	'percent change of v on the same period of the year before; a week has the week of the same number of the ISO year before, a day the same date; NULL where there is none (week 53, 29 February), one of the two is absent or the policy has no answer';

CREATE FUNCTION ytd(v double precision, p time_period)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'ytd_float8'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ytd(double precision, time_period) IS
	'sum of v over the year up to and with p; NULL unless each period of the year so far has a value';

CREATE FUNCTION ytd(v numeric, p time_period)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'ytd_numeric'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ytd(numeric, time_period) IS
	'sum of v over the year up to and with p; NULL unless each period of the year so far has a value';

CREATE FUNCTION to_date_sum(v double precision, p time_period, freq text)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'to_date_sum_float8'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION to_date_sum(double precision, time_period, text) IS
	'sum of v over the period of this longer frequency (A S T Q M W, or the English word) that holds p, up to and with p: month, quarter or week to date; NULL unless each of its periods so far has a value; a week lies where its Thursday lies; 22023 for a shorter frequency';

CREATE FUNCTION to_date_sum(v numeric, p time_period, freq text)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'to_date_sum_numeric'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION to_date_sum(numeric, time_period, text) IS
	'sum of v over the period of this longer frequency (A S T Q M W, or the English word) that holds p, up to and with p: month, quarter or week to date; NULL unless each of its periods so far has a value; a week lies where its Thursday lies; 22023 for a shorter frequency';

CREATE FUNCTION rolling_sum(v double precision, p time_period,
		n integer, min_periods integer DEFAULT NULL)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'rolling_sum_float8'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION rolling_sum(double precision, time_period, integer, integer) IS
	'sum of v over the last n periods with p; NULL unless min_periods of them (all n, where NULL) have a value';

CREATE FUNCTION rolling_sum(v numeric, p time_period,
		n integer, min_periods integer DEFAULT NULL)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'rolling_sum_numeric'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION rolling_sum(numeric, time_period, integer, integer) IS
	'sum of v over the last n periods with p; NULL unless min_periods of them (all n, where NULL) have a value';

CREATE FUNCTION rebase(v double precision, p time_period, base time_period)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'rebase_float8'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION rebase(double precision, time_period, time_period) IS
	'100 * v / mean of v over the base period, which may be a longer one such as the year of months; NULL unless each period in the base has a value, and for a mean of 0';

CREATE FUNCTION rebase(v numeric, p time_period, base time_period)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'rebase_numeric'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION rebase(numeric, time_period, time_period) IS
	'100 * v / mean of v over the base period, which may be a longer one such as the year of months; NULL unless each period in the base has a value, and for a mean of 0';
