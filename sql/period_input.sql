-- What is a period, in whatever spelling.
SELECT meaning, count(*) AS spellings,
       count(*) FILTER (WHERE given::time_period::text <> meaning) AS differ
FROM (VALUES
    ('2025', '{2025,2025-A1,2025A1,2025A,2025a1,2025Z,2025+14:00,2025-05:00,2025-01-01/P1Y,2025-01-01/P12M}'::text[]),
    ('2025-S1', '{2025-S1,2025S1,2025-H1,2025h1,2025-01-01/P6M}'),
    ('2025-T2', '{2025-T2,2025T2,2025t2,2025-05-01/P4M}'),
    ('2025-Q3', '{2025-Q3,2025Q3,2025q3,2025-Q3Z,2025-07-01/P3M}'),
    ('2025-07', '{2025-07,202507,2025M07,2025M7,2025-M07,2025m7,2025-07-05:00,2025/07,2025MM07,2025-07-01/P1M,2025-07-01T00:00:00Z/P1M," 2025-07 "}'),
    ('2025-Q3', '{2025KW03,2025kw03}'), ('2011-12', '{2011-12,2011/12}'), ('2025', '{2025JJ00}'),
    ('2025-07', ARRAY[E'\t2025-07\r\n']),
    ('2025-W05', '{2025-W05,2025W05,2025-W5,2025-w05,2025-01-27/P7D}'),
    ('2020-W53', '{2020-W53}'),
    ('2025-07-31', '{2025-07-31,2025-D212,2025D212,2025-07-31Z,2025-07-31T23:59:59,2025-07-31T23:59:59.999-06:00,2025-07-31 12:00:00.000000,2025-07-31 23:59,2025-07-31 00:00:00-06,2025-07-31 -06,2025-07-31/P1D}'),
    ('2025-01-10', '{2025-D010,2025-D10}'),
    ('2024-12-31', '{2024-D366}'),
    ('0001', '{0001}'), ('9999-W52', '{9999-W52}')) AS v(meaning, texts), unnest(texts) AS given
GROUP BY meaning ORDER BY meaning COLLATE "C";

-- What is none: each with the SQLSTATE that it must bring, 22007 for the form
-- and 22008 for a field.  Those that bring another are listed.
CREATE FUNCTION pg_temp.state_of(given text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM given::time_period;
    RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;
CREATE TEMP TABLE malformed AS
SELECT unnest(texts) AS given, state FROM (VALUES
    ('22007', ARRAY['', ' ', '2', '20', '202', '20250', '2025070', '202507311', '-2025', '+2025', '2025-',
        '2025-7', '2025-077', '2025--07', '2025-07-', '2025-07-1', '2025-07-311', '2025/7', '2025.07',
        '07-2025', '2025 07', 'July 2025', 'infinity', 'today', 'NaN', '2025 BC', '10000', '2025-07-31x']),
    ('22007', ARRAY['2025-Q', '2025Q', '2025-Q03', 'Q3-2025', '2025-Q-3', '2025-Q3-', '2025Q3Q3', '2025-X1',
        '2025-Z1', '2025-M007', '2025-W005', '2025-D0001', '2025-A01', '2025-S 1', '２０２５', E'2025-07\u00a0']),
    ('22007', ARRAY['2025-07-31T', '2025-07-31T12', '2025-07-31T12:', '2025-07-31 -6', '2025-07-31T12:00:00.',
        '2025ZZ', '2025+5:00', '2025+05', '2025-07-31/', '2025-07-31/P', '2025-07-31/PM', '2025-07-31/1M',
        '2025-07-31/P1M1', '2025/P1Y', '2025-07-01/P1D1M', '20250731', '00000000']),
    ('22007', ARRAY['2025-07-01/P2M', '2025-01-01/P2Y', '2025-01-01/P1Y1D', '2025-07-01/P30D', '2025-07-01/PT24H',
        '2025-07-01/P4294967297M', '2025-07-02/P1M', '2025-02-01/P3M', '2025-07-29/P7D', '2025-07-01T00:00:01/P1M']),
    ('22007', ARRAY['2024-25', '2024/25', '2024-2025', '2024/2025', '1999-00x', '2025/07/01', '2025/07/', '2025/', '2025/07Z',
        '2025MM7', '2025KW3', '2025JJ', '2025J1', '2025K1', '2025MM', '2025MM07Z', '2025KQ01', '2024-26x']),
    ('22008', ARRAY['2025-07-31 12:00-15', '2025/13', '2025/00', '2025MM13', '2025MM00', '2025KW05', '2025KW00', '2025JJ01', '0000/07', '0000MM07', '2024-26', '1999-00']),
    ('22008', ARRAY['0000', '0000-07', '000007', '2025-00', '2025-13', '202500', '202513', '2025-M00', '2025M13',
        '2025-13-01', '2025-02-29', '2025-02-30', '1900-02-29', '2025-04-31', '2025-07-00', '2025-07-32',
        '2025-Q0', '2025-Q5', '2025-S3', '2025-H3', '2025-T4', '2025-A2', '2025-W00', '2025-W53', '2021W54',
        '2025-D000', '2025-D366', '2024-D367', '2025-07-31T24:00:00', '2025-07-31T23:60:00', '2025-07-31T23:59:60',
        '2025+14:01', '2025-07-15:00', '2025-07+05:60', '2025Q99999999999999999999'])) AS v(state, texts);
SELECT state, count(*) FROM malformed GROUP BY state ORDER BY state;
SELECT given, state, pg_temp.state_of(given) FROM malformed
WHERE pg_temp.state_of(given) IS DISTINCT FROM state;

-- The messages.
SELECT '2025-7'::time_period;
SELECT '20250731'::time_period;
SELECT '2024-25'::time_period;
SELECT '2025/07/01'::time_period;
SELECT '2025-07-01/P2M'::time_period;
SELECT '2025-07-02/P1M'::time_period;
SELECT '0000'::time_period;
SELECT '2025-13'::time_period;
SELECT '2025-02-29'::time_period;
SELECT '2025-Q5'::time_period;
SELECT '2025-W53'::time_period;
SELECT '2025-D366'::time_period;
SELECT '2025-07-31T24:00:00'::time_period;
SELECT '2025+14:01'::time_period;

-- Long text is quoted in part, and never within a character.
SELECT (repeat('é', 100))::time_period;
SELECT ('x' || repeat('é', 100))::time_period;
SELECT (repeat('9', 1000000))::time_period;
SELECT (repeat(' ', 1000000) || '2025-07')::time_period;

-- Every ASCII character in every place of a day.  Accepted are 40 years, the
-- day itself as it was 3 times, 5 months of 31 days, 4 days ending in 1, days 30
-- and 31, and 2025-07:31, which is the year 2025 at an offset of -07:31.
SELECT count(*) AS texts, count(*) FILTER (WHERE state = 'accepted') AS accepted,
       count(*) FILTER (WHERE state NOT IN ('accepted', '22007', '22008')) AS others
FROM (SELECT pg_temp.state_of(overlay('2025-07-31' PLACING chr(c) FROM i FOR 1)) AS state
      FROM generate_series(1, 127) AS c, generate_series(1, 10) AS i) AS s;
