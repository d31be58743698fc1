-- people/bucket: the aggregates over named types

-- Citus sends parts of an aggregate to its workers only where the types of its
-- arguments are said.  A person is the same whatever the type, so these have the
-- transition functions' own arguments and nothing else of their own.

CREATE FUNCTION bucket_count_add(bucket_state, text) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_count_add(bucket_state, text) IS 'internal: transition of bucket_count';
CREATE AGGREGATE bucket_count(contributor text) (
	SFUNC = bucket_count_add, STYPE = bucket_state, SSPACE = 400,
	FINALFUNC = bucket_count_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_count(text) IS 'steward: see bucket_count(anyelement)';

CREATE FUNCTION bucket_count_add(bucket_state, smallint) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_count_add(bucket_state, smallint) IS 'internal: transition of bucket_count';
CREATE AGGREGATE bucket_count(contributor smallint) (
	SFUNC = bucket_count_add, STYPE = bucket_state, SSPACE = 400,
	FINALFUNC = bucket_count_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_count(smallint) IS 'steward: see bucket_count(anyelement)';

CREATE FUNCTION bucket_count_add(bucket_state, integer) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_count_add(bucket_state, integer) IS 'internal: transition of bucket_count';
CREATE AGGREGATE bucket_count(contributor integer) (
	SFUNC = bucket_count_add, STYPE = bucket_state, SSPACE = 400,
	FINALFUNC = bucket_count_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_count(integer) IS 'steward: see bucket_count(anyelement)';

CREATE FUNCTION bucket_count_add(bucket_state, bigint) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_count_add(bucket_state, bigint) IS 'internal: transition of bucket_count';
CREATE AGGREGATE bucket_count(contributor bigint) (
	SFUNC = bucket_count_add, STYPE = bucket_state, SSPACE = 400,
	FINALFUNC = bucket_count_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_count(bigint) IS 'steward: see bucket_count(anyelement)';

CREATE FUNCTION bucket_count_add(bucket_state, uuid) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_count_add(bucket_state, uuid) IS 'internal: transition of bucket_count';
CREATE AGGREGATE bucket_count(contributor uuid) (
	SFUNC = bucket_count_add, STYPE = bucket_state, SSPACE = 400,
	FINALFUNC = bucket_count_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_count(uuid) IS 'steward: see bucket_count(anyelement)';

CREATE FUNCTION bucket_count_add(bucket_state, text, int) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_count_add(bucket_state, text, int) IS 'internal: transition of bucket_count';
CREATE AGGREGATE bucket_count(contributor text, k int) (
	SFUNC = bucket_count_add, STYPE = bucket_state, SSPACE = 400,
	FINALFUNC = bucket_count_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_count(text, int) IS 'steward: see bucket_count(anyelement, int)';

CREATE FUNCTION bucket_count_add(bucket_state, smallint, int) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_count_add(bucket_state, smallint, int) IS 'internal: transition of bucket_count';
CREATE AGGREGATE bucket_count(contributor smallint, k int) (
	SFUNC = bucket_count_add, STYPE = bucket_state, SSPACE = 400,
	FINALFUNC = bucket_count_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_count(smallint, int) IS 'steward: see bucket_count(anyelement, int)';

CREATE FUNCTION bucket_count_add(bucket_state, integer, int) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_count_add(bucket_state, integer, int) IS 'internal: transition of bucket_count';
CREATE AGGREGATE bucket_count(contributor integer, k int) (
	SFUNC = bucket_count_add, STYPE = bucket_state, SSPACE = 400,
	FINALFUNC = bucket_count_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_count(integer, int) IS 'steward: see bucket_count(anyelement, int)';

CREATE FUNCTION bucket_count_add(bucket_state, bigint, int) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_count_add(bucket_state, bigint, int) IS 'internal: transition of bucket_count';
CREATE AGGREGATE bucket_count(contributor bigint, k int) (
	SFUNC = bucket_count_add, STYPE = bucket_state, SSPACE = 400,
	FINALFUNC = bucket_count_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_count(bigint, int) IS 'steward: see bucket_count(anyelement, int)';

CREATE FUNCTION bucket_count_add(bucket_state, uuid, int) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_count_add(bucket_state, uuid, int) IS 'internal: transition of bucket_count';
CREATE AGGREGATE bucket_count(contributor uuid, k int) (
	SFUNC = bucket_count_add, STYPE = bucket_state, SSPACE = 400,
	FINALFUNC = bucket_count_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_count(uuid, int) IS 'steward: see bucket_count(anyelement, int)';

CREATE FUNCTION bucket_state_add(bucket_state, smallint) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_state_add(bucket_state, smallint) IS 'internal: transition of bucket_state';
CREATE AGGREGATE bucket_state(contributor smallint) (
	SFUNC = bucket_state_add, STYPE = bucket_state, SSPACE = 4096,
	FINALFUNC = bucket_state_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_state(smallint) IS 'steward: see bucket_state(anyelement)';

CREATE FUNCTION bucket_state_add(bucket_state, integer) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_state_add(bucket_state, integer) IS 'internal: transition of bucket_state';
CREATE AGGREGATE bucket_state(contributor integer) (
	SFUNC = bucket_state_add, STYPE = bucket_state, SSPACE = 4096,
	FINALFUNC = bucket_state_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_state(integer) IS 'steward: see bucket_state(anyelement)';

CREATE FUNCTION bucket_state_add(bucket_state, bigint) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_state_add(bucket_state, bigint) IS 'internal: transition of bucket_state';
CREATE AGGREGATE bucket_state(contributor bigint) (
	SFUNC = bucket_state_add, STYPE = bucket_state, SSPACE = 4096,
	FINALFUNC = bucket_state_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_state(bigint) IS 'steward: see bucket_state(anyelement)';

CREATE FUNCTION bucket_state_add(bucket_state, uuid) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_state_add(bucket_state, uuid) IS 'internal: transition of bucket_state';
CREATE AGGREGATE bucket_state(contributor uuid) (
	SFUNC = bucket_state_add, STYPE = bucket_state, SSPACE = 4096,
	FINALFUNC = bucket_state_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_state(uuid) IS 'steward: see bucket_state(anyelement)';

CREATE FUNCTION bucket_state_add(bucket_state, text, int) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_state_add(bucket_state, text, int) IS 'internal: transition of bucket_state';
CREATE AGGREGATE bucket_state(contributor text, cap int) (
	SFUNC = bucket_state_add, STYPE = bucket_state, SSPACE = 4096,
	FINALFUNC = bucket_state_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_state(text, int) IS 'steward: see bucket_state(anyelement, int)';

CREATE FUNCTION bucket_state_add(bucket_state, smallint, int) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_state_add(bucket_state, smallint, int) IS 'internal: transition of bucket_state';
CREATE AGGREGATE bucket_state(contributor smallint, cap int) (
	SFUNC = bucket_state_add, STYPE = bucket_state, SSPACE = 4096,
	FINALFUNC = bucket_state_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_state(smallint, int) IS 'steward: see bucket_state(anyelement, int)';

CREATE FUNCTION bucket_state_add(bucket_state, integer, int) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_state_add(bucket_state, integer, int) IS 'internal: transition of bucket_state';
CREATE AGGREGATE bucket_state(contributor integer, cap int) (
	SFUNC = bucket_state_add, STYPE = bucket_state, SSPACE = 4096,
	FINALFUNC = bucket_state_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_state(integer, int) IS 'steward: see bucket_state(anyelement, int)';

CREATE FUNCTION bucket_state_add(bucket_state, bigint, int) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_state_add(bucket_state, bigint, int) IS 'internal: transition of bucket_state';
CREATE AGGREGATE bucket_state(contributor bigint, cap int) (
	SFUNC = bucket_state_add, STYPE = bucket_state, SSPACE = 4096,
	FINALFUNC = bucket_state_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_state(bigint, int) IS 'steward: see bucket_state(anyelement, int)';

CREATE FUNCTION bucket_state_add(bucket_state, uuid, int) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_state_add(bucket_state, uuid, int) IS 'internal: transition of bucket_state';
CREATE AGGREGATE bucket_state(contributor uuid, cap int) (
	SFUNC = bucket_state_add, STYPE = bucket_state, SSPACE = 4096,
	FINALFUNC = bucket_state_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_state(uuid, int) IS 'steward: see bucket_state(anyelement, int)';
