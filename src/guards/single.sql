
-- guards/single

CREATE FUNCTION single_add(anyelement, value anyelement) RETURNS anyelement
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION single_add(anyelement, anyelement) IS
	'support of aggregates: the value, if both are one';
CREATE AGGREGATE single(value anyelement) (
	SFUNC = single_add,
	STYPE = anyelement,
	COMBINEFUNC = single_add,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE single(anyelement) IS
	'the value that all rows share, such as a unit or a currency, of any type with an order; 22023 where there is more than one, naming two; rows of NULL are passed over, NULL where all are';
