-- people/pseudonym

CREATE FUNCTION pseudonym(id text, domain text) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION pseudonym(id text, domain text, epoch text) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pseudonym(text, text) IS
	'steward: 32 hexadecimal digits that stand for an identifier within a domain, the same for all its spellings (HMAC-SHA256, 128 bits); NULL for what names nobody (see contributor_non_answers)';
COMMENT ON FUNCTION pseudonym(text, text, text) IS
	'steward: the same within an epoch; pseudonyms of two epochs cannot be matched, so an epoch is no shorter than the time over which people are to be counted once';
