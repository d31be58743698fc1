-- people/bucket

CREATE TYPE bucket_state;

CREATE FUNCTION bucket_state_in(cstring) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION bucket_state_out(bucket_state) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION bucket_state_recv(internal) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION bucket_state_send(bucket_state) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;

-- encrypted bytes cannot be compressed
CREATE TYPE bucket_state (
	INPUT = bucket_state_in,
	OUTPUT = bucket_state_out,
	RECEIVE = bucket_state_recv,
	SEND = bucket_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE bucket_state IS
	'reports of a bucket and the contributors behind them; sealed (encrypted and authenticated) wherever it is seen, stored or sent';
COMMENT ON FUNCTION bucket_state_in(cstring) IS 'internal: text form of bucket_state';
COMMENT ON FUNCTION bucket_state_out(bucket_state) IS 'internal: text form of bucket_state';
COMMENT ON FUNCTION bucket_state_recv(internal) IS 'internal: binary form of bucket_state';
COMMENT ON FUNCTION bucket_state_send(bucket_state) IS 'internal: binary form of bucket_state';

-- The same people and reports give the same bytes, which whoever may read the
-- column sees; so equality tells nothing more.  A replica finds the row that
-- changed by it.
CREATE FUNCTION bucket_state_eq(bucket_state, bucket_state) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION bucket_state_ne(bucket_state, bucket_state) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION bucket_state_hash(bucket_state) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION bucket_state_hash_extended(bucket_state, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE OPERATOR = (
	FUNCTION = bucket_state_eq, LEFTARG = bucket_state, RIGHTARG = bucket_state,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR <> (
	FUNCTION = bucket_state_ne, LEFTARG = bucket_state, RIGHTARG = bucket_state,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR CLASS bucket_state_ops DEFAULT FOR TYPE bucket_state USING hash AS
	OPERATOR 1 =, FUNCTION 1 bucket_state_hash(bucket_state), FUNCTION 2 bucket_state_hash_extended(bucket_state, bigint);
COMMENT ON OPERATOR = (bucket_state, bucket_state) IS 'the same bytes: of the same people and reports, under the same key';
COMMENT ON OPERATOR <> (bucket_state, bucket_state) IS 'not the same bytes';
COMMENT ON FUNCTION bucket_state_eq(bucket_state, bucket_state) IS 'implementation of = operator';
COMMENT ON FUNCTION bucket_state_ne(bucket_state, bucket_state) IS 'implementation of <> operator';
COMMENT ON FUNCTION bucket_state_hash(bucket_state) IS 'hash support of bucket_state';
COMMENT ON FUNCTION bucket_state_hash_extended(bucket_state, bigint) IS 'hash support of bucket_state, with a seed';

CREATE FUNCTION bucket_count_add(bucket_state, anyelement) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION bucket_count_add(bucket_state, anyelement, int) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION bucket_count_final(bucket_state) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION bucket_state_add(bucket_state, anyelement) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION bucket_state_add(bucket_state, anyelement, int) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION bucket_state_add_text(bucket_state, text) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION bucket_state_add_text(bucket_state, bpchar) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION bucket_state_add_name(bucket_state, name) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION bucket_state_merge(bucket_state, bucket_state) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION bucket_state_final(bucket_state) RETURNS bucket_state
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_count_add(bucket_state, anyelement) IS 'internal: transition of bucket_count';
COMMENT ON FUNCTION bucket_count_add(bucket_state, anyelement, int) IS 'internal: transition of bucket_count';
COMMENT ON FUNCTION bucket_count_final(bucket_state) IS 'internal: result of bucket_count';
COMMENT ON FUNCTION bucket_state_add(bucket_state, anyelement) IS 'internal: transition of bucket_state';
COMMENT ON FUNCTION bucket_state_add(bucket_state, anyelement, int) IS 'internal: transition of bucket_state';
COMMENT ON FUNCTION bucket_state_add_text(bucket_state, text) IS 'internal: transition of bucket_state over text and varchar';
COMMENT ON FUNCTION bucket_state_add_text(bucket_state, bpchar) IS 'internal: transition of bucket_state over bpchar';
COMMENT ON FUNCTION bucket_state_add_name(bucket_state, name) IS 'internal: transition of bucket_state over name';
COMMENT ON FUNCTION bucket_state_merge(bucket_state, bucket_state) IS 'internal: union of two states';
COMMENT ON FUNCTION bucket_state_final(bucket_state) IS 'internal: seals the state of an aggregate';

-- FINALFUNC_MODIFY other than READ_ONLY is how an aggregate refuses to be a
-- window function: a frame that moves one row at a time would tell the rows
-- apart.
CREATE AGGREGATE bucket_count(contributor anyelement) (
	SFUNC = bucket_count_add, STYPE = bucket_state, SSPACE = 400,
	FINALFUNC = bucket_count_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
CREATE AGGREGATE bucket_count(contributor anyelement, k int) (
	SFUNC = bucket_count_add, STYPE = bucket_state, SSPACE = 400,
	FINALFUNC = bucket_count_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_count(anyelement) IS
	'steward: number of reports (rows), or NULL where fewer than 10 distinct contributors stand behind them; a NULL contributor adds a report and nobody';
COMMENT ON AGGREGATE bucket_count(anyelement, int) IS
	'steward: number of reports (rows), or NULL where fewer than k distinct contributors stand behind them; a NULL contributor adds a report and nobody; k is not below the setting trade_labor.min_contributors';

CREATE AGGREGATE bucket_state(contributor anyelement) (
	SFUNC = bucket_state_add, STYPE = bucket_state, SSPACE = 4096,
	FINALFUNC = bucket_state_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
CREATE AGGREGATE bucket_state(contributor anyelement, cap int) (
	SFUNC = bucket_state_add, STYPE = bucket_state, SSPACE = 4096,
	FINALFUNC = bucket_state_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_state(anyelement) IS
	'steward: reports and contributors of a bucket as a sealed value, exact below 256 contributors; see bucket_union, bucket_rows';
COMMENT ON AGGREGATE bucket_state(anyelement, int) IS
	'steward: the same, exact below cap contributors (1 to 16777216) and never larger than cap needs';

-- bucket_state('x'::text) would be read as a cast to the type unless there is
-- a function for exactly that type.
CREATE AGGREGATE bucket_state(contributor text) (
	SFUNC = bucket_state_add_text, STYPE = bucket_state, SSPACE = 4096,
	FINALFUNC = bucket_state_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
CREATE AGGREGATE bucket_state(contributor varchar) (
	SFUNC = bucket_state_add_text, STYPE = bucket_state, SSPACE = 4096,
	FINALFUNC = bucket_state_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
CREATE AGGREGATE bucket_state(contributor bpchar) (
	SFUNC = bucket_state_add_text, STYPE = bucket_state, SSPACE = 4096,
	FINALFUNC = bucket_state_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
CREATE AGGREGATE bucket_state(contributor name) (
	SFUNC = bucket_state_add_name, STYPE = bucket_state, SSPACE = 4096,
	FINALFUNC = bucket_state_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_state(text) IS 'steward: see bucket_state(anyelement)';
COMMENT ON AGGREGATE bucket_state(varchar) IS 'steward: see bucket_state(anyelement)';
COMMENT ON AGGREGATE bucket_state(bpchar) IS 'steward: see bucket_state(anyelement)';
COMMENT ON AGGREGATE bucket_state(name) IS 'steward: see bucket_state(anyelement)';

CREATE AGGREGATE bucket_union(state bucket_state) (
	SFUNC = bucket_state_merge, STYPE = bucket_state, SSPACE = 4096,
	FINALFUNC = bucket_state_final, FINALFUNC_MODIFY = SHAREABLE,
	COMBINEFUNC = bucket_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bucket_union(bucket_state) IS
	'steward: the state of several buckets together; whoever is in two of them counts once; the smallest cap among them holds';

CREATE FUNCTION bucket_rows(state bucket_state) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION bucket_rows(state bucket_state, k int) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION bucket_contributors(state bucket_state) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bucket_rows(bucket_state) IS
	'steward: number of reports, or NULL where fewer than 10 distinct contributors stand behind them';
COMMENT ON FUNCTION bucket_rows(bucket_state, int) IS
	'steward: number of reports, or NULL where fewer than k distinct contributors stand behind them; an error where k exceeds the cap of the state';
COMMENT ON FUNCTION bucket_contributors(bucket_state) IS
	'steward: number of distinct contributors, without a threshold; NULL where the state is at its cap and cannot tell';
