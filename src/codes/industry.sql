-- codes/industry

CREATE FUNCTION naics_level(code text) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION naics_level(text) IS
	'level of a NAICS or SCIAN code, which need not be in force: 2 sector (also 31-33, 44-45, 48-49), 3 subsector, 4 group, 5 industry, 6 national industry; raises 22023 for anything else';

CREATE FUNCTION naics_trunc(code text, digits integer) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION naics_trunc(text, integer) IS
	'NAICS or SCIAN code cut to 2 to 6 digits, a sector that spans several numbers written as its list does (31-33, 44-45, 48-49); NULL when the code has fewer digits; raises 22023';
