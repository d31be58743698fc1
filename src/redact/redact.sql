-- redact/redact

CREATE FUNCTION find_pii(t text, kinds text[] DEFAULT NULL,
						 OUT kind text, OUT start int, OUT length int) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE
	ROWS 2;
COMMENT ON FUNCTION find_pii(text, text[]) IS
	'identifiers of people and workplaces in Spanish, English or French text, in order: what substr(t, start, length) shows, in characters from 1; all kinds where none are named; no rows for NULL; names of people are not found';

CREATE FUNCTION redact_pii(t text, kinds text[] DEFAULT NULL) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION redact_pii(text, text[]) IS
	'the text with each identifier that find_pii finds replaced by its kind, as in [CURP]; NULL for NULL';
