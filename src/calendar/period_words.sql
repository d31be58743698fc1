-- calendar/period: in the words of a language

CREATE FUNCTION period_from_text(given text, locale text) RETURNS time_period
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION period_from_text(text, text) IS
	'the month or quarter that the text names in the language of the locale (CLDR), or what the type itself reads; years of two digits are 1970 to 2069; raises 22007';
