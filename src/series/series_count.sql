-- series/series: series that count their rows
--
-- A sum does not tell when its last row goes.  With counts, what was added can
-- be taken away again, to the last bit.

CREATE FUNCTION series_merge(kept time_series, added time_series) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION series_merge(time_series, time_series) IS
	'the exact sum of two series, period by period, and of their counts of rows; a series without counts has one row a period, and NULL is one without rows; NULL where both are';
CREATE FUNCTION series_subtract(kept time_series, removed time_series) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION series_subtract(time_series, time_series) IS
	'the inverse of series_merge(): a period whose last row goes is absent again; 22023 for a period or for more rows than there are, and where the last row leaves a value behind; NULL is a series without rows';
CREATE FUNCTION series_change(kept time_series, added time_series, removed time_series)
	RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION series_change(time_series, time_series, time_series) IS
	'series_subtract(series_merge(kept, added), removed) in one step, whose sums may be of any size in between';

CREATE FUNCTION series_counted_final(time_series) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION series_counted_final(time_series) IS
	'final function of counted_series() and counted_rollup(); NULL without rows';

CREATE AGGREGATE counted_series(period time_period, value double precision) (
	SFUNC = series_insert, STYPE = time_series, SSPACE = 1400,
	FINALFUNC = series_counted_final, COMBINEFUNC = series_merge,
	MSFUNC = series_insert, MINVFUNC = series_remove, MSTYPE = time_series,
	MSSPACE = 1400, MFINALFUNC = series_counted_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE counted_series(time_period, double precision) IS
	'as series(), and how many rows each period is the sum of, so that series_subtract() can take them back; NULL without rows';
CREATE AGGREGATE counted_series(period time_period, value numeric) (
	SFUNC = series_insert, STYPE = time_series, SSPACE = 1400,
	FINALFUNC = series_counted_final, COMBINEFUNC = series_merge,
	MSFUNC = series_insert, MINVFUNC = series_remove, MSTYPE = time_series,
	MSSPACE = 1400, MFINALFUNC = series_counted_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE counted_series(time_period, numeric) IS
	'as series(), and how many rows each period is the sum of, so that series_subtract() can take them back; NULL without rows';
CREATE AGGREGATE counted_series(period time_period, value bigint) (
	SFUNC = series_insert, STYPE = time_series, SSPACE = 1400,
	FINALFUNC = series_counted_final, COMBINEFUNC = series_merge,
	MSFUNC = series_insert, MINVFUNC = series_remove, MSTYPE = time_series,
	MSSPACE = 1400, MFINALFUNC = series_counted_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE counted_series(time_period, bigint) IS
	'as series(), and how many rows each period is the sum of, so that series_subtract() can take them back; NULL without rows';
CREATE AGGREGATE counted_rollup(time_series) (
	SFUNC = series_merge, STYPE = time_series, SSPACE = 1400,
	FINALFUNC = series_counted_final, COMBINEFUNC = series_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE counted_rollup(time_series) IS
	'as rollup(), and the sum of their counts of rows: of partial counted series, the counted series of all rows; NULL without rows';

CREATE FUNCTION num_rows(s time_series) RETURNS bigint
	AS 'MODULE_PATHNAME', 'series_num_rows'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION num_rows(time_series) IS
	'how many rows a series is the sum of; one a period where it has no counts';
CREATE FUNCTION without_counts(s time_series) RETURNS time_series
	AS 'MODULE_PATHNAME', 'series_without_counts'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION without_counts(time_series) IS
	'the series as series() gives it: the values, without counts of rows';
