-- Seasonal adjustment by X-11

CREATE FUNCTION x11(s time_series, mode text DEFAULT 'multiplicative',
		seasonal_filter text DEFAULT 'msr', trend_filter integer DEFAULT 0,
		lower_sigma double precision DEFAULT 1.5, upper_sigma double precision DEFAULT 2.5,
		OUT adjusted time_series, OUT seasonal time_series,
		OUT trend time_series, OUT irregular time_series)
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION x11(time_series, text, text, integer, double precision, double precision) IS
	'the series taken apart by the X-11 method of the Census Bureau, without forecasts or calendar effects: seasonally adjusted (table D11), seasonal (D10), trend (D12) and irregular (D13); the adjusted and the trend in units of the series, the seasonal and the irregular as ratios, or in units where the mode is additive; mode multiplicative, additive or log-additive; seasonal_filter msr, x11, stable, 3x1, 3x3, 3x5, 3x9 or 3x15; trend_filter the terms of the Henderson filter, odd from 5 to 23, or 0 for what the I/C ratio chooses; 22023 for other frequencies than months and quarters, gaps, less than five years, and values not above zero unless additive; equals JDemetra+ 3 without pre-treatment (Shiskin, Young and Musgrave 1967; Findley and others 1998)';

CREATE FUNCTION seasonally_adjusted(s time_series, mode text DEFAULT 'multiplicative',
		seasonal_filter text DEFAULT 'msr', trend_filter integer DEFAULT 0,
		lower_sigma double precision DEFAULT 1.5, upper_sigma double precision DEFAULT 2.5)
	RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION seasonally_adjusted(time_series, text, text, integer, double precision, double precision) IS
	'the seasonally adjusted series alone, in its units: the column adjusted of x11() with the same options and errors';

CREATE FUNCTION x11_table(s time_series, mode text DEFAULT 'multiplicative',
		seasonal_filter text DEFAULT 'msr', trend_filter integer DEFAULT 0,
		lower_sigma double precision DEFAULT 1.5, upper_sigma double precision DEFAULT 2.5,
		OUT period time_period, OUT value double precision,
		OUT adjusted double precision, OUT seasonal double precision,
		OUT trend double precision, OUT irregular double precision,
		OUT si double precision, OUT weight double precision)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 120;
COMMENT ON FUNCTION x11_table(time_series, text, text, integer, double precision, double precision) IS
	'x11() as one row a period: value, adjusted (D11), seasonal (D10), trend (D12), irregular (D13), si (D8, seasonal and irregular together) and weight (C17: 1 for an ordinary value, 0 for an extreme that counted for nothing); options and errors as those of x11()';
