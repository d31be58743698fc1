-- calendar/workday

CREATE FUNCTION add_business_days(day date, n integer, holidays date[] DEFAULT '{}')
	RETURNS date
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION add_business_days(date, integer, date[]) IS
	'the n-th business day after the day, or before it for a negative n; the day itself for 0; business days are Mondays to Fridays that are not among the holidays, an array or ARRAY(SELECT day FROM table); 22004 for a NULL among them, 22008 out of range';

CREATE FUNCTION business_days_between(from_day date, to_day date, holidays date[] DEFAULT '{}')
	RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_days_between(date, date, date[]) IS
	'business days after the first day up to and including the second; where the second is earlier, minus those from it up to the day before the first; so business_days_between(d, add_business_days(d, n)) = n; 22004 for a NULL among the holidays';

CREATE FUNCTION next_business_day(day date, holidays date[] DEFAULT '{}')
	RETURNS date
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN add_business_days(day - 1, 1, holidays);
COMMENT ON FUNCTION next_business_day(date, date[]) IS
	'the day itself where it is a business day, else the next one: where a deadline that falls on a closed day moves to, if the law says so; 22004 for a NULL among the holidays, 22008 out of range';
