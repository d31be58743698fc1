-- calendar/period: periods beside dates and moments
--
-- A period stands where a date column would have its first day: a day at
-- midnight, longer periods just behind it.  Each function is the operator of
-- the type itself with a period as the bound, and the planner puts that in its
-- place: plans, estimates, indexes and the pruning of partitions are those of
-- two periods.

CREATE FUNCTION time_period_bound(day date) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION time_period_first_from(moment timestamp) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION time_period_last_until(moment timestamp) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION time_period_bound(date) IS
	'the day as a bound for comparison; a date outside the years 1 to 9999 gives the day before or after them, which is no period to be stored';
COMMENT ON FUNCTION time_period_first_from(timestamp) IS
	'the first period, in the order of the type, that does not start before the moment; a bound for comparison';
COMMENT ON FUNCTION time_period_last_until(timestamp) IS
	'the last period, in the order of the type, that starts at the moment or before; a bound for comparison';


CREATE FUNCTION time_period_lt(time_period, date) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1 < time_period_bound($2);
CREATE FUNCTION time_period_lt(date, time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $2 > time_period_bound($1);
CREATE FUNCTION time_period_le(time_period, date) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1 <= time_period_bound($2);
CREATE FUNCTION time_period_le(date, time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $2 >= time_period_bound($1);
CREATE FUNCTION time_period_ge(time_period, date) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1 >= time_period_bound($2);
CREATE FUNCTION time_period_ge(date, time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $2 <= time_period_bound($1);
CREATE FUNCTION time_period_gt(time_period, date) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1 > time_period_bound($2);
CREATE FUNCTION time_period_gt(date, time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $2 < time_period_bound($1);

CREATE FUNCTION time_period_lt(time_period, timestamp) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1 < time_period_first_from($2);
CREATE FUNCTION time_period_lt(timestamp, time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $2 > time_period_last_until($1);
CREATE FUNCTION time_period_le(time_period, timestamp) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1 <= time_period_last_until($2);
CREATE FUNCTION time_period_le(timestamp, time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $2 >= time_period_first_from($1);
CREATE FUNCTION time_period_ge(time_period, timestamp) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1 >= time_period_first_from($2);
CREATE FUNCTION time_period_ge(timestamp, time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $2 <= time_period_last_until($1);
CREATE FUNCTION time_period_gt(time_period, timestamp) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1 > time_period_last_until($2);
CREATE FUNCTION time_period_gt(timestamp, time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $2 < time_period_first_from($1);

CREATE FUNCTION time_period_lt(time_period, timestamptz) RETURNS boolean
	LANGUAGE SQL STABLE STRICT PARALLEL SAFE RETURN $1 < time_period_first_from($2::timestamp);
CREATE FUNCTION time_period_lt(timestamptz, time_period) RETURNS boolean
	LANGUAGE SQL STABLE STRICT PARALLEL SAFE RETURN $2 > time_period_last_until($1::timestamp);
CREATE FUNCTION time_period_le(time_period, timestamptz) RETURNS boolean
	LANGUAGE SQL STABLE STRICT PARALLEL SAFE RETURN $1 <= time_period_last_until($2::timestamp);
CREATE FUNCTION time_period_le(timestamptz, time_period) RETURNS boolean
	LANGUAGE SQL STABLE STRICT PARALLEL SAFE RETURN $2 >= time_period_first_from($1::timestamp);
CREATE FUNCTION time_period_ge(time_period, timestamptz) RETURNS boolean
	LANGUAGE SQL STABLE STRICT PARALLEL SAFE RETURN $1 >= time_period_first_from($2::timestamp);
CREATE FUNCTION time_period_ge(timestamptz, time_period) RETURNS boolean
	LANGUAGE SQL STABLE STRICT PARALLEL SAFE RETURN $2 <= time_period_last_until($1::timestamp);
CREATE FUNCTION time_period_gt(time_period, timestamptz) RETURNS boolean
	LANGUAGE SQL STABLE STRICT PARALLEL SAFE RETURN $1 > time_period_last_until($2::timestamp);
CREATE FUNCTION time_period_gt(timestamptz, time_period) RETURNS boolean
	LANGUAGE SQL STABLE STRICT PARALLEL SAFE RETURN $2 < time_period_first_from($1::timestamp);

COMMENT ON FUNCTION time_period_lt(time_period, date) IS 'implementation of < operator';
COMMENT ON FUNCTION time_period_lt(date, time_period) IS 'implementation of < operator';
COMMENT ON FUNCTION time_period_le(time_period, date) IS 'implementation of <= operator';
COMMENT ON FUNCTION time_period_le(date, time_period) IS 'implementation of <= operator';
COMMENT ON FUNCTION time_period_ge(time_period, date) IS 'implementation of >= operator';
COMMENT ON FUNCTION time_period_ge(date, time_period) IS 'implementation of >= operator';
COMMENT ON FUNCTION time_period_gt(time_period, date) IS 'implementation of > operator';
COMMENT ON FUNCTION time_period_gt(date, time_period) IS 'implementation of > operator';
COMMENT ON FUNCTION time_period_lt(time_period, timestamp) IS 'implementation of < operator';
COMMENT ON FUNCTION time_period_lt(timestamp, time_period) IS 'implementation of < operator';
COMMENT ON FUNCTION time_period_le(time_period, timestamp) IS 'implementation of <= operator';
COMMENT ON FUNCTION time_period_le(timestamp, time_period) IS 'implementation of <= operator';
COMMENT ON FUNCTION time_period_ge(time_period, timestamp) IS 'implementation of >= operator';
COMMENT ON FUNCTION time_period_ge(timestamp, time_period) IS 'implementation of >= operator';
COMMENT ON FUNCTION time_period_gt(time_period, timestamp) IS 'implementation of > operator';
COMMENT ON FUNCTION time_period_gt(timestamp, time_period) IS 'implementation of > operator';
COMMENT ON FUNCTION time_period_lt(time_period, timestamptz) IS 'implementation of < operator';
COMMENT ON FUNCTION time_period_lt(timestamptz, time_period) IS 'implementation of < operator';
COMMENT ON FUNCTION time_period_le(time_period, timestamptz) IS 'implementation of <= operator';
COMMENT ON FUNCTION time_period_le(timestamptz, time_period) IS 'implementation of <= operator';
COMMENT ON FUNCTION time_period_ge(time_period, timestamptz) IS 'implementation of >= operator';
COMMENT ON FUNCTION time_period_ge(timestamptz, time_period) IS 'implementation of >= operator';
COMMENT ON FUNCTION time_period_gt(time_period, timestamptz) IS 'implementation of > operator';
COMMENT ON FUNCTION time_period_gt(timestamptz, time_period) IS 'implementation of > operator';

CREATE OPERATOR < (
	LEFTARG = time_period, RIGHTARG = date, FUNCTION = time_period_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR < (
	LEFTARG = date, RIGHTARG = time_period, FUNCTION = time_period_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
	LEFTARG = time_period, RIGHTARG = date, FUNCTION = time_period_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR <= (
	LEFTARG = date, RIGHTARG = time_period, FUNCTION = time_period_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR >= (
	LEFTARG = time_period, RIGHTARG = date, FUNCTION = time_period_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR >= (
	LEFTARG = date, RIGHTARG = time_period, FUNCTION = time_period_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
	LEFTARG = time_period, RIGHTARG = date, FUNCTION = time_period_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR > (
	LEFTARG = date, RIGHTARG = time_period, FUNCTION = time_period_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR < (
	LEFTARG = time_period, RIGHTARG = timestamp, FUNCTION = time_period_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR < (
	LEFTARG = timestamp, RIGHTARG = time_period, FUNCTION = time_period_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
	LEFTARG = time_period, RIGHTARG = timestamp, FUNCTION = time_period_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR <= (
	LEFTARG = timestamp, RIGHTARG = time_period, FUNCTION = time_period_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR >= (
	LEFTARG = time_period, RIGHTARG = timestamp, FUNCTION = time_period_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR >= (
	LEFTARG = timestamp, RIGHTARG = time_period, FUNCTION = time_period_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
	LEFTARG = time_period, RIGHTARG = timestamp, FUNCTION = time_period_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR > (
	LEFTARG = timestamp, RIGHTARG = time_period, FUNCTION = time_period_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR < (
	LEFTARG = time_period, RIGHTARG = timestamptz, FUNCTION = time_period_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR < (
	LEFTARG = timestamptz, RIGHTARG = time_period, FUNCTION = time_period_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
	LEFTARG = time_period, RIGHTARG = timestamptz, FUNCTION = time_period_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR <= (
	LEFTARG = timestamptz, RIGHTARG = time_period, FUNCTION = time_period_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR >= (
	LEFTARG = time_period, RIGHTARG = timestamptz, FUNCTION = time_period_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR >= (
	LEFTARG = timestamptz, RIGHTARG = time_period, FUNCTION = time_period_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
	LEFTARG = time_period, RIGHTARG = timestamptz, FUNCTION = time_period_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR > (
	LEFTARG = timestamptz, RIGHTARG = time_period, FUNCTION = time_period_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR < (time_period, date) IS 'the period starts before the day';
COMMENT ON OPERATOR < (date, time_period) IS 'the period starts after the day, or on it and is longer';
COMMENT ON OPERATOR <= (time_period, date) IS 'the period starts before the day, or is that day';
COMMENT ON OPERATOR <= (date, time_period) IS 'the period starts on the day or later';
COMMENT ON OPERATOR >= (time_period, date) IS 'the period starts on the day or later';
COMMENT ON OPERATOR >= (date, time_period) IS 'the period starts before the day, or is that day';
COMMENT ON OPERATOR > (time_period, date) IS 'the period starts after the day, or on it and is longer';
COMMENT ON OPERATOR > (date, time_period) IS 'the period starts before the day';
COMMENT ON OPERATOR < (time_period, timestamp) IS 'the period starts before the moment';
COMMENT ON OPERATOR < (timestamp, time_period) IS 'the period starts after the moment, or at it and is longer than a day';
COMMENT ON OPERATOR <= (time_period, timestamp) IS 'the period starts before the moment, or is the day that begins at it';
COMMENT ON OPERATOR <= (timestamp, time_period) IS 'the period starts at the moment or later';
COMMENT ON OPERATOR >= (time_period, timestamp) IS 'the period starts at the moment or later';
COMMENT ON OPERATOR >= (timestamp, time_period) IS 'the period starts before the moment, or is the day that begins at it';
COMMENT ON OPERATOR > (time_period, timestamp) IS 'the period starts after the moment, or at it and is longer than a day';
COMMENT ON OPERATOR > (timestamp, time_period) IS 'the period starts before the moment';
COMMENT ON OPERATOR < (time_period, timestamptz) IS 'the period starts before the moment, in the time zone of the session';
COMMENT ON OPERATOR < (timestamptz, time_period) IS 'the period starts after the moment, or at it and is longer than a day, in the time zone of the session';
COMMENT ON OPERATOR <= (time_period, timestamptz) IS 'the period starts before the moment, or is the day that begins at it, in the time zone of the session';
COMMENT ON OPERATOR <= (timestamptz, time_period) IS 'the period starts at the moment or later, in the time zone of the session';
COMMENT ON OPERATOR >= (time_period, timestamptz) IS 'the period starts at the moment or later, in the time zone of the session';
COMMENT ON OPERATOR >= (timestamptz, time_period) IS 'the period starts before the moment, or is the day that begins at it, in the time zone of the session';
COMMENT ON OPERATOR > (time_period, timestamptz) IS 'the period starts after the moment, or at it and is longer than a day, in the time zone of the session';
COMMENT ON OPERATOR > (timestamptz, time_period) IS 'the period starts before the moment, in the time zone of the session';

--
-- Equality with a date only where it can hold: a month that is compared with a
-- date is an error and not an empty result.
--

CREATE FUNCTION time_period_eq(time_period, date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'time_period_eq_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION time_period_eq(date, time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN time_period_eq($2, $1);
CREATE FUNCTION time_period_ne(time_period, date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'time_period_ne_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION time_period_ne(date, time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN time_period_ne($2, $1);
COMMENT ON FUNCTION time_period_eq(time_period, date) IS 'implementation of = operator';
COMMENT ON FUNCTION time_period_eq(date, time_period) IS 'implementation of = operator';
COMMENT ON FUNCTION time_period_ne(time_period, date) IS 'implementation of <> operator';
COMMENT ON FUNCTION time_period_ne(date, time_period) IS 'implementation of <> operator';
CREATE OPERATOR = (
	LEFTARG = time_period, RIGHTARG = date, FUNCTION = time_period_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel
);
CREATE OPERATOR = (
	LEFTARG = date, RIGHTARG = time_period, FUNCTION = time_period_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel
);
CREATE OPERATOR <> (
	LEFTARG = time_period, RIGHTARG = date, FUNCTION = time_period_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR <> (
	LEFTARG = date, RIGHTARG = time_period, FUNCTION = time_period_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR = (time_period, date) IS 'is the period this day? raises 22023 for a period that is longer than a day';
COMMENT ON OPERATOR = (date, time_period) IS 'is the period this day? raises 22023 for a period that is longer than a day';
COMMENT ON OPERATOR <> (time_period, date) IS 'is the period another day than this? raises 22023 for a period that is longer than a day';
COMMENT ON OPERATOR <> (date, time_period) IS 'is the period another day than this? raises 22023 for a period that is longer than a day';

--
-- What tools call on a date column.  All take the first day of the period, as a
-- date column would have it; year() and to_freq() know about ISO years.
--

CREATE FUNCTION date_trunc(field text, p time_period) RETURNS timestamp
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN pg_catalog.date_trunc(field, period_start(p)::timestamp);
CREATE FUNCTION date_part(field text, p time_period) RETURNS double precision
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN pg_catalog.date_part(field, period_start(p));
CREATE FUNCTION to_char(p time_period, format text) RETURNS text
	LANGUAGE SQL STABLE STRICT PARALLEL SAFE
	RETURN pg_catalog.to_char(period_start(p)::timestamp, format);
COMMENT ON FUNCTION date_trunc(text, time_period) IS
	'the server''s date_trunc of the midnight with which the period begins; raises 22023 for an unknown field';
COMMENT ON FUNCTION date_part(text, time_period) IS
	'the server''s date_part of the first day; of a week the calendar year of its Monday, not its ISO year; raises 22023 for an unknown field';
COMMENT ON FUNCTION to_char(time_period, text) IS
	'the server''s to_char of the midnight with which the period begins';

CREATE FUNCTION date(p time_period) RETURNS date
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN period_start(p);
COMMENT ON FUNCTION date(time_period) IS 'the first day; for tools that write DATE(period)';

CREATE FUNCTION period_midnight(p time_period) RETURNS timestamp
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN period_start(p)::timestamp;
CREATE FUNCTION period_midnight_here(p time_period) RETURNS timestamptz
	LANGUAGE SQL STABLE STRICT PARALLEL SAFE RETURN period_start(p)::timestamptz;
COMMENT ON FUNCTION period_midnight(time_period) IS 'the midnight with which the period begins';
COMMENT ON FUNCTION period_midnight_here(time_period) IS
	'the midnight with which the period begins in the time zone of the session';
CREATE CAST (time_period AS timestamp) WITH FUNCTION period_midnight(time_period);
CREATE CAST (time_period AS timestamptz) WITH FUNCTION period_midnight_here(time_period);
COMMENT ON CAST (time_period AS timestamp) IS 'the midnight with which the period begins';
COMMENT ON CAST (time_period AS timestamptz) IS
	'the midnight with which the period begins in the time zone of the session';

--
-- A date as a period is the day: which longer period is meant, period() says.
--

CREATE FUNCTION period_of_day(day date) RETURNS time_period
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN period(day, 'D'::text);
CREATE FUNCTION period_of_day(moment timestamp) RETURNS time_period
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN period(moment::date, 'D'::text);
CREATE FUNCTION period_of_day(moment timestamptz) RETURNS time_period
	LANGUAGE SQL STABLE STRICT PARALLEL SAFE RETURN period(moment::date, 'D'::text);
COMMENT ON FUNCTION period_of_day(date) IS
	'the day as a period; raises 22008 outside the years 1 to 9999. For months and others use period(day, freq)';
COMMENT ON FUNCTION period_of_day(timestamp) IS
	'the day of the moment as a period; raises 22008 outside the years 1 to 9999';
COMMENT ON FUNCTION period_of_day(timestamptz) IS
	'the day of the moment in the time zone of the session as a period; raises 22008 outside the years 1 to 9999';
CREATE CAST (date AS time_period) WITH FUNCTION period_of_day(date);
CREATE CAST (timestamp AS time_period) WITH FUNCTION period_of_day(timestamp);
CREATE CAST (timestamptz AS time_period) WITH FUNCTION period_of_day(timestamptz);
COMMENT ON CAST (date AS time_period) IS 'the day; for months and others use period(day, freq)';
COMMENT ON CAST (timestamp AS time_period) IS 'the day of the moment';
COMMENT ON CAST (timestamptz AS time_period) IS 'the day of the moment in the time zone of the session';
