
-- ranking/ranking: for DISTINCT, GROUP BY and UNION.  Equal members and values have equal
-- bytes; counts of rows do not matter.  The order means nothing; the server sorts
-- where it cannot hash.

CREATE FUNCTION member_ranking_eq(member_ranking, member_ranking) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION member_ranking_ne(member_ranking, member_ranking) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION member_ranking_hash(member_ranking) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION member_ranking_hash_extended(member_ranking, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION member_ranking_eq(member_ranking, member_ranking) IS 'implementation of = operator';
COMMENT ON FUNCTION member_ranking_ne(member_ranking, member_ranking) IS 'implementation of <> operator';
COMMENT ON FUNCTION member_ranking_hash(member_ranking) IS 'hash';
COMMENT ON FUNCTION member_ranking_hash_extended(member_ranking, bigint) IS 'hash with a seed';
CREATE OPERATOR = (
	FUNCTION = member_ranking_eq, LEFTARG = member_ranking, RIGHTARG = member_ranking,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR <> (
	FUNCTION = member_ranking_ne, LEFTARG = member_ranking, RIGHTARG = member_ranking,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR = (member_ranking, member_ranking) IS 'the same members and values, to the last bit';
COMMENT ON OPERATOR <> (member_ranking, member_ranking) IS 'not the same members and values, to the last bit';
CREATE OPERATOR CLASS member_ranking_ops DEFAULT FOR TYPE member_ranking USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 member_ranking_hash(member_ranking),
	FUNCTION 2 member_ranking_hash_extended(member_ranking, bigint);

CREATE FUNCTION member_ranking_lt(member_ranking, member_ranking) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION member_ranking_le(member_ranking, member_ranking) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION member_ranking_ge(member_ranking, member_ranking) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION member_ranking_gt(member_ranking, member_ranking) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION member_ranking_cmp(member_ranking, member_ranking) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION member_ranking_lt(member_ranking, member_ranking) IS 'implementation of < operator';
COMMENT ON FUNCTION member_ranking_le(member_ranking, member_ranking) IS 'implementation of <= operator';
COMMENT ON FUNCTION member_ranking_ge(member_ranking, member_ranking) IS 'implementation of >= operator';
COMMENT ON FUNCTION member_ranking_gt(member_ranking, member_ranking) IS 'implementation of > operator';
COMMENT ON FUNCTION member_ranking_cmp(member_ranking, member_ranking) IS 'less-equal-greater';
CREATE OPERATOR < (
	FUNCTION = member_ranking_lt, LEFTARG = member_ranking, RIGHTARG = member_ranking,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
	FUNCTION = member_ranking_le, LEFTARG = member_ranking, RIGHTARG = member_ranking,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR >= (
	FUNCTION = member_ranking_ge, LEFTARG = member_ranking, RIGHTARG = member_ranking,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
	FUNCTION = member_ranking_gt, LEFTARG = member_ranking, RIGHTARG = member_ranking,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR < (member_ranking, member_ranking) IS 'less than, by bytes';
COMMENT ON OPERATOR <= (member_ranking, member_ranking) IS 'less than or equal, by bytes';
COMMENT ON OPERATOR >= (member_ranking, member_ranking) IS 'greater than or equal, by bytes';
COMMENT ON OPERATOR > (member_ranking, member_ranking) IS 'greater than, by bytes';
CREATE OPERATOR CLASS member_ranking_ops DEFAULT FOR TYPE member_ranking USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 member_ranking_cmp(member_ranking, member_ranking);

CREATE FUNCTION member_ranking_to_json(member_ranking) RETURNS json
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::text::json;
COMMENT ON FUNCTION member_ranking_to_json(member_ranking) IS
	'the text form, which is JSON; to_jsonb() and row_to_json() of a row use it';
CREATE CAST (member_ranking AS json) WITH FUNCTION member_ranking_to_json(member_ranking);
COMMENT ON CAST (member_ranking AS json) IS 'as the cast to jsonb, so that to_jsonb() of a row has an object';
