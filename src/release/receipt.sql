-- release/receipt

CREATE FUNCTION release_receipt(name text) RETURNS jsonb
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
REVOKE EXECUTE ON FUNCTION release_receipt(text) FROM PUBLIC;
COMMENT ON FUNCTION release_receipt(text) IS
	'steward: what a live release promises and how that was proved, to be handed on: its policy with all defaults, buckets, reports and hidden buckets of each level, the figures of the last proof, the SHA-256 digest of the rows of every vintage, and the head of the ledger; nothing that the release does not show';
