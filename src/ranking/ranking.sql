
-- ranking/ranking: the type and its aggregates

CREATE TYPE member_ranking;

CREATE FUNCTION member_ranking_in(cstring) RETURNS member_ranking
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION member_ranking_in(cstring) IS
	'reads JSON: {"member": value, ...}, members in any order, each once; 22P02 for anything else, 22003 for a value out of range';

CREATE FUNCTION member_ranking_out(member_ranking) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION member_ranking_out(member_ranking) IS
	'JSON, members in the order of their ranks; an array holds a rounded sum and what the rounding left out, an object a value and its number of rows, where that is counted and not one';

CREATE FUNCTION member_ranking_recv(internal) RETURNS member_ranking
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION member_ranking_recv(internal) IS
	'reads the binary form, version 1, or 2 with counts of rows; 22P03 unless it is canonical';

CREATE FUNCTION member_ranking_send(member_ranking) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION member_ranking_send(member_ranking) IS
	'the binary form, version 1, or 2 with counts of rows; the same values and counts have the same bytes';

CREATE TYPE member_ranking (
	INPUT = member_ranking_in,
	OUTPUT = member_ranking_out,
	RECEIVE = member_ranking_recv,
	SEND = member_ranking_send,
	STORAGE = extended,
	ALIGNMENT = double
);
COMMENT ON TYPE member_ranking IS
	'members and the exact sum of each one''s values, by value descending; made by ranking(member, value)';

CREATE FUNCTION member_ranking_to_jsonb(member_ranking) RETURNS jsonb
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION member_ranking_to_jsonb(member_ranking) IS
	'members and their values as an object; the text form read as jsonb';
CREATE CAST (member_ranking AS jsonb) WITH FUNCTION member_ranking_to_jsonb(member_ranking);
COMMENT ON CAST (member_ranking AS jsonb) IS
	'an object of members; a number, or an array that adds up to the exact sum';

CREATE FUNCTION member_ranking_from_jsonb(jsonb) RETURNS member_ranking
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION member_ranking_from_jsonb(jsonb) IS
	'the inverse of member_ranking_to_jsonb, to the last bit';
CREATE CAST (jsonb AS member_ranking) WITH FUNCTION member_ranking_from_jsonb(jsonb);
COMMENT ON CAST (jsonb AS member_ranking) IS
	'reads what the cast to jsonb has written';

CREATE FUNCTION ranking_accum(member_ranking, anyelement, double precision)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_float8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, anyelement, double precision) IS
	'transition function of ranking(); STABLE like the output functions that may make the member''s text';

CREATE FUNCTION ranking_accum(member_ranking, anyelement, numeric)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_numeric'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, anyelement, numeric) IS
	'transition function of ranking(); a numeric becomes the nearest double';

CREATE FUNCTION ranking_accum(member_ranking, anyelement, bigint)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_accum_int8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_accum(member_ranking, anyelement, bigint) IS
	'transition function of ranking(); exact for every bigint';

CREATE FUNCTION ranking_combine(member_ranking, member_ranking)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_combine(member_ranking, member_ranking) IS
	'adds up two rankings member by member; combine function of ranking(), transition function of rollup()';

CREATE FUNCTION ranking_final(member_ranking) RETURNS member_ranking
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_final(member_ranking) IS
	'final function of ranking() and rollup(): rounds the sums and sorts';

-- the moving aggregates, and rankings that count their rows (ranking_count.sql)

CREATE FUNCTION ranking_insert(member_ranking, anyelement, double precision)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_insert_float8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_insert(member_ranking, anyelement, double precision) IS
	'the counted ranking with one more row; a NULL value changes nothing, a value without a member is an error (22004), and a NULL ranking is one without members';
CREATE FUNCTION ranking_insert(member_ranking, anyelement, numeric)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_insert_numeric'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_insert(member_ranking, anyelement, numeric) IS
	'the counted ranking with one more row; a NULL value changes nothing, a value without a member is an error (22004), and a NULL ranking is one without members';
CREATE FUNCTION ranking_insert(member_ranking, anyelement, bigint)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_insert_int8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_insert(member_ranking, anyelement, bigint) IS
	'the counted ranking with one more row; a NULL value changes nothing, a value without a member is an error (22004), and a NULL ranking is one without members';
CREATE FUNCTION ranking_remove(member_ranking, anyelement, double precision)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_remove_float8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_remove(member_ranking, anyelement, double precision) IS
	'the counted ranking without one of its rows, the inverse of ranking_insert(); 22023 where the row is not among those that were added';
CREATE FUNCTION ranking_remove(member_ranking, anyelement, numeric)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_remove_numeric'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_remove(member_ranking, anyelement, numeric) IS
	'the counted ranking without one of its rows, the inverse of ranking_insert(); 22023 where the row is not among those that were added';
CREATE FUNCTION ranking_remove(member_ranking, anyelement, bigint)
	RETURNS member_ranking
	AS 'MODULE_PATHNAME', 'ranking_remove_int8'
	LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_remove(member_ranking, anyelement, bigint) IS
	'the counted ranking without one of its rows, the inverse of ranking_insert(); 22023 where the row is not among those that were added';
CREATE FUNCTION ranking_window_final(member_ranking) RETURNS member_ranking
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ranking_window_final(member_ranking) IS
	'final function of ranking() over frames that move: without counts; NULL without rows';

CREATE AGGREGATE ranking(member anyelement, value double precision) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(anyelement, double precision) IS
	'the members of a group and the exact sum of each one''s values; a member is its text form; rows of NULL value do not count, a value without a member is an error (22004); NULL where no row counts';

CREATE AGGREGATE ranking(member anyelement, value numeric) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(anyelement, numeric) IS
	'the members of a group and the exact sum of each one''s values; a member is its text form; rows of NULL value do not count, a value without a member is an error (22004); NULL where no row counts; for numeric values, each taken as the nearest double';

CREATE AGGREGATE ranking(member anyelement, value bigint) (
	SFUNC = ranking_accum, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	MSFUNC = ranking_insert, MINVFUNC = ranking_remove, MSTYPE = member_ranking,
	MSSPACE = 4096, MFINALFUNC = ranking_window_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranking(anyelement, bigint) IS
	'the members of a group and the exact sum of each one''s values; a member is its text form; rows of NULL value do not count, a value without a member is an error (22004); NULL where no row counts; for bigint values, exactly';

CREATE AGGREGATE rollup(member_ranking) (
	SFUNC = ranking_combine, STYPE = member_ranking, SSPACE = 4096,
	FINALFUNC = ranking_final, COMBINEFUNC = ranking_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(member_ranking) IS
	'one ranking of several, added up member by member: the same bytes as ranking() over all their rows; NULL rankings do not count';

-- questions to a ranking

CREATE FUNCTION top(r member_ranking, n integer, others text DEFAULT NULL)
	RETURNS TABLE (rank integer, member text, value double precision,
				   share double precision, cumulative_share double precision)
	AS 'MODULE_PATHNAME', 'ranking_top'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION top(member_ranking, integer, text) IS
	'the n greatest members (all, where there are fewer), by value descending, ties by the bytes of the member; equal values share a rank (1224); others labels a last row of rank NULL for the rest; shares are ratios, NULL for a total of 0 or values of both signs';

CREATE FUNCTION bottom(r member_ranking, n integer, others text DEFAULT NULL)
	RETURNS TABLE (rank integer, member text, value double precision,
				   share double precision, cumulative_share double precision)
	AS 'MODULE_PATHNAME', 'ranking_bottom'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION bottom(member_ranking, integer, text) IS
	'as top(), from the smallest value upwards, which has rank 1: of balances, the largest deficits first';

CREATE FUNCTION unnest(r member_ranking)
	RETURNS TABLE (member text, value double precision)
	AS 'MODULE_PATHNAME', 'ranking_unnest'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION unnest(member_ranking) IS
	'every member and its value, in the order of top()';

CREATE FUNCTION rank_of(r member_ranking, member text) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rank_of(member_ranking, text) IS
	'competition rank of a member, 1 for the greatest value; NULL where it is absent';

CREATE FUNCTION rank_of(r member_ranking, member anyelement) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rank_of(member_ranking, anyelement) IS
	'competition rank of a member, 1 for the greatest value; NULL where it is absent; for a member of another type, such as the one that was ranked';

CREATE FUNCTION value_of(r member_ranking, member text) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION value_of(member_ranking, text) IS
	'the sum of a member''s values; NULL where it is absent';

CREATE FUNCTION value_of(r member_ranking, member anyelement) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION value_of(member_ranking, anyelement) IS
	'the sum of a member''s values; NULL where it is absent; for a member of another type, such as the one that was ranked';

CREATE FUNCTION share_of(r member_ranking, member text) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION share_of(member_ranking, text) IS
	'a member''s value as a ratio of the total; NULL where it is absent, for a total of 0 and for values of both signs';

CREATE FUNCTION share_of(r member_ranking, member anyelement) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION share_of(member_ranking, anyelement) IS
	'a member''s value as a ratio of the total; NULL where it is absent, for a total of 0 and for values of both signs; for a member of another type, such as the one that was ranked';

CREATE FUNCTION total(r member_ranking) RETURNS double precision
	AS 'MODULE_PATHNAME', 'ranking_total'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total(member_ranking) IS
	'the sum of all values, exact and then rounded once; NULL for a ranking of nobody';

CREATE FUNCTION num_members(r member_ranking) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION num_members(member_ranking) IS
	'the number of members, those of value 0 counted';

CREATE FUNCTION movers(before member_ranking, after member_ranking)
	RETURNS TABLE (member text, rank_before integer, rank_after integer,
				   rank_change integer, value_before double precision,
				   value_after double precision, change double precision,
				   pct_change double precision, contribution double precision,
				   status text)
	AS 'MODULE_PATHNAME', 'ranking_movers'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION movers(member_ranking, member_ranking) IS
	'every member of two rankings, by rank_after, then those who left by rank_before; rank_change is positive for a rise, NULL unless stayed; change is what the member adds to the total, pct_change in percent, NULL unless stayed and value_before > 0; contribution in percentage points, adds up to the growth of the total, NULL unless the total before is > 0; status is stayed, entered or left';
