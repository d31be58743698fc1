-- codes/hs: hs_code beside text
--
-- Drivers and BI tools type the strings that they send.  Each function here is
-- the operator of the code itself with the text read as one, and the planner
-- puts that in its place: plans, estimates and indexes are those of the code.
-- Only "code = ANY (text[])" cannot be so rewritten.  For it the operators are
-- in the family of the btree class, which then needs the two texts as well.

CREATE FUNCTION hs_code_lt(hs_code, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1 < $2::hs_code;
CREATE FUNCTION hs_code_lt(text, hs_code) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::hs_code < $2;
CREATE FUNCTION hs_code_le(hs_code, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1 <= $2::hs_code;
CREATE FUNCTION hs_code_le(text, hs_code) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::hs_code <= $2;
CREATE FUNCTION hs_code_eq(hs_code, text) RETURNS boolean
	AS 'MODULE_PATHNAME', 'hs_code_eq_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT eq_text_support;
CREATE FUNCTION hs_code_eq(text, hs_code) RETURNS boolean
	AS 'MODULE_PATHNAME', 'text_eq_hs_code' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT eq_text_support;
CREATE FUNCTION hs_code_ne(hs_code, text) RETURNS boolean
	AS 'MODULE_PATHNAME', 'hs_code_ne_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT ne_text_support;
CREATE FUNCTION hs_code_ne(text, hs_code) RETURNS boolean
	AS 'MODULE_PATHNAME', 'text_ne_hs_code' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT ne_text_support;
CREATE FUNCTION hs_code_ge(hs_code, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1 >= $2::hs_code;
CREATE FUNCTION hs_code_ge(text, hs_code) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::hs_code >= $2;
CREATE FUNCTION hs_code_gt(hs_code, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1 > $2::hs_code;
CREATE FUNCTION hs_code_gt(text, hs_code) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::hs_code > $2;
COMMENT ON FUNCTION hs_code_lt(hs_code, text) IS 'implementation of < operator';
COMMENT ON FUNCTION hs_code_lt(text, hs_code) IS 'implementation of < operator';
COMMENT ON FUNCTION hs_code_le(hs_code, text) IS 'implementation of <= operator';
COMMENT ON FUNCTION hs_code_le(text, hs_code) IS 'implementation of <= operator';
COMMENT ON FUNCTION hs_code_eq(hs_code, text) IS 'implementation of = operator';
COMMENT ON FUNCTION hs_code_eq(text, hs_code) IS 'implementation of = operator';
COMMENT ON FUNCTION hs_code_ne(hs_code, text) IS 'implementation of <> operator';
COMMENT ON FUNCTION hs_code_ne(text, hs_code) IS 'implementation of <> operator';
COMMENT ON FUNCTION hs_code_ge(hs_code, text) IS 'implementation of >= operator';
COMMENT ON FUNCTION hs_code_ge(text, hs_code) IS 'implementation of >= operator';
COMMENT ON FUNCTION hs_code_gt(hs_code, text) IS 'implementation of > operator';
COMMENT ON FUNCTION hs_code_gt(text, hs_code) IS 'implementation of > operator';

CREATE OPERATOR < (
	FUNCTION = hs_code_lt, LEFTARG = hs_code, RIGHTARG = text,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR < (
	FUNCTION = hs_code_lt, LEFTARG = text, RIGHTARG = hs_code,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
	FUNCTION = hs_code_le, LEFTARG = hs_code, RIGHTARG = text,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR <= (
	FUNCTION = hs_code_le, LEFTARG = text, RIGHTARG = hs_code,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
	FUNCTION = hs_code_eq, LEFTARG = hs_code, RIGHTARG = text,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel
);
CREATE OPERATOR = (
	FUNCTION = hs_code_eq, LEFTARG = text, RIGHTARG = hs_code,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel
);
CREATE OPERATOR <> (
	FUNCTION = hs_code_ne, LEFTARG = hs_code, RIGHTARG = text,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR <> (
	FUNCTION = hs_code_ne, LEFTARG = text, RIGHTARG = hs_code,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
	FUNCTION = hs_code_ge, LEFTARG = hs_code, RIGHTARG = text,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR >= (
	FUNCTION = hs_code_ge, LEFTARG = text, RIGHTARG = hs_code,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
	FUNCTION = hs_code_gt, LEFTARG = hs_code, RIGHTARG = text,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR > (
	FUNCTION = hs_code_gt, LEFTARG = text, RIGHTARG = hs_code,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR < (hs_code, text) IS 'less than; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR < (text, hs_code) IS 'less than; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR <= (hs_code, text) IS 'less than or equal; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR <= (text, hs_code) IS 'less than or equal; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR = (hs_code, text) IS 'equal; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR = (text, hs_code) IS 'equal; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR <> (hs_code, text) IS 'not equal; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR <> (text, hs_code) IS 'not equal; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR >= (hs_code, text) IS 'greater than or equal; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR >= (text, hs_code) IS 'greater than or equal; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR > (hs_code, text) IS 'greater than; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR > (text, hs_code) IS 'greater than; the text is read as a code, 22P02 where it is none';

-- two texts, for the family alone

CREATE FUNCTION hs_code_text_lt(text, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::hs_code < $2::hs_code;
CREATE FUNCTION hs_code_text_le(text, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::hs_code <= $2::hs_code;
CREATE FUNCTION hs_code_text_eq(text, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::hs_code = $2::hs_code;
CREATE FUNCTION hs_code_text_ge(text, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::hs_code >= $2::hs_code;
CREATE FUNCTION hs_code_text_gt(text, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::hs_code > $2::hs_code;
COMMENT ON FUNCTION hs_code_text_lt(text, text) IS 'implementation of <# operator';
COMMENT ON FUNCTION hs_code_text_le(text, text) IS 'implementation of <=# operator';
COMMENT ON FUNCTION hs_code_text_eq(text, text) IS 'implementation of =# operator';
COMMENT ON FUNCTION hs_code_text_ge(text, text) IS 'implementation of >=# operator';
COMMENT ON FUNCTION hs_code_text_gt(text, text) IS 'implementation of ># operator';
CREATE OPERATOR <# (
	FUNCTION = hs_code_text_lt, LEFTARG = text, RIGHTARG = text,
	COMMUTATOR = >#, NEGATOR = >=#, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <=# (
	FUNCTION = hs_code_text_le, LEFTARG = text, RIGHTARG = text,
	COMMUTATOR = >=#, NEGATOR = >#, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR =# (
	FUNCTION = hs_code_text_eq, LEFTARG = text, RIGHTARG = text,
	COMMUTATOR = =#, RESTRICT = eqsel, JOIN = eqjoinsel
);
CREATE OPERATOR >=# (
	FUNCTION = hs_code_text_ge, LEFTARG = text, RIGHTARG = text,
	COMMUTATOR = <=#, NEGATOR = <#, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR ># (
	FUNCTION = hs_code_text_gt, LEFTARG = text, RIGHTARG = text,
	COMMUTATOR = <#, NEGATOR = <=#, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR <# (text, text) IS 'less than, both read as hs_code; what an index on hs_code needs for arrays of text';
COMMENT ON OPERATOR <=# (text, text) IS 'less than or equal, both read as hs_code; what an index on hs_code needs for arrays of text';
COMMENT ON OPERATOR =# (text, text) IS 'equal, both read as hs_code; what an index on hs_code needs for arrays of text';
COMMENT ON OPERATOR >=# (text, text) IS 'greater than or equal, both read as hs_code; what an index on hs_code needs for arrays of text';
COMMENT ON OPERATOR ># (text, text) IS 'greater than, both read as hs_code; what an index on hs_code needs for arrays of text';

CREATE FUNCTION hs_code_cmp(hs_code, text) RETURNS integer
	AS 'MODULE_PATHNAME', 'hs_code_cmp_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hs_code_cmp(text, hs_code) RETURNS integer
	AS 'MODULE_PATHNAME', 'text_cmp_hs_code' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hs_code_cmp(text, text) RETURNS integer
	AS 'MODULE_PATHNAME', 'hs_code_cmp_texts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hs_code_cmp(hs_code, text) IS 'less-equal-greater, texts read as codes';
COMMENT ON FUNCTION hs_code_cmp(text, hs_code) IS 'less-equal-greater, texts read as codes';
COMMENT ON FUNCTION hs_code_cmp(text, text) IS 'less-equal-greater, texts read as codes';

ALTER OPERATOR FAMILY hs_code_ops USING btree ADD
	OPERATOR 1 < (hs_code, text),
	OPERATOR 1 < (text, hs_code),
	OPERATOR 1 <# (text, text),
	OPERATOR 2 <= (hs_code, text),
	OPERATOR 2 <= (text, hs_code),
	OPERATOR 2 <=# (text, text),
	OPERATOR 3 = (hs_code, text),
	OPERATOR 3 = (text, hs_code),
	OPERATOR 3 =# (text, text),
	OPERATOR 4 >= (hs_code, text),
	OPERATOR 4 >= (text, hs_code),
	OPERATOR 4 >=# (text, text),
	OPERATOR 5 > (hs_code, text),
	OPERATOR 5 > (text, hs_code),
	OPERATOR 5 ># (text, text),
	FUNCTION 1 (hs_code, text) hs_code_cmp(hs_code, text),
	FUNCTION 1 (text, hs_code) hs_code_cmp(text, hs_code),
	FUNCTION 1 (text, text) hs_code_cmp(text, text);

-- a column of text with faults in it

CREATE FUNCTION try_hs(code text) RETURNS hs_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION try_hs(text) IS
	'the code, or NULL where the text is none; why_not(''hs_code'', values) says why';

-- subtrees whose root comes as text

CREATE FUNCTION hs_within(code hs_code, parent text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN code <@ parent::hs_code;
CREATE FUNCTION hs_within(code hs_code, parents text[]) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN code <@ parents::hs_code[];
CREATE FUNCTION hs_contains(parent text, code hs_code) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN parent::hs_code @> code;
COMMENT ON FUNCTION hs_within(hs_code, text) IS
	'is the code the parent or below it? the text is read as a code';
COMMENT ON FUNCTION hs_within(hs_code, text[]) IS
	'is the code one of the parents or below one? the texts are read as codes';
COMMENT ON FUNCTION hs_contains(text, hs_code) IS
	'is the code the parent or below it? the text is read as a code';
CREATE OPERATOR <@ (
	FUNCTION = hs_within, LEFTARG = hs_code, RIGHTARG = text,
	COMMUTATOR = @>, RESTRICT = contsel, JOIN = contjoinsel
);
CREATE OPERATOR @> (
	FUNCTION = hs_contains, LEFTARG = text, RIGHTARG = hs_code,
	COMMUTATOR = <@, RESTRICT = contsel, JOIN = contjoinsel
);
CREATE OPERATOR <@ (
	FUNCTION = hs_within, LEFTARG = hs_code, RIGHTARG = text[],
	RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR <@ (hs_code, text) IS 'is the same code or lies below it; the text is read as a code';
COMMENT ON OPERATOR @> (text, hs_code) IS 'is the same code or lies above it; the text is read as a code';
COMMENT ON OPERATOR <@ (hs_code, text[]) IS 'is one of these codes or lies below one; the texts are read as codes';

-- patterns: a prefix is a range of codes, which the planner is told

CREATE FUNCTION hs_like_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hs_like_support(internal) IS 'planner support';
CREATE FUNCTION hs_like(code hs_code, pattern text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT hs_like_support;
CREATE FUNCTION hs_not_like(code hs_code, pattern text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN NOT hs_like(code, pattern);
COMMENT ON FUNCTION hs_like(hs_code, text) IS
	'do the digits match the pattern of LIKE? dots and blanks in it count as little as in a code';
COMMENT ON FUNCTION hs_not_like(hs_code, text) IS 'do the digits not match the pattern of LIKE?';
CREATE OPERATOR ~~ (
	FUNCTION = hs_like, LEFTARG = hs_code, RIGHTARG = text,
	NEGATOR = !~~, RESTRICT = likesel, JOIN = likejoinsel
);
CREATE OPERATOR !~~ (
	FUNCTION = hs_not_like, LEFTARG = hs_code, RIGHTARG = text,
	NEGATOR = ~~, RESTRICT = nlikesel, JOIN = nlikejoinsel
);
CREATE OPERATOR ~~* (
	FUNCTION = hs_like, LEFTARG = hs_code, RIGHTARG = text,
	NEGATOR = !~~*, RESTRICT = likesel, JOIN = likejoinsel
);
CREATE OPERATOR !~~* (
	FUNCTION = hs_not_like, LEFTARG = hs_code, RIGHTARG = text,
	NEGATOR = ~~*, RESTRICT = nlikesel, JOIN = nlikejoinsel
);
COMMENT ON OPERATOR ~~ (hs_code, text) IS 'matches the LIKE pattern; a prefix such as 8703% uses a btree or BRIN index';
COMMENT ON OPERATOR !~~ (hs_code, text) IS 'does not match the LIKE pattern';
COMMENT ON OPERATOR ~~* (hs_code, text) IS 'the same as LIKE, digits having no case';
COMMENT ON OPERATOR !~~* (hs_code, text) IS 'the same as NOT LIKE, digits having no case';
