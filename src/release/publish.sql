-- release/publish

CREATE TABLE bucket_lines (
	name text PRIMARY KEY,
	source regclass NOT NULL,
	dims text[] NOT NULL,
	contributor text NOT NULL,
	policy jsonb NOT NULL,
	readers text[] NOT NULL,
	steward text NOT NULL,
	vintage integer NOT NULL,
	frontier text[] NOT NULL,
	buckets bigint NOT NULL,
	reports bigint NOT NULL,
	columns text[] NOT NULL,
	paths text[] NOT NULL,
	published_at timestamptz NOT NULL,
	retracted boolean NOT NULL
);
ALTER TABLE bucket_lines OWNER TO @extowner@;
REVOKE ALL ON bucket_lines FROM PUBLIC;
COMMENT ON TABLE bucket_lines IS
	'releases and their declarations; written by the functions of releases only';
SELECT pg_catalog.pg_extension_config_dump('bucket_lines', '');

CREATE TABLE bucket_line_buckets (
	line text NOT NULL,
	ordinal integer NOT NULL,
	opened integer NOT NULL,
	step integer NOT NULL,
	rest_dim integer NOT NULL,
	key text NOT NULL,
	labels text[] NOT NULL,
	level text NOT NULL,
	n bigint NOT NULL,
	people bucket_state[] NOT NULL,
	PRIMARY KEY (line, ordinal)
);
ALTER TABLE bucket_line_buckets OWNER TO @extowner@;
REVOKE ALL ON bucket_line_buckets FROM PUBLIC;
COMMENT ON TABLE bucket_line_buckets IS
	'the buckets of live releases with the people behind each number that was shown, the last one last, sealed, for the revision rule; not dumped';

-- A barrier: a function in a reader's condition sees no release that is over.
CREATE VIEW bucket_releases WITH (security_barrier) AS
	SELECT name, dims, coalesce((policy->>'k')::numeric::integer, 10) AS k,
		'threshold' AS guarantee, vintage, published_at, buckets, reports, steward
	FROM bucket_lines
	WHERE NOT retracted;
ALTER VIEW bucket_releases OWNER TO @extowner@;
GRANT SELECT ON bucket_releases TO PUBLIC;
COMMENT ON VIEW bucket_releases IS
	'the catalogue of releases, for everybody: dimensions, least number of contributors of a bucket, guarantee, vintage, buckets and reports';

CREATE FUNCTION protect_buckets(source regclass, dims text[], contributor text, policy jsonb DEFAULT '{}',
		OUT level text, OUT buckets bigint, OUT reports bigint, OUT share_so_far double precision)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
REVOKE EXECUTE ON FUNCTION protect_buckets(regclass, text[], text, jsonb) FROM PUBLIC;
COMMENT ON FUNCTION protect_buckets(regclass, text[], text, jsonb) IS
	'steward: dry run of publish_buckets(): for each level of the roll-up the buckets and reports that would be shown there, and the share of all reports shown there or finer (a ratio)';

CREATE FUNCTION publish_buckets(name text, source regclass, dims text[], contributor text,
		policy jsonb DEFAULT '{}', readers regrole[] DEFAULT '{}',
		OUT level text, OUT buckets bigint, OUT reports bigint, OUT share_so_far double precision)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
REVOKE EXECUTE ON FUNCTION publish_buckets(text, regclass, text[], text, jsonb, regrole[]) FROM PUBLIC;
COMMENT ON FUNCTION publish_buckets(text, regclass, text[], text, jsonb, regrole[]) IS
	'steward: publishes a release: a view of this name with counts of reports in safe buckets, which the readers may read; reports what each level keeps, as protect_buckets() does';

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
