
-- ranking/ranking: of partners, who must be parts of a whole

CREATE FUNCTION ranking_accum(member_ranking, partner_code, double precision)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_float8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION ranking_accum(member_ranking, partner_code, numeric)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_numeric'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION ranking_accum(member_ranking, partner_code, bigint)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_int8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, partner_code, double precision) IS
	'transition function of ranking() of partners';
COMMENT ON FUNCTION ranking_accum(member_ranking, partner_code, numeric) IS
	'transition function of ranking() of partners';
COMMENT ON FUNCTION ranking_accum(member_ranking, partner_code, bigint) IS
	'transition function of ranking() of partners';

CREATE FUNCTION ranking_partner_final(member_ranking) RETURNS member_ranking
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_partner_final(member_ranking) IS
	'final function of ranking() of partners: as ranking_final(), and no aggregate may stand beside what it counts';

CREATE FUNCTION ranking_partner_window_final(member_ranking) RETURNS member_ranking
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_partner_window_final(member_ranking) IS
	'final function of ranking() of partners over frames that move; NULL without rows';

CREATE AGGREGATE ranking(partner partner_code, value double precision) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_partner_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_partner_window_final,
	PARALLEL = SAFE
);
CREATE AGGREGATE ranking(partner partner_code, value numeric) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_partner_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_partner_window_final,
	PARALLEL = SAFE
);
CREATE AGGREGATE ranking(partner partner_code, value bigint) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_partner_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_partner_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(partner_code, double precision) IS
	'the members of a group and the exact sum of each one''s values; a member is its text form; rows of NULL value do not count, a value without a member is an error (22004); NULL where no row counts; for partners; 22023 where an aggregate stands beside a partner that it counts, by the latest members of groups; ranking(partner::text, value) does not look';
COMMENT ON AGGREGATE ranking(partner_code, numeric) IS
	'the members of a group and the exact sum of each one''s values; a member is its text form; rows of NULL value do not count, a value without a member is an error (22004); NULL where no row counts; for numeric values, each taken as the nearest double';
COMMENT ON AGGREGATE ranking(partner_code, bigint) IS
	'the members of a group and the exact sum of each one''s values; a member is its text form; rows of NULL value do not count, a value without a member is an error (22004); NULL where no row counts; for bigint values, exactly';
