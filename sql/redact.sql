CREATE EXTENSION IF NOT EXISTS trade_labor;
CREATE FUNCTION pg_temp.found(t text, kinds text[] DEFAULT NULL) RETURNS text LANGUAGE sql AS
$$ SELECT string_agg(kind || ' ' || substr(t, start, length), '; ') FROM find_pii(t, kinds) $$;

-- Mexico; every check digit holds but for the second CURP and the generic RFC
SELECT pg_temp.found(t) FROM unnest(ARRAY[
	'CURP PEGJ900512HJCRRS04, o pegj900512hjcrrs05, o PEGJ-900512-HJCRRS-04',
	'RFC GODE561231GR8 y MAB9307148T4; también XAXX010101000 y PEGJ-900512-AB8',
	'Ñandú S.A., RFC ÑAÑ900512AB8, y A&B010203XY1',
	'NSS 12345678903, NSS 12-34-56-7890-3, afiliación 12 34 56 7890 3',
	'Registro patronal A12-34567-10-8; patronal Y1234567108',
	'Credencial GMVLMR80070501M100; CLABE 032180000118359719; tarjeta 4111 1111 1111 1111',
	'Tel. 55 5123 4567, (81) 8123-4567, +52 1 664 123 4567, 044 55 1234 5678, 8181234567, 664 123 45 67']) t;
-- Canada and the United States
SELECT pg_temp.found(t) FROM unnest(ARRAY[
	'NAS 123 456 782, SIN 123-456-782; numéro d''entreprise 12302 6635 RC 0001',
	'SSN 536-90-4399, SSN 536904399, ITIN 912-90-3456, EIN 91-1144442',
	'Call (202) 555-0143 or 1-800-555-0199, 514.555.0199, +1 416 555 0123']) t;
-- addresses and dates
SELECT pg_temp.found(t) FROM unnest(ARRAY[
	'maria.perez+2@correo.example.mx, https://example.org/a?b=1, www.example.com.',
	'desde 192.168.10.24; IP 10.1.2.3',
	'el 12/05/2024, 2024-05-12, 1.5.2024; el 12 de mayo de 2024, 3 de junio; May 12, 2024; 12th May 2024; le 1er mars 2025']) t;
-- what is nobody's stays
SELECT pg_temp.found(t) FROM unnest(ARRAY[
	'Folio 2025-000123, folio 20250001234, folio 5512345678, expediente 123/2024, oficio STPS-2025-001234',
	'case 04-CA-378120, complaint C-1637444, area 01-111-00, docket 20-1234567, invoice 123456782',
	'NOM-035-STPS-2018, numeral 5.3.2.1, artículo 132 fracción XXVIII, SCIAN 336390, NAICS 31-33, HS 2009.12.25',
	'$7.25 por 200000 horas, $1,234,567.89, $ 1234567890, 123 456 782 pesos, 1 234 567,89 $, 14.5%',
	'000-12-3456, 666-12-3456, 123-00-4567, 123-45-0000, 912-45-3456',
	'de 2019-2024, 08:30 a 20:00, 120 trabajadores, línea 4, turno de 12 horas, 2 de 3, de marzo a abril',
	'sin casco 123456789, la clase 1234, REF240512001, REF-240512-001, caso 240512 123',
	'a@b, x@y.9, version 1.2.3.4, http, www', '', ' ', '(', '+', '@', '-1', '((((((1', '99999999999999999999999999']) t
WHERE pg_temp.found(t) IS NOT NULL;

-- however it is written: full-width, with invisible characters, Arabic digits, other dashes, torn apart by a line
SELECT pg_temp.found(t) IS NOT NULL AS found, redact_pii(t) FROM unnest(ARRAY[
	U&'CURP \FF30\FF25\FF27\FF2A\FF19\FF10\FF10\FF15\FF11\FF12\FF28\FF2A\FF23\FF32\FF32\FF33\FF10\FF14.',
	U&'SSN 536\201390\20134399.', U&'NSS 12\200D345678\200B903!', U&'tel. \0665\0665 \0661\0662\0663\0664 \0665\0666\0667\0668',
	U&'curp pe\0301gj900512hjcrrs04', U&'correo mar\00EDa\FF20example.org', U&'NAS 123\00A0456\00A0782',
	E'CURP PEGJ9005-\n12HJCRRS04,', E'CURP PE\nGJ900512HJCRRS04,', E'SSN 536-90-\n4399.', E'NSS 123456\n78903.', E'RFC ABC010203\nXYA',
	E'a@\nexample.org', E'BN 12302 6635\nRC 0001']) t;
-- spaced out, side by side, glued to a label, look-alikes and escapes; test/t/072_redaction.pl has all of these
SELECT redact_pii(t) FROM unnest(ARRAY[
	'Tel.5512345678/5587654321, o 5512345678,5587654321; pero no 5512345678/2024',
	'CURPPEGJ900512HJCRRS04 y P E G J 9 0 0 5 1 2 H J C R R S 0 4', 'SSN745123456, N.S.S. 12345678903',
	'maria (at) example punto org, maria @ example . org, @maria_perez, facebook.com/maria',
	'192.168.10.24:8080, 2001:db8::1, de 08:30:00 a 09:15:30', 'el 12-may-90, 12/05/2024-15/05/2024, decreto 05/11/2023 DOF, calle 5 de Mayo 20',
	'tel. 55&nbsp;1234&nbsp;567&#56;, maria&#64;example.org', 'CLABE 0321 8000 0118 3597 19, tel 55 1234 O678', 'Locals 150 396 2785, WA 98101-1234',
	U&'CURP \0420\0415GJ900512HJ\0421RRS04', '3f2504e0-4f89-11d3-9a0c-fad010203a1b']) t;
-- positions are in characters, for substr()
SELECT * FROM find_pii('año ñandú: PEGJ900512HJCRRS04 y señor@correo.mx');
SELECT substr(t, start, length) FROM (VALUES ('漢字 PEGJ900512HJCRRS04 漢')) v(t), find_pii(t);
-- only what was asked for
SELECT redact_pii('PEGJ900512HJCRRS04, a@example.org, tel 5512345678', '{email,CURP}');
SELECT redact_pii('PEGJ900512HJCRRS04, a@example.org', '{}');
SELECT redact_pii('a@example.org, @maria_perez', '{handle}');
SELECT redact_pii('PEGJ900512HJCRRS04, a@example.org', '{NULL,email}');
SELECT redact_pii('x', '{name}');
-- a longer one takes over what it contains
SELECT pg_temp.found('5512345678@example.org, pegj900512hjcrrs04@example.org');
-- NULL
SELECT redact_pii(NULL) IS NULL AS none, redact_pii('a@example.org', NULL), (SELECT count(*) FROM find_pii(NULL)) AS found;
-- nothing to do returns the text as it was
SELECT redact_pii(t) = t AS same FROM (VALUES ('Ningún dato personal aquí: 120 horas.')) v(t);
SELECT length(redact_pii(repeat('Mi CURP es PEGJ900512HJCRRS04. ', 10000)));
-- redacted text stays as it is
SELECT redact_pii(redact_pii(t)) = redact_pii(t) AS same FROM (VALUES ('Tel. 5512345678. Somos 1234567 aqui')) v(t);
SELECT redact_pii(repeat('1 ', 20)) = repeat('1 ', 20) AS same;
-- no text takes long
SELECT redact_pii(repeat(t, 100000)) IS NOT NULL AS done FROM unnest(ARRAY['http:', '1 ', 'a@', 'a\n', '(1', '1.', 'a.',
	'(((', '+', 'a-', 'a ', '1 y ', 'a . b . ', '12/05/', '2001:', '-at-', ' arroba ', 'mayo 1 ', '&#', '[', 'D.', 'CURP', 'OI', '550e8400-']) t;
DROP FUNCTION pg_temp.found;
