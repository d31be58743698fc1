-- labor/survival

CREATE TYPE survival_curve;

CREATE FUNCTION survival_curve_in(cstring) RETURNS survival_curve
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_curve_in(cstring) IS
	'reads days {duration:cases,...} or microseconds {...}, with + behind the duration of cases still open; 22P02 for anything else';

CREATE FUNCTION survival_curve_out(survival_curve) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_curve_out(survival_curve) IS
	'the unit and the cases by duration, those still open with +';

CREATE FUNCTION survival_curve_recv(internal) RETURNS survival_curve
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_curve_recv(internal) IS
	'reads the binary form, version 1';

CREATE FUNCTION survival_curve_send(survival_curve) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_curve_send(survival_curve) IS
	'the binary form, version 1';

CREATE TYPE survival_curve (
	INPUT = survival_curve_in,
	OUTPUT = survival_curve_out,
	RECEIVE = survival_curve_recv,
	SEND = survival_curve_send,
	STORAGE = extended,
	ALIGNMENT = double
);
COMMENT ON TYPE survival_curve IS
	'how many cases ended, and how many were last seen open, after how long: what Kaplan-Meier estimates are made of';

--
-- Gathering
--

CREATE FUNCTION survival_accum(survival_curve, integer, boolean)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_accum_days'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_curve, integer, boolean) IS
	'transition function of km_curve()';

CREATE FUNCTION survival_discard(survival_curve, integer, boolean)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_discard_days'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_discard(survival_curve, integer, boolean) IS
	'inverse transition function of km_curve()';

CREATE FUNCTION survival_accum(survival_curve, double precision, integer, boolean)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_accum_days'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_curve, double precision, integer, boolean) IS
	'transition function of km_quantile()';

CREATE FUNCTION survival_discard(survival_curve, double precision, integer, boolean)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_discard_days'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_discard(survival_curve, double precision, integer, boolean) IS
	'inverse transition function of km_quantile()';

CREATE FUNCTION survival_accum(survival_curve, double precision, boolean)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_accum_number'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_curve, double precision, boolean) IS
	'transition function of km_curve()';

CREATE FUNCTION survival_discard(survival_curve, double precision, boolean)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_discard_number'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_discard(survival_curve, double precision, boolean) IS
	'inverse transition function of km_curve()';

CREATE FUNCTION survival_accum(survival_curve, double precision, double precision, boolean)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_accum_number'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_curve, double precision, double precision, boolean) IS
	'transition function of km_quantile()';

CREATE FUNCTION survival_discard(survival_curve, double precision, double precision, boolean)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_discard_number'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_discard(survival_curve, double precision, double precision, boolean) IS
	'inverse transition function of km_quantile()';

CREATE FUNCTION survival_accum(survival_curve, interval, boolean)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_accum_interval'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_curve, interval, boolean) IS
	'transition function of km_curve()';

CREATE FUNCTION survival_discard(survival_curve, interval, boolean)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_discard_interval'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_discard(survival_curve, interval, boolean) IS
	'inverse transition function of km_curve()';

CREATE FUNCTION survival_accum(survival_curve, double precision, interval, boolean)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_accum_interval'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_curve, double precision, interval, boolean) IS
	'transition function of km_quantile()';

CREATE FUNCTION survival_discard(survival_curve, double precision, interval, boolean)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_discard_interval'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_discard(survival_curve, double precision, interval, boolean) IS
	'inverse transition function of km_quantile()';

CREATE FUNCTION survival_accum(survival_curve, integer, integer)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_accum_days'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_curve, integer, integer) IS
	'transition function of km_curve()';

CREATE FUNCTION survival_discard(survival_curve, integer, integer)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_discard_days'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_discard(survival_curve, integer, integer) IS
	'inverse transition function of km_curve()';

CREATE FUNCTION survival_accum(survival_curve, double precision, integer, integer)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_accum_days'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_curve, double precision, integer, integer) IS
	'transition function of km_quantile()';

CREATE FUNCTION survival_discard(survival_curve, double precision, integer, integer)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_discard_days'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_discard(survival_curve, double precision, integer, integer) IS
	'inverse transition function of km_quantile()';

CREATE FUNCTION survival_accum(survival_curve, double precision, integer)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_accum_number'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_curve, double precision, integer) IS
	'transition function of km_curve()';

CREATE FUNCTION survival_discard(survival_curve, double precision, integer)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_discard_number'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_discard(survival_curve, double precision, integer) IS
	'inverse transition function of km_curve()';

CREATE FUNCTION survival_accum(survival_curve, double precision, double precision, integer)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_accum_number'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_curve, double precision, double precision, integer) IS
	'transition function of km_quantile()';

CREATE FUNCTION survival_discard(survival_curve, double precision, double precision, integer)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_discard_number'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_discard(survival_curve, double precision, double precision, integer) IS
	'inverse transition function of km_quantile()';

CREATE FUNCTION survival_accum(survival_curve, interval, integer)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_accum_interval'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_curve, interval, integer) IS
	'transition function of km_curve()';

CREATE FUNCTION survival_discard(survival_curve, interval, integer)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_discard_interval'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_discard(survival_curve, interval, integer) IS
	'inverse transition function of km_curve()';

CREATE FUNCTION survival_accum(survival_curve, double precision, interval, integer)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_accum_interval'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_curve, double precision, interval, integer) IS
	'transition function of km_quantile()';

CREATE FUNCTION survival_discard(survival_curve, double precision, interval, integer)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME', 'survival_discard_interval'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_discard(survival_curve, double precision, interval, integer) IS
	'inverse transition function of km_quantile()';

CREATE FUNCTION survival_combine(survival_curve, survival_curve) RETURNS survival_curve
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_combine(survival_curve, survival_curve) IS
	'combine function of km_curve() and km_quantile(), transition function of rollup()';

CREATE FUNCTION survival_final(survival_curve) RETURNS survival_curve
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_final(survival_curve) IS
	'final function of km_curve()';

CREATE FUNCTION km_quantile_days_final(survival_curve) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION km_quantile_days_final(survival_curve) IS
	'final function of km_quantile()';

CREATE FUNCTION km_quantile_interval_final(survival_curve) RETURNS interval
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION km_quantile_interval_final(survival_curve) IS
	'final function of km_quantile()';

CREATE AGGREGATE km_curve(duration integer, event boolean) (
	SFUNC = survival_accum,
	STYPE = survival_curve,
	SSPACE = 4096,
	FINALFUNC = survival_final,
	COMBINEFUNC = survival_combine,
	MSFUNC = survival_accum,
	MINVFUNC = survival_discard,
	MSTYPE = survival_curve,
	MSSPACE = 4096,
	MFINALFUNC = survival_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE km_curve(integer, boolean) IS
	'the survival curve of cases that ended (event) or were last seen open after the duration, days; rows where either is NULL do not count; 22023 for a negative duration';

CREATE AGGREGATE km_quantile(fraction double precision, duration integer, event boolean) (
	SFUNC = survival_accum,
	STYPE = survival_curve,
	SSPACE = 4096,
	FINALFUNC = km_quantile_days_final,
	COMBINEFUNC = survival_combine,
	MSFUNC = survival_accum,
	MINVFUNC = survival_discard,
	MSTYPE = survival_curve,
	MSSPACE = 4096,
	MFINALFUNC = km_quantile_days_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE km_quantile(double precision, integer, boolean) IS
	'the first duration, days, by which the fraction of cases has ended, open cases counted as Kaplan and Meier do: the smallest t with S(t) <= 1 - fraction; NULL where it is never reached; rows where anything is NULL do not count; 22023 for a negative duration or a fraction not above 0 and at most 1';

CREATE AGGREGATE km_curve(duration double precision, event boolean) (
	SFUNC = survival_accum,
	STYPE = survival_curve,
	SSPACE = 4096,
	FINALFUNC = survival_final,
	COMBINEFUNC = survival_combine,
	MSFUNC = survival_accum,
	MINVFUNC = survival_discard,
	MSTYPE = survival_curve,
	MSSPACE = 4096,
	MFINALFUNC = survival_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE km_curve(double precision, boolean) IS
	'the survival curve of cases that ended (event) or were last seen open after the duration, whole days in a number of another type than integer; rows where either is NULL do not count; 22023 for a negative duration and for parts of days';

CREATE AGGREGATE km_quantile(fraction double precision, duration double precision, event boolean) (
	SFUNC = survival_accum,
	STYPE = survival_curve,
	SSPACE = 4096,
	FINALFUNC = km_quantile_days_final,
	COMBINEFUNC = survival_combine,
	MSFUNC = survival_accum,
	MINVFUNC = survival_discard,
	MSTYPE = survival_curve,
	MSSPACE = 4096,
	MFINALFUNC = km_quantile_days_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE km_quantile(double precision, double precision, boolean) IS
	'the first duration, whole days in a number of another type than integer, by which the fraction of cases has ended, open cases counted as Kaplan and Meier do: the smallest t with S(t) <= 1 - fraction, an integer; NULL where it is never reached; rows where anything is NULL do not count; 22023 for a negative duration, for parts of days, or a fraction not above 0 and at most 1';

CREATE AGGREGATE km_curve(duration interval, event boolean) (
	SFUNC = survival_accum,
	STYPE = survival_curve,
	SSPACE = 4096,
	FINALFUNC = survival_final,
	COMBINEFUNC = survival_combine,
	MSFUNC = survival_accum,
	MINVFUNC = survival_discard,
	MSTYPE = survival_curve,
	MSSPACE = 4096,
	MFINALFUNC = survival_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE km_curve(interval, boolean) IS
	'the survival curve of cases that ended (event) or were last seen open after the duration, an interval, a month being 30 days and a day 24 hours; rows where either is NULL do not count; 22023 for a negative duration';

CREATE AGGREGATE km_quantile(fraction double precision, duration interval, event boolean) (
	SFUNC = survival_accum,
	STYPE = survival_curve,
	SSPACE = 4096,
	FINALFUNC = km_quantile_interval_final,
	COMBINEFUNC = survival_combine,
	MSFUNC = survival_accum,
	MINVFUNC = survival_discard,
	MSTYPE = survival_curve,
	MSSPACE = 4096,
	MFINALFUNC = km_quantile_interval_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE km_quantile(double precision, interval, boolean) IS
	'the first duration, an interval, a month being 30 days and a day 24 hours, by which the fraction of cases has ended, open cases counted as Kaplan and Meier do: the smallest t with S(t) <= 1 - fraction; NULL where it is never reached; rows where anything is NULL do not count; 22023 for a negative duration or a fraction not above 0 and at most 1';

CREATE AGGREGATE km_curve(duration integer, event integer) (
	SFUNC = survival_accum,
	STYPE = survival_curve,
	SSPACE = 4096,
	FINALFUNC = survival_final,
	COMBINEFUNC = survival_combine,
	MSFUNC = survival_accum,
	MINVFUNC = survival_discard,
	MSTYPE = survival_curve,
	MSSPACE = 4096,
	MFINALFUNC = survival_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE km_curve(integer, integer) IS
	'the survival curve of cases that ended (event 1) or were last seen open (0) after the duration, days; rows where either is NULL do not count; 22023 for another event, a negative duration';

CREATE AGGREGATE km_quantile(fraction double precision, duration integer, event integer) (
	SFUNC = survival_accum,
	STYPE = survival_curve,
	SSPACE = 4096,
	FINALFUNC = km_quantile_days_final,
	COMBINEFUNC = survival_combine,
	MSFUNC = survival_accum,
	MINVFUNC = survival_discard,
	MSTYPE = survival_curve,
	MSSPACE = 4096,
	MFINALFUNC = km_quantile_days_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE km_quantile(double precision, integer, integer) IS
	'with event 1 or 0: the first duration, days, by which the fraction of cases has ended, open cases counted as Kaplan and Meier do: the smallest t with S(t) <= 1 - fraction; NULL where it is never reached; rows where anything is NULL do not count; 22023 for another event, a negative duration or a fraction not above 0 and at most 1';

CREATE AGGREGATE km_curve(duration double precision, event integer) (
	SFUNC = survival_accum,
	STYPE = survival_curve,
	SSPACE = 4096,
	FINALFUNC = survival_final,
	COMBINEFUNC = survival_combine,
	MSFUNC = survival_accum,
	MINVFUNC = survival_discard,
	MSTYPE = survival_curve,
	MSSPACE = 4096,
	MFINALFUNC = survival_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE km_curve(double precision, integer) IS
	'the survival curve of cases that ended (event 1) or were last seen open (0) after the duration, whole days in a number of another type than integer; rows where either is NULL do not count; 22023 for another event, a negative duration and for parts of days';

CREATE AGGREGATE km_quantile(fraction double precision, duration double precision, event integer) (
	SFUNC = survival_accum,
	STYPE = survival_curve,
	SSPACE = 4096,
	FINALFUNC = km_quantile_days_final,
	COMBINEFUNC = survival_combine,
	MSFUNC = survival_accum,
	MINVFUNC = survival_discard,
	MSTYPE = survival_curve,
	MSSPACE = 4096,
	MFINALFUNC = km_quantile_days_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE km_quantile(double precision, double precision, integer) IS
	'with event 1 or 0: the first duration, whole days in a number of another type than integer, by which the fraction of cases has ended, open cases counted as Kaplan and Meier do: the smallest t with S(t) <= 1 - fraction, an integer; NULL where it is never reached; rows where anything is NULL do not count; 22023 for another event, a negative duration, for parts of days, or a fraction not above 0 and at most 1';

CREATE AGGREGATE km_curve(duration interval, event integer) (
	SFUNC = survival_accum,
	STYPE = survival_curve,
	SSPACE = 4096,
	FINALFUNC = survival_final,
	COMBINEFUNC = survival_combine,
	MSFUNC = survival_accum,
	MINVFUNC = survival_discard,
	MSTYPE = survival_curve,
	MSSPACE = 4096,
	MFINALFUNC = survival_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE km_curve(interval, integer) IS
	'the survival curve of cases that ended (event 1) or were last seen open (0) after the duration, an interval, a month being 30 days and a day 24 hours; rows where either is NULL do not count; 22023 for another event, a negative duration';

CREATE AGGREGATE km_quantile(fraction double precision, duration interval, event integer) (
	SFUNC = survival_accum,
	STYPE = survival_curve,
	SSPACE = 4096,
	FINALFUNC = km_quantile_interval_final,
	COMBINEFUNC = survival_combine,
	MSFUNC = survival_accum,
	MINVFUNC = survival_discard,
	MSTYPE = survival_curve,
	MSSPACE = 4096,
	MFINALFUNC = km_quantile_interval_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE km_quantile(double precision, interval, integer) IS
	'with event 1 or 0: the first duration, an interval, a month being 30 days and a day 24 hours, by which the fraction of cases has ended, open cases counted as Kaplan and Meier do: the smallest t with S(t) <= 1 - fraction; NULL where it is never reached; rows where anything is NULL do not count; 22023 for another event, a negative duration or a fraction not above 0 and at most 1';

CREATE AGGREGATE rollup(curve survival_curve) (
	SFUNC = survival_combine,
	STYPE = survival_curve,
	SSPACE = 4096,
	FINALFUNC = survival_final,
	COMBINEFUNC = survival_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(survival_curve) IS
	'one curve of several, the same to the byte as km_curve() over all their rows; 22023 where days and intervals meet';

--
-- Asking
--

CREATE FUNCTION unnest(curve survival_curve,
					   OUT days double precision, OUT duration interval,
					   OUT at_risk bigint, OUT events bigint, OUT censored bigint,
					   OUT survival double precision, OUT std_error double precision)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'survival_curve_unnest'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 200;
COMMENT ON FUNCTION unnest(survival_curve) IS
	'a row for each duration seen: cases still at risk just before it, cases that ended and cases last seen open at it, the share that lasts longer (Kaplan-Meier, a ratio) and its standard error (Greenwood; NULL where the share is 0)';

CREATE FUNCTION km_limits(curve survival_curve,
						  confidence double precision DEFAULT 0.95,
						  method text DEFAULT 'log-log',
						  OUT days double precision, OUT duration interval,
						  OUT survival double precision,
						  OUT lower double precision, OUT upper double precision)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 200;
COMMENT ON FUNCTION km_limits(survival_curve, double precision, text) IS
	'a row for each duration seen: the share that lasts longer (Kaplan-Meier, a ratio) and its pointwise confidence limits, log-log (of Kalbfleisch and Prentice, within 0 and 1 by themselves; NULL where the share is 0 or 1) or plain (Greenwood''s standard error, cut at 0 and 1; NULL where the share is 0); 22023 for a confidence not between 0 and 1 and another method';

CREATE FUNCTION km_quantile(fraction double precision, curve survival_curve)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'km_quantile_curve'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION km_quantile(double precision, survival_curve) IS
	'the number of days by which the fraction of cases has ended; NULL where it is never reached; 22023 for a fraction not above 0 and at most 1';

CREATE FUNCTION survival_at(curve survival_curve, days double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_at(survival_curve, double precision) IS
	'the share of cases, a ratio, that last longer than so many days; NULL beyond the longest duration seen, unless nothing lasted longer';

CREATE FUNCTION num_cases(curve survival_curve)
	RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION num_cases(survival_curve) IS
	'how many cases the curve was made of, ended and open';
