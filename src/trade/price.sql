
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

CREATE FUNCTION marshall_edgeworth_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION marshall_edgeworth_final(gathered_sums) IS
	'final function of marshall_edgeworth()';

CREATE AGGREGATE marshall_edgeworth(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = price_add,
	STYPE = gathered_sums,
	SSPACE = 192,
	FINALFUNC = marshall_edgeworth_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE marshall_edgeworth(double precision, double precision, double precision, double precision) IS
	'price index of Marshall and Edgeworth, a ratio (1 for no change): sum p1 (q0 + q1) / sum p0 (q0 + q1); over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION marshall_edgeworth_quantity_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION marshall_edgeworth_quantity_final(gathered_sums) IS
	'final function of marshall_edgeworth_quantity()';

CREATE AGGREGATE marshall_edgeworth_quantity(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = price_add,
	STYPE = gathered_sums,
	SSPACE = 192,
	FINALFUNC = marshall_edgeworth_quantity_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE marshall_edgeworth_quantity(double precision, double precision, double precision, double precision) IS
	'quantity index of Marshall and Edgeworth, a ratio (1 for no change): sum q1 (p0 + p1) / sum q0 (p0 + p1); over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION geometric_laspeyres_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION geometric_laspeyres_final(gathered_sums) IS
	'final function of geometric_laspeyres() and geometric_laspeyres_quantity()';

CREATE AGGREGATE geometric_laspeyres(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = tornqvist_add,
	STYPE = gathered_sums,
	SSPACE = 128,
	FINALFUNC = geometric_laspeyres_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE geometric_laspeyres(double precision, double precision, double precision, double precision) IS
	'geometric price index of Laspeyres, a ratio (1 for no change): exp(sum s0 ln(p1 / p0)) with shares s0 in the value of the base period; over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE AGGREGATE geometric_laspeyres_quantity(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = tornqvist_quantity_add,
	STYPE = gathered_sums,
	SSPACE = 128,
	FINALFUNC = geometric_laspeyres_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE geometric_laspeyres_quantity(double precision, double precision, double precision, double precision) IS
	'geometric quantity index of Laspeyres, a ratio (1 for no change): exp(sum s0 ln(q1 / q0)) with shares s0 in the value of the base period; over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION geometric_paasche_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION geometric_paasche_final(gathered_sums) IS
	'final function of geometric_paasche() and geometric_paasche_quantity()';

CREATE AGGREGATE geometric_paasche(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = tornqvist_add,
	STYPE = gathered_sums,
	SSPACE = 128,
	FINALFUNC = geometric_paasche_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE geometric_paasche(double precision, double precision, double precision, double precision) IS
	'geometric price index of Paasche, a ratio (1 for no change): exp(sum s1 ln(p1 / p0)) with shares s1 in the value of the new period; over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE AGGREGATE geometric_paasche_quantity(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = tornqvist_quantity_add,
	STYPE = gathered_sums,
	SSPACE = 128,
	FINALFUNC = geometric_paasche_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE geometric_paasche_quantity(double precision, double precision, double precision, double precision) IS
	'geometric quantity index of Paasche, a ratio (1 for no change): exp(sum s1 ln(q1 / q0)) with shares s1 in the value of the new period; over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION walsh_add(gathered_sums, double precision, double precision, double precision, double precision)
	RETURNS gathered_sums
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION walsh_add(gathered_sums, double precision, double precision, double precision, double precision) IS
	'transition function of walsh()';

CREATE FUNCTION walsh_quantity_add(gathered_sums, double precision, double precision, double precision, double precision)
	RETURNS gathered_sums
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION walsh_quantity_add(gathered_sums, double precision, double precision, double precision, double precision) IS
	'transition function of walsh_quantity()';

CREATE FUNCTION basket_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION basket_final(gathered_sums) IS
	'final function of walsh(), walsh_quantity() and lowe()';

CREATE AGGREGATE walsh(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = walsh_add,
	STYPE = gathered_sums,
	SSPACE = 128,
	FINALFUNC = basket_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE walsh(double precision, double precision, double precision, double precision) IS
	'price index of Walsh, a ratio (1 for no change): sum p1 sqrt(q0 q1) / sum p0 sqrt(q0 q1); over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE AGGREGATE walsh_quantity(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = walsh_quantity_add,
	STYPE = gathered_sums,
	SSPACE = 128,
	FINALFUNC = basket_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE walsh_quantity(double precision, double precision, double precision, double precision) IS
	'quantity index of Walsh, a ratio (1 for no change): sum q1 sqrt(p0 p1) / sum q0 sqrt(p0 p1); over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION weighted_price_add(gathered_sums, double precision, double precision, double precision)
	RETURNS gathered_sums
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_price_add(gathered_sums, double precision, double precision, double precision) IS
	'transition function of lowe() and young()';

CREATE AGGREGATE lowe(p0 double precision, p1 double precision, q double precision) (
	SFUNC = weighted_price_add,
	STYPE = gathered_sums,
	SSPACE = 128,
	FINALFUNC = basket_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE lowe(double precision, double precision, double precision) IS
	'price index of Lowe, a ratio (1 for no change): sum p1 q / sum p0 q at the quantities q of a basket, of whatever period; over products whose prices and quantity are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION young_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION young_final(gathered_sums) IS
	'final function of young()';

CREATE AGGREGATE young(p0 double precision, p1 double precision, weight double precision) (
	SFUNC = weighted_price_add,
	STYPE = gathered_sums,
	SSPACE = 128,
	FINALFUNC = young_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE young(double precision, double precision, double precision) IS
	'price index of Young, a ratio (1 for no change): sum w p1 / p0 / sum w with weights w, such as the values of an earlier period; over products whose prices and weight are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION elementary_price_add(gathered_sums, double precision, double precision)
	RETURNS gathered_sums
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION elementary_price_add(gathered_sums, double precision, double precision) IS
	'transition function of jevons(), dutot() and carli()';

CREATE FUNCTION jevons_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION jevons_final(gathered_sums) IS
	'final function of jevons()';

CREATE AGGREGATE jevons(p0 double precision, p1 double precision) (
	SFUNC = elementary_price_add,
	STYPE = gathered_sums,
	SSPACE = 128,
	FINALFUNC = jevons_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE jevons(double precision, double precision) IS
	'elementary price index of Jevons, a ratio (1 for no change): the geometric mean of p1 / p0; without weights, over products whose prices are both known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION dutot_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dutot_final(gathered_sums) IS
	'final function of dutot()';

CREATE AGGREGATE dutot(p0 double precision, p1 double precision) (
	SFUNC = elementary_price_add,
	STYPE = gathered_sums,
	SSPACE = 128,
	FINALFUNC = dutot_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE dutot(double precision, double precision) IS
	'elementary price index of Dutot, a ratio (1 for no change): sum p1 / sum p0, which depends on the units that prices are of; without weights, over products whose prices are both known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION carli_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION carli_final(gathered_sums) IS
	'final function of carli()';

CREATE AGGREGATE carli(p0 double precision, p1 double precision) (
	SFUNC = elementary_price_add,
	STYPE = gathered_sums,
	SSPACE = 128,
	FINALFUNC = carli_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE carli(double precision, double precision) IS
	'elementary price index of Carli, a ratio (1 for no change): the mean of p1 / p0, which is above that of Jevons and does not chain; without weights, over products whose prices are both known and above 0, NULL where there is none; 22023 for a negative value';

CREATE FUNCTION price_row_add(gathered_rows, double precision, double precision, double precision, double precision)
	RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION price_row_add(gathered_rows, double precision, double precision, double precision, double precision) IS
	'transition function of sato_vartia()';

CREATE FUNCTION price_row_quantity_add(gathered_rows, double precision, double precision, double precision, double precision)
	RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION price_row_quantity_add(gathered_rows, double precision, double precision, double precision, double precision) IS
	'transition function of sato_vartia_quantity()';

CREATE FUNCTION sato_vartia_final(gathered_rows) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sato_vartia_final(gathered_rows) IS
	'final function of sato_vartia() and sato_vartia_quantity()';

CREATE AGGREGATE sato_vartia(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = price_row_add,
	STYPE = gathered_rows,
	SSPACE = 1024,
	FINALFUNC = sato_vartia_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sato_vartia(double precision, double precision, double precision, double precision) IS
	'price index of Sato and Vartia, a ratio (1 for no change): exp(sum w ln(p1 / p0) / sum w), w being the logarithmic mean of the shares in both values; times that of quantitys the ratio of values; over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

CREATE AGGREGATE sato_vartia_quantity(p0 double precision, q0 double precision,
		p1 double precision, q1 double precision) (
	SFUNC = price_row_quantity_add,
	STYPE = gathered_rows,
	SSPACE = 1024,
	FINALFUNC = sato_vartia_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sato_vartia_quantity(double precision, double precision, double precision, double precision) IS
	'quantity index of Sato and Vartia, a ratio (1 for no change): exp(sum w ln(q1 / q0) / sum w), w being the logarithmic mean of the shares in both values; times that of prices the ratio of values; over products whose prices and quantities are all known and above 0, NULL where there is none; 22023 for a negative value';

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
