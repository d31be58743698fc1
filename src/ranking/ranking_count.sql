-- ranking/ranking: rankings that count their rows
--
-- A sum does not tell when a member's last row goes.  With counts, what was
-- added can be taken away again, to the last bit.

CREATE FUNCTION ranking_merge(kept member_ranking, added member_ranking)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_merge(member_ranking, member_ranking) IS
	'the exact sum of two rankings, member by member, and of their counts of rows; a ranking without counts has one row a member, and NULL is one without members; NULL where both are';
CREATE FUNCTION ranking_subtract(kept member_ranking, removed member_ranking)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_subtract(member_ranking, member_ranking) IS
	'the inverse of ranking_merge(): a member leaves when its last row goes; 22023 for a member or for more rows than there are, and where the last row leaves a value behind; NULL is a ranking without members';
CREATE FUNCTION ranking_change(kept member_ranking, added member_ranking, removed member_ranking)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_change(member_ranking, member_ranking, member_ranking) IS
	'ranking_subtract(ranking_merge(kept, added), removed) in one step, whose sums may be of any size in between';

CREATE FUNCTION ranking_counted_final(member_ranking) RETURNS member_ranking
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_counted_final(member_ranking) IS
	'final function of counted_ranking() and counted_rollup(); NULL without rows';

CREATE AGGREGATE counted_ranking(member anyelement, value double precision) (
	SFUNC = ranking_insert, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_counted_final, COMBINEFUNC = ranking_merge,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_counted_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE counted_ranking(anyelement, double precision) IS
	'as ranking(), and how many rows each member''s value is the sum of, so that ranking_subtract() can take them back; partners are not looked at for aggregates; NULL without rows';
CREATE AGGREGATE counted_ranking(member anyelement, value numeric) (
	SFUNC = ranking_insert, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_counted_final, COMBINEFUNC = ranking_merge,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_counted_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE counted_ranking(anyelement, numeric) IS
	'as ranking(), and how many rows each member''s value is the sum of, so that ranking_subtract() can take them back; partners are not looked at for aggregates; NULL without rows';
CREATE AGGREGATE counted_ranking(member anyelement, value bigint) (
	SFUNC = ranking_insert, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_counted_final, COMBINEFUNC = ranking_merge,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_counted_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE counted_ranking(anyelement, bigint) IS
	'as ranking(), and how many rows each member''s value is the sum of, so that ranking_subtract() can take them back; partners are not looked at for aggregates; NULL without rows';
CREATE AGGREGATE counted_rollup(member_ranking) (
	SFUNC = ranking_merge, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_counted_final, COMBINEFUNC = ranking_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE counted_rollup(member_ranking) IS
	'as rollup(), and the sum of their counts of rows: of partial counted rankings, the counted ranking of all rows; NULL without rows';

CREATE FUNCTION num_rows(r member_ranking) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ranking_num_rows'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION num_rows(member_ranking) IS
	'how many rows a ranking is the sum of; one a member where it has no counts';
CREATE FUNCTION without_counts(r member_ranking) RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_without_counts'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION without_counts(member_ranking) IS
	'the ranking as ranking() gives it: members and values, without counts of rows';
