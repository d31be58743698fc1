-- calendar/holiday
--
-- Which days are closed is law, and law moves; so it is data: one row a rule,
-- with its source.  Rows of the extension are marked as shipped and left out
-- of dumps; a user's own rows are dumped, and those of the same country and
-- name take the place of shipped ones.

CREATE TABLE holiday_rules (
	country text NOT NULL,
	name text NOT NULL,
	month integer CHECK (month BETWEEN 1 AND 12),
	day integer CHECK (day BETWEEN 1 AND 31),
	weekday integer CHECK (weekday BETWEEN 1 AND 7),
	easter_days integer,
	first_year integer NOT NULL DEFAULT 1583,
	last_year integer,
	every integer NOT NULL DEFAULT 1 CHECK (every > 0),
	observed text NOT NULL DEFAULT 'itself' CHECK (observed IN ('itself', 'monday', 'nearest')),
	source text NOT NULL,
	shipped boolean NOT NULL DEFAULT false,
	PRIMARY KEY (country, name, first_year, shipped),
	CHECK ((easter_days IS NULL) = (month IS NOT NULL AND day IS NOT NULL))
);
GRANT SELECT ON holiday_rules TO PUBLIC;
GRANT INSERT, UPDATE, DELETE ON holiday_rules TO @extowner@ WITH GRANT OPTION;
COMMENT ON TABLE holiday_rules IS
	'holidays by rule, for holidays(): a day of a month, or the first such weekday (1 Monday to 7 Sunday) on or after it, or so many days after Easter; in the years from first_year to last_year, NULL for no end, every so many; where it falls on a weekend it is observed on the day itself, on the next Monday after a Sunday (monday), or on the nearest weekday (nearest); own rows have shipped = false and take the place of shipped ones of the same country and name';

INSERT INTO holiday_rules VALUES
	('MX', 'Año nuevo', 1, 1, NULL, NULL, 1970, NULL, 1, 'itself', 'Ley Federal del Trabajo, art. 74, fracc. I', true),
	('MX', 'Día de la Constitución', 2, 5, NULL, NULL, 1970, 2005, 1, 'itself', 'Ley Federal del Trabajo, art. 74, before the reform DOF 17-01-2006', true),
	('MX', 'Día de la Constitución', 2, 1, 1, NULL, 2006, NULL, 1, 'itself', 'Ley Federal del Trabajo, art. 74, fracc. II (DOF 17-01-2006)', true),
	('MX', 'Natalicio de Benito Juárez', 3, 21, NULL, NULL, 1970, 2005, 1, 'itself', 'Ley Federal del Trabajo, art. 74, before the reform DOF 17-01-2006', true),
	('MX', 'Natalicio de Benito Juárez', 3, 15, 1, NULL, 2006, NULL, 1, 'itself', 'Ley Federal del Trabajo, art. 74, fracc. III (DOF 17-01-2006)', true),
	('MX', 'Día del Trabajo', 5, 1, NULL, NULL, 1970, NULL, 1, 'itself', 'Ley Federal del Trabajo, art. 74, fracc. IV', true),
	('MX', 'Día de la Independencia', 9, 16, NULL, NULL, 1970, NULL, 1, 'itself', 'Ley Federal del Trabajo, art. 74, fracc. V', true),
	('MX', 'Día de la Revolución', 11, 20, NULL, NULL, 1970, 2005, 1, 'itself', 'Ley Federal del Trabajo, art. 74, before the reform DOF 17-01-2006', true),
	('MX', 'Día de la Revolución', 11, 15, 1, NULL, 2006, NULL, 1, 'itself', 'Ley Federal del Trabajo, art. 74, fracc. VI (DOF 17-01-2006)', true),
	('MX', 'Transmisión del Poder Ejecutivo Federal', 12, 1, NULL, NULL, 1970, 2018, 6, 'itself', 'Ley Federal del Trabajo, art. 74, fracc. VII', true),
	('MX', 'Transmisión del Poder Ejecutivo Federal', 10, 1, NULL, NULL, 2024, NULL, 6, 'itself', 'Ley Federal del Trabajo, art. 74, fracc. VII; Constitución, art. 83', true),
	('MX', 'Navidad', 12, 25, NULL, NULL, 1970, NULL, 1, 'itself', 'Ley Federal del Trabajo, art. 74, fracc. VIII', true),
	('US', 'New Year''s Day', 1, 1, NULL, NULL, 1971, NULL, 1, 'nearest', '5 U.S.C. 6103(a), (b); E.O. 11582, sec. 3', true),
	('US', 'Birthday of Martin Luther King, Jr.', 1, 15, 1, NULL, 1986, NULL, 1, 'itself', '5 U.S.C. 6103(a)', true),
	('US', 'Washington''s Birthday', 2, 15, 1, NULL, 1971, NULL, 1, 'itself', '5 U.S.C. 6103(a)', true),
	('US', 'Memorial Day', 5, 25, 1, NULL, 1971, NULL, 1, 'itself', '5 U.S.C. 6103(a)', true),
	('US', 'Juneteenth National Independence Day', 6, 19, NULL, NULL, 2021, NULL, 1, 'nearest', '5 U.S.C. 6103(a), (b) (P.L. 117-17); E.O. 11582, sec. 3', true),
	('US', 'Independence Day', 7, 4, NULL, NULL, 1971, NULL, 1, 'nearest', '5 U.S.C. 6103(a), (b); E.O. 11582, sec. 3', true),
	('US', 'Labor Day', 9, 1, 1, NULL, 1971, NULL, 1, 'itself', '5 U.S.C. 6103(a)', true),
	('US', 'Columbus Day', 10, 8, 1, NULL, 1971, NULL, 1, 'itself', '5 U.S.C. 6103(a)', true),
	('US', 'Veterans Day', 10, 22, 1, NULL, 1971, 1977, 1, 'itself', '5 U.S.C. 6103(a) as of P.L. 90-363', true),
	('US', 'Veterans Day', 11, 11, NULL, NULL, 1978, NULL, 1, 'nearest', '5 U.S.C. 6103(a), (b) (P.L. 94-97); E.O. 11582, sec. 3', true),
	('US', 'Thanksgiving Day', 11, 22, 4, NULL, 1971, NULL, 1, 'itself', '5 U.S.C. 6103(a)', true),
	('US', 'Christmas Day', 12, 25, NULL, NULL, 1971, NULL, 1, 'nearest', '5 U.S.C. 6103(a), (b); E.O. 11582, sec. 3', true),
	('CA', 'New Year''s Day', 1, 1, NULL, NULL, 1985, NULL, 1, 'itself', 'Canada Labour Code, s. 166', true),
	('CA', 'Good Friday', NULL, NULL, NULL, -2, 1985, NULL, 1, 'itself', 'Canada Labour Code, s. 166', true),
	('CA', 'Victoria Day', 5, 18, 1, NULL, 1985, NULL, 1, 'itself', 'Canada Labour Code, s. 166; Holidays Act, s. 4', true),
	('CA', 'Canada Day', 7, 1, NULL, NULL, 1985, NULL, 1, 'monday', 'Canada Labour Code, s. 166; Holidays Act, s. 2', true),
	('CA', 'Labour Day', 9, 1, 1, NULL, 1985, NULL, 1, 'itself', 'Canada Labour Code, s. 166', true),
	('CA', 'National Day for Truth and Reconciliation', 9, 30, NULL, NULL, 2021, NULL, 1, 'itself', 'Canada Labour Code, s. 166 (S.C. 2021, c. 11)', true),
	('CA', 'Thanksgiving Day', 10, 8, 1, NULL, 1985, NULL, 1, 'itself', 'Canada Labour Code, s. 166', true),
	('CA', 'Remembrance Day', 11, 11, NULL, NULL, 1985, NULL, 1, 'itself', 'Canada Labour Code, s. 166; Holidays Act, s. 3', true),
	('CA', 'Christmas Day', 12, 25, NULL, NULL, 1985, NULL, 1, 'itself', 'Canada Labour Code, s. 166', true),
	('CA', 'Boxing Day', 12, 26, NULL, NULL, 1985, NULL, 1, 'itself', 'Canada Labour Code, s. 166', true);

CREATE TRIGGER keep_shipped_rows BEFORE INSERT OR UPDATE OR DELETE ON holiday_rules
	FOR EACH ROW EXECUTE FUNCTION keep_shipped_rows();
ALTER TABLE holiday_rules ENABLE REPLICA TRIGGER keep_shipped_rows;
SELECT pg_catalog.pg_extension_config_dump('holiday_rules', 'WHERE NOT shipped');

CREATE FUNCTION holidays_easter(year integer) RETURNS date
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION holidays_easter(integer) IS
	'Easter Sunday of a Gregorian year (Meeus, Astronomical Algorithms)';

CREATE FUNCTION holidays_require(country text, known boolean, year integer) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION holidays_require(text, boolean, integer) IS
	'true; 22023 where no rule of the country is known, 22008 for a year outside 1583 to 9999';

CREATE FUNCTION holidays(country text, year integer)
	RETURNS TABLE (day date, name text, source text)
	LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 12
BEGIN ATOMIC
	WITH rule AS (
		SELECT r.*, y FROM holiday_rules r, pg_catalog.generate_series(holidays.year - 1, holidays.year + 1) y
		WHERE r.country = pg_catalog.upper(holidays.country) AND y BETWEEN r.first_year AND coalesce(r.last_year, y)
			AND (y - r.first_year) % r.every = 0
			AND (NOT r.shipped OR NOT EXISTS (SELECT FROM holiday_rules o
				 WHERE o.country = r.country AND o.name = r.name AND NOT o.shipped))
	), placed AS (
		SELECT rule.name, rule.source, rule.observed,
			   CASE WHEN easter_days IS NOT NULL THEN holidays_easter(y) + easter_days
					WHEN weekday IS NULL THEN pg_catalog.make_date(y, month, rule.day)
					ELSE pg_catalog.make_date(y, month, rule.day)
						 + (weekday - extract(isodow FROM pg_catalog.make_date(y, month, rule.day))::integer + 7) % 7 END AS day
		FROM rule
	), seen AS (
		SELECT placed.name, placed.source,
			   CASE WHEN observed <> 'itself' AND extract(isodow FROM placed.day)::integer = 7 THEN placed.day + 1
					WHEN observed = 'nearest' AND extract(isodow FROM placed.day)::integer = 6 THEN placed.day - 1
					ELSE placed.day END AS day
		FROM placed
	)
	SELECT seen.day, seen.name, seen.source FROM seen
	WHERE holidays_require(holidays.country, EXISTS (SELECT FROM holiday_rules r WHERE r.country = pg_catalog.upper(holidays.country)), holidays.year)
		AND extract(year FROM seen.day)::integer = holidays.year
	ORDER BY seen.day, seen.name COLLATE "C";
END;
COMMENT ON FUNCTION holidays(text, integer) IS
	'the days of the year that are holidays by law in MX (Ley Federal del Trabajo, art. 74), US (5 U.S.C. 6103, as observed) or CA (Canada Labour Code, s. 166), or by rows of your own in holiday_rules, in order; days of elections, of States and of provinces are not among them; no rows where an argument is NULL; 22023 for a country without rules, 22008 for a year outside 1583 to 9999';
