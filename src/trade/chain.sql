
-- trade/chain: links multiplied without drift

CREATE FUNCTION product_add(gathered_rows, double precision) RETURNS gathered_rows
	AS 'MODULE_PATHNAME', 'product_add_float8'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION product_add(gathered_rows, double precision) IS
	'transition function of product()';

CREATE FUNCTION product_final(gathered_rows) RETURNS double precision
	AS 'MODULE_PATHNAME', 'product_final_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION product_final(gathered_rows) IS
	'final function of product()';

CREATE AGGREGATE product(factor double precision) (
	SFUNC = product_add,
	STYPE = gathered_rows,
	SSPACE = 1024,
	FINALFUNC = product_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE product(double precision) IS
	'product of all factors, such as the links of a chained index: the exact product of the doubles, rounded once, in whatever order they come; NULL where a factor is NULL, because a chain breaks at a missing link, or there is no row; 22003 for NaN, infinity, a magnitude of 2^960 and more, and a product that no double can hold';

CREATE FUNCTION product_add(numeric, numeric) RETURNS numeric
	AS 'MODULE_PATHNAME', 'product_add_numeric'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION product_add(numeric, numeric) IS
	'transition function of product() of numeric; NaN stands for a product with a NULL';

CREATE FUNCTION product_combine(numeric, numeric) RETURNS numeric
	AS 'MODULE_PATHNAME', 'product_combine_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION product_combine(numeric, numeric) IS
	'combine function of product() of numeric';

CREATE FUNCTION product_final(numeric) RETURNS numeric
	AS 'MODULE_PATHNAME', 'product_final_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION product_final(numeric) IS
	'final function of product() of numeric';

CREATE AGGREGATE product(factor numeric) (
	SFUNC = product_add,
	STYPE = numeric,
	FINALFUNC = product_final,
	COMBINEFUNC = product_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE product(numeric) IS
	'product of all factors, exact: it has as many decimals as the factors together; NULL where a factor is NULL, because a chain breaks at a missing link, or there is no row; 22003 for NaN and infinity, and where it has more than 16383 decimals or is too large for numeric';
