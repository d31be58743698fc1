-- record/record

CREATE TABLE bucket_lines (
	id integer PRIMARY KEY,
	name text NOT NULL,
	view regclass NOT NULL,
	cells regclass NOT NULL,
	source regclass NOT NULL,
	steward regrole NOT NULL,
	dims text[] NOT NULL,
	contributor text NOT NULL,
	policy jsonb NOT NULL,
	readers regrole[] NOT NULL,
	vintage integer NOT NULL,
	buckets bigint NOT NULL,
	reports bigint NOT NULL,
	frontier text[] NOT NULL,
	columns text[] NOT NULL,
	paths text[] NOT NULL,
	proof jsonb NOT NULL,
	entry bigint NOT NULL,
	seal bytea NOT NULL,
	published_at timestamptz NOT NULL,
	retracted boolean NOT NULL
);
REVOKE ALL ON bucket_lines FROM PUBLIC;
COMMENT ON TABLE bucket_lines IS
	'releases and their declarations; written by the functions of releases only';
SELECT pg_catalog.pg_extension_config_dump('bucket_lines', '');

CREATE TABLE bucket_line_buckets (
	line integer NOT NULL,
	ordinal integer NOT NULL,
	opened integer NOT NULL,
	step integer NOT NULL,
	rest_dim integer NOT NULL,
	key text NOT NULL,
	labels text[] NOT NULL,
	level text NOT NULL,
	n bigint NOT NULL,
	people bucket_state[] NOT NULL,
	sums text[] NOT NULL,
	seal bytea NOT NULL,
	PRIMARY KEY (line, ordinal)
);
REVOKE ALL ON bucket_line_buckets FROM PUBLIC;
COMMENT ON TABLE bucket_line_buckets IS
	'the buckets of live releases with the people behind each number that was shown, the last one last, sealed, for the revision rule; not dumped';

-- A release's table is of this type, so DROP EXTENSION asks before it drops it.
CREATE TYPE bucket_cell AS (
	labels text[],
	n bigint,
	sums numeric[],
	contributors_at_least integer,
	level text,
	opened integer
);
COMMENT ON TYPE bucket_cell IS
	'a published bucket, as it lies in the table behind the view of a release, which gives its labels their names';

-- A barrier: a function in a reader's condition sees no release that is over.
CREATE VIEW bucket_releases WITH (security_barrier) AS
	SELECT CASE WHEN c.oid IS NULL THEN l.name ELSE pg_catalog.format('%I.%I', n.nspname, c.relname) END COLLATE "default" AS name,
		l.dims, coalesce((l.policy->>'k'::text)::numeric::integer, 10) AS k,
		'threshold' AS guarantee, l.vintage, l.published_at, l.buckets, l.reports,
		pg_catalog.pg_get_userbyid(l.steward::oid)::text COLLATE "default" AS steward,
		CASE WHEN c.oid IS NULL THEN 'view dropped' ELSE 'live' END AS state
	FROM bucket_lines l LEFT JOIN pg_class c ON c.oid = l.view::oid LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE NOT l.retracted;
GRANT SELECT ON bucket_releases TO PUBLIC;
COMMENT ON VIEW bucket_releases IS
	'the catalogue of releases, for everybody: dimensions, least number of contributors of a bucket, guarantee, vintage, buckets and reports; state is live or, where somebody dropped the view, view dropped: such a release can be refreshed, which makes the view anew, or retracted';
