-- comparable/elapsed
--
-- This month so far against the same part of another month.

CREATE FUNCTION elapsed_first(as_of date, freq text, n integer)
	RETURNS date
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN period_start(period_minus(period(as_of, freq), n));
COMMENT ON FUNCTION elapsed_first(date, text, integer) IS
	'the first day of the period n before the one that holds as_of; 22008 outside the years 1 to 9999';

CREATE FUNCTION elapsed_last(as_of date, freq text, n integer,
		by text DEFAULT 'day', holidays date[] DEFAULT '{}')
	RETURNS date
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION elapsed_last(date, text, integer, text, date[]) IS
	'the day on which as much of the period n before has gone by as of the one that holds as_of has on as_of: as many days (by day), or business days and, where as_of is closed, the closed days that follow them (by business); the last day where that period is shorter, or as_of the last day of its own; 22023 for another word, 22004 for a NULL among the holidays, 22008 outside the years 1 to 9999';

CREATE FUNCTION elapsed_range(as_of date, freq text, n integer,
		by text DEFAULT 'day', holidays date[] DEFAULT '{}')
	RETURNS daterange
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN pg_catalog.daterange(elapsed_first(as_of, freq, n),
		elapsed_last(as_of, freq, n, by, holidays) OPERATOR(pg_catalog.+) 1);
COMMENT ON FUNCTION elapsed_range(date, text, integer, text, date[]) IS
	'the days from elapsed_first to elapsed_last; empty where no day has gone by';

-- Not STRICT, so that the planner puts the body in its place and an index on
-- the day can serve it.
CREATE FUNCTION same_elapsed(day date, as_of date, freq text, n integer DEFAULT 0,
		by text DEFAULT 'day', holidays date[] DEFAULT '{}')
	RETURNS boolean
	LANGUAGE SQL IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE
	RETURN day OPERATOR(pg_catalog.>=) elapsed_first(as_of, freq, n)
		AND day OPERATOR(pg_catalog.<=) elapsed_last(as_of, freq, n, by, holidays);
COMMENT ON FUNCTION same_elapsed(date, date, text, integer, text, date[]) IS
	'is the day in the part of the period n before (0: of the period itself) that stands beside the period still filling on as_of? As elapsed_range, and an index on the day serves it; NULL for a NULL argument';

CREATE FUNCTION per_business_day(v double precision, days daterange, holidays date[] DEFAULT '{}')
	RETURNS double precision
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN v OPERATOR(pg_catalog./) nullif(business_days_between(
		pg_catalog.lower(days) OPERATOR(pg_catalog.-) 1,
		pg_catalog.upper(days) OPERATOR(pg_catalog.-) 1, holidays), 0)::double precision;
COMMENT ON FUNCTION per_business_day(double precision, daterange, date[]) IS
	'v by the number of business days in the range, so that pct_change of two of them is growth per working day; NULL where there are none or the range has no ends; 22004 for a NULL among the holidays';

CREATE FUNCTION per_business_day(v numeric, days daterange, holidays date[] DEFAULT '{}')
	RETURNS numeric
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN v OPERATOR(pg_catalog./) nullif(business_days_between(
		pg_catalog.lower(days) OPERATOR(pg_catalog.-) 1,
		pg_catalog.upper(days) OPERATOR(pg_catalog.-) 1, holidays), 0)::numeric;
COMMENT ON FUNCTION per_business_day(numeric, daterange, date[]) IS
	'v by the number of business days in the range, so that pct_change of two of them is growth per working day; NULL where there are none or the range has no ends; 22004 for a NULL among the holidays';
