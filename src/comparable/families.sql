-- comparable/families
--
-- Product codes over editions of a classification.

CREATE TYPE code_family AS (
	code text,
	edition integer,
	family integer,
	kind text,
	size integer,
	editions integer
);
COMMENT ON TYPE code_family IS
	'a code of an edition and the family of codes that hang together with it: a number, from 1 in the order of the family''s first code; kind 1:1, n:1 (merged), 1:n (split), n:m, or of a code alone 0:1 (it came) and 1:0 (it went), by the codes in the first and last edition of the family; how many codes of all editions are in it, and over how many editions it chains';

CREATE FUNCTION code_families_accum(gathered_rows, old anyelement, new anyelement)
	RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION code_families_accum(gathered_rows, anyelement, anyelement) IS
	'transition function of code_families(); STABLE like the output functions that may make the code''s text';

CREATE FUNCTION code_families_accum(gathered_rows, old anyelement, new anyelement, edition integer)
	RETURNS gathered_rows
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION code_families_accum(gathered_rows, anyelement, anyelement, integer) IS
	'transition function of code_families(); STABLE like the output functions that may make the code''s text';

CREATE FUNCTION code_families_final(gathered_rows)
	RETURNS code_family[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION code_families_final(gathered_rows) IS
	'final function of code_families(); 22023 for a state of another aggregate';

CREATE AGGREGATE code_families(old anyelement, new anyelement) (
	SFUNC = code_families_accum,
	STYPE = gathered_rows,
	SSPACE = 4096,
	FINALFUNC = code_families_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE code_families(anyelement, anyelement) IS
	'the connected components of a correlation table between two editions, 1 the old and 2 the new: an array of code_family, by edition and code; a code is its text form; a row with a NULL old code says that the new one has no predecessor, and the other way round; NULL where no row has a code';

CREATE AGGREGATE code_families(old anyelement, new anyelement, edition integer) (
	SFUNC = code_families_accum,
	STYPE = gathered_rows,
	SSPACE = 4096,
	FINALFUNC = code_families_final,
	COMBINEFUNC = gathered_rows_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE code_families(anyelement, anyelement, integer) IS
	'the same over several editions: a row''s edition is that of its new code, and the old code is of the greatest edition below it in the table, NULL where there is none; a chain holds only as far as the table lists unchanged codes too; 22004 for a NULL edition';
