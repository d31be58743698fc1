-- A row for every period

CREATE FUNCTION fill(s time_series, method text DEFAULT 'null',
		first time_period DEFAULT NULL, last time_period DEFAULT NULL,
		OUT period time_period, OUT value double precision, OUT filled boolean)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'fill_series'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION fill(time_series, text, time_period, time_period) IS
	'one row for each period from first to last, which are those of the series where NULL; filled where the series has no value: then the value is NULL (method null) or the one before (previous), NULL before the first; no rows for a NULL series or method; 22023 for another method or frequency';

CREATE FUNCTION fill(periods time_period[], "values" anyarray, method text DEFAULT 'null',
		first time_period DEFAULT NULL, last time_period DEFAULT NULL,
		OUT period time_period, OUT value anyelement, OUT filled boolean)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'fill_rows'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION fill(time_period[], anyarray, text, time_period, time_period) IS
	'the same of rows of any type, in any order, whose periods and values array_agg() has gathered; rows of NULL period do not count, and a NULL value is filled as an absent one; 21000 for two values of one period, 22023 for mixed frequencies, 2202E for arrays of different lengths';
