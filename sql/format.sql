--
-- Numbers and periods as a brief prints them.  No-break and thin spaces, which
-- differ between versions of CLDR, are shown as blanks.
--
CREATE FUNCTION pg_temp.plain(t text) RETURNS text LANGUAGE sql
	RETURN translate(t, U&'\00A0\202F\2009\200F', '   ');

SELECT l, pg_temp.plain(format_compact(197033218030, l)) AS number,
	pg_temp.plain(format_compact(197033218030::numeric, l, 'USD')) AS dollars,
	pg_temp.plain(format_compact(-1234.5::numeric, l)) AS small
FROM unnest('{en,es,fr,de}'::text[]) AS l;
-- before the number or behind it, as the release of ICU has it
SELECT format_compact(197033218030, 'es-MX', 'MXN') ~ '197.*MXN|MXN.*197' AS es_mx;
-- two digits, ties to even; numeric and double precision agree
SELECT v, pg_temp.plain(format_compact(v, 'en')) AS numeric, pg_temp.plain(format_compact(v::float8, 'en')) AS double
FROM unnest('{0,-0.004,0.5,0.125,0.135,1,12.5,13.5,999,999.5,1000,1250,1350,15499,999949,999999,1e6,1e9,1e15,1e18,-1e12}'::numeric[]) AS v;
SELECT pg_temp.plain(format_compact(1000000, 'es', 'usd')) AS one, pg_temp.plain(format_compact(1000000, 'fr', 'CAD')) AS two;
SELECT length(format_compact(1e308::float8, 'en')) > 100 AS long, length(format_compact(1e-300::float8, 'en')) > 100 AS small;
-- no sign of zero, and no setting of the session
SET extra_float_digits = -15;
SELECT format_compact('-0'::float8, 'en') AS zero, format_compact(0.000, 'en') AS numeric, format_compact(0.135::float8, 'en') AS all_digits;
RESET extra_float_digits;
SELECT format_compact(NULL::numeric, 'en'), format_compact(1, NULL), format_compact(1, 'en', NULL);
SELECT format_compact('NaN'::numeric, 'en');
SELECT format_compact('-Infinity'::numeric, 'en');
SELECT format_compact('NaN'::float8, 'en');
SELECT format_compact('Infinity'::float8, 'en', 'USD');
SELECT format_compact(('1' || repeat('0', 2000))::numeric, 'en');
SELECT format_compact(('0.' || repeat('0', 2000) || '1')::numeric, 'en');
SELECT format_compact(1, 'xx');
SELECT format_compact(1, 'en', 'dollars');
SELECT format_compact(1, 'en', 'QQQ');
SELECT format_compact(1, 'en', '');
SELECT format_compact(1, 'en', 'US$');

SELECT p, pg_temp.plain(format_period(p, 'en')) AS en, pg_temp.plain(format_period(p, 'es-MX')) AS es,
	pg_temp.plain(format_period(p, 'fr')) AS fr
FROM unnest('{2025,2025-S1,2025-Q3,2025-07,2025-W05,2020-W53,2025-07-31,0001-01,0001-01-01,1500-02-28,9999-12-31,9999-Q4}'::time_period[]) AS p;
-- four months are never a T: that is a quarter in Spanish and French
SELECT p, format_period(p, 'en') LIKE 'May%August%2025' AS en, format_period(p, 'es') LIKE 'mayo%agosto%2025' AS es,
	format_period(p, 'fr') LIKE 'mai%août%2025' AS fr
FROM unnest('{2025-T2}'::time_period[]) AS p;
SELECT format_period('1500-T1', 'en') LIKE 'January%April%1500' AS julian_too,
	format_period('2025-S2', 'de') LIKE 'Juli%Dezember%2025' AS half, format_period('2025-W05', 'de') AS week;
-- a half-year and four months have two ends in any language
SELECT l, format_period('2025-S1', l) <> format_period('2025-T1', l) AS two_ends FROM unnest('{fa,de,ar,ja}'::text[]) AS l;
-- the calendar is the Gregorian in every locale
SELECT format_period('2025', 'th'), format_period('2025', 'de');
SELECT format_period(NULL, 'en'), format_period('2025', NULL);
SELECT format_period('2025', 'klingon');
