
-- trade/multilateral: one index of many periods

CREATE FUNCTION geks_add(gathered_rows, product anyelement, time_period, double precision, double precision)
	RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION geks_add(gathered_rows, anyelement, time_period, double precision, double precision) IS
	'transition function of geks(); STABLE like the output functions that may make the product''s text';

CREATE FUNCTION geks_add(gathered_rows, product anyelement, time_period, double precision, double precision, text)
	RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION geks_add(gathered_rows, anyelement, time_period, double precision, double precision, text) IS
	'transition function of geks(); STABLE like the output functions that may make the product''s text';

CREATE FUNCTION geks_add(gathered_rows, product anyelement, time_period, double precision, double precision, text, integer, text)
	RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION geks_add(gathered_rows, anyelement, time_period, double precision, double precision, text, integer, text) IS
	'transition function of geks(); STABLE like the output functions that may make the product''s text';

CREATE FUNCTION geks_final(gathered_rows) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION geks_final(gathered_rows) IS
	'final function of geks(); 22023 for a state of another aggregate';

CREATE AGGREGATE geks(product anyelement, period time_period,
		price double precision, quantity double precision) (
	SFUNC = geks_add,
	STYPE = gathered_rows,
	SSPACE = 4096,
	FINALFUNC = geks_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE geks(anyelement, time_period, double precision, double precision) IS
	'multilateral price index GEKS of all periods, ratios on the first (1 for no change), by Fisher''s bilateral indices: a chain over whatever periods comes back to where it began; each two periods are compared by the products that both have, and a period that shares none with another one has no value; over rows whose price and quantity are known and above 0, NULL where there is none; 22023 for a negative one, 21000 for a second row of a product in a period';

CREATE AGGREGATE geks(product anyelement, period time_period,
		price double precision, quantity double precision, formula text) (
	SFUNC = geks_add,
	STYPE = gathered_rows,
	SSPACE = 4096,
	FINALFUNC = geks_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE geks(anyelement, time_period, double precision, double precision, text) IS
	'multilateral price index GEKS of all periods, ratios on the first (1 for no change), by the bilateral indices fisher, tornqvist (the index of Caves, Christensen and Diewert) or walsh: a chain over whatever periods comes back to where it began; each two periods are compared by the products that both have, and a period that shares none with another one has no value; over rows whose price and quantity are known and above 0, NULL where there is none; 22023 for a negative one, 21000 for a second row of a product in a period, 22023 for another formula';

CREATE AGGREGATE geks(product anyelement, period time_period,
		price double precision, quantity double precision, formula text, window_length integer, splice text) (
	SFUNC = geks_add,
	STYPE = gathered_rows,
	SSPACE = 4096,
	FINALFUNC = geks_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE geks(anyelement, time_period, double precision, double precision, text, integer, text) IS
	'multilateral price index GEKS in windows of so many periods by the calendar, ratios on the first period (1 for no change): what was published is never revised; a later period is hung to the published index of the period before (splice movement), of the first of its window (window), of the one window_length / 2 before (half), or to all others of its window by the geometric mean (mean); in a window each two periods are compared by the products that both have, and a period without a value to be hung to has none; over rows whose price and quantity are known and above 0, NULL where there is none; 22023 for a negative one, 21000 for a second row of a product in a period, 22023 for another formula or splice or a window of fewer than 2 periods';
