-- calendar/period: one frequency in a column, and all periods in a group
--
-- A column of months takes days without a word, unless it is told not to.

CREATE FUNCTION annual(p time_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'period_is_annual' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION quarterly(p time_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'period_is_quarterly' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION monthly(p time_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'period_is_monthly' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION weekly(p time_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'period_is_weekly' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION daily(p time_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'period_is_daily' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION annual(time_period) IS 'is it a year? for CHECK (annual(period))';
COMMENT ON FUNCTION quarterly(time_period) IS 'is it a quarter? for CHECK (quarterly(period))';
COMMENT ON FUNCTION monthly(time_period) IS 'is it a month? for CHECK (monthly(period))';
COMMENT ON FUNCTION weekly(time_period) IS 'is it a ISO week? for CHECK (weekly(period))';
COMMENT ON FUNCTION daily(time_period) IS 'is it a day? for CHECK (daily(period))';

-- the name of the constraint is what the error says

CREATE DOMAIN annual_period AS time_period
	CONSTRAINT "a year is written like 2024" CHECK (annual(VALUE));
COMMENT ON DOMAIN annual_period IS 'a year and nothing else; raises 23514 for other periods';
CREATE DOMAIN quarterly_period AS time_period
	CONSTRAINT "a quarter is written like 2024-Q3" CHECK (quarterly(VALUE));
COMMENT ON DOMAIN quarterly_period IS 'a quarter and nothing else; raises 23514 for other periods';
CREATE DOMAIN monthly_period AS time_period
	CONSTRAINT "a month is written like 2024-07" CHECK (monthly(VALUE));
COMMENT ON DOMAIN monthly_period IS 'a month and nothing else; raises 23514 for other periods';
CREATE DOMAIN weekly_period AS time_period
	CONSTRAINT "an ISO week is written like 2024-W05" CHECK (weekly(VALUE));
COMMENT ON DOMAIN weekly_period IS 'an ISO week and nothing else; raises 23514 for other periods';
CREATE DOMAIN daily_period AS time_period
	CONSTRAINT "a day is written like 2024-07-31" CHECK (daily(VALUE));
COMMENT ON DOMAIN daily_period IS 'a day and nothing else; raises 23514 for other periods';

CREATE FUNCTION complete_add(bytea, time_period, text) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION complete_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION complete_final(bytea) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION complete_add(bytea, time_period, text) IS 'transition function of complete()';
COMMENT ON FUNCTION complete_combine(bytea, bytea) IS 'combine function of complete()';
COMMENT ON FUNCTION complete_final(bytea) IS 'final function of complete()';
CREATE AGGREGATE complete(p time_period, freq text) (
	SFUNC = complete_add, STYPE = bytea, SSPACE = 64, FINALFUNC = complete_final,
	COMBINEFUNC = complete_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE complete(time_period, text) IS
	'are all periods of the one year (or half, ...) that holds them there? NULL periods are left out, NULL without any; raises 22023 where they lie in two, or do not make it up';
