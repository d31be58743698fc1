-- series/series: one value a period, or an error
--
-- Two rows of a month are added up by series(), which is right for amounts and
-- wrong for an index, a rate or a price.

CREATE FUNCTION series_single_add(time_series, time_period, double precision)
	RETURNS time_series
	AS 'MODULE_PATHNAME', 'series_single_add_float8'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION series_single_add(time_series, time_period, double precision) IS
	'the series with one more value; raises 21000 where it has one for the period';
CREATE FUNCTION series_single_add(time_series, time_period, numeric)
	RETURNS time_series
	AS 'MODULE_PATHNAME', 'series_single_add_numeric'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION series_single_add(time_series, time_period, numeric) IS
	'the series with one more value; raises 21000 where it has one for the period';
CREATE FUNCTION series_single_add(time_series, time_period, bigint)
	RETURNS time_series
	AS 'MODULE_PATHNAME', 'series_single_add_bigint'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION series_single_add(time_series, time_period, bigint) IS
	'the series with one more value; raises 21000 where it has one for the period';
CREATE FUNCTION series_single_combine(time_series, time_series) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION series_single_combine(time_series, time_series) IS
	'the values of two series; raises 21000 for a period that both have';

CREATE AGGREGATE series_single(period time_period, value double precision) (
	SFUNC = series_single_add, STYPE = time_series, SSPACE = 1400,
	FINALFUNC = series_final, COMBINEFUNC = series_single_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_single(time_period, double precision) IS
	'values by period, as series() gathers them; raises 21000 for a second value of a period; rows with NULL are ignored; NULL without rows';
CREATE AGGREGATE series_single(period time_period, value numeric) (
	SFUNC = series_single_add, STYPE = time_series, SSPACE = 1400,
	FINALFUNC = series_final, COMBINEFUNC = series_single_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_single(time_period, numeric) IS
	'values by period, as series() gathers them; raises 21000 for a second value of a period; rows with NULL are ignored; NULL without rows';
CREATE AGGREGATE series_single(period time_period, value bigint) (
	SFUNC = series_single_add, STYPE = time_series, SSPACE = 1400,
	FINALFUNC = series_final, COMBINEFUNC = series_single_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE series_single(time_period, bigint) IS
	'values by period, as series() gathers them; raises 21000 for a second value of a period; rows with NULL are ignored; NULL without rows';

-- drivers type their strings

CREATE FUNCTION value_at(s time_series, p text) RETURNS double precision
	AS 'MODULE_PATHNAME', 'value_at_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION value_at(time_series, text) IS
	'the value of the period that the text names, of the series'' own frequency; NULL where it is absent';
