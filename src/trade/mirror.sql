
-- trade/mirror: two reports of one flow, rerouting, market shares

CREATE TYPE mirror_comparison AS (
	imports double precision,
	exports double precision,
	gap double precision,
	ratio double precision,
	symmetric_gap double precision,
	log_gap double precision,
	imports_only double precision,
	exports_only double precision
);
COMMENT ON TYPE mirror_comparison IS
	'imports as reported by one side against exports as reported by the other; answer of mirror_gap()';

CREATE FUNCTION mirror_gap_add(gathered_sums, double precision, double precision)
	RETURNS gathered_sums
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION mirror_gap_add(gathered_sums, double precision, double precision) IS
	'transition function of mirror_gap()';

CREATE FUNCTION mirror_gap_final(gathered_sums) RETURNS mirror_comparison
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mirror_gap_final(gathered_sums) IS
	'final function of mirror_gap()';

CREATE AGGREGATE mirror_gap(imports double precision, exports double precision) (
	SFUNC = mirror_gap_add,
	STYPE = gathered_sums,
	SSPACE = 128,
	FINALFUNC = mirror_gap_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE mirror_gap(double precision, double precision) IS
	'over rows with both reports: imports, exports, gap = imports - exports (in their units), ratio = imports / exports (above 1 by freight and insurance where imports are CIF and exports FOB), symmetric_gap = gap / mean of both (-2 to 2), log_gap = ln imports - ln exports; NULL where undefined; imports_only and exports_only are what one side alone reported; 22023 for a negative value';

CREATE FUNCTION reroute_add(gathered_sums, double precision, double precision)
	RETURNS gathered_sums
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION reroute_add(gathered_sums, double precision, double precision) IS
	'transition function of reroute_bound() and reroute_bound_share()';

CREATE FUNCTION reroute_bound_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reroute_bound_final(gathered_sums) IS
	'final function of reroute_bound()';

CREATE AGGREGATE reroute_bound(hub_imports double precision, hub_exports double precision) (
	SFUNC = reroute_add,
	STYPE = gathered_sums,
	SSPACE = 80,
	FINALFUNC = reroute_bound_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE reroute_bound(double precision, double precision) IS
	'sum min(imports of the hub from the origin, its exports to the destination), in their units: an upper bound of what passed from origin to destination through the hub, not an estimate (Iyoha, Malesky, Wen and Wu 2024); one row a product and period; NULL where one flow of a row is NULL: what is unknown has no bound; 22023 for a negative value';

CREATE FUNCTION reroute_bound_share_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reroute_bound_share_final(gathered_sums) IS
	'final function of reroute_bound_share()';

CREATE AGGREGATE reroute_bound_share(hub_imports double precision, hub_exports double precision) (
	SFUNC = reroute_add,
	STYPE = gathered_sums,
	SSPACE = 80,
	FINALFUNC = reroute_bound_share_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE reroute_bound_share(double precision, double precision) IS
	'reroute_bound over the exports of the hub to the destination, 0 to 1, an upper bound; NULL for exports of 0; one row a product and period; NULL where one flow of a row is NULL: what is unknown has no bound; 22023 for a negative value';

CREATE TYPE market_share_terms AS (
	world double precision,
	commodity double precision,
	market double precision,
	competitiveness double precision,
	change double precision
);
COMMENT ON TYPE market_share_terms IS
	'a change of exports = world + commodity + market + competitiveness, in the units of the values; answer of market_share_decomposition()';

CREATE FUNCTION market_share_add(gathered_rows, text, text, double precision, double precision, double precision, double precision)
	RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION market_share_add(gathered_rows, text, text, double precision, double precision, double precision, double precision) IS
	'transition function of market_share_decomposition()';

CREATE FUNCTION market_share_add(gathered_rows, text, text, double precision, double precision, double precision, double precision, text)
	RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION market_share_add(gathered_rows, text, text, double precision, double precision, double precision, double precision, text) IS
	'transition function of market_share_decomposition(); with a base, which must be one for a group';

CREATE FUNCTION market_share_final(gathered_rows) RETURNS market_share_terms
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION market_share_final(gathered_rows) IS
	'final function of market_share_decomposition()';

CREATE AGGREGATE market_share_decomposition(product text, market text, x0 double precision,
		x1 double precision, w0 double precision, w1 double precision) (
	SFUNC = market_share_add,
	STYPE = gathered_rows,
	SSPACE = 4096,
	FINALFUNC = market_share_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE market_share_decomposition(text, text, double precision, double precision, double precision, double precision) IS
	'change of exports from x0 to x1 by constant market shares, in the units of the values, w0 and w1 being those of the world: world = growth of the total, commodity = of products beyond it, market = of markets beyond their product, competitiveness = the rest; they add up to the change to the last bit; rows of one product and market are added up; initial shares and values are the base; NULL where a value or label is NULL, or the world has 0 in the base where the country has not; 22023 for a negative value';

CREATE AGGREGATE market_share_decomposition(product text, market text, x0 double precision,
		x1 double precision, w0 double precision, w1 double precision, base text) (
	SFUNC = market_share_add,
	STYPE = gathered_rows,
	SSPACE = 4096,
	FINALFUNC = market_share_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE market_share_decomposition(text, text, double precision, double precision, double precision, double precision, text) IS
	'change of exports from x0 to x1 by constant market shares, in the units of the values, w0 and w1 being those of the world: world = growth of the total, commodity = of products beyond it, market = of markets beyond their product, competitiveness = the rest; they add up to the change to the last bit; rows of one product and market are added up; initial shares and values are the base; NULL where a value or label is NULL, or the world has 0 in the base where the country has not; 22023 for a negative value; with a base: initial; final, computed backwards in time with the signs turned round; or average, the mean of both';
