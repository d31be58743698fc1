-- codes/partner: partner_code beside text
--
-- Drivers and BI tools type the strings that they send.  Each function here is
-- the operator of the code itself with the text read as one, and the planner
-- puts that in its place: plans, estimates and indexes are those of the code.
-- Only "code = ANY (text[])" cannot be so rewritten.  For it the operators are
-- in the family of the btree class, which then needs the two texts as well.

CREATE FUNCTION partner_code_lt(partner_code, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1 < $2::partner_code;
CREATE FUNCTION partner_code_lt(text, partner_code) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::partner_code < $2;
CREATE FUNCTION partner_code_le(partner_code, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1 <= $2::partner_code;
CREATE FUNCTION partner_code_le(text, partner_code) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::partner_code <= $2;
CREATE FUNCTION partner_code_eq(partner_code, text) RETURNS boolean
	AS 'MODULE_PATHNAME', 'partner_code_eq_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT eq_text_support;
CREATE FUNCTION partner_code_eq(text, partner_code) RETURNS boolean
	AS 'MODULE_PATHNAME', 'text_eq_partner_code' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT eq_text_support;
CREATE FUNCTION partner_code_ne(partner_code, text) RETURNS boolean
	AS 'MODULE_PATHNAME', 'partner_code_ne_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT ne_text_support;
CREATE FUNCTION partner_code_ne(text, partner_code) RETURNS boolean
	AS 'MODULE_PATHNAME', 'text_ne_partner_code' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT ne_text_support;
CREATE FUNCTION partner_code_ge(partner_code, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1 >= $2::partner_code;
CREATE FUNCTION partner_code_ge(text, partner_code) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::partner_code >= $2;
CREATE FUNCTION partner_code_gt(partner_code, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1 > $2::partner_code;
CREATE FUNCTION partner_code_gt(text, partner_code) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::partner_code > $2;
COMMENT ON FUNCTION partner_code_lt(partner_code, text) IS 'implementation of < operator';
COMMENT ON FUNCTION partner_code_lt(text, partner_code) IS 'implementation of < operator';
COMMENT ON FUNCTION partner_code_le(partner_code, text) IS 'implementation of <= operator';
COMMENT ON FUNCTION partner_code_le(text, partner_code) IS 'implementation of <= operator';
COMMENT ON FUNCTION partner_code_eq(partner_code, text) IS 'implementation of = operator';
COMMENT ON FUNCTION partner_code_eq(text, partner_code) IS 'implementation of = operator';
COMMENT ON FUNCTION partner_code_ne(partner_code, text) IS 'implementation of <> operator';
COMMENT ON FUNCTION partner_code_ne(text, partner_code) IS 'implementation of <> operator';
COMMENT ON FUNCTION partner_code_ge(partner_code, text) IS 'implementation of >= operator';
COMMENT ON FUNCTION partner_code_ge(text, partner_code) IS 'implementation of >= operator';
COMMENT ON FUNCTION partner_code_gt(partner_code, text) IS 'implementation of > operator';
COMMENT ON FUNCTION partner_code_gt(text, partner_code) IS 'implementation of > operator';

CREATE OPERATOR < (
	FUNCTION = partner_code_lt, LEFTARG = partner_code, RIGHTARG = text,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR < (
	FUNCTION = partner_code_lt, LEFTARG = text, RIGHTARG = partner_code,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
	FUNCTION = partner_code_le, LEFTARG = partner_code, RIGHTARG = text,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR <= (
	FUNCTION = partner_code_le, LEFTARG = text, RIGHTARG = partner_code,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
	FUNCTION = partner_code_eq, LEFTARG = partner_code, RIGHTARG = text,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel
);
CREATE OPERATOR = (
	FUNCTION = partner_code_eq, LEFTARG = text, RIGHTARG = partner_code,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel
);
CREATE OPERATOR <> (
	FUNCTION = partner_code_ne, LEFTARG = partner_code, RIGHTARG = text,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR <> (
	FUNCTION = partner_code_ne, LEFTARG = text, RIGHTARG = partner_code,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
	FUNCTION = partner_code_ge, LEFTARG = partner_code, RIGHTARG = text,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR >= (
	FUNCTION = partner_code_ge, LEFTARG = text, RIGHTARG = partner_code,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
	FUNCTION = partner_code_gt, LEFTARG = partner_code, RIGHTARG = text,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR > (
	FUNCTION = partner_code_gt, LEFTARG = text, RIGHTARG = partner_code,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR < (partner_code, text) IS 'less than; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR < (text, partner_code) IS 'less than; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR <= (partner_code, text) IS 'less than or equal; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR <= (text, partner_code) IS 'less than or equal; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR = (partner_code, text) IS 'equal; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR = (text, partner_code) IS 'equal; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR <> (partner_code, text) IS 'not equal; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR <> (text, partner_code) IS 'not equal; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR >= (partner_code, text) IS 'greater than or equal; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR >= (text, partner_code) IS 'greater than or equal; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR > (partner_code, text) IS 'greater than; the text is read as a code, 22P02 where it is none';
COMMENT ON OPERATOR > (text, partner_code) IS 'greater than; the text is read as a code, 22P02 where it is none';

-- two texts, for the family alone

CREATE FUNCTION partner_code_text_lt(text, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::partner_code < $2::partner_code;
CREATE FUNCTION partner_code_text_le(text, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::partner_code <= $2::partner_code;
CREATE FUNCTION partner_code_text_eq(text, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::partner_code = $2::partner_code;
CREATE FUNCTION partner_code_text_ge(text, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::partner_code >= $2::partner_code;
CREATE FUNCTION partner_code_text_gt(text, text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::partner_code > $2::partner_code;
COMMENT ON FUNCTION partner_code_text_lt(text, text) IS 'implementation of <^ operator';
COMMENT ON FUNCTION partner_code_text_le(text, text) IS 'implementation of <=^ operator';
COMMENT ON FUNCTION partner_code_text_eq(text, text) IS 'implementation of =^ operator';
COMMENT ON FUNCTION partner_code_text_ge(text, text) IS 'implementation of >=^ operator';
COMMENT ON FUNCTION partner_code_text_gt(text, text) IS 'implementation of >^ operator';
CREATE OPERATOR <^ (
	FUNCTION = partner_code_text_lt, LEFTARG = text, RIGHTARG = text,
	COMMUTATOR = >^, NEGATOR = >=^, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <=^ (
	FUNCTION = partner_code_text_le, LEFTARG = text, RIGHTARG = text,
	COMMUTATOR = >=^, NEGATOR = >^, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR =^ (
	FUNCTION = partner_code_text_eq, LEFTARG = text, RIGHTARG = text,
	COMMUTATOR = =^, RESTRICT = eqsel, JOIN = eqjoinsel
);
CREATE OPERATOR >=^ (
	FUNCTION = partner_code_text_ge, LEFTARG = text, RIGHTARG = text,
	COMMUTATOR = <=^, NEGATOR = <^, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR >^ (
	FUNCTION = partner_code_text_gt, LEFTARG = text, RIGHTARG = text,
	COMMUTATOR = <^, NEGATOR = <=^, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR <^ (text, text) IS 'less than, both read as partner_code; what an index on partner_code needs for arrays of text';
COMMENT ON OPERATOR <=^ (text, text) IS 'less than or equal, both read as partner_code; what an index on partner_code needs for arrays of text';
COMMENT ON OPERATOR =^ (text, text) IS 'equal, both read as partner_code; what an index on partner_code needs for arrays of text';
COMMENT ON OPERATOR >=^ (text, text) IS 'greater than or equal, both read as partner_code; what an index on partner_code needs for arrays of text';
COMMENT ON OPERATOR >^ (text, text) IS 'greater than, both read as partner_code; what an index on partner_code needs for arrays of text';

CREATE FUNCTION partner_code_cmp(partner_code, text) RETURNS integer
	AS 'MODULE_PATHNAME', 'partner_code_cmp_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION partner_code_cmp(text, partner_code) RETURNS integer
	AS 'MODULE_PATHNAME', 'text_cmp_partner_code' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION partner_code_cmp(text, text) RETURNS integer
	AS 'MODULE_PATHNAME', 'partner_code_cmp_texts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION partner_code_cmp(partner_code, text) IS 'less-equal-greater, texts read as codes';
COMMENT ON FUNCTION partner_code_cmp(text, partner_code) IS 'less-equal-greater, texts read as codes';
COMMENT ON FUNCTION partner_code_cmp(text, text) IS 'less-equal-greater, texts read as codes';

ALTER OPERATOR FAMILY partner_code_ops USING btree ADD
	OPERATOR 1 < (partner_code, text),
	OPERATOR 1 < (text, partner_code),
	OPERATOR 1 <^ (text, text),
	OPERATOR 2 <= (partner_code, text),
	OPERATOR 2 <= (text, partner_code),
	OPERATOR 2 <=^ (text, text),
	OPERATOR 3 = (partner_code, text),
	OPERATOR 3 = (text, partner_code),
	OPERATOR 3 =^ (text, text),
	OPERATOR 4 >= (partner_code, text),
	OPERATOR 4 >= (text, partner_code),
	OPERATOR 4 >=^ (text, text),
	OPERATOR 5 > (partner_code, text),
	OPERATOR 5 > (text, partner_code),
	OPERATOR 5 >^ (text, text),
	FUNCTION 1 (partner_code, text) partner_code_cmp(partner_code, text),
	FUNCTION 1 (text, partner_code) partner_code_cmp(text, partner_code),
	FUNCTION 1 (text, text) partner_code_cmp(text, text);

-- columns of text

CREATE CAST (text AS partner_code) WITH INOUT AS ASSIGNMENT;
CREATE CAST (varchar AS partner_code) WITH INOUT AS ASSIGNMENT;
CREATE CAST (bpchar AS partner_code) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (text AS partner_code) IS 'reads a code, as the type does; raises 22P02';
COMMENT ON CAST (varchar AS partner_code) IS 'reads a code, as the type does; raises 22P02';
COMMENT ON CAST (bpchar AS partner_code) IS 'reads a code, as the type does; raises 22P02';

CREATE FUNCTION try_partner(code text) RETURNS partner_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION try_partner(text) IS
	'the partner of the code, or NULL where the text is none; why_not(''partner_code'', values) says why';

CREATE FUNCTION partner_name(code text, locale text DEFAULT 'en') RETURNS text
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
	RETURN partner_name(code::partner_code, locale);
COMMENT ON FUNCTION partner_name(text, text) IS
	'the name of the partner of a code that comes as text';

-- patterns, of the code as it is printed

CREATE FUNCTION partner_like(partner partner_code, pattern text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN partner::text ~~ pattern;
COMMENT ON FUNCTION partner_like(partner_code, text) IS 'implementation of ~~ operator';
CREATE OPERATOR ~~ (
	FUNCTION = partner_like, LEFTARG = partner_code, RIGHTARG = text,
	NEGATOR = !~~, RESTRICT = likesel, JOIN = likejoinsel
);
COMMENT ON OPERATOR ~~ (partner_code, text) IS 'the code as printed matches the LIKE pattern';

CREATE FUNCTION partner_not_like(partner partner_code, pattern text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN partner::text !~~ pattern;
COMMENT ON FUNCTION partner_not_like(partner_code, text) IS 'implementation of !~~ operator';
CREATE OPERATOR !~~ (
	FUNCTION = partner_not_like, LEFTARG = partner_code, RIGHTARG = text,
	NEGATOR = ~~, RESTRICT = nlikesel, JOIN = nlikejoinsel
);
COMMENT ON OPERATOR !~~ (partner_code, text) IS 'the code as printed does not match the LIKE pattern';

CREATE FUNCTION partner_ilike(partner partner_code, pattern text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN partner::text ~~* pattern;
COMMENT ON FUNCTION partner_ilike(partner_code, text) IS 'implementation of ~~* operator';
CREATE OPERATOR ~~* (
	FUNCTION = partner_ilike, LEFTARG = partner_code, RIGHTARG = text,
	NEGATOR = !~~*, RESTRICT = iclikesel, JOIN = iclikejoinsel
);
COMMENT ON OPERATOR ~~* (partner_code, text) IS 'the code as printed matches the LIKE pattern in any case';

CREATE FUNCTION partner_not_ilike(partner partner_code, pattern text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN partner::text !~~* pattern;
COMMENT ON FUNCTION partner_not_ilike(partner_code, text) IS 'implementation of !~~* operator';
CREATE OPERATOR !~~* (
	FUNCTION = partner_not_ilike, LEFTARG = partner_code, RIGHTARG = text,
	NEGATOR = ~~*, RESTRICT = icnlikesel, JOIN = icnlikejoinsel
);
COMMENT ON OPERATOR !~~* (partner_code, text) IS 'the code as printed does not match the LIKE pattern in any case';
