-- calendar/format

CREATE FUNCTION format_compact(value numeric, locale text) RETURNS text
	AS 'MODULE_PATHNAME', 'format_compact_numeric' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION format_compact(value numeric, locale text, currency text) RETURNS text
	AS 'MODULE_PATHNAME', 'format_compact_numeric' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION format_compact(value double precision, locale text) RETURNS text
	AS 'MODULE_PATHNAME', 'format_compact_float8' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION format_compact(value double precision, locale text, currency text) RETURNS text
	AS 'MODULE_PATHNAME', 'format_compact_float8' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION format_compact(numeric, text) IS
	'the number in short form in the locale, rounded to two digits or to the unit shown, ties to even (CLDR compact decimals); for display only';
COMMENT ON FUNCTION format_compact(numeric, text, text) IS
	'the number in short form in the locale, rounded to two digits or to the unit shown, ties to even (CLDR compact decimals); for display only; with the ISO 4217 code of the currency; the value is not converted';
COMMENT ON FUNCTION format_compact(double precision, text) IS
	'the number in short form in the locale, rounded to two digits or to the unit shown, ties to even (CLDR compact decimals); for display only';
COMMENT ON FUNCTION format_compact(double precision, text, text) IS
	'the number in short form in the locale, rounded to two digits or to the unit shown, ties to even (CLDR compact decimals); for display only; with the ISO 4217 code of the currency; the value is not converted';

CREATE FUNCTION format_period(period time_period, locale text) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION format_period(time_period, text) IS
	'the period in the words of the locale (CLDR); for display only: a French T3 is a quarter, and is not read back as one';
