-- record/ledger

CREATE TABLE bucket_ledger_entries (
	seq bigint PRIMARY KEY,
	at timestamptz NOT NULL,
	steward text NOT NULL,
	action text NOT NULL,
	release text NOT NULL,
	policy_digest bytea NOT NULL,
	cells_digest bytea NOT NULL,
	mac bytea NOT NULL,
	id integer NOT NULL
);
REVOKE ALL ON bucket_ledger_entries FROM PUBLIC;
COMMENT ON TABLE bucket_ledger_entries IS
	'one row for each publication, refresh and retraction, each with a keyed digest over itself and the row before; written by the functions of releases only';
SELECT pg_catalog.pg_extension_config_dump('bucket_ledger_entries', '');

CREATE VIEW bucket_ledger AS
	SELECT seq, at, steward, action, release, policy_digest, cells_digest
	FROM bucket_ledger_entries;
REVOKE ALL ON bucket_ledger FROM PUBLIC;
COMMENT ON VIEW bucket_ledger IS
	'the ledger for auditors: who published what, when, with the SHA-256 digests of policy and cells; grant SELECT to them';

-- Two, where a default would do: a call that leaves an argument out finds another
-- function of the name first, which has no more arguments than the call.
CREATE FUNCTION bucket_ledger_check() RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION bucket_ledger_check(head text) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
REVOKE EXECUTE ON FUNCTION bucket_ledger_check() FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION bucket_ledger_check(text) FROM PUBLIC;
COMMENT ON FUNCTION bucket_ledger_check() IS
	'steward: number of the first ledger entry that does not fit the chain, or that a release remembers and is not there; NULL where the whole chain holds';
COMMENT ON FUNCTION bucket_ledger_check(text) IS
	'steward: number of the first ledger entry that does not fit the chain, or that is not as the head says, which bucket_ledger_head() gave earlier: then entries that were cut off at the end are missed, whatever else was cut; NULL where all is as it was; error (22P02) for what is no head';

CREATE FUNCTION bucket_ledger_head() RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
REVOKE EXECUTE ON FUNCTION bucket_ledger_head() FROM PUBLIC;
COMMENT ON FUNCTION bucket_ledger_head() IS
	'steward: number and keyed digest of the last ledger entry, to be written down elsewhere and given to bucket_ledger_check(); NULL where the ledger is empty';
