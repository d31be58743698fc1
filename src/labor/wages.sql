-- labor/wages

--
-- Gathering
--

CREATE FUNCTION weighted_accum(weighted_values, double precision, double precision, double precision)
	RETURNS weighted_values
	AS 'MODULE_PATHNAME', 'weighted_percentile_accum'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_accum(weighted_values, double precision, double precision, double precision) IS
	'transition function of weighted_percentile()';

CREATE FUNCTION weighted_accum(weighted_values, double precision, numeric, numeric)
	RETURNS weighted_values
	AS 'MODULE_PATHNAME', 'weighted_percentile_accum_numeric'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_accum(weighted_values, double precision, numeric, numeric) IS
	'transition function of weighted_percentile() over numeric';

CREATE FUNCTION weighted_insert(weighted_values, double precision, double precision, double precision)
	RETURNS weighted_values
	AS 'MODULE_PATHNAME', 'weighted_percentile_insert'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_insert(weighted_values, double precision, double precision, double precision) IS
	'transition function in moving frames of weighted_percentile()';

CREATE FUNCTION weighted_insert(weighted_values, double precision, numeric, numeric)
	RETURNS weighted_values
	AS 'MODULE_PATHNAME', 'weighted_percentile_insert_numeric'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_insert(weighted_values, double precision, numeric, numeric) IS
	'transition function in moving frames of weighted_percentile() over numeric';

CREATE FUNCTION weighted_remove(weighted_values, double precision, double precision, double precision)
	RETURNS weighted_values
	AS 'MODULE_PATHNAME', 'weighted_percentile_remove'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_remove(weighted_values, double precision, double precision, double precision) IS
	'inverse transition function in moving frames of weighted_percentile()';

CREATE FUNCTION weighted_remove(weighted_values, double precision, numeric, numeric)
	RETURNS weighted_values
	AS 'MODULE_PATHNAME', 'weighted_percentile_remove_numeric'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_remove(weighted_values, double precision, numeric, numeric) IS
	'inverse transition function in moving frames of weighted_percentile() over numeric';

CREATE FUNCTION weighted_percentile_final(weighted_values) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_percentile_final(weighted_values) IS
	'final function of weighted_percentile()';

CREATE FUNCTION weighted_percentile_numeric_final(weighted_values) RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_percentile_numeric_final(weighted_values) IS
	'final function of weighted_percentile() over numeric';

--
-- Asking
--

CREATE AGGREGATE weighted_percentile(fraction double precision, value double precision, weight double precision) (
	SFUNC = weighted_accum,
	STYPE = weighted_values,
	SSPACE = 4096,
	FINALFUNC = weighted_percentile_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = weighted_insert,
	MINVFUNC = weighted_remove,
	MSTYPE = weighted_values,
	MSSPACE = 4096,
	MFINALFUNC = weighted_percentile_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_percentile(double precision, double precision, double precision) IS
	'the smallest value with at least the fraction, 0 to 1, of all weight at or below it (no interpolation); rows with a NULL or of weight 0 do not count, NULL where none does; 22023 for a negative weight';

CREATE AGGREGATE weighted_percentile(fraction double precision, value numeric, weight numeric) (
	SFUNC = weighted_accum,
	STYPE = weighted_values,
	SSPACE = 4096,
	FINALFUNC = weighted_percentile_numeric_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = weighted_insert,
	MINVFUNC = weighted_remove,
	MSTYPE = weighted_values,
	MSSPACE = 4096,
	MFINALFUNC = weighted_percentile_numeric_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_percentile(double precision, numeric, numeric) IS
	'the smallest value with at least the fraction, 0 to 1, of all weight at or below it (no interpolation); rows with a NULL or of weight 0 do not count, NULL where none does; 22023 for a negative weight; values and weights are held as doubles, and 15 digits come back';

--
-- Across borders
--

CREATE FUNCTION wage_at_ppp(wage double precision, ppp double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'wage_at_ppp_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wage_at_ppp(double precision, double precision) IS
	'a wage in international dollars of its own year: wage / ppp, the purchasing power parity in national currency per dollar; NULL unless ppp is above 0; 22003 for NaN and infinity';

CREATE FUNCTION wage_at_ppp(wage double precision, price double precision, base_price double precision, base_ppp double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'wage_at_base_ppp_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wage_at_ppp(double precision, double precision, double precision, double precision) IS
	'a wage at constant prices and parities of a base year: deflated by national prices, then converted at the parity of the base year, in this order; NULL unless prices and parity are above 0; 22003 for NaN and infinity';

CREATE FUNCTION wage_gap(home double precision, partner double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'wage_gap_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wage_gap(double precision, double precision) IS
	'1 - home / partner, a ratio: by how much the wage at home is lower; negative where it is higher; NULL unless partner is above 0; 22003 for NaN and infinity';

CREATE FUNCTION wage_at_ppp(wage numeric, ppp numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'wage_at_ppp_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wage_at_ppp(numeric, numeric) IS
	'a wage in international dollars of its own year: wage / ppp, the purchasing power parity in national currency per dollar; NULL unless ppp is above 0; 22003 for NaN and infinity';

CREATE FUNCTION wage_at_ppp(wage numeric, price numeric, base_price numeric, base_ppp numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'wage_at_base_ppp_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wage_at_ppp(numeric, numeric, numeric, numeric) IS
	'a wage at constant prices and parities of a base year: deflated by national prices, then converted at the parity of the base year, in this order; NULL unless prices and parity are above 0; 22003 for NaN and infinity';

CREATE FUNCTION wage_gap(home numeric, partner numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'wage_gap_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wage_gap(numeric, numeric) IS
	'1 - home / partner, a ratio: by how much the wage at home is lower; negative where it is higher; NULL unless partner is above 0; 22003 for NaN and infinity';
