-- people/contributor

CREATE FUNCTION contributor_non_answers() RETURNS SETOF text
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE ROWS 70;
COMMENT ON FUNCTION contributor_non_answers() IS
	'what stands for nobody where a contributor is asked for, in its normal form: the built-in list and that of the setting trade_labor.non_answers; besides them whatever has no letter and no digit but 0, a digit seven or more times and a letter three or more times';
