
-- labor/survival: for DISTINCT, GROUP BY and UNION.  Equal contents have equal bytes, so
-- these are the server's own functions of bytea.  The order means nothing; the
-- server sorts where it cannot hash.

CREATE FUNCTION survival_curve_eq(survival_curve, survival_curve) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION survival_curve_ne(survival_curve, survival_curve) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION survival_curve_hash(survival_curve) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION survival_curve_hash_extended(survival_curve, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_curve_eq(survival_curve, survival_curve) IS 'implementation of = operator';
COMMENT ON FUNCTION survival_curve_ne(survival_curve, survival_curve) IS 'implementation of <> operator';
COMMENT ON FUNCTION survival_curve_hash(survival_curve) IS 'hash';
COMMENT ON FUNCTION survival_curve_hash_extended(survival_curve, bigint) IS 'hash with a seed';
CREATE OPERATOR = (
	FUNCTION = survival_curve_eq, LEFTARG = survival_curve, RIGHTARG = survival_curve,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR <> (
	FUNCTION = survival_curve_ne, LEFTARG = survival_curve, RIGHTARG = survival_curve,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR = (survival_curve, survival_curve) IS 'equal to the last bit';
COMMENT ON OPERATOR <> (survival_curve, survival_curve) IS 'not the same to the last bit';
CREATE OPERATOR CLASS survival_curve_ops DEFAULT FOR TYPE survival_curve USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 survival_curve_hash(survival_curve),
	FUNCTION 2 survival_curve_hash_extended(survival_curve, bigint);

CREATE FUNCTION survival_curve_lt(survival_curve, survival_curve) RETURNS boolean
	AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION survival_curve_le(survival_curve, survival_curve) RETURNS boolean
	AS 'byteale' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION survival_curve_ge(survival_curve, survival_curve) RETURNS boolean
	AS 'byteage' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION survival_curve_gt(survival_curve, survival_curve) RETURNS boolean
	AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION survival_curve_cmp(survival_curve, survival_curve) RETURNS integer
	AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_curve_lt(survival_curve, survival_curve) IS 'implementation of < operator';
COMMENT ON FUNCTION survival_curve_le(survival_curve, survival_curve) IS 'implementation of <= operator';
COMMENT ON FUNCTION survival_curve_ge(survival_curve, survival_curve) IS 'implementation of >= operator';
COMMENT ON FUNCTION survival_curve_gt(survival_curve, survival_curve) IS 'implementation of > operator';
COMMENT ON FUNCTION survival_curve_cmp(survival_curve, survival_curve) IS 'less-equal-greater';
CREATE OPERATOR < (
	FUNCTION = survival_curve_lt, LEFTARG = survival_curve, RIGHTARG = survival_curve,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
	FUNCTION = survival_curve_le, LEFTARG = survival_curve, RIGHTARG = survival_curve,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR >= (
	FUNCTION = survival_curve_ge, LEFTARG = survival_curve, RIGHTARG = survival_curve,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
	FUNCTION = survival_curve_gt, LEFTARG = survival_curve, RIGHTARG = survival_curve,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR < (survival_curve, survival_curve) IS 'less than, by bytes';
COMMENT ON OPERATOR <= (survival_curve, survival_curve) IS 'less than or equal, by bytes';
COMMENT ON OPERATOR >= (survival_curve, survival_curve) IS 'greater than or equal, by bytes';
COMMENT ON OPERATOR > (survival_curve, survival_curve) IS 'greater than, by bytes';
CREATE OPERATOR CLASS survival_curve_ops DEFAULT FOR TYPE survival_curve USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 survival_curve_cmp(survival_curve, survival_curve);
