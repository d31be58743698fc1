-- Between flows and stocks

CREATE FUNCTION flow_to_stock(v double precision, p time_period,
		opening double precision DEFAULT '0'::double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'flow_to_stock_float8'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION flow_to_stock(double precision, time_period, double precision) IS
	'the stock at the end of p: the opening stock, read where the first value is, and the sum of v since then; NULL from the first absent period on, since what flowed in it is not known, and for a NULL opening';

CREATE FUNCTION flow_to_stock(v numeric, p time_period, opening numeric DEFAULT '0'::numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'flow_to_stock_numeric'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION flow_to_stock(numeric, time_period, numeric) IS
	'the stock at the end of p: the opening stock, read where the first value is, and the sum of v since then; NULL from the first absent period on, since what flowed in it is not known, and for a NULL opening';

CREATE FUNCTION stock_to_flow(v double precision, p time_period,
		opening double precision DEFAULT NULL)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'stock_to_flow_float8'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION stock_to_flow(double precision, time_period, double precision) IS
	'the flow during p: v less its value one period before, of the first value less the opening stock; NULL where either is absent';

CREATE FUNCTION stock_to_flow(v numeric, p time_period, opening numeric DEFAULT NULL)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'stock_to_flow_numeric'
	LANGUAGE C WINDOW IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION stock_to_flow(numeric, time_period, numeric) IS
	'the flow during p: v less its value one period before, of the first value less the opening stock; NULL where either is absent';
