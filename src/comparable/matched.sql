-- comparable/matched
--
-- Growth of the members that are there both times, and how much of the whole
-- they are.

CREATE TYPE matched_comparison AS (
	period time_period,
	base_period time_period,
	growth double precision,
	matched_growth double precision,
	base_coverage double precision,
	coverage double precision,
	base_value double precision,
	value double precision,
	change double precision,
	matched_change double precision,
	value_entered double precision,
	value_left double precision,
	members_matched integer,
	members_entered integer,
	members_left integer
);
COMMENT ON TYPE matched_comparison IS
	'a total and that of another time, member by member: growth of the total and of the members present both times, in percent; the share of the base and of the new total that these have, from 0 to 1, NULL where values are of both signs or add up to 0; both totals; change = matched_change + value_entered - value_left, exactly before each is rounded to the nearest double; how many members matched, entered and left';

CREATE FUNCTION matched_growth(before member_ranking, after member_ranking,
		policy base_policy DEFAULT 'strict', min_coverage double precision DEFAULT NULL,
		absent double precision DEFAULT NULL)
	RETURNS matched_comparison
	AS 'MODULE_PATHNAME', 'matched_growth_rankings'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION matched_growth(member_ranking, member_ranking, base_policy, double precision, double precision) IS
	'one ranking against another, like with like; both growths are NULL where the lesser of the two coverages is below min_coverage (0 to 1) or unknown; members whose value is absent, such as 0, count as not there; NULL for a NULL ranking or policy; 22023 for a min_coverage out of range';

CREATE FUNCTION matched_growth_accum(member_ranking, member anyelement,
		period time_period, value double precision)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION matched_growth_accum(member_ranking, anyelement, time_period, double precision) IS
	'transition function of matched_growth(); STABLE like the output functions that may make the member''s text';

CREATE FUNCTION matched_growth_accum(member_ranking, member anyelement,
		period time_period, value double precision, n integer)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION matched_growth_accum(member_ranking, anyelement, time_period, double precision, integer) IS
	'transition function of matched_growth(); STABLE like the output functions that may make the member''s text';

CREATE FUNCTION matched_growth_accum(member_ranking, member anyelement,
		period time_period, value double precision, n integer, policy base_policy)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION matched_growth_accum(member_ranking, anyelement, time_period, double precision, integer, base_policy) IS
	'transition function of matched_growth(); STABLE like the output functions that may make the member''s text';

CREATE FUNCTION matched_growth_accum(member_ranking, member anyelement,
		period time_period, value double precision, n integer, policy base_policy, min_coverage double precision, absent double precision)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION matched_growth_accum(member_ranking, anyelement, time_period, double precision, integer, base_policy, double precision, double precision) IS
	'transition function of matched_growth(); STABLE like the output functions that may make the member''s text';

CREATE FUNCTION matched_growth_final(member_ranking)
	RETURNS matched_comparison[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION matched_growth_final(member_ranking) IS
	'final function of matched_growth(); 22023 for a ranking that is not its state';

CREATE AGGREGATE matched_growth(member anyelement, period time_period, value double precision) (
	SFUNC = matched_growth_accum,
	STYPE = member_ranking,
	SSPACE = 4096,
	FINALFUNC = matched_growth_final,
	COMBINEFUNC = ranking_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE matched_growth(anyelement, time_period, double precision) IS
	'the rows of (member, period), added up, against the period before: an array, in the order of periods, of a comparison for each whose base period has values too; a member is its text form; rows of NULL value or period do not count, a value without a member is an error (22004); a numeric is taken as the nearest double; 22023 for mixed frequencies; NULL where no row counts';

CREATE AGGREGATE matched_growth(member anyelement, period time_period, value double precision, n integer) (
	SFUNC = matched_growth_accum,
	STYPE = member_ranking,
	SSPACE = 4096,
	FINALFUNC = matched_growth_final,
	COMBINEFUNC = ranking_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE matched_growth(anyelement, time_period, double precision, integer) IS
	'against the period n before; NULL for a NULL n';

CREATE AGGREGATE matched_growth(member anyelement, period time_period, value double precision, n integer, policy base_policy) (
	SFUNC = matched_growth_accum,
	STYPE = member_ranking,
	SSPACE = 4096,
	FINALFUNC = matched_growth_final,
	COMBINEFUNC = ranking_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE matched_growth(anyelement, time_period, double precision, integer, base_policy) IS
	'the same under a policy';

CREATE AGGREGATE matched_growth(member anyelement, period time_period, value double precision, n integer, policy base_policy, min_coverage double precision, absent double precision) (
	SFUNC = matched_growth_accum,
	STYPE = member_ranking,
	SSPACE = 4096,
	FINALFUNC = matched_growth_final,
	COMBINEFUNC = ranking_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE matched_growth(anyelement, time_period, double precision, integer, base_policy, double precision, double precision) IS
	'the same; both growths are NULL where the lesser of the two coverages is below min_coverage (0 to 1; NULL for any) or unknown; members whose sum is absent, such as 0, count as not there (NULL: none do); 22023 for a min_coverage out of range or options that differ from row to row';
