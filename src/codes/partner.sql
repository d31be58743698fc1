-- codes/partner

CREATE TYPE partner_code;

CREATE FUNCTION partner_code_in(cstring) RETURNS partner_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION partner_code_out(partner_code) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION partner_code_recv(internal) RETURNS partner_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION partner_code_send(partner_code) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION partner_code_in(cstring) IS 'I/O';
COMMENT ON FUNCTION partner_code_out(partner_code) IS 'I/O';
COMMENT ON FUNCTION partner_code_recv(internal) IS 'I/O';
COMMENT ON FUNCTION partner_code_send(partner_code) IS 'I/O';

CREATE TYPE partner_code (
	INPUT = partner_code_in,
	OUTPUT = partner_code_out,
	RECEIVE = partner_code_recv,
	SEND = partner_code_send,
	LIKE = int4
);
COMMENT ON TYPE partner_code IS
	'a trade partner: reads ISO 3166 alpha-2, alpha-3 and numeric codes, UN M49 regions and UN Comtrade''s own (842, W00, S19); prints ISO alpha-3 where there is one';

--
-- Order: by number, groups after all countries.  It is that of the integers
-- that partners are, so that the server's own int4 functions do the work.
--

CREATE FUNCTION partner_code_lt(partner_code, partner_code) RETURNS boolean
	AS 'int4lt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION partner_code_le(partner_code, partner_code) RETURNS boolean
	AS 'int4le' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION partner_code_eq(partner_code, partner_code) RETURNS boolean
	AS 'int4eq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION partner_code_ne(partner_code, partner_code) RETURNS boolean
	AS 'int4ne' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION partner_code_ge(partner_code, partner_code) RETURNS boolean
	AS 'int4ge' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION partner_code_gt(partner_code, partner_code) RETURNS boolean
	AS 'int4gt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION partner_code_cmp(partner_code, partner_code) RETURNS integer
	AS 'btint4cmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION partner_code_sortsupport(internal) RETURNS void
	AS 'btint4sortsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION partner_code_hash(partner_code) RETURNS integer
	AS 'hashint4' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION partner_code_hash_extended(partner_code, bigint) RETURNS bigint
	AS 'hashint4extended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
COMMENT ON FUNCTION partner_code_lt(partner_code, partner_code) IS 'implementation of < operator';
COMMENT ON FUNCTION partner_code_le(partner_code, partner_code) IS 'implementation of <= operator';
COMMENT ON FUNCTION partner_code_eq(partner_code, partner_code) IS 'implementation of = operator';
COMMENT ON FUNCTION partner_code_ne(partner_code, partner_code) IS 'implementation of <> operator';
COMMENT ON FUNCTION partner_code_ge(partner_code, partner_code) IS 'implementation of >= operator';
COMMENT ON FUNCTION partner_code_gt(partner_code, partner_code) IS 'implementation of > operator';
COMMENT ON FUNCTION partner_code_cmp(partner_code, partner_code) IS 'less-equal-greater';
COMMENT ON FUNCTION partner_code_sortsupport(internal) IS 'sort support';
COMMENT ON FUNCTION partner_code_hash(partner_code) IS 'hash';
COMMENT ON FUNCTION partner_code_hash_extended(partner_code, bigint) IS 'hash with a seed';

CREATE OPERATOR < (
	LEFTARG = partner_code, RIGHTARG = partner_code, FUNCTION = partner_code_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
	LEFTARG = partner_code, RIGHTARG = partner_code, FUNCTION = partner_code_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
	LEFTARG = partner_code, RIGHTARG = partner_code, FUNCTION = partner_code_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
	LEFTARG = partner_code, RIGHTARG = partner_code, FUNCTION = partner_code_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
	LEFTARG = partner_code, RIGHTARG = partner_code, FUNCTION = partner_code_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
	LEFTARG = partner_code, RIGHTARG = partner_code, FUNCTION = partner_code_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR < (partner_code, partner_code) IS 'smaller number, or a country before a group';
COMMENT ON OPERATOR <= (partner_code, partner_code) IS 'less than or equal';
COMMENT ON OPERATOR = (partner_code, partner_code) IS 'the same partner';
COMMENT ON OPERATOR <> (partner_code, partner_code) IS 'not equal';
COMMENT ON OPERATOR >= (partner_code, partner_code) IS 'greater than or equal';
COMMENT ON OPERATOR > (partner_code, partner_code) IS 'greater number, or a group after a country';

CREATE OPERATOR CLASS partner_code_ops DEFAULT FOR TYPE partner_code USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 partner_code_cmp(partner_code, partner_code),
	FUNCTION 2 partner_code_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);

CREATE OPERATOR CLASS partner_code_ops DEFAULT FOR TYPE partner_code USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 partner_code_hash(partner_code),
	FUNCTION 2 partner_code_hash_extended(partner_code, bigint);

CREATE OPERATOR CLASS partner_code_minmax_ops DEFAULT FOR TYPE partner_code USING brin AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 brin_minmax_opcinfo(internal),
	FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 brin_minmax_union(internal, internal, internal);

CREATE FUNCTION partner_code_smaller(partner_code, partner_code) RETURNS partner_code
	AS 'int4smaller' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION partner_code_larger(partner_code, partner_code) RETURNS partner_code
	AS 'int4larger' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION partner_code_smaller(partner_code, partner_code) IS 'the lesser of two';
COMMENT ON FUNCTION partner_code_larger(partner_code, partner_code) IS 'the greater of two';

CREATE AGGREGATE min(partner_code) (
	SFUNC = partner_code_smaller, STYPE = partner_code, COMBINEFUNC = partner_code_smaller,
	SORTOP = <, PARALLEL = SAFE
);
CREATE AGGREGATE max(partner_code) (
	SFUNC = partner_code_larger, STYPE = partner_code, COMBINEFUNC = partner_code_larger,
	SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(partner_code) IS 'the partner of the least number, countries before groups; NULLs are left out, NULL if there is none';
COMMENT ON AGGREGATE max(partner_code) IS 'the partner of the greatest number, countries before groups; NULLs are left out, NULL if there is none';

--
-- From numbers and back
--

CREATE FUNCTION partner_from_number(number integer) RETURNS partner_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION partner_from_number(integer) IS
	'the partner of a number of UN M49 (ISO 3166 numeric) or UN Comtrade; Comtrade''s 842, 757, 251, 699, 579 become the country that they stand for; an unknown number is an error';

CREATE CAST (integer AS partner_code) WITH FUNCTION partner_from_number(integer);
COMMENT ON CAST (integer AS partner_code) IS
	'the partner of a number of UN M49 or UN Comtrade';

CREATE FUNCTION partner_from_census(code text) RETURNS partner_code
	AS 'MODULE_PATHNAME', 'partner_from_census_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION partner_from_census(code integer) RETURNS partner_code
	AS 'MODULE_PATHNAME', 'partner_from_census_int' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION partner_from_census(text) IS
	'the partner of a country code of the U.S. Census Bureau (Schedule C, four digits; totals below 1000 are aggregates); an unknown code is an error';
COMMENT ON FUNCTION partner_from_census(integer) IS
	'the partner of a country code of the U.S. Census Bureau (Schedule C, stored as a number); an unknown code is an error';

CREATE FUNCTION partner_from(code text, scheme text) RETURNS partner_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION partner_from(text, text) IS
	'the partner of a code as one list means it: iso, m49, comtrade, baci, eurostat, statcan, census (Schedule C and the country data file) or census_api (the Bureau''s data interface, whose groups have other numbers); a code that is not in the list is an error';

CREATE FUNCTION partner_number(partner partner_code) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION partner_number(partner_code) IS
	'the number in UN M49 or UN Comtrade; NULL for partners that neither has';

--
-- What a partner is
--

CREATE FUNCTION partner_is_aggregate(partner partner_code) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION partner_is_aggregate(partner_code) IS
	'is it a group or a total, whose rows must not be added to those of countries?';

CREATE FUNCTION partner_valid(partner partner_code, day date) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION partner_valid(partner_code, date) IS
	'was the code in use on that day, where countries split, merged or changed codes? Source: ISO 3166-3, UN M49, UN Comtrade; true where no change is known';

--
-- Names
--

CREATE FUNCTION partner_name(partner partner_code, locale text DEFAULT 'en') RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION partner_name(partner_code, text) IS
	'the name in the language of the locale (CLDR; our own labels in English, Spanish and French for what CLDR does not have)';

CREATE FUNCTION resolve_partner(name text) RETURNS partner_code
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION resolve_partner(name text, locale text) RETURNS partner_code
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION try_resolve_partner(name text) RETURNS partner_code
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION try_resolve_partner(name text, locale text) RETURNS partner_code
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION try_resolve_partner(text) IS
	'as resolve_partner(name), but NULL where the name may be several partners';
COMMENT ON FUNCTION try_resolve_partner(text, text) IS
	'as resolve_partner(name, locale), but NULL where the name may be several partners';
COMMENT ON FUNCTION resolve_partner(text) IS
	'the partner with this name, in any spelling, in English, Spanish, French and other languages; NULL if there is none, an error that lists the candidates if there are several';
COMMENT ON FUNCTION resolve_partner(text, text) IS
	'the partner with this name, in any spelling, in English, Spanish, French and other languages; NULL if there is none, an error that lists the candidates if there are several; names of the locale first';

CREATE FUNCTION partner_candidates(name text, locale text DEFAULT 'en',
	OUT partner partner_code, OUT label text, OUT likeness double precision)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION partner_candidates(text, text) IS
	'at most ten partners whose names resemble the given one, best first; likeness is a ratio, 1 for the same name (Dice''s coefficient of letter pairs)';
