-- Series as tables, in other frequencies, and at a glance

CREATE FUNCTION to_freq(s time_series, freq text, method text)
	RETURNS time_series
	AS 'MODULE_PATHNAME', 'series_to_freq'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_freq(time_series, text, text) IS
	'the series in a longer frequency (a code or an English word): the exact sum or the mean of the periods in each, absent unless all of them have a value, or the last, absent if that one is';

CREATE FUNCTION growth_table(s time_series, policy base_policy DEFAULT 'strict',
		OUT period time_period, OUT value double precision,
		OUT change double precision, OUT pct_change double precision,
		OUT change_year_ago double precision, OUT yoy double precision,
		OUT ytd double precision, OUT ytd_yoy double precision,
		OUT rolling_year double precision, OUT rolling_year_yoy double precision)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION growth_table(time_series, base_policy) IS
	'one row for each period from the first to the last: value, change and percent change on the period before and on the year before, year to date, sum of the last year (12 months, 4 quarters, 52 weeks, 365 days), and their percent changes on the year before; the policy holds for every percent change';

CREATE FUNCTION sparkline(s time_series, width integer DEFAULT 0) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sparkline(time_series, integer) IS
	'the course of the series in block characters from the lowest value to the highest, a blank where it is absent; one character a period, or width of them, each a mean, where width is above 0 and less';
