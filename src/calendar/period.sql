-- calendar/period

CREATE TYPE time_period;

CREATE FUNCTION time_period_in(cstring) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION time_period_out(time_period) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION time_period_recv(internal) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION time_period_send(time_period) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION time_period_in(cstring) IS 'I/O';
COMMENT ON FUNCTION time_period_out(time_period) IS 'I/O';
COMMENT ON FUNCTION time_period_recv(internal) IS 'I/O';
COMMENT ON FUNCTION time_period_send(time_period) IS 'I/O';

CREATE TYPE time_period (
	INPUT = time_period_in,
	OUTPUT = time_period_out,
	RECEIVE = time_period_recv,
	SEND = time_period_send,
	LIKE = int4,
	-- freq('2024-01') and the like mean a period, not a series
	CATEGORY = 'p',
	PREFERRED = true
);
COMMENT ON TYPE time_period IS
	'a year, half-year, four months, quarter, month, ISO week or day, as SDMX writes it: 2025, 2025-S1, 2025-T2, 2025-Q3, 2025-07, 2025-W05, 2025-07-31';

--
-- Order: by first day; of the periods that start on one day the day itself
-- first, and then the longer before the shorter.  Equality and hashing are the
-- server's own on int4.
--

CREATE FUNCTION time_period_lt(time_period, time_period) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION time_period_le(time_period, time_period) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION time_period_eq(time_period, time_period) RETURNS boolean
	AS 'int4eq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION time_period_ne(time_period, time_period) RETURNS boolean
	AS 'int4ne' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION time_period_ge(time_period, time_period) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION time_period_gt(time_period, time_period) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION time_period_cmp(time_period, time_period) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION time_period_sortsupport(internal) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION time_period_hash(time_period) RETURNS integer
	AS 'hashint4' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION time_period_hash_extended(time_period, bigint) RETURNS bigint
	AS 'hashint4extended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
COMMENT ON FUNCTION time_period_lt(time_period, time_period) IS 'implementation of < operator';
COMMENT ON FUNCTION time_period_le(time_period, time_period) IS 'implementation of <= operator';
COMMENT ON FUNCTION time_period_eq(time_period, time_period) IS 'implementation of = operator';
COMMENT ON FUNCTION time_period_ne(time_period, time_period) IS 'implementation of <> operator';
COMMENT ON FUNCTION time_period_ge(time_period, time_period) IS 'implementation of >= operator';
COMMENT ON FUNCTION time_period_gt(time_period, time_period) IS 'implementation of > operator';
COMMENT ON FUNCTION time_period_cmp(time_period, time_period) IS 'less-equal-greater';
COMMENT ON FUNCTION time_period_sortsupport(internal) IS 'sort support';
COMMENT ON FUNCTION time_period_hash(time_period) IS 'hash';
COMMENT ON FUNCTION time_period_hash_extended(time_period, bigint) IS 'hash with a seed';

CREATE OPERATOR < (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = time_period_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = time_period_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = time_period_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = time_period_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = time_period_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = time_period_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR < (time_period, time_period) IS 'starts earlier; of two that start on one day a day is less than all others, and then the longer than the shorter';
COMMENT ON OPERATOR <= (time_period, time_period) IS 'less than or equal';
COMMENT ON OPERATOR = (time_period, time_period) IS 'the same period: same first day and same frequency';
COMMENT ON OPERATOR <> (time_period, time_period) IS 'not equal';
COMMENT ON OPERATOR >= (time_period, time_period) IS 'greater than or equal';
COMMENT ON OPERATOR > (time_period, time_period) IS 'starts later; of two that start on one day all others are greater than a day, and then the shorter than the longer';

-- RANGE BETWEEN 12 PRECEDING AND 12 PRECEDING is a year ago, whatever is missing.
CREATE FUNCTION in_range(val time_period, base time_period, "offset" integer, sub boolean, less boolean)
	RETURNS boolean
	AS 'MODULE_PATHNAME', 'in_range_period_integer' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION in_range(val time_period, base time_period, "offset" bigint, sub boolean, less boolean)
	RETURNS boolean
	AS 'MODULE_PATHNAME', 'in_range_period_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION in_range(val time_period, base time_period, "offset" smallint, sub boolean, less boolean)
	RETURNS boolean
	AS 'MODULE_PATHNAME', 'in_range_period_smallint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION in_range(time_period, time_period, integer, boolean, boolean) IS
	'window RANGE support: offsets in periods; an error where val and base differ in frequency';
COMMENT ON FUNCTION in_range(time_period, time_period, bigint, boolean, boolean) IS
	'window RANGE support: offsets in periods; an error where val and base differ in frequency';
COMMENT ON FUNCTION in_range(time_period, time_period, smallint, boolean, boolean) IS
	'window RANGE support: offsets in periods; an error where val and base differ in frequency';

CREATE OPERATOR CLASS time_period_ops DEFAULT FOR TYPE time_period USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 time_period_cmp(time_period, time_period),
	FUNCTION 2 time_period_sortsupport(internal),
	FUNCTION 3 (time_period, integer) in_range(time_period, time_period, integer, boolean, boolean),
	FUNCTION 3 (time_period, bigint) in_range(time_period, time_period, bigint, boolean, boolean),
	FUNCTION 3 (time_period, smallint) in_range(time_period, time_period, smallint, boolean, boolean),
	FUNCTION 4 btequalimage(oid);

CREATE OPERATOR CLASS time_period_ops DEFAULT FOR TYPE time_period USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 time_period_hash(time_period),
	FUNCTION 2 time_period_hash_extended(time_period, bigint);

CREATE OPERATOR CLASS time_period_minmax_ops DEFAULT FOR TYPE time_period USING brin AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 brin_minmax_opcinfo(internal),
	FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 brin_minmax_union(internal, internal, internal);

COMMENT ON OPERATOR CLASS time_period_ops USING btree IS
	'by first day, of those a day first and then the longer; RANGE offsets in periods';
COMMENT ON OPERATOR CLASS time_period_ops USING hash IS 'same first day and same frequency';
COMMENT ON OPERATOR CLASS time_period_minmax_ops USING brin IS
	'first and last period of a range of pages';

CREATE FUNCTION time_period_smaller(time_period, time_period) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION time_period_larger(time_period, time_period) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION time_period_smaller(time_period, time_period) IS 'the lesser of two';
COMMENT ON FUNCTION time_period_larger(time_period, time_period) IS 'the greater of two';

CREATE AGGREGATE min(time_period) (
	SFUNC = time_period_smaller, STYPE = time_period, COMBINEFUNC = time_period_smaller,
	SORTOP = <, PARALLEL = SAFE
);
CREATE AGGREGATE max(time_period) (
	SFUNC = time_period_larger, STYPE = time_period, COMBINEFUNC = time_period_larger,
	SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(time_period) IS 'the first period; NULLs are left out, NULL if there is none';
COMMENT ON AGGREGATE max(time_period) IS 'the last period; NULLs are left out, NULL if there is none';

--
-- A period and its parts
--

CREATE FUNCTION period(day date, freq text) RETURNS time_period
	AS 'MODULE_PATHNAME', 'period_of_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION period(date, text) IS
	'the period of this frequency (A S T Q M W D, or the English word) that holds the day';

CREATE FUNCTION freq(p time_period) RETURNS text
	AS 'MODULE_PATHNAME', 'period_freq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION freq(time_period) IS
	'SDMX code of the frequency: A year, S half-year, T four months, Q quarter, M month, W ISO week, D day';

CREATE FUNCTION year(p time_period) RETURNS integer
	AS 'MODULE_PATHNAME', 'period_year' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION year(time_period) IS
	'the year; of a week its ISO year, that of its Thursday';

CREATE FUNCTION subperiod(p time_period) RETURNS integer
	AS 'MODULE_PATHNAME', 'period_subperiod' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION subperiod(time_period) IS
	'the number within the year, from 1: half-year, third, quarter, month, ISO week or day of the year; 1 for a year';

CREATE FUNCTION period_start(p time_period) RETURNS date
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION period_start(time_period) IS 'the first day';

CREATE FUNCTION period_end(p time_period) RETURNS date
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION period_end(time_period) IS 'the last day';

CREATE FUNCTION periods_per_year(p time_period) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION periods_per_year(freq text) RETURNS integer
	AS 'MODULE_PATHNAME', 'periods_per_year_freq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION periods_per_year(time_period) IS
	'observations a year as counted for annual rates: A 1, S 2, T 3, Q 4, M 12, W 52, D 365';
COMMENT ON FUNCTION periods_per_year(text) IS
	'observations a year of a frequency as counted for annual rates: A 1, S 2, T 3, Q 4, M 12, W 52, D 365';

--
-- Arithmetic in periods
--

CREATE FUNCTION period_plus(p time_period, n integer) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION plus_period(n integer, p time_period) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION period_minus(p time_period, n integer) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION period_minus_period(p time_period, q time_period) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION period_plus(time_period, integer) IS 'implementation of + operator';
COMMENT ON FUNCTION plus_period(integer, time_period) IS 'implementation of + operator';
COMMENT ON FUNCTION period_minus(time_period, integer) IS 'implementation of - operator';
COMMENT ON FUNCTION period_minus_period(time_period, time_period) IS 'implementation of - operator';

CREATE OPERATOR + (
	LEFTARG = time_period, RIGHTARG = integer, FUNCTION = period_plus, COMMUTATOR = +
);
CREATE OPERATOR + (
	LEFTARG = integer, RIGHTARG = time_period, FUNCTION = plus_period, COMMUTATOR = +
);
CREATE OPERATOR - (
	LEFTARG = time_period, RIGHTARG = integer, FUNCTION = period_minus
);
CREATE OPERATOR - (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = period_minus_period
);
COMMENT ON OPERATOR + (time_period, integer) IS 'n periods of the same frequency later';
COMMENT ON OPERATOR + (integer, time_period) IS 'n periods of the same frequency later';
COMMENT ON OPERATOR - (time_period, integer) IS 'n periods of the same frequency earlier';
COMMENT ON OPERATOR - (time_period, time_period) IS
	'distance in periods; an error unless both are of one frequency';

CREATE FUNCTION generate_series_period_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION generate_series_period_support(internal) IS
	'planner support: how many periods generate_series returns';

CREATE FUNCTION generate_series(start time_period, stop time_period, step integer) RETURNS SETOF time_period
	AS 'MODULE_PATHNAME', 'generate_series_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT generate_series_period_support;
CREATE FUNCTION generate_series(start time_period, stop time_period) RETURNS SETOF time_period
	AS 'MODULE_PATHNAME', 'generate_series_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT generate_series_period_support;
COMMENT ON FUNCTION generate_series(time_period, time_period, integer) IS
	'every step-th period from start to stop, both included; an error unless they are of one frequency';
COMMENT ON FUNCTION generate_series(time_period, time_period) IS
	'all periods from start to stop, both included; an error unless they are of one frequency';

--
-- Other frequencies, other years
--

CREATE FUNCTION to_freq(p time_period, freq text, side text DEFAULT 'start') RETURNS time_period
	AS 'MODULE_PATHNAME', 'to_freq_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_freq(time_period, text, text) IS
	'the period of a longer frequency that holds p, or of a shorter one the first (side start) or last (end) in p; a week lies where its Thursday lies; an error where periods of four months lie across';

CREATE FUNCTION fiscal_period(day date, freq text, start_month integer, named_by text) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION fiscal_period(date, text, integer, text) IS
	'the label of the fiscal year, or its part, that holds the day: years start in start_month and are named by the calendar year of their start (SDMX) or end (United States federal); do not mix such labels with calendar periods';

CREATE FUNCTION fiscal_start(label time_period, start_month integer, named_by text) RETURNS date
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION fiscal_end(label time_period, start_month integer, named_by text) RETURNS date
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION fiscal_start(time_period, integer, text) IS
	'the first day of the fiscal year, or its part, of which fiscal_period() is the label; raises 22023 for weeks and days, 22008 outside the years 1 to 9999';
COMMENT ON FUNCTION fiscal_end(time_period, integer, text) IS
	'the last day of the fiscal year, or its part, of which fiscal_period() is the label; raises 22023 for weeks and days, 22008 outside the years 1 to 9999';

--
-- Containment and overlap, in days.  The bodies are inlined, so that an index
-- on the contained side answers them.
--

CREATE FUNCTION time_period_lower_bound(p time_period) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION time_period_upper_bound(p time_period) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION time_period_lower_bound(time_period) IS
	'the first period, in the order of the type, that lies within p: its first day; makes <@ a range of an index';
COMMENT ON FUNCTION time_period_upper_bound(time_period) IS
	'the last period, in the order of the type, that lies within p: its last day; makes <@ a range of an index';

CREATE FUNCTION period_contains_day(p time_period, day date) RETURNS boolean
	LANGUAGE SQL IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE
	RETURN day >= period_start(p) AND day <= period_end(p);
CREATE FUNCTION day_within_period(day date, p time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE
	RETURN day >= period_start(p) AND day <= period_end(p);
CREATE FUNCTION period_contains(p time_period, q time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE
	RETURN q >= time_period_lower_bound(p) AND q <= time_period_upper_bound(p) AND period_end(q) <= period_end(p);
CREATE FUNCTION period_within(q time_period, p time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE
	RETURN q >= time_period_lower_bound(p) AND q <= time_period_upper_bound(p) AND period_end(q) <= period_end(p);
CREATE FUNCTION period_overlaps(p time_period, q time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE
	RETURN period_start(p) <= period_end(q) AND period_start(q) <= period_end(p);
COMMENT ON FUNCTION period_contains_day(time_period, date) IS 'implementation of @> operator';
COMMENT ON FUNCTION day_within_period(date, time_period) IS 'implementation of <@ operator';
COMMENT ON FUNCTION period_contains(time_period, time_period) IS 'implementation of @> operator';
COMMENT ON FUNCTION period_within(time_period, time_period) IS 'implementation of <@ operator';
COMMENT ON FUNCTION period_overlaps(time_period, time_period) IS 'implementation of && operator';

CREATE OPERATOR @> (
	LEFTARG = time_period, RIGHTARG = date, FUNCTION = period_contains_day, COMMUTATOR = <@
);
CREATE OPERATOR <@ (
	LEFTARG = date, RIGHTARG = time_period, FUNCTION = day_within_period, COMMUTATOR = @>
);
CREATE OPERATOR @> (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = period_contains, COMMUTATOR = <@
);
CREATE OPERATOR <@ (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = period_within, COMMUTATOR = @>
);
CREATE OPERATOR && (
	LEFTARG = time_period, RIGHTARG = time_period, FUNCTION = period_overlaps, COMMUTATOR = &&
);
COMMENT ON OPERATOR @> (time_period, date) IS 'does the day lie in the period?';
COMMENT ON OPERATOR <@ (date, time_period) IS 'does the day lie in the period?';
COMMENT ON OPERATOR @> (time_period, time_period) IS 'do all days of the right period lie in the left?';
COMMENT ON OPERATOR <@ (time_period, time_period) IS 'do all days of the left period lie in the right?';
COMMENT ON OPERATOR && (time_period, time_period) IS 'have the periods a day in common?';

--
-- Casts.  They are explicit, because a date no longer says how long its period is.
--

CREATE FUNCTION period_range(p time_period) RETURNS daterange
	LANGUAGE SQL IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE
	RETURN CASE WHEN p IS NOT NULL THEN daterange(period_start(p), period_end(p), '[]') END;
COMMENT ON FUNCTION period_range(time_period) IS 'all days of the period as a range; NULL of NULL';

CREATE CAST (time_period AS date) WITH FUNCTION period_start(time_period);
CREATE CAST (time_period AS daterange) WITH FUNCTION period_range(time_period);
COMMENT ON CAST (time_period AS date) IS 'the first day';
COMMENT ON CAST (time_period AS daterange) IS 'all days';
