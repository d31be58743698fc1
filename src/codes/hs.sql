-- codes/hs

CREATE TYPE hs_code;

CREATE FUNCTION hs_code_in(cstring) RETURNS hs_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hs_code_out(hs_code) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hs_code_recv(internal) RETURNS hs_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hs_code_send(hs_code) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hs_code_in(cstring) IS 'I/O';
COMMENT ON FUNCTION hs_code_out(hs_code) IS 'I/O';
COMMENT ON FUNCTION hs_code_recv(internal) IS 'I/O';
COMMENT ON FUNCTION hs_code_send(hs_code) IS 'I/O';

CREATE TYPE hs_code (
	INPUT = hs_code_in,
	OUTPUT = hs_code_out,
	RECEIVE = hs_code_recv,
	SEND = hs_code_send,
	LIKE = int8
);
COMMENT ON TYPE hs_code IS
	'Harmonized System code of 2, 4, 6, 8 or 10 digits; sorts like its text, a code directly before all that lies below it';

-- columns of text go in with a plain INSERT ... SELECT
CREATE CAST (text AS hs_code) WITH INOUT AS ASSIGNMENT;
CREATE CAST (varchar AS hs_code) WITH INOUT AS ASSIGNMENT;
CREATE CAST (bpchar AS hs_code) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (text AS hs_code) IS 'digits in pairs, with dots or blanks between; raises 22P02';
COMMENT ON CAST (varchar AS hs_code) IS 'digits in pairs, with dots or blanks between; raises 22P02';
COMMENT ON CAST (bpchar AS hs_code) IS 'digits in pairs, with dots or blanks between; raises 22P02';

-- The value is an integer whose order is that of the text, so these are the
-- server's own functions, leakproof as they are there.
CREATE FUNCTION hs_code_lt(hs_code, hs_code) RETURNS boolean
	AS 'int8lt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION hs_code_le(hs_code, hs_code) RETURNS boolean
	AS 'int8le' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION hs_code_eq(hs_code, hs_code) RETURNS boolean
	AS 'int8eq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION hs_code_ne(hs_code, hs_code) RETURNS boolean
	AS 'int8ne' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION hs_code_ge(hs_code, hs_code) RETURNS boolean
	AS 'int8ge' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION hs_code_gt(hs_code, hs_code) RETURNS boolean
	AS 'int8gt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION hs_code_cmp(hs_code, hs_code) RETURNS integer
	AS 'btint8cmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION hs_code_sortsupport(internal) RETURNS void
	AS 'btint8sortsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hs_code_hash(hs_code) RETURNS integer
	AS 'hashint8' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION hs_code_hash_extended(hs_code, bigint) RETURNS bigint
	AS 'hashint8extended' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION hs_code_smaller(hs_code, hs_code) RETURNS hs_code
	AS 'int8smaller' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hs_code_larger(hs_code, hs_code) RETURNS hs_code
	AS 'int8larger' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hs_code_lt(hs_code, hs_code) IS 'implementation of < operator';
COMMENT ON FUNCTION hs_code_le(hs_code, hs_code) IS 'implementation of <= operator';
COMMENT ON FUNCTION hs_code_eq(hs_code, hs_code) IS 'implementation of = operator';
COMMENT ON FUNCTION hs_code_ne(hs_code, hs_code) IS 'implementation of <> operator';
COMMENT ON FUNCTION hs_code_ge(hs_code, hs_code) IS 'implementation of >= operator';
COMMENT ON FUNCTION hs_code_gt(hs_code, hs_code) IS 'implementation of > operator';
COMMENT ON FUNCTION hs_code_cmp(hs_code, hs_code) IS 'less-equal-greater';
COMMENT ON FUNCTION hs_code_sortsupport(internal) IS 'sort support';
COMMENT ON FUNCTION hs_code_hash(hs_code) IS 'hash';
COMMENT ON FUNCTION hs_code_hash_extended(hs_code, bigint) IS 'hash';
COMMENT ON FUNCTION hs_code_smaller(hs_code, hs_code) IS 'smaller of two';
COMMENT ON FUNCTION hs_code_larger(hs_code, hs_code) IS 'larger of two';

CREATE OPERATOR < (
	FUNCTION = hs_code_lt, LEFTARG = hs_code, RIGHTARG = hs_code,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
	FUNCTION = hs_code_le, LEFTARG = hs_code, RIGHTARG = hs_code,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
	FUNCTION = hs_code_eq, LEFTARG = hs_code, RIGHTARG = hs_code,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
	FUNCTION = hs_code_ne, LEFTARG = hs_code, RIGHTARG = hs_code,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
	FUNCTION = hs_code_ge, LEFTARG = hs_code, RIGHTARG = hs_code,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
	FUNCTION = hs_code_gt, LEFTARG = hs_code, RIGHTARG = hs_code,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR < (hs_code, hs_code) IS 'less than';
COMMENT ON OPERATOR <= (hs_code, hs_code) IS 'less than or equal';
COMMENT ON OPERATOR = (hs_code, hs_code) IS 'equal';
COMMENT ON OPERATOR <> (hs_code, hs_code) IS 'not equal';
COMMENT ON OPERATOR >= (hs_code, hs_code) IS 'greater than or equal';
COMMENT ON OPERATOR > (hs_code, hs_code) IS 'greater than';

CREATE OPERATOR CLASS hs_code_ops DEFAULT FOR TYPE hs_code USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 hs_code_cmp(hs_code, hs_code),
	FUNCTION 2 hs_code_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);

CREATE OPERATOR CLASS hs_code_ops DEFAULT FOR TYPE hs_code USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hs_code_hash(hs_code),
	FUNCTION 2 hs_code_hash_extended(hs_code, bigint);

CREATE OPERATOR CLASS hs_code_minmax_ops DEFAULT FOR TYPE hs_code USING brin AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 brin_minmax_opcinfo(internal),
	FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 brin_minmax_union(internal, internal, internal);

CREATE AGGREGATE min(hs_code) (
	SFUNC = hs_code_smaller, STYPE = hs_code, COMBINEFUNC = hs_code_smaller,
	SORTOP = <, PARALLEL = SAFE
);
CREATE AGGREGATE max(hs_code) (
	SFUNC = hs_code_larger, STYPE = hs_code, COMBINEFUNC = hs_code_larger,
	SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(hs_code) IS 'first code in the order of the tariff; NULLs are left out';
COMMENT ON AGGREGATE max(hs_code) IS 'last code in the order of the tariff; NULLs are left out';

CREATE FUNCTION hs_level(code hs_code) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hs_level(hs_code) IS
	'number of digits: 2 chapter, 4 heading, 6 subheading, 8 and 10 national';

CREATE FUNCTION hs_up(code hs_code, digits integer) RETURNS hs_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hs_up(hs_code, integer) IS
	'the code shortened to so many digits (2, 4, 6, 8 or 10, else 22023); NULL when it has fewer';

CREATE FUNCTION hs_chapter(code hs_code) RETURNS hs_code
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN hs_up(code, 2);
COMMENT ON FUNCTION hs_chapter(hs_code) IS 'the chapter of two digits that the code belongs to';

CREATE FUNCTION hs_section(code hs_code) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hs_section(hs_code) IS
	'the section, I to XXI; NULL for chapters 77, 98 and 99, which belong to none (WCO, Harmonized System)';

CREATE FUNCTION hs_dotted(code hs_code) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hs_dotted(hs_code) IS 'as tariff schedules print it: 8703, 8703.23, 8703.23.0190';

CREATE FUNCTION hs_from_int(number bigint, digits integer) RETURNS hs_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hs_from_int(bigint, integer) IS
	'the code of so many digits that was stored as a number and lost its leading zero; 22003 when it cannot be one';

CREATE FUNCTION hs_subtree_max(code hs_code) RETURNS hs_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION hs_subtree_max(hs_code) IS
	'the last code of ten digits that can lie below; code BETWEEN c AND hs_subtree_max(c) is code <@ c';

-- the subtree operators, and what the planner asks about them

CREATE FUNCTION hs_within_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hs_contains_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hs_within_array_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hs_within_sel(root internal, operator oid, args internal, var_relid integer) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hs_contains_sel(root internal, operator oid, args internal, var_relid integer) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hs_within_array_sel(root internal, operator oid, args internal, var_relid integer) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hs_within_joinsel(root internal, operator oid, args internal, join_type smallint, join_info internal) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hs_contains_joinsel(root internal, operator oid, args internal, join_type smallint, join_info internal) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hs_within_support(internal) IS 'planner support';
COMMENT ON FUNCTION hs_contains_support(internal) IS 'planner support';
COMMENT ON FUNCTION hs_within_array_support(internal) IS 'planner support';
COMMENT ON FUNCTION hs_within_sel(internal, oid, internal, integer) IS 'restriction selectivity';
COMMENT ON FUNCTION hs_contains_sel(internal, oid, internal, integer) IS 'restriction selectivity';
COMMENT ON FUNCTION hs_within_array_sel(internal, oid, internal, integer) IS 'restriction selectivity';
COMMENT ON FUNCTION hs_within_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity';
COMMENT ON FUNCTION hs_contains_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity';

CREATE FUNCTION hs_within(code hs_code, parent hs_code) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE
	SUPPORT hs_within_support;
CREATE FUNCTION hs_contains(parent hs_code, code hs_code) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE
	SUPPORT hs_contains_support;
CREATE FUNCTION hs_within(code hs_code, VARIADIC parents hs_code[]) RETURNS boolean
	AS 'MODULE_PATHNAME', 'hs_within_array' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT hs_within_array_support;
COMMENT ON FUNCTION hs_within(hs_code, hs_code) IS
	'is the code the parent or below it? the function behind <@';
COMMENT ON FUNCTION hs_contains(hs_code, hs_code) IS
	'is the code the parent or below it? the function behind @>';
COMMENT ON FUNCTION hs_within(hs_code, hs_code[]) IS
	'is the code one of the parents or below one? NULLs among them count as in ANY';

CREATE OPERATOR <@ (
	FUNCTION = hs_within, LEFTARG = hs_code, RIGHTARG = hs_code,
	COMMUTATOR = @>, RESTRICT = hs_within_sel, JOIN = hs_within_joinsel
);
CREATE OPERATOR @> (
	FUNCTION = hs_contains, LEFTARG = hs_code, RIGHTARG = hs_code,
	COMMUTATOR = <@, RESTRICT = hs_contains_sel, JOIN = hs_contains_joinsel
);
CREATE OPERATOR <@ (
	FUNCTION = hs_within, LEFTARG = hs_code, RIGHTARG = hs_code[],
	RESTRICT = hs_within_array_sel, JOIN = contjoinsel
);
COMMENT ON OPERATOR <@ (hs_code, hs_code) IS 'is the same code or lies below it; uses a btree or BRIN index';
COMMENT ON OPERATOR @> (hs_code, hs_code) IS 'is the same code or lies above it; uses a btree or BRIN index';
COMMENT ON OPERATOR <@ (hs_code, hs_code[]) IS
	'is one of these codes or lies below one; uses a btree or BRIN index';
