-- release/audit

CREATE FUNCTION audit_buckets(name text, OUT bucket text, OUT "check" text, OUT verdict text)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
REVOKE EXECUTE ON FUNCTION audit_buckets(text) FROM PUBLIC;
COMMENT ON FUNCTION audit_buckets(text) IS
	'steward: a live release computed anew from its source: for each bucket whether enough people are behind its number, what the next vintage would do with it, and the rules of the reports in it now; whether view and ledger say what was recorded';
