-- Change and growth of series, by the rules of trade/change

CREATE FUNCTION change(s time_series, n integer DEFAULT 1) RETURNS time_series
	AS 'MODULE_PATHNAME', 'change_series'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION change(time_series, integer) IS
	'difference from n periods before (after, for a negative n), in units of the series; absent where either is';

CREATE FUNCTION pct_change(s time_series, n integer DEFAULT 1,
		policy base_policy DEFAULT 'strict')
	RETURNS time_series
	AS 'MODULE_PATHNAME', 'pct_change_series'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pct_change(time_series, integer, base_policy) IS
	'change on n periods before (after, for a negative n), in percent; absent where either is or the policy has no answer';

CREATE FUNCTION yoy(s time_series, policy base_policy DEFAULT 'strict')
	RETURNS time_series
	AS 'MODULE_PATHNAME', 'yoy_series'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yoy(time_series, base_policy) IS
	'change on the same period of the year before by the calendar, in percent; absent where either is or the policy has no answer';

CREATE FUNCTION ytd(s time_series) RETURNS time_series
	AS 'MODULE_PATHNAME', 'ytd_series'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ytd(time_series) IS
	'year to date: sum of the periods of the year up to each one; absent unless all of them have a value; weeks by ISO year';

CREATE FUNCTION rolling_sum(s time_series, n integer,
		min_periods integer DEFAULT NULL)
	RETURNS time_series
	AS 'MODULE_PATHNAME', 'rolling_sum_series'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION rolling_sum(time_series, integer, integer) IS
	'sum of the last n periods, from the first period of the series to its last; absent unless min_periods of them (n where that is NULL) have a value';

CREATE FUNCTION rebase(s time_series, base time_period) RETURNS time_series
	AS 'MODULE_PATHNAME', 'rebase_series'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rebase(time_series, time_period) IS
	'100 * value / mean over the base period, which may be a longer one; without values unless each period of the base has one, and for a mean of 0';

CREATE FUNCTION fred_units(s time_series, code text) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION fred_units(time_series, text) IS
	'the series in units of FRED: lin level, chg change, ch1 change from a year ago, pch percent change, pc1 the same from a year ago, pca compounded annual rate, cch continuously compounded change, cca the same a year, log natural logarithm. The ratio as written, whatever the signs; absent for a base of 0 and a logarithm of what is not positive; a year ago by the calendar. Source: FRED, formulas page';
