-- release/publish

CREATE FUNCTION protect_buckets(source regclass, dims text[], contributor text, policy jsonb DEFAULT '{}',
		OUT level text, OUT buckets bigint, OUT reports bigint, OUT share_so_far double precision)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
REVOKE EXECUTE ON FUNCTION protect_buckets(regclass, text[], text, jsonb) FROM PUBLIC;
COMMENT ON FUNCTION protect_buckets(regclass, text[], text, jsonb) IS
	'steward: dry run of publish_buckets(): for each level of the roll-up, or margin of a cube, the buckets and reports that would be shown there, and the share of all reports in the source shown there or finer, of a cube there (a ratio, from 0 to 1: reports that are gone and still count are in no share); a notice has the shares of the ten most frequent contributors in all reports, in percent, without their names';

CREATE FUNCTION publish_buckets(name text, source regclass, dims text[], contributor text,
		policy jsonb DEFAULT '{}', readers regrole[] DEFAULT '{}',
		OUT level text, OUT buckets bigint, OUT reports bigint, OUT share_so_far double precision)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
REVOKE EXECUTE ON FUNCTION publish_buckets(text, regclass, text[], text, jsonb, regrole[]) FROM PUBLIC;
COMMENT ON FUNCTION publish_buckets(text, regclass, text[], text, jsonb, regrole[]) IS
	'steward: publishes a release: a view of this name with counts of reports in safe buckets, which the readers may read; reports what each level keeps, as protect_buckets() does; then (waiting), reports that no bucket shows yet, and (gone), reports withdrawn or moved that still count';

CREATE FUNCTION refresh_buckets(name text,
		OUT level text, OUT buckets bigint, OUT reports bigint, OUT share_so_far double precision)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
REVOKE EXECUTE ON FUNCTION refresh_buckets(text) FROM PUBLIC;
COMMENT ON FUNCTION refresh_buckets(text) IS
	'steward: the next vintage of a release: a bucket changes only if at least k people entered it and none, or at least k, left; new combinations open new buckets';

CREATE FUNCTION retract_buckets(name text) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
REVOKE EXECUTE ON FUNCTION retract_buckets(text) FROM PUBLIC;
COMMENT ON FUNCTION retract_buckets(text) IS
	'steward: drops the view of a release and forgets the people in its buckets; the ledger keeps that it was published';
