-- ranking/ranking: the aggregates over members of named types

-- Citus sends parts of an aggregate to its workers only where the types of its
-- arguments are said.  A member is its text form in all of them.

CREATE FUNCTION ranking_accum(member_ranking, text, double precision)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_float8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, text, double precision) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member text, value double precision) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(text, double precision) IS
	'see ranking(anyelement, double precision)';

CREATE FUNCTION ranking_accum(member_ranking, text, numeric)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_numeric'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, text, numeric) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member text, value numeric) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(text, numeric) IS
	'see ranking(anyelement, numeric)';

CREATE FUNCTION ranking_accum(member_ranking, text, bigint)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_int8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, text, bigint) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member text, value bigint) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(text, bigint) IS
	'see ranking(anyelement, bigint)';

CREATE FUNCTION ranking_accum(member_ranking, "char", double precision)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_float8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, "char", double precision) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member "char", value double precision) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking("char", double precision) IS
	'see ranking(anyelement, double precision)';

CREATE FUNCTION ranking_accum(member_ranking, "char", numeric)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_numeric'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, "char", numeric) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member "char", value numeric) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking("char", numeric) IS
	'see ranking(anyelement, numeric)';

CREATE FUNCTION ranking_accum(member_ranking, "char", bigint)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_int8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, "char", bigint) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member "char", value bigint) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking("char", bigint) IS
	'see ranking(anyelement, bigint)';

CREATE FUNCTION ranking_accum(member_ranking, smallint, double precision)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_float8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, smallint, double precision) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member smallint, value double precision) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(smallint, double precision) IS
	'see ranking(anyelement, double precision)';

CREATE FUNCTION ranking_accum(member_ranking, smallint, numeric)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_numeric'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, smallint, numeric) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member smallint, value numeric) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(smallint, numeric) IS
	'see ranking(anyelement, numeric)';

CREATE FUNCTION ranking_accum(member_ranking, smallint, bigint)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_int8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, smallint, bigint) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member smallint, value bigint) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(smallint, bigint) IS
	'see ranking(anyelement, bigint)';

CREATE FUNCTION ranking_accum(member_ranking, integer, double precision)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_float8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, integer, double precision) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member integer, value double precision) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(integer, double precision) IS
	'see ranking(anyelement, double precision)';

CREATE FUNCTION ranking_accum(member_ranking, integer, numeric)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_numeric'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, integer, numeric) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member integer, value numeric) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(integer, numeric) IS
	'see ranking(anyelement, numeric)';

CREATE FUNCTION ranking_accum(member_ranking, integer, bigint)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_int8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, integer, bigint) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member integer, value bigint) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(integer, bigint) IS
	'see ranking(anyelement, bigint)';

CREATE FUNCTION ranking_accum(member_ranking, bigint, double precision)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_float8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, bigint, double precision) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member bigint, value double precision) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(bigint, double precision) IS
	'see ranking(anyelement, double precision)';

CREATE FUNCTION ranking_accum(member_ranking, bigint, numeric)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_numeric'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, bigint, numeric) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member bigint, value numeric) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(bigint, numeric) IS
	'see ranking(anyelement, numeric)';

CREATE FUNCTION ranking_accum(member_ranking, bigint, bigint)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_int8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, bigint, bigint) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member bigint, value bigint) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(bigint, bigint) IS
	'see ranking(anyelement, bigint)';

CREATE FUNCTION ranking_accum(member_ranking, uuid, double precision)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_float8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, uuid, double precision) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member uuid, value double precision) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(uuid, double precision) IS
	'see ranking(anyelement, double precision)';

CREATE FUNCTION ranking_accum(member_ranking, uuid, numeric)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_numeric'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, uuid, numeric) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member uuid, value numeric) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(uuid, numeric) IS
	'see ranking(anyelement, numeric)';

CREATE FUNCTION ranking_accum(member_ranking, uuid, bigint)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_int8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, uuid, bigint) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member uuid, value bigint) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(uuid, bigint) IS
	'see ranking(anyelement, bigint)';

CREATE FUNCTION ranking_accum(member_ranking, hs_code, double precision)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_float8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, hs_code, double precision) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member hs_code, value double precision) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(hs_code, double precision) IS
	'see ranking(anyelement, double precision)';

CREATE FUNCTION ranking_accum(member_ranking, hs_code, numeric)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_numeric'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, hs_code, numeric) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member hs_code, value numeric) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(hs_code, numeric) IS
	'see ranking(anyelement, numeric)';

CREATE FUNCTION ranking_accum(member_ranking, hs_code, bigint)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_int8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, hs_code, bigint) IS
	'transition function of ranking()';
CREATE AGGREGATE ranking(member hs_code, value bigint) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(hs_code, bigint) IS
	'see ranking(anyelement, bigint)';
