-- Holidays by rule, against the lists that the offices publish.
SET datestyle = ISO;
-- Mexico (STPS, días de descanso obligatorio), the United States (OPM, federal
-- holidays) and Canada (Labour Program, general holidays)
SELECT day, to_char(day, 'FMDay') AS weekday, name FROM holidays('MX', 2026);
SELECT day, to_char(day, 'FMDay') AS weekday, name FROM holidays('US', 2026);
SELECT day, to_char(day, 'FMDay') AS weekday, name FROM holidays('CA', 2026);

-- what falls on a weekend is observed on another day in the United States, and
-- New Year's Day of 2028 in the year before
SELECT day, name FROM holidays('US', 2027) WHERE name !~ 'Labor|King|Columbus|Memorial|Washington|Thanks';
SELECT string_agg(day::text, ', ' ORDER BY day) FROM holidays('US', 2028) WHERE day < '2028-02-01';
SELECT y, string_agg(to_char(day, 'MM-DD'), ' ' ORDER BY day) AS canada_day FROM generate_series(2026, 2029) y, holidays('CA', y) WHERE name = 'Canada Day' GROUP BY y ORDER BY y;

-- the law as it was: Mexico's Mondays since 2006, and the day on which a
-- president takes office; Juneteenth since 2021; Veterans Day in October
SELECT y, string_agg(to_char(day, 'MM-DD'), ' ' ORDER BY day) FROM unnest('{2005,2006,2012,2018,2019,2024,2030}'::int[]) y, holidays('MX', y) GROUP BY y ORDER BY y;
SELECT y, string_agg(to_char(day, 'MM-DD'), ' ' ORDER BY day) FROM unnest('{1975,1978,1985,1986,2020,2021}'::int[]) y, holidays('US', y) GROUP BY y ORDER BY y;
SELECT y, count(*) AS days FROM unnest('{1969,1970,1985,2020,2021}'::int[]) y, holidays('CA', y) GROUP BY y ORDER BY y;

-- Easter, as published, the earliest and the latest among them
SELECT y, holidays_easter(y) FROM unnest('{1583,1818,1943,1961,2000,2008,2011,2019,2024,2025,2026,2038,2285,9999}'::int[]) y;
SELECT count(*) AS years, count(*) FILTER (WHERE extract(isodow FROM holidays_easter(y)) = 7) AS sundays,
       min(to_char(holidays_easter(y), 'MM-DD')), max(to_char(holidays_easter(y), 'MM-DD')) FROM generate_series(1583, 9999) y;

-- each rule has a source, and each year of every country its days in order
SELECT country, count(*) AS rules, count(*) FILTER (WHERE source = '') AS no_source FROM holiday_rules GROUP BY country ORDER BY country;
SELECT c, count(*) AS days, count(DISTINCT day) AS distinct_days, count(*) FILTER (WHERE extract(year FROM day) <> y) AS elsewhere
FROM unnest('{MX,US,CA}'::text[]) c, generate_series(1971, 2070) y, holidays(c, y) GROUP BY c ORDER BY c;

-- a deadline that falls on a closed day
SELECT d, next_business_day(d) AS weekends, next_business_day(d, ARRAY(SELECT day FROM holidays('MX', 2026))) AS in_mexico
FROM unnest('{2026-09-15,2026-09-16,2026-11-14,2026-11-16,2026-12-25}'::date[]) d;
SELECT add_business_days('2026-12-24', n, ARRAY(SELECT day FROM holidays('CA', 2026) UNION SELECT day FROM holidays('CA', 2027))) FROM generate_series(0, 2) n;
SELECT next_business_day(NULL) IS NULL AS none, next_business_day('2026-01-03', NULL) IS NULL AS unknown;
SELECT next_business_day('infinity');

-- lower case, absent, unknown, out of range
SELECT count(*) FROM holidays('mx', 2026);
SELECT count(*) FROM holidays(NULL, 2026);
SELECT count(*) FROM holidays('MX', NULL);
SELECT count(*) FROM holidays('XX', 2026);
SELECT count(*) FROM holidays('MX', 1582);
SELECT count(*) FROM holidays('MX', 10000);

-- own rows: in place of a shipped one, and of a country of one's own
BEGIN;
INSERT INTO holiday_rules (country, name, month, day, source) VALUES
	('MX', 'Navidad', 12, 24, 'contrato colectivo'), ('ON', 'Family Day', 2, 15, 'ESA 2000');
UPDATE holiday_rules SET weekday = 1 WHERE country = 'ON';
SELECT day, source FROM holidays('MX', 2026) WHERE name = 'Navidad';
SELECT * FROM holidays('ON', 2027);
ROLLBACK;
INSERT INTO holiday_rules (country, name, month, source) VALUES ('MX', 'half a day', 2, 'none');

-- where a publisher's changes are applied, shipped rows stay as they are
BEGIN;
SET LOCAL session_replication_role = replica;
DELETE FROM holiday_rules;
UPDATE holiday_rules SET source = 'theirs';
INSERT INTO holiday_rules SELECT * FROM holiday_rules;
INSERT INTO holiday_rules (country, name, month, day, source) VALUES ('MX', 'Fiesta', 8, 15, 'ours');
UPDATE holiday_rules SET day = 16 WHERE name = 'Fiesta';
SELECT country, name, month, day FROM holiday_rules WHERE NOT shipped;
DELETE FROM holiday_rules WHERE name = 'Fiesta';
SELECT count(*) FILTER (WHERE shipped) > 20 AS shipped, count(*) FILTER (WHERE NOT shipped) AS others, count(*) FILTER (WHERE source = 'theirs') AS theirs FROM holiday_rules;
ROLLBACK;
SELECT keep_shipped_rows();
