-- Series of flows and of stocks

CREATE FUNCTION flow_to_stock(s time_series,
		opening double precision DEFAULT '0'::double precision)
	RETURNS time_series
	AS 'MODULE_PATHNAME', 'flow_to_stock_series'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION flow_to_stock(time_series, double precision) IS
	'the stock at the end of each period: the opening stock and the exact sum of the flows so far; absent from the first absent flow on';

CREATE FUNCTION stock_to_flow(s time_series, opening double precision DEFAULT NULL)
	RETURNS time_series
	AS 'MODULE_PATHNAME', 'stock_to_flow_series'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION stock_to_flow(time_series, double precision) IS
	'the flow during each period: the stock less that of the period before, of the first period less the opening stock; absent where either is; NULL for a NULL series';
