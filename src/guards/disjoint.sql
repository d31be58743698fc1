
-- guards/disjoint: no row counts what another row counts

-- the state is a set of codes in one bytea, which workers pass and merge

CREATE FUNCTION disjoint_add(bytea, code hs_code) RETURNS bytea
	AS 'MODULE_PATHNAME', 'disjoint_add_hs' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION disjoint_add(bytea, code partner_code) RETURNS bytea
	AS 'MODULE_PATHNAME', 'disjoint_add_partner' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION disjoint_add(bytea, code time_period) RETURNS bytea
	AS 'MODULE_PATHNAME', 'disjoint_add_period' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION disjoint_add(bytea, code text) RETURNS bytea
	AS 'MODULE_PATHNAME', 'disjoint_add_text' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION disjoint_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION disjoint_hs_final(bytea) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION disjoint_partner_final(bytea) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION disjoint_period_final(bytea) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION disjoint_text_final(bytea) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION disjoint_add(bytea, hs_code) IS 'transition function of disjoint()';
COMMENT ON FUNCTION disjoint_add(bytea, partner_code) IS 'transition function of disjoint()';
COMMENT ON FUNCTION disjoint_add(bytea, time_period) IS 'transition function of disjoint()';
COMMENT ON FUNCTION disjoint_add(bytea, text) IS 'transition function of disjoint()';
COMMENT ON FUNCTION disjoint_combine(bytea, bytea) IS 'combine function of disjoint()';
COMMENT ON FUNCTION disjoint_hs_final(bytea) IS 'final function of disjoint()';
COMMENT ON FUNCTION disjoint_partner_final(bytea) IS 'final function of disjoint()';
COMMENT ON FUNCTION disjoint_period_final(bytea) IS 'final function of disjoint()';
COMMENT ON FUNCTION disjoint_text_final(bytea) IS 'final function of disjoint()';

CREATE AGGREGATE disjoint(code hs_code) (
	SFUNC = disjoint_add, STYPE = bytea, FINALFUNC = disjoint_hs_final,
	COMBINEFUNC = disjoint_combine, PARALLEL = SAFE
);
CREATE AGGREGATE disjoint(code partner_code) (
	SFUNC = disjoint_add, STYPE = bytea, FINALFUNC = disjoint_partner_final,
	COMBINEFUNC = disjoint_combine, PARALLEL = SAFE
);
CREATE AGGREGATE disjoint(code time_period) (
	SFUNC = disjoint_add, STYPE = bytea, FINALFUNC = disjoint_period_final,
	COMBINEFUNC = disjoint_combine, PARALLEL = SAFE
);
CREATE AGGREGATE disjoint(code text) (
	SFUNC = disjoint_add, STYPE = bytea, FINALFUNC = disjoint_text_final,
	COMBINEFUNC = disjoint_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE disjoint(hs_code) IS
	'true where no code lies below another, so that values may be added; else 22023, naming both; NULLs are passed over, NULL where all are';
COMMENT ON AGGREGATE disjoint(partner_code) IS
	'true where no partner is in another, by the latest members of groups, and no two groups share one; else 22023, naming both; an aggregate of unknown members is taken to hold every country; NULLs are passed over';
COMMENT ON AGGREGATE disjoint(time_period) IS
	'true where no two periods share a day; else 22023, naming both; NULLs are passed over';
COMMENT ON AGGREGATE disjoint(text) IS
	'true where no code begins another, as in NAICS and SITC, sectors such as 31-33 standing for their numbers; else 22023, naming both; codes have at most 8 characters of ASCII; NULLs are passed over';
