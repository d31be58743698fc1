
-- trade/origin: arithmetic of rules of origin

CREATE FUNCTION rvc_transaction_value(transaction_value double precision,
		non_originating double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'rvc_transaction_value_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rvc_transaction_value(transaction_value numeric,
		non_originating numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'rvc_transaction_value_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rvc_transaction_value(double precision, double precision) IS
	'regional value content, percent: 100 (TV - VNM) / TV, with the transaction value without international shipment and the value of non-originating materials (USMCA Article 4.5); below 0 where materials are worth more; NULL for a TV of 0; 22023 for a negative value';
COMMENT ON FUNCTION rvc_transaction_value(numeric, numeric) IS
	'regional value content, percent: 100 (TV - VNM) / TV, with the transaction value without international shipment and the value of non-originating materials (USMCA Article 4.5); below 0 where materials are worth more; NULL for a TV of 0; 22023 for a negative value';

CREATE FUNCTION rvc_net_cost(net_cost double precision,
		non_originating double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'rvc_net_cost_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rvc_net_cost(net_cost numeric, non_originating numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'rvc_net_cost_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rvc_net_cost(double precision, double precision) IS
	'regional value content, percent: 100 (NC - VNM) / NC, with the net cost and the value of non-originating materials (USMCA Article 4.5); below 0 where materials are worth more; NULL for an NC of 0; 22023 for a negative value';
COMMENT ON FUNCTION rvc_net_cost(numeric, numeric) IS
	'regional value content, percent: 100 (NC - VNM) / NC, with the net cost and the value of non-originating materials (USMCA Article 4.5); below 0 where materials are worth more; NULL for an NC of 0; 22023 for a negative value';

CREATE FUNCTION labor_value_content(high_wage double precision,
		technology double precision, assembly double precision,
		technology_cap double precision, assembly_cap double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'labor_value_content_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION labor_value_content(high_wage numeric, technology numeric,
		assembly numeric, technology_cap numeric, assembly_cap numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'labor_value_content_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labor_value_content(double precision, double precision, double precision, double precision, double precision) IS
	'labor value content, percentage points: high_wage + least(technology, technology_cap) + least(assembly, assembly_cap); what each term is a quotient of is for the caller to take from the regulations (19 CFR 182 Appendix A), and the caps too; NULL where one argument is; 22023 for a negative value';
COMMENT ON FUNCTION labor_value_content(numeric, numeric, numeric, numeric, numeric) IS
	'labor value content, percentage points: high_wage + least(technology, technology_cap) + least(assembly, assembly_cap); what each term is a quotient of is for the caller to take from the regulations (19 CFR 182 Appendix A), and the caps too; NULL where one argument is; 22023 for a negative value';

CREATE FUNCTION hourly_wage_add(gathered_sums, double precision, double precision)
	RETURNS gathered_sums
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION hourly_wage_add(gathered_sums, double precision, double precision) IS
	'transition function of average_hourly_base_wage()';

CREATE FUNCTION hourly_wage_final(gathered_sums) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hourly_wage_final(gathered_sums) IS
	'final function of average_hourly_base_wage()';

CREATE AGGREGATE average_hourly_base_wage(wages double precision,
		hours double precision) (
	SFUNC = hourly_wage_add,
	STYPE = gathered_sums,
	SSPACE = 80,
	FINALFUNC = hourly_wage_final,
	COMBINEFUNC = gathered_sums_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE average_hourly_base_wage(double precision, double precision) IS
	'sum of base wages / sum of hours in direct production (29 CFR 810.105), in the currency of the wages an hour: a ratio of sums, not a mean of wages; NULL where one of a pair is NULL, or there are no hours; 22023 for a negative value';
