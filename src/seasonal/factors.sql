-- Factors from elsewhere, and what calendar factors are made of

CREATE FUNCTION apply_factors(s time_series, factors time_series,
		mode text DEFAULT 'multiplicative', base double precision DEFAULT 1)
	RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION apply_factors(time_series, time_series, text, double precision) IS
	'the series divided by published factors (seasonal, trading day or both in turn), which are ratios to the base: 1, or 100 for percentages; or less factors in its units where mode is additive; absent where either is; 22023 for a multiplicative factor that is not above zero and for mixed frequencies';

CREATE FUNCTION easter(year integer) RETURNS date
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION easter(integer) IS
	'Easter Sunday of the western churches in the Gregorian calendar, 1583 to 9999, else 22008 (Meeus, Astronomical Algorithms, chapter 8)';

CREATE FUNCTION trading_days(p time_period, OUT monday integer, OUT tuesday integer,
		OUT wednesday integer, OUT thursday integer, OUT friday integer,
		OUT saturday integer, OUT sunday integer)
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trading_days(time_period) IS
	'how many of each day of the week there are in the period; the usual regressors of trading days are the differences of Monday to Saturday with Sunday';

CREATE FUNCTION working_day_factors(s time_series, holidays date[] DEFAULT '{}')
	RETURNS time_series
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN num_values(s) = 0 THEN s ELSE series(f.p, f.days / f.usual) END
	FROM (
		SELECT d.p, d.days, pg_catalog.avg(d.days) OVER (PARTITION BY subperiod(d.p)) AS usual
		FROM (
			SELECT g.p, business_days_between(period_start(g.p) - 1, period_end(g.p), holidays)::double precision AS days
			FROM generate_series(first_period(s), last_period(s)) g(p)
		) d
	) f
	WHERE f.usual > 0::double precision;
END;
COMMENT ON FUNCTION working_day_factors(time_series, date[]) IS
	'for apply_factors(): business days of each period of the series as a ratio to the mean of that month (or quarter) over its years, so that what is the same every year stays with the season; business days are those of business_days_between() with these holidays';
