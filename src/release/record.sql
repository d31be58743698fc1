-- release/record

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
REVOKE ALL ON bucket_line_buckets FROM PUBLIC;
COMMENT ON TABLE bucket_line_buckets IS
	'the buckets of live releases with the people behind each number that was shown, the last one last, sealed, for the revision rule; not dumped';

-- A barrier: a function in a reader's condition sees no release that is over.
CREATE VIEW bucket_releases WITH (security_barrier) AS
	SELECT name, dims, coalesce((policy->>'k'::text)::numeric::integer, 10) AS k,
		'threshold' AS guarantee, vintage, published_at, buckets, reports, steward
	FROM bucket_lines
	WHERE NOT retracted;
GRANT SELECT ON bucket_releases TO PUBLIC;
COMMENT ON VIEW bucket_releases IS
	'the catalogue of releases, for everybody: dimensions, least number of contributors of a bucket, guarantee, vintage, buckets and reports';
