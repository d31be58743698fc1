-- comparable/bounds
--
-- Values of an old edition in the codes of a new one.

CREATE TYPE code_bound AS (
	code text,
	lower double precision,
	upper double precision,
	estimate double precision
);
COMMENT ON TYPE code_bound IS
	'what a code of the new edition is worth, in the unit of the values: at least lower, at most upper (NULL where a source of it is unknown); estimate is exact where the two are equal without weights, else by the weights, NULL where there are none';

CREATE FUNCTION code_bounds_accum(gathered_rows, old anyelement, new anyelement,
		value double precision)
	RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION code_bounds_accum(gathered_rows, anyelement, anyelement, double precision) IS
	'transition function of code_bounds(); STABLE like the output functions that may make the code''s text';

CREATE FUNCTION code_bounds_accum(gathered_rows, old anyelement, new anyelement,
		value double precision, split text)
	RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION code_bounds_accum(gathered_rows, anyelement, anyelement, double precision, text) IS
	'transition function of code_bounds(); STABLE like the output functions that may make the code''s text';

CREATE FUNCTION code_bounds_accum(gathered_rows, old anyelement, new anyelement,
		value double precision, weight double precision)
	RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION code_bounds_accum(gathered_rows, anyelement, anyelement, double precision, double precision) IS
	'transition function of code_bounds(); STABLE like the output functions that may make the code''s text';

CREATE FUNCTION code_bounds_accum(gathered_rows, old anyelement, new anyelement,
		value double precision, weight double precision, known double precision)
	RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION code_bounds_accum(gathered_rows, anyelement, anyelement, double precision, double precision, double precision) IS
	'transition function of code_bounds(); STABLE like the output functions that may make the code''s text';

CREATE FUNCTION code_bounds_final(gathered_rows)
	RETURNS code_bound[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION code_bounds_final(gathered_rows) IS
	'final function of code_bounds(); 22023 for a state of another aggregate';

CREATE AGGREGATE code_bounds(old anyelement, new anyelement, value double precision) (
	SFUNC = code_bounds_accum,
	STYPE = gathered_rows,
	SSPACE = 4096,
	FINALFUNC = code_bounds_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE code_bounds(anyelement, anyelement, double precision) IS
	'a correlation table joined with the values of its old codes: an array of code_bound for the new codes, with the sharpest interval that holds for each alone, all values being zero or more; a row with a NULL new code says that the old one also went nowhere, with a NULL old code or value that an unknown amount came in; 22023 for a negative value, or one code with several values; NULL where no row has a code';

CREATE AGGREGATE code_bounds(old anyelement, new anyelement, value double precision, split text) (
	SFUNC = code_bounds_accum,
	STYPE = gathered_rows,
	SSPACE = 4096,
	FINALFUNC = code_bounds_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE code_bounds(anyelement, anyelement, double precision, text) IS
	'the same; split equal estimates by equal parts what is shared (NULL: not at all); 22023 for another word';

CREATE AGGREGATE code_bounds(old anyelement, new anyelement, value double precision, weight double precision) (
	SFUNC = code_bounds_accum,
	STYPE = gathered_rows,
	SSPACE = 4096,
	FINALFUNC = code_bounds_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE code_bounds(anyelement, anyelement, double precision, double precision) IS
	'the same; what is shared is estimated by the weights of the old codes rows, as parts of their sum; none where one is NULL or all are 0; 22023 for a negative one, or several for one row';

CREATE AGGREGATE code_bounds(old anyelement, new anyelement, value double precision, weight double precision, known double precision) (
	SFUNC = code_bounds_accum,
	STYPE = gathered_rows,
	SSPACE = 4096,
	FINALFUNC = code_bounds_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE code_bounds(anyelement, anyelement, double precision, double precision, double precision) IS
	'the same where some new codes are known as well (double-reported): known is what the new code is worth, the same in all of its rows, NULL where nobody knows; the bounds of the others are the sharpest that hold with all values, old and known ones, taken as the decimals that they print as; all bounds are NULL where codes hang together whose values do not fit; weights, or NULL, estimate what goes into no known code with others; 22003 where values that hang together need more than 18 digits; 22023 for a negative one, or several for one code';
