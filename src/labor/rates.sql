-- labor/rates

CREATE FUNCTION incidence_rate(events double precision, exposure double precision,
							   per double precision DEFAULT 1,
							   confidence double precision DEFAULT 0.95,
							   OUT rate double precision, OUT lower double precision,
							   OUT upper double precision)
	RETURNS record
	AS 'MODULE_PATHNAME', 'incidence_rate_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION incidence_rate(double precision, double precision, double precision, double precision) IS
	'events * per / exposure with exact Poisson limits (Garwood 1936): per is the base, such as 200000 hours (BLS), 1000000 hours or 1000 workers (ILO); all NULL for an exposure of 0; 22023 for a negative exposure and for events that are no whole number';

CREATE FUNCTION incidence_rate(events numeric, exposure numeric,
							   per numeric DEFAULT 1,
							   confidence double precision DEFAULT 0.95,
							   OUT rate numeric, OUT lower numeric,
							   OUT upper numeric)
	RETURNS record
	AS 'MODULE_PATHNAME', 'incidence_rate_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION incidence_rate(numeric, numeric, numeric, double precision) IS
	'events * per / exposure with exact Poisson limits (Garwood 1936): per is the base, such as 200000 hours (BLS), 1000000 hours or 1000 workers (ILO); all NULL for an exposure of 0; 22023 for a negative exposure and for events that are no whole number; limits have 12 digits';

CREATE FUNCTION funnel_limits(expected double precision,
							  confidence double precision DEFAULT 0.95,
							  OUT lower bigint, OUT upper bigint)
	RETURNS record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION funnel_limits(double precision, double precision) IS
	'between which counts a place stays that is like all others, the expected number being its exposure times the rate of all: a Poisson count is below the first, or above the second, with a probability of at most (1 - confidence) / 2 each; prediction limits, not those of an estimate';

CREATE FUNCTION poisson_excess(observed double precision, expected double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION poisson_excess(double precision, double precision) IS
	'the probability, a ratio, that chance alone brings about more than the observed events where so many are expected, half of that of just as many added (mid-p); near 0 is an excess, near 1 a deficit';

CREATE FUNCTION eb_rate(events double precision, exposure double precision,
						per double precision DEFAULT 1)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'eb_rate_float8'
	LANGUAGE C IMMUTABLE WINDOW CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION eb_rate(double precision, double precision, double precision) IS
	'the row''s rate drawn towards that of its partition by as much as chance may have moved it (global empirical Bayes, Marshall 1991), times per; frame and order of the window do not matter; NULL, and not counted, where something is NULL or the exposure is 0; 22023 for negative numbers';

CREATE FUNCTION eb_rate(events numeric, exposure numeric,
						per numeric DEFAULT 1)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'eb_rate_numeric'
	LANGUAGE C IMMUTABLE WINDOW CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION eb_rate(numeric, numeric, numeric) IS
	'the row''s rate drawn towards that of its partition by as much as chance may have moved it (global empirical Bayes, Marshall 1991), times per; frame and order of the window do not matter; NULL, and not counted, where something is NULL or the exposure is 0; 22023 for negative numbers; computed in double precision, 15 digits come back';
