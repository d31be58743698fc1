-- calendar/period: periods beside text
--
-- Drivers and BI tools type the strings that they send.  Each function here is
-- the operator of the type itself with the text read as a period, and the
-- planner puts that in its place; of equality the support function does (see
-- base/beside_text.c).  Only "period = ANY (text[])" cannot be so
-- rewritten.  For it the operators are in the family of the btree class, which
-- then needs those of two texts as well.

CREATE FUNCTION time_period_lt(time_period, text) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1 < $2::time_period;
CREATE FUNCTION time_period_lt(text, time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1::time_period < $2;
CREATE FUNCTION time_period_le(time_period, text) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1 <= $2::time_period;
CREATE FUNCTION time_period_le(text, time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1::time_period <= $2;
CREATE FUNCTION time_period_eq(time_period, text) RETURNS boolean
	AS 'MODULE_PATHNAME', 'time_period_eq_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT eq_text_support;
CREATE FUNCTION time_period_eq(text, time_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'text_eq_time_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT eq_text_support;
CREATE FUNCTION time_period_ne(time_period, text) RETURNS boolean
	AS 'MODULE_PATHNAME', 'time_period_ne_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT ne_text_support;
CREATE FUNCTION time_period_ne(text, time_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'text_ne_time_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT ne_text_support;
CREATE FUNCTION time_period_ge(time_period, text) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1 >= $2::time_period;
CREATE FUNCTION time_period_ge(text, time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1::time_period >= $2;
CREATE FUNCTION time_period_gt(time_period, text) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1 > $2::time_period;
CREATE FUNCTION time_period_gt(text, time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1::time_period > $2;
COMMENT ON FUNCTION time_period_lt(time_period, text) IS 'implementation of < operator';
COMMENT ON FUNCTION time_period_lt(text, time_period) IS 'implementation of < operator';
COMMENT ON FUNCTION time_period_le(time_period, text) IS 'implementation of <= operator';
COMMENT ON FUNCTION time_period_le(text, time_period) IS 'implementation of <= operator';
COMMENT ON FUNCTION time_period_eq(time_period, text) IS 'implementation of = operator';
COMMENT ON FUNCTION time_period_eq(text, time_period) IS 'implementation of = operator';
COMMENT ON FUNCTION time_period_ne(time_period, text) IS 'implementation of <> operator';
COMMENT ON FUNCTION time_period_ne(text, time_period) IS 'implementation of <> operator';
COMMENT ON FUNCTION time_period_ge(time_period, text) IS 'implementation of >= operator';
COMMENT ON FUNCTION time_period_ge(text, time_period) IS 'implementation of >= operator';
COMMENT ON FUNCTION time_period_gt(time_period, text) IS 'implementation of > operator';
COMMENT ON FUNCTION time_period_gt(text, time_period) IS 'implementation of > operator';

CREATE OPERATOR < (
	LEFTARG = time_period, RIGHTARG = text, FUNCTION = time_period_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR < (
	LEFTARG = text, RIGHTARG = time_period, FUNCTION = time_period_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
	LEFTARG = time_period, RIGHTARG = text, FUNCTION = time_period_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR <= (
	LEFTARG = text, RIGHTARG = time_period, FUNCTION = time_period_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
	LEFTARG = time_period, RIGHTARG = text, FUNCTION = time_period_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel
);
CREATE OPERATOR = (
	LEFTARG = text, RIGHTARG = time_period, FUNCTION = time_period_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel
);
CREATE OPERATOR <> (
	LEFTARG = time_period, RIGHTARG = text, FUNCTION = time_period_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR <> (
	LEFTARG = text, RIGHTARG = time_period, FUNCTION = time_period_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
	LEFTARG = time_period, RIGHTARG = text, FUNCTION = time_period_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR >= (
	LEFTARG = text, RIGHTARG = time_period, FUNCTION = time_period_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
	LEFTARG = time_period, RIGHTARG = text, FUNCTION = time_period_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR > (
	LEFTARG = text, RIGHTARG = time_period, FUNCTION = time_period_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR < (time_period, text) IS 'less than; the text is read as a period, 22007 or 22008 where it is none';
COMMENT ON OPERATOR < (text, time_period) IS 'less than; the text is read as a period, 22007 or 22008 where it is none';
COMMENT ON OPERATOR <= (time_period, text) IS 'less than or equal; the text is read as a period, 22007 or 22008 where it is none';
COMMENT ON OPERATOR <= (text, time_period) IS 'less than or equal; the text is read as a period, 22007 or 22008 where it is none';
COMMENT ON OPERATOR = (time_period, text) IS 'equal; the text is read as a period, 22007 or 22008 where it is none';
COMMENT ON OPERATOR = (text, time_period) IS 'equal; the text is read as a period, 22007 or 22008 where it is none';
COMMENT ON OPERATOR <> (time_period, text) IS 'not equal; the text is read as a period, 22007 or 22008 where it is none';
COMMENT ON OPERATOR <> (text, time_period) IS 'not equal; the text is read as a period, 22007 or 22008 where it is none';
COMMENT ON OPERATOR >= (time_period, text) IS 'greater than or equal; the text is read as a period, 22007 or 22008 where it is none';
COMMENT ON OPERATOR >= (text, time_period) IS 'greater than or equal; the text is read as a period, 22007 or 22008 where it is none';
COMMENT ON OPERATOR > (time_period, text) IS 'greater than; the text is read as a period, 22007 or 22008 where it is none';
COMMENT ON OPERATOR > (text, time_period) IS 'greater than; the text is read as a period, 22007 or 22008 where it is none';

-- two texts, for the family alone

CREATE FUNCTION time_period_text_lt(text, text) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1::time_period < $2::time_period;
CREATE FUNCTION time_period_text_le(text, text) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1::time_period <= $2::time_period;
CREATE FUNCTION time_period_text_eq(text, text) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1::time_period = $2::time_period;
CREATE FUNCTION time_period_text_ge(text, text) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1::time_period >= $2::time_period;
CREATE FUNCTION time_period_text_gt(text, text) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN $1::time_period > $2::time_period;
COMMENT ON FUNCTION time_period_text_lt(text, text) IS 'implementation of <& operator';
COMMENT ON FUNCTION time_period_text_le(text, text) IS 'implementation of <=& operator';
COMMENT ON FUNCTION time_period_text_eq(text, text) IS 'implementation of =& operator';
COMMENT ON FUNCTION time_period_text_ge(text, text) IS 'implementation of >=& operator';
COMMENT ON FUNCTION time_period_text_gt(text, text) IS 'implementation of >& operator';
CREATE OPERATOR <& (
	LEFTARG = text, RIGHTARG = text, FUNCTION = time_period_text_lt,
	COMMUTATOR = >&, NEGATOR = >=&, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <=& (
	LEFTARG = text, RIGHTARG = text, FUNCTION = time_period_text_le,
	COMMUTATOR = >=&, NEGATOR = >&, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR =& (
	LEFTARG = text, RIGHTARG = text, FUNCTION = time_period_text_eq,
	COMMUTATOR = =&, RESTRICT = eqsel, JOIN = eqjoinsel
);
CREATE OPERATOR >=& (
	LEFTARG = text, RIGHTARG = text, FUNCTION = time_period_text_ge,
	COMMUTATOR = <=&, NEGATOR = <&, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR >& (
	LEFTARG = text, RIGHTARG = text, FUNCTION = time_period_text_gt,
	COMMUTATOR = <&, NEGATOR = <=&, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR <& (text, text) IS 'less than, both read as time_period; what an index on time_period needs for arrays of text';
COMMENT ON OPERATOR <=& (text, text) IS 'less than or equal, both read as time_period; what an index on time_period needs for arrays of text';
COMMENT ON OPERATOR =& (text, text) IS 'equal, both read as time_period; what an index on time_period needs for arrays of text';
COMMENT ON OPERATOR >=& (text, text) IS 'greater than or equal, both read as time_period; what an index on time_period needs for arrays of text';
COMMENT ON OPERATOR >& (text, text) IS 'greater than, both read as time_period; what an index on time_period needs for arrays of text';

CREATE FUNCTION time_period_cmp(time_period, text) RETURNS integer
	AS 'MODULE_PATHNAME', 'time_period_cmp_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION time_period_cmp(text, time_period) RETURNS integer
	AS 'MODULE_PATHNAME', 'text_cmp_time_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION time_period_cmp(text, text) RETURNS integer
	AS 'MODULE_PATHNAME', 'time_period_cmp_texts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION time_period_cmp(time_period, text) IS 'less-equal-greater, texts read as periods';
COMMENT ON FUNCTION time_period_cmp(text, time_period) IS 'less-equal-greater, texts read as periods';
COMMENT ON FUNCTION time_period_cmp(text, text) IS 'less-equal-greater, texts read as periods';

ALTER OPERATOR FAMILY time_period_ops USING btree ADD
	OPERATOR 1 < (time_period, text),
	OPERATOR 1 < (text, time_period),
	OPERATOR 1 <& (text, text),
	OPERATOR 2 <= (time_period, text),
	OPERATOR 2 <= (text, time_period),
	OPERATOR 2 <=& (text, text),
	OPERATOR 3 = (time_period, text),
	OPERATOR 3 = (text, time_period),
	OPERATOR 3 =& (text, text),
	OPERATOR 4 >= (time_period, text),
	OPERATOR 4 >= (text, time_period),
	OPERATOR 4 >=& (text, text),
	OPERATOR 5 > (time_period, text),
	OPERATOR 5 > (text, time_period),
	OPERATOR 5 >& (text, text),
	FUNCTION 1 (time_period, text) time_period_cmp(time_period, text),
	FUNCTION 1 (text, time_period) time_period_cmp(text, time_period),
	FUNCTION 1 (text, text) time_period_cmp(text, text);

-- containment, where the outer period comes as text

CREATE FUNCTION period_within(q time_period, p text) RETURNS boolean
	LANGUAGE SQL IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE RETURN q <@ p::time_period;
CREATE FUNCTION period_within(q time_period, p text[]) RETURNS boolean
	LANGUAGE SQL IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE RETURN q <@ ANY (p::time_period[]);
CREATE FUNCTION period_contains(p text, q time_period) RETURNS boolean
	LANGUAGE SQL IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE RETURN q <@ p::time_period;
COMMENT ON FUNCTION period_within(time_period, text) IS 'implementation of <@ operator';
COMMENT ON FUNCTION period_within(time_period, text[]) IS 'implementation of <@ operator';
COMMENT ON FUNCTION period_contains(text, time_period) IS 'implementation of @> operator';
CREATE OPERATOR <@ (
	LEFTARG = time_period, RIGHTARG = text, FUNCTION = period_within,
	COMMUTATOR = @>, RESTRICT = contsel, JOIN = contjoinsel
);
CREATE OPERATOR @> (
	LEFTARG = text, RIGHTARG = time_period, FUNCTION = period_contains,
	COMMUTATOR = <@, RESTRICT = contsel, JOIN = contjoinsel
);
CREATE OPERATOR <@ (
	LEFTARG = time_period, RIGHTARG = text[], FUNCTION = period_within,
	RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR <@ (time_period, text) IS 'do all days of the period lie in that which the text names?';
COMMENT ON OPERATOR @> (text, time_period) IS 'do all days of the period lie in that which the text names?';
COMMENT ON OPERATOR <@ (time_period, text[]) IS 'do all days of the period lie in one of those which the texts name?';

-- LIKE looks at the text that is printed

CREATE FUNCTION period_like(p time_period, pattern text) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN p::text LIKE pattern;
CREATE FUNCTION period_not_like(p time_period, pattern text) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN p::text NOT LIKE pattern;
CREATE FUNCTION period_ilike(p time_period, pattern text) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN p::text ILIKE pattern;
CREATE FUNCTION period_not_ilike(p time_period, pattern text) RETURNS boolean
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE RETURN p::text NOT ILIKE pattern;
COMMENT ON FUNCTION period_like(time_period, text) IS 'implementation of LIKE';
COMMENT ON FUNCTION period_not_like(time_period, text) IS 'implementation of NOT LIKE';
COMMENT ON FUNCTION period_ilike(time_period, text) IS 'implementation of ILIKE';
COMMENT ON FUNCTION period_not_ilike(time_period, text) IS 'implementation of NOT ILIKE';
CREATE OPERATOR ~~ (
	LEFTARG = time_period, RIGHTARG = text, FUNCTION = period_like,
	NEGATOR = !~~, RESTRICT = contsel, JOIN = contjoinsel
);
CREATE OPERATOR !~~ (
	LEFTARG = time_period, RIGHTARG = text, FUNCTION = period_not_like,
	NEGATOR = ~~, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR ~~* (
	LEFTARG = time_period, RIGHTARG = text, FUNCTION = period_ilike,
	NEGATOR = !~~*, RESTRICT = contsel, JOIN = contjoinsel
);
CREATE OPERATOR !~~* (
	LEFTARG = time_period, RIGHTARG = text, FUNCTION = period_not_ilike,
	NEGATOR = ~~*, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR ~~ (time_period, text) IS 'the period as it is printed matches the LIKE pattern; by no index';
COMMENT ON OPERATOR !~~ (time_period, text) IS 'the period as it is printed does not match the LIKE pattern';
COMMENT ON OPERATOR ~~* (time_period, text) IS 'the period as it is printed matches the pattern in any case; by no index';
COMMENT ON OPERATOR !~~* (time_period, text) IS 'the period as it is printed does not match the pattern in any case';

-- columns of text go in with a plain INSERT ... SELECT, and bound strings

CREATE CAST (text AS time_period) WITH INOUT AS ASSIGNMENT;
CREATE CAST (varchar AS time_period) WITH INOUT AS ASSIGNMENT;
CREATE CAST (bpchar AS time_period) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (text AS time_period) IS 'any spelling of a period; raises 22007 or 22008';
COMMENT ON CAST (varchar AS time_period) IS 'any spelling of a period; raises 22007 or 22008';
COMMENT ON CAST (bpchar AS time_period) IS 'any spelling of a period; raises 22007 or 22008';

-- columns of texts, before they are loaded

CREATE FUNCTION try_period(given text) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION period_fault(given text) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION try_period(text) IS
	'the period that the text names; NULL where the input of the type would raise an error';
COMMENT ON FUNCTION period_fault(text) IS
	'why the text is no period, as the hint of the error has it; NULL where it is one';
