-- trade/balance

--
-- Of two numbers
--

CREATE FUNCTION trade_balance(exports double precision, imports double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'trade_balance_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_balance(double precision, double precision) IS
	'exports - imports, in the units of the values; both must be valued on one basis';

CREATE FUNCTION trade_balance(exports numeric, imports numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'trade_balance_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_balance(numeric, numeric) IS
	'exports - imports, in the units of the values; both must be valued on one basis';

CREATE FUNCTION trade_total(exports double precision, imports double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'trade_total_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_total(double precision, double precision) IS
	'exports + imports, in the units of the values';

CREATE FUNCTION trade_total(exports numeric, imports numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'trade_total_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_total(numeric, numeric) IS
	'exports + imports, in the units of the values';

CREATE FUNCTION coverage_ratio(exports double precision, imports double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'coverage_ratio_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION coverage_ratio(double precision, double precision) IS
	'exports / imports, a ratio; NULL for imports of 0';

CREATE FUNCTION coverage_ratio(exports numeric, imports numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'coverage_ratio_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION coverage_ratio(numeric, numeric) IS
	'exports / imports, a ratio; NULL for imports of 0';

CREATE FUNCTION normalized_balance(exports double precision, imports double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'normalized_balance_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION normalized_balance(double precision, double precision) IS
	'(exports - imports) / (exports + imports), a ratio from -1 to 1 where neither is negative; NULL for a total of 0';

CREATE FUNCTION normalized_balance(exports numeric, imports numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'normalized_balance_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION normalized_balance(numeric, numeric) IS
	'(exports - imports) / (exports + imports), a ratio from -1 to 1 where neither is negative; NULL for a total of 0';

CREATE TYPE trade_balance_direction AS ENUM (
	'deficit widened', 'deficit narrowed', 'deficit opened', 'deficit closed',
	'reversed to deficit', 'unchanged', 'reversed to surplus',
	'surplus opened', 'surplus closed', 'surplus narrowed', 'surplus widened');
COMMENT ON TYPE trade_balance_direction IS
	'what became of a balance, in words that do not depend on a locale; opened from 0, closed to 0';

-- trade_balance() refuses what is not a number
CREATE FUNCTION balance_direction(new double precision, base double precision)
	RETURNS trade_balance_direction
	LANGUAGE SQL IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE
	RETURN CASE
		WHEN trade_balance(new, base) = 0::double precision THEN 'unchanged'
		WHEN base > 0::double precision AND new > base THEN 'surplus widened'
		WHEN base > 0::double precision AND new > 0::double precision THEN 'surplus narrowed'
		WHEN base > 0::double precision AND new = 0::double precision THEN 'surplus closed'
		WHEN base > 0::double precision AND new < 0::double precision THEN 'reversed to deficit'
		WHEN base < 0::double precision AND new < base THEN 'deficit widened'
		WHEN base < 0::double precision AND new < 0::double precision THEN 'deficit narrowed'
		WHEN base < 0::double precision AND new = 0::double precision THEN 'deficit closed'
		WHEN base < 0::double precision AND new > 0::double precision THEN 'reversed to surplus'
		WHEN base = 0::double precision AND new > 0::double precision THEN 'surplus opened'
		WHEN base = 0::double precision AND new < 0::double precision THEN 'deficit opened'
	END::trade_balance_direction;
COMMENT ON FUNCTION balance_direction(double precision, double precision) IS
	'what became of a balance, from base to new; NULL where one is';

-- trade_balance() refuses what is not a number
CREATE FUNCTION balance_direction(new numeric, base numeric)
	RETURNS trade_balance_direction
	LANGUAGE SQL IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE
	RETURN CASE
		WHEN trade_balance(new, base) = 0::numeric THEN 'unchanged'
		WHEN base > 0::numeric AND new > base THEN 'surplus widened'
		WHEN base > 0::numeric AND new > 0::numeric THEN 'surplus narrowed'
		WHEN base > 0::numeric AND new = 0::numeric THEN 'surplus closed'
		WHEN base > 0::numeric AND new < 0::numeric THEN 'reversed to deficit'
		WHEN base < 0::numeric AND new < base THEN 'deficit widened'
		WHEN base < 0::numeric AND new < 0::numeric THEN 'deficit narrowed'
		WHEN base < 0::numeric AND new = 0::numeric THEN 'deficit closed'
		WHEN base < 0::numeric AND new > 0::numeric THEN 'reversed to surplus'
		WHEN base = 0::numeric AND new > 0::numeric THEN 'surplus opened'
		WHEN base = 0::numeric AND new < 0::numeric THEN 'deficit opened'
	END::trade_balance_direction;
COMMENT ON FUNCTION balance_direction(numeric, numeric) IS
	'what became of a balance, from base to new; NULL where one is';

CREATE FUNCTION flow_from(code text, scheme text) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION flow_from(text, text) IS
	'the flow, X, M, RX or RM, of an office''s number: comtrade (1 M, 2 X, 3 RX, 4 RM), eurostat (1 M, 2 X) or japan (1 X, 2 M); 22023 for another';

--
-- Over rows of (flow, value).  The state is a type of its own, so that it can
-- be passed between workers and servers and kept.
--

CREATE TYPE trade_legs;

CREATE FUNCTION trade_legs_in(cstring) RETURNS trade_legs
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION trade_legs_out(trade_legs) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION trade_legs_recv(internal) RETURNS trade_legs
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION trade_legs_send(trade_legs) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_legs_in(cstring) IS 'I/O';
COMMENT ON FUNCTION trade_legs_out(trade_legs) IS 'I/O';
COMMENT ON FUNCTION trade_legs_recv(internal) IS 'I/O';
COMMENT ON FUNCTION trade_legs_send(trade_legs) IS 'I/O';

CREATE TYPE trade_legs (
	INPUT = trade_legs_in,
	OUTPUT = trade_legs_out,
	RECEIVE = trade_legs_recv,
	SEND = trade_legs_send,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE trade_legs IS
	'the sums of exports and of imports, as gathered by the aggregates trade_balance, trade_total, coverage_ratio and normalized_balance';

CREATE FUNCTION trade_legs_combine(trade_legs, trade_legs) RETURNS trade_legs
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION trade_legs_combine(trade_legs, trade_legs) IS
	'support of aggregates: the sums of both';

CREATE FUNCTION trade_legs_add(trade_legs, flow text, value double precision)
	RETURNS trade_legs
	AS 'MODULE_PATHNAME', 'trade_legs_add_float8'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION trade_legs_add(trade_legs, flow text, value double precision,
		partial_flows text)
	RETURNS trade_legs
	AS 'MODULE_PATHNAME', 'trade_legs_add_float8'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION trade_legs_add(trade_legs, text, double precision) IS
	'support of aggregates: adds a row';
COMMENT ON FUNCTION trade_legs_add(trade_legs, text, double precision, text) IS
	'support of aggregates: adds a row';
CREATE FUNCTION trade_legs_add(trade_legs, flow text, value double precision,
		partner partner_code)
	RETURNS trade_legs
	AS 'MODULE_PATHNAME', 'trade_legs_add_partner_float8'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION trade_legs_add(trade_legs, text, double precision, partner_code) IS
	'support of aggregates: adds a row, unless it is a total of others';

CREATE FUNCTION trade_legs_add(trade_legs, flow text, value numeric)
	RETURNS trade_legs
	AS 'MODULE_PATHNAME', 'trade_legs_add_numeric'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION trade_legs_add(trade_legs, flow text, value numeric,
		partial_flows text)
	RETURNS trade_legs
	AS 'MODULE_PATHNAME', 'trade_legs_add_numeric'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION trade_legs_add(trade_legs, text, numeric) IS
	'support of aggregates: adds a row';
COMMENT ON FUNCTION trade_legs_add(trade_legs, text, numeric, text) IS
	'support of aggregates: adds a row';
CREATE FUNCTION trade_legs_add(trade_legs, flow text, value numeric,
		partner partner_code)
	RETURNS trade_legs
	AS 'MODULE_PATHNAME', 'trade_legs_add_partner_numeric'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION trade_legs_add(trade_legs, text, numeric, partner_code) IS
	'support of aggregates: adds a row, unless it is a total of others';

CREATE FUNCTION trade_legs_balance_float8(trade_legs) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_legs_balance_float8(trade_legs) IS
	'support of aggregates: trade_balance';
CREATE AGGREGATE trade_balance(flow text, value double precision) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 96,
	FINALFUNC = trade_legs_balance_float8,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
CREATE AGGREGATE trade_balance(flow text, value double precision, partial_flows text) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 96,
	FINALFUNC = trade_legs_balance_float8,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE trade_balance(text, double precision) IS
	'exports less imports, summed without error, in the units of the values; flows are X (or exports) and M (or imports); NULL unless both have a value; refuses flows that are part of X or M, such as re-exports';
COMMENT ON AGGREGATE trade_balance(text, double precision, text) IS
	'exports less imports, summed without error, in the units of the values; flows are X (or exports) and M (or imports); NULL unless both have a value; with a treatment of flows that are part of X or M: refuse; ignore; or subtract, which takes re-exports (RX) out of X and re-imports (RM) out of M';
CREATE AGGREGATE trade_balance(flow text, value double precision, partner partner_code) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 96,
	FINALFUNC = trade_legs_balance_float8,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE trade_balance(text, double precision, partner_code) IS
	'exports less imports, summed without error, in the units of the values; flows are X (or exports) and M (or imports); NULL unless both have a value; refuses flows that are part of X or M, such as re-exports; refuses rows whose partner is a total of others (partner_is_aggregate) or NULL';

CREATE FUNCTION trade_legs_balance_numeric(trade_legs) RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_legs_balance_numeric(trade_legs) IS
	'support of aggregates: trade_balance';
CREATE AGGREGATE trade_balance(flow text, value numeric) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 64,
	FINALFUNC = trade_legs_balance_numeric,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
CREATE AGGREGATE trade_balance(flow text, value numeric, partial_flows text) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 64,
	FINALFUNC = trade_legs_balance_numeric,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE trade_balance(text, numeric) IS
	'exports less imports, summed without error, in the units of the values; flows are X (or exports) and M (or imports); NULL unless both have a value; refuses flows that are part of X or M, such as re-exports';
COMMENT ON AGGREGATE trade_balance(text, numeric, text) IS
	'exports less imports, summed without error, in the units of the values; flows are X (or exports) and M (or imports); NULL unless both have a value; with a treatment of flows that are part of X or M: refuse; ignore; or subtract, which takes re-exports (RX) out of X and re-imports (RM) out of M';
CREATE AGGREGATE trade_balance(flow text, value numeric, partner partner_code) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 64,
	FINALFUNC = trade_legs_balance_numeric,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE trade_balance(text, numeric, partner_code) IS
	'exports less imports, summed without error, in the units of the values; flows are X (or exports) and M (or imports); NULL unless both have a value; refuses flows that are part of X or M, such as re-exports; refuses rows whose partner is a total of others (partner_is_aggregate) or NULL';

CREATE FUNCTION trade_legs_total_float8(trade_legs) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_legs_total_float8(trade_legs) IS
	'support of aggregates: trade_total';
CREATE AGGREGATE trade_total(flow text, value double precision) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 96,
	FINALFUNC = trade_legs_total_float8,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
CREATE AGGREGATE trade_total(flow text, value double precision, partial_flows text) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 96,
	FINALFUNC = trade_legs_total_float8,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE trade_total(text, double precision) IS
	'exports plus imports, summed without error, in the units of the values; flows are X (or exports) and M (or imports); NULL unless both have a value; refuses flows that are part of X or M, such as re-exports';
COMMENT ON AGGREGATE trade_total(text, double precision, text) IS
	'exports plus imports, summed without error, in the units of the values; flows are X (or exports) and M (or imports); NULL unless both have a value; with a treatment of flows that are part of X or M: refuse; ignore; or subtract, which takes re-exports (RX) out of X and re-imports (RM) out of M';

CREATE FUNCTION trade_legs_total_numeric(trade_legs) RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_legs_total_numeric(trade_legs) IS
	'support of aggregates: trade_total';
CREATE AGGREGATE trade_total(flow text, value numeric) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 64,
	FINALFUNC = trade_legs_total_numeric,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
CREATE AGGREGATE trade_total(flow text, value numeric, partial_flows text) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 64,
	FINALFUNC = trade_legs_total_numeric,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE trade_total(text, numeric) IS
	'exports plus imports, summed without error, in the units of the values; flows are X (or exports) and M (or imports); NULL unless both have a value; refuses flows that are part of X or M, such as re-exports';
COMMENT ON AGGREGATE trade_total(text, numeric, text) IS
	'exports plus imports, summed without error, in the units of the values; flows are X (or exports) and M (or imports); NULL unless both have a value; with a treatment of flows that are part of X or M: refuse; ignore; or subtract, which takes re-exports (RX) out of X and re-imports (RM) out of M';

CREATE FUNCTION trade_legs_coverage_float8(trade_legs) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_legs_coverage_float8(trade_legs) IS
	'support of aggregates: coverage_ratio';
CREATE AGGREGATE coverage_ratio(flow text, value double precision) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 96,
	FINALFUNC = trade_legs_coverage_float8,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
CREATE AGGREGATE coverage_ratio(flow text, value double precision, partial_flows text) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 96,
	FINALFUNC = trade_legs_coverage_float8,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE coverage_ratio(text, double precision) IS
	'exports / imports, a ratio; NULL for imports of 0; flows are X (or exports) and M (or imports); NULL unless both have a value; refuses flows that are part of X or M, such as re-exports';
COMMENT ON AGGREGATE coverage_ratio(text, double precision, text) IS
	'exports / imports, a ratio; NULL for imports of 0; flows are X (or exports) and M (or imports); NULL unless both have a value; with a treatment of flows that are part of X or M: refuse; ignore; or subtract, which takes re-exports (RX) out of X and re-imports (RM) out of M';

CREATE FUNCTION trade_legs_coverage_numeric(trade_legs) RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_legs_coverage_numeric(trade_legs) IS
	'support of aggregates: coverage_ratio';
CREATE AGGREGATE coverage_ratio(flow text, value numeric) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 64,
	FINALFUNC = trade_legs_coverage_numeric,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
CREATE AGGREGATE coverage_ratio(flow text, value numeric, partial_flows text) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 64,
	FINALFUNC = trade_legs_coverage_numeric,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE coverage_ratio(text, numeric) IS
	'exports / imports, a ratio; NULL for imports of 0; flows are X (or exports) and M (or imports); NULL unless both have a value; refuses flows that are part of X or M, such as re-exports';
COMMENT ON AGGREGATE coverage_ratio(text, numeric, text) IS
	'exports / imports, a ratio; NULL for imports of 0; flows are X (or exports) and M (or imports); NULL unless both have a value; with a treatment of flows that are part of X or M: refuse; ignore; or subtract, which takes re-exports (RX) out of X and re-imports (RM) out of M';

CREATE FUNCTION trade_legs_normalized_float8(trade_legs) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_legs_normalized_float8(trade_legs) IS
	'support of aggregates: normalized_balance';
CREATE AGGREGATE normalized_balance(flow text, value double precision) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 96,
	FINALFUNC = trade_legs_normalized_float8,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
CREATE AGGREGATE normalized_balance(flow text, value double precision, partial_flows text) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 96,
	FINALFUNC = trade_legs_normalized_float8,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE normalized_balance(text, double precision) IS
	'(exports - imports) / (exports + imports), a ratio from -1 to 1; NULL where there is no trade; flows are X (or exports) and M (or imports); NULL unless both have a value; refuses flows that are part of X or M, such as re-exports';
COMMENT ON AGGREGATE normalized_balance(text, double precision, text) IS
	'(exports - imports) / (exports + imports), a ratio from -1 to 1; NULL where there is no trade; flows are X (or exports) and M (or imports); NULL unless both have a value; with a treatment of flows that are part of X or M: refuse; ignore; or subtract, which takes re-exports (RX) out of X and re-imports (RM) out of M';

CREATE FUNCTION trade_legs_normalized_numeric(trade_legs) RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_legs_normalized_numeric(trade_legs) IS
	'support of aggregates: normalized_balance';
CREATE AGGREGATE normalized_balance(flow text, value numeric) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 64,
	FINALFUNC = trade_legs_normalized_numeric,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
CREATE AGGREGATE normalized_balance(flow text, value numeric, partial_flows text) (
	SFUNC = trade_legs_add,
	STYPE = trade_legs,
	SSPACE = 64,
	FINALFUNC = trade_legs_normalized_numeric,
	COMBINEFUNC = trade_legs_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE normalized_balance(text, numeric) IS
	'(exports - imports) / (exports + imports), a ratio from -1 to 1; NULL where there is no trade; flows are X (or exports) and M (or imports); NULL unless both have a value; refuses flows that are part of X or M, such as re-exports';
COMMENT ON AGGREGATE normalized_balance(text, numeric, text) IS
	'(exports - imports) / (exports + imports), a ratio from -1 to 1; NULL where there is no trade; flows are X (or exports) and M (or imports); NULL unless both have a value; with a treatment of flows that are part of X or M: refuse; ignore; or subtract, which takes re-exports (RX) out of X and re-imports (RM) out of M';
