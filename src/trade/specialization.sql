
-- trade/specialization: comparative advantage, intensity, similarity,
-- intra-industry trade

CREATE FUNCTION rca(exports double precision, total_exports double precision,
		world_exports double precision, world_total_exports double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'rca_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rca(double precision, double precision, double precision, double precision) IS
	'revealed comparative advantage (Balassa 1965), a ratio: the share of a product in exports over its share in the exports of the world; 0 for exports of 0; NULL where a total or the world exports of the product are 0; 22023 for a negative value';

CREATE FUNCTION rca(exports numeric, total_exports numeric,
		world_exports numeric, world_total_exports numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'rca_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rca(numeric, numeric, numeric, numeric) IS
	'revealed comparative advantage (Balassa 1965), a ratio: the share of a product in exports over its share in the exports of the world; 0 for exports of 0; NULL where a total or the world exports of the product are 0; 22023 for a negative value';

CREATE FUNCTION rsca(exports double precision, total_exports double precision,
		world_exports double precision, world_total_exports double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'rsca_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rsca(double precision, double precision, double precision, double precision) IS
	'symmetric comparative advantage (Laursen 1998), (rca - 1) / (rca + 1), -1 to 1; NULL as rca';

CREATE FUNCTION rsca(exports numeric, total_exports numeric,
		world_exports numeric, world_total_exports numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'rsca_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rsca(numeric, numeric, numeric, numeric) IS
	'symmetric comparative advantage (Laursen 1998), (rca - 1) / (rca + 1), -1 to 1; NULL as rca';

CREATE FUNCTION rsca(rca double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'rsca_of_rca_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rsca(double precision) IS
	'symmetric comparative advantage (Laursen 1998) of an rca, (rca - 1) / (rca + 1), -1 to 1';

CREATE FUNCTION rsca(rca numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'rsca_of_rca_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rsca(numeric) IS
	'symmetric comparative advantage (Laursen 1998) of an rca, (rca - 1) / (rca + 1), -1 to 1';

CREATE FUNCTION trade_intensity(exports_to_partner double precision, total_exports double precision,
		world_exports_to_partner double precision, world_total_exports double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'trade_intensity_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_intensity(double precision, double precision, double precision, double precision) IS
	'trade intensity, a ratio: the share of a partner in exports over its share in the exports of the world; whether the exporter is part of the world is up to the caller; NULL where a total or the world exports to the partner are 0; 22023 for a negative value';

CREATE FUNCTION trade_intensity(exports_to_partner numeric, total_exports numeric,
		world_exports_to_partner numeric, world_total_exports numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'trade_intensity_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trade_intensity(numeric, numeric, numeric, numeric) IS
	'trade intensity, a ratio: the share of a partner in exports over its share in the exports of the world; whether the exporter is part of the world is up to the caller; NULL where a total or the world exports to the partner are 0; 22023 for a negative value';

CREATE FUNCTION share_pairs_add(gathered_rows, double precision, double precision)
	RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION share_pairs_add(gathered_rows, double precision, double precision) IS
	'transition function of the indices of shares';

CREATE FUNCTION shares_in_common_final(gathered_rows) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION shares_in_common_final(gathered_rows) IS
	'final function of export_similarity() and complementarity()';

CREATE FUNCTION share_distance_final(gathered_rows) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION share_distance_final(gathered_rows) IS
	'final function of krugman_index()';

CREATE FUNCTION diversification_unctad_final(gathered_rows) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION diversification_unctad_final(gathered_rows) IS
	'final function of diversification_unctad()';

CREATE AGGREGATE export_similarity(exports_a double precision, exports_b double precision) (
	SFUNC = share_pairs_add,
	STYPE = gathered_rows,
	SSPACE = 1024,
	FINALFUNC = shares_in_common_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE export_similarity(double precision, double precision) IS
	'100 sum min(a, b) over shares in exports (Finger and Kreinin 1979), 0 to 100; one row a product, 0 where there is no trade; NULL where one of a pair is NULL, or a total 0; 22023 for a negative value';

CREATE AGGREGATE complementarity(exports double precision, imports double precision) (
	SFUNC = share_pairs_add,
	STYPE = gathered_rows,
	SSPACE = 1024,
	FINALFUNC = shares_in_common_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE complementarity(double precision, double precision) IS
	'100 (1 - sum |m - x| / 2) over shares in the exports of one and the imports of the other (Michaely 1996), 0 to 100; one row a product, 0 where there is no trade; NULL where one of a pair is NULL, or a total 0; 22023 for a negative value';

CREATE AGGREGATE diversification_unctad(exports double precision, world_exports double precision) (
	SFUNC = share_pairs_add,
	STYPE = gathered_rows,
	SSPACE = 1024,
	FINALFUNC = diversification_unctad_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE diversification_unctad(double precision, double precision) IS
	'sum |s - w| / 2 over shares in exports and in world exports, 0 (as the world) to 1, the diversification index of UNCTADstat; one row a product, 0 where there is no trade; NULL where one of a pair is NULL, or a total 0; 22023 for a negative value';

CREATE AGGREGATE krugman_index(a double precision, b double precision) (
	SFUNC = share_pairs_add,
	STYPE = gathered_rows,
	SSPACE = 1024,
	FINALFUNC = share_distance_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE krugman_index(double precision, double precision) IS
	'sum |s - t| over shares (Krugman 1991), 0 (alike) to 2 (nothing in common); one row a product, 0 where there is no trade; NULL where one of a pair is NULL, or a total 0; 22023 for a negative value';

CREATE FUNCTION intra_industry_add(gathered_sums, double precision, double precision)
	RETURNS gathered_sums
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION intra_industry_add(gathered_sums, double precision, double precision) IS
	'transition function of grubel_lloyd() and grubel_lloyd_adjusted()';

CREATE FUNCTION grubel_lloyd_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION grubel_lloyd_final(gathered_sums) IS
	'final function of grubel_lloyd()';

CREATE FUNCTION grubel_lloyd_adjusted_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION grubel_lloyd_adjusted_final(gathered_sums) IS
	'final function of grubel_lloyd_adjusted()';

CREATE AGGREGATE grubel_lloyd(exports double precision, imports double precision) (
	SFUNC = intra_industry_add,
	STYPE = gathered_sums,
	SSPACE = 96,
	FINALFUNC = grubel_lloyd_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE grubel_lloyd(double precision, double precision) IS
	'1 - sum |x - m| / sum (x + m), 0 to 1: intra-industry trade (Grubel and Lloyd 1975), of one row 1 - |x - m| / (x + m); falls with finer products; NULL where one of a pair is NULL, or there is no trade; 22023 for a negative value';

CREATE AGGREGATE grubel_lloyd_adjusted(exports double precision, imports double precision) (
	SFUNC = intra_industry_add,
	STYPE = gathered_sums,
	SSPACE = 96,
	FINALFUNC = grubel_lloyd_adjusted_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE grubel_lloyd_adjusted(double precision, double precision) IS
	'(sum (x + m) - sum |x - m|) / (sum (x + m) - |sum x - sum m|), 0 to 1: intra-industry trade adjusted for the imbalance of the total, as Grubel and Lloyd (1975), not as Aquino; NULL where one of a pair is NULL, or a total 0; 22023 for a negative value';

CREATE FUNCTION marginal_iit_add(gathered_sums, double precision, double precision)
	RETURNS gathered_sums
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION marginal_iit_add(gathered_sums, double precision, double precision) IS
	'transition function of marginal_iit()';

CREATE FUNCTION marginal_iit_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION marginal_iit_final(gathered_sums) IS
	'final function of marginal_iit()';

CREATE AGGREGATE marginal_iit(export_change double precision, import_change double precision) (
	SFUNC = marginal_iit_add,
	STYPE = gathered_sums,
	SSPACE = 80,
	FINALFUNC = marginal_iit_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE marginal_iit(double precision, double precision) IS
	'1 - sum |dx - dm| / sum (|dx| + |dm|), 0 to 1, over changes of exports and of imports: marginal intra-industry trade, index A (Bruelhart 1994), of one row 1 - |dx - dm| / (|dx| + |dm|); NULL where one of a pair is NULL, or nothing changed';
