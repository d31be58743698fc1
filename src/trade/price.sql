
-- trade/price: price and quantity indices, and changes of value explained

CREATE FUNCTION price_add(gathered_sums, double precision, double precision, double precision, double precision)
	RETURNS gathered_sums
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION price_add(gathered_sums, double precision, double precision, double precision, double precision) IS
	'transition function of price and quantity indices';

CREATE FUNCTION laspeyres_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION laspeyres_final(gathered_sums) IS
	'final function of laspeyres()';

CREATE AGGREGATE laspeyres(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = price_add,
	STYPE = gathered_sums,
	SSPACE = 192,
	FINALFUNC = laspeyres_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE laspeyres(double precision, double precision, double precision, double precision) IS
	'price index of Laspeyres, a ratio (1 for no change): sum p1 q0 / sum p0 q0; over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION laspeyres_quantity_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION laspeyres_quantity_final(gathered_sums) IS
	'final function of laspeyres_quantity()';

CREATE AGGREGATE laspeyres_quantity(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = price_add,
	STYPE = gathered_sums,
	SSPACE = 192,
	FINALFUNC = laspeyres_quantity_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE laspeyres_quantity(double precision, double precision, double precision, double precision) IS
	'quantity index of Laspeyres, a ratio (1 for no change): sum p0 q1 / sum p0 q0; over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION paasche_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION paasche_final(gathered_sums) IS
	'final function of paasche()';

CREATE AGGREGATE paasche(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = price_add,
	STYPE = gathered_sums,
	SSPACE = 192,
	FINALFUNC = paasche_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE paasche(double precision, double precision, double precision, double precision) IS
	'price index of Paasche, a ratio (1 for no change): sum p1 q1 / sum p0 q1; over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION paasche_quantity_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION paasche_quantity_final(gathered_sums) IS
	'final function of paasche_quantity()';

CREATE AGGREGATE paasche_quantity(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = price_add,
	STYPE = gathered_sums,
	SSPACE = 192,
	FINALFUNC = paasche_quantity_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE paasche_quantity(double precision, double precision, double precision, double precision) IS
	'quantity index of Paasche, a ratio (1 for no change): sum p1 q1 / sum p1 q0; over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION fisher_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION fisher_final(gathered_sums) IS
	'final function of fisher()';

CREATE AGGREGATE fisher(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = price_add,
	STYPE = gathered_sums,
	SSPACE = 192,
	FINALFUNC = fisher_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE fisher(double precision, double precision, double precision, double precision) IS
	'price index of Fisher, a ratio (1 for no change): the geometric mean of those of Laspeyres and Paasche; over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION fisher_quantity_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION fisher_quantity_final(gathered_sums) IS
	'final function of fisher_quantity()';

CREATE AGGREGATE fisher_quantity(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = price_add,
	STYPE = gathered_sums,
	SSPACE = 192,
	FINALFUNC = fisher_quantity_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE fisher_quantity(double precision, double precision, double precision, double precision) IS
	'quantity index of Fisher, a ratio (1 for no change): the geometric mean of those of Laspeyres and Paasche; over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION matched_share_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION matched_share_final(gathered_sums) IS
	'final function of matched_share()';

CREATE AGGREGATE matched_share(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = price_add,
	STYPE = gathered_sums,
	SSPACE = 192,
	FINALFUNC = matched_share_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE matched_share(double precision, double precision, double precision, double precision) IS
	'share of the value of both periods, 0 to 1, that is in products whose prices and quantities are all known and above 0: how much of trade an index is about; NULL where the value is 0, or a price is known without its quantity or the reverse';

CREATE TYPE bennet_terms AS (
	price double precision,
	quantity double precision,
	entry double precision,
	exit double precision,
	change double precision
);
COMMENT ON TYPE bennet_terms IS
	'a change of value = price + quantity + entry - exit, in the units of the value; answer of bennet()';

CREATE FUNCTION bennet_final(gathered_sums) RETURNS bennet_terms
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bennet_final(gathered_sums) IS
	'final function of bennet()';

CREATE AGGREGATE bennet(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = price_add,
	STYPE = gathered_sums,
	SSPACE = 192,
	FINALFUNC = bennet_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE bennet(double precision, double precision, double precision, double precision) IS
	'change of value explained (Bennet 1920), in the units of the value: of products in both periods sum (q0 + q1) (p1 - p0) / 2 by price and sum (p0 + p1) (q1 - q0) / 2 by quantity, entry of new and exit of old products; price + quantity + entry - exit is the change, to the last bit; NULL where a price is known without its quantity or the reverse, or there is no row; 22023 for a negative value';

CREATE FUNCTION tornqvist_add(gathered_sums, double precision, double precision, double precision, double precision)
	RETURNS gathered_sums
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION tornqvist_add(gathered_sums, double precision, double precision, double precision, double precision) IS
	'transition function of tornqvist()';

CREATE FUNCTION tornqvist_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tornqvist_final(gathered_sums) IS
	'final function of tornqvist() and tornqvist_quantity()';

CREATE AGGREGATE tornqvist(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = tornqvist_add,
	STYPE = gathered_sums,
	SSPACE = 128,
	FINALFUNC = tornqvist_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE tornqvist(double precision, double precision, double precision, double precision) IS
	'price index of Törnqvist, a ratio (1 for no change): exp(sum (s0 + s1) / 2 ln(p1 / p0)) with shares s in the value of the products that match; over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION tornqvist_quantity_add(gathered_sums, double precision, double precision, double precision, double precision)
	RETURNS gathered_sums
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION tornqvist_quantity_add(gathered_sums, double precision, double precision, double precision, double precision) IS
	'transition function of tornqvist_quantity()';

CREATE AGGREGATE tornqvist_quantity(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = tornqvist_quantity_add,
	STYPE = gathered_sums,
	SSPACE = 128,
	FINALFUNC = tornqvist_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE tornqvist_quantity(double precision, double precision, double precision, double precision) IS
	'quantity index of Törnqvist, a ratio (1 for no change): exp(sum (s0 + s1) / 2 ln(q1 / q0)) with shares s in the value of the products that match; over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION unit_value_add(gathered_sums, double precision, double precision)
	RETURNS gathered_sums
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION unit_value_add(gathered_sums, double precision, double precision) IS
	'transition function of unit_value() and quantity_coverage()';

CREATE FUNCTION unit_value_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION unit_value_final(gathered_sums) IS
	'final function of unit_value()';

CREATE AGGREGATE unit_value(value double precision, quantity double precision) (
	SFUNC = unit_value_add,
	STYPE = gathered_sums,
	SSPACE = 96,
	FINALFUNC = unit_value_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE unit_value(double precision, double precision) IS
	'sum of values / sum of quantities, in the units of the value by that of the quantity, over rows with a value and a quantity above 0; NULL where there is none; 22023 for a negative value';

CREATE FUNCTION quantity_coverage_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quantity_coverage_final(gathered_sums) IS
	'final function of quantity_coverage()';

CREATE AGGREGATE quantity_coverage(value double precision, quantity double precision) (
	SFUNC = unit_value_add,
	STYPE = gathered_sums,
	SSPACE = 96,
	FINALFUNC = quantity_coverage_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE quantity_coverage(double precision, double precision) IS
	'share of the value, 0 to 1, in rows with a quantity above 0: how much of trade a unit value is about; NULL where the value is 0, or one is NULL beside a quantity';
