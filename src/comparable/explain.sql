-- comparable/explain
--
-- Which stored figures print as a claimed one.

CREATE TYPE stored_figure AS (
	period time_period,
	vintage text,
	value numeric,
	basis text,
	unit text
);
COMMENT ON TYPE stored_figure IS
	'a figure as a release (the vintage) states it: of a period, on a basis such as balance of payments or Census, in a unit; for explain_figure';

CREATE FUNCTION explain_figure(source stored_figure[], claimed_level numeric,
		claimed_growth numeric DEFAULT NULL, tolerance numeric DEFAULT 0, n integer DEFAULT 1)
	RETURNS TABLE (period time_period, vintage text, base_vintage text, mixed boolean,
		basis text, unit text, power_of_ten integer, policies base_policy[],
		value numeric, base_value numeric, growth numeric, chance_matches double precision)
	LANGUAGE SQL IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE
BEGIN ATOMIC
	WITH claim AS (
		-- whole numbers of the last printed place, and how far off one may be
		SELECT claimed_level * pg_catalog.power(10::numeric, pg_catalog.scale(claimed_level)::numeric) AS level,
			pg_catalog.power(10::numeric, pg_catalog.scale(claimed_level)::numeric) AS level_unit,
			claimed_growth * pg_catalog.power(10::numeric, pg_catalog.scale(claimed_growth)::numeric) AS growth,
			pg_catalog.power(10::numeric, pg_catalog.scale(claimed_growth)::numeric) AS growth_unit,
			0.5 + tolerance AS half),
	figure AS (
		-- of the text, here and in the order at the end of the days: a dump does not know
		-- that the operator class of periods comes before
		SELECT DISTINCT ON (f.period::text, f.vintage, f.value, f.basis, f.unit) f.period, f.vintage, f.value, f.basis, f.unit
		FROM pg_catalog.unnest(source) f WHERE f.value IS NOT NULL AND f.period IS NOT NULL),
	candidate AS (
		SELECT f.*, b.vintage AS base_vintage, b.value AS base_value
		FROM figure f LEFT JOIN figure b ON claimed_growth IS NOT NULL
			AND freq(b.period) = freq(f.period) AND b.period = period_minus(f.period, n)
			AND b.basis IS NOT DISTINCT FROM f.basis AND b.unit IS NOT DISTINCT FROM f.unit
		WHERE claimed_growth IS NULL OR b.period IS NOT NULL),
	chance AS (
		SELECT pg_catalog.sum(CASE WHEN base_value < 0::numeric THEN 2 ELSE 1 END)::double precision
			* coalesce(least(1::numeric, CASE WHEN pg_catalog.abs(level) > half THEN
				pg_catalog.log((pg_catalog.abs(level) + half) / (pg_catalog.abs(level) - half)) / 3::numeric END), 1::numeric)::double precision
			* coalesce(least(1::numeric, 2::numeric * half / (200::numeric * growth_unit)), 1::numeric)::double precision AS matches
		FROM candidate, claim GROUP BY level, half, growth_unit),
	at_level AS (
		SELECT c.*, ten.power_of_ten
		FROM candidate c, claim, (SELECT NULL::integer AS power_of_ten WHERE claimed_level IS NULL
			UNION ALL SELECT 3 * s FROM pg_catalog.generate_series(-3, 3) s WHERE claimed_level IS NOT NULL) ten
		WHERE claimed_level IS NULL
			OR pg_catalog.abs((CASE WHEN level >= 0::numeric THEN pg_catalog.abs(c.value) ELSE c.value END)
					* level_unit * pg_catalog.power(10::numeric, 9::numeric)
				- level * pg_catalog.power(10::numeric, (9 + ten.power_of_ten)::numeric))
				<= half * pg_catalog.power(10::numeric, (9 + ten.power_of_ten)::numeric)),
	explained AS (
		SELECT a.*, ARRAY(
			SELECT p FROM pg_catalog.unnest(pg_catalog.enum_range(NULL::base_policy)) WITH ORDINALITY t (p, k),
				LATERAL (SELECT CASE WHEN p OPERATOR(pg_catalog.=) 'abs_base'::base_policy THEN pg_catalog.abs(a.base_value) ELSE a.base_value END AS divisor) d
			WHERE pct_change(a.value, a.base_value, p) IS NOT NULL
				AND pg_catalog.abs(100::numeric * (a.value - a.base_value) * growth_unit - claim.growth * divisor)
					<= half * pg_catalog.abs(divisor)
			ORDER BY k) AS policies
		FROM at_level a, claim)
	SELECT e.period, e.vintage, e.base_vintage, e.vintage IS DISTINCT FROM e.base_vintage AND claimed_growth IS NOT NULL,
		e.basis, e.unit, e.power_of_ten, e.policies, e.value, e.base_value,
		pct_change(e.value, e.base_value, e.policies[1]), c.matches
	FROM explained e, chance c
	WHERE (claimed_level IS NOT NULL OR claimed_growth IS NOT NULL)
		AND (claimed_growth IS NULL OR pg_catalog.cardinality(e.policies) > 0)
	ORDER BY 4, period_start(e.period), period_end(e.period) DESC, e.vintage, e.base_vintage, e.basis, e.unit, e.power_of_ten;
END;
COMMENT ON FUNCTION explain_figure(stored_figure[], numeric, numeric, numeric, integer) IS
	'the stored figures that print as the claimed level (a positive claim is of the magnitude, as the press has deficits) and, with the figure n periods before on the same basis and in the same unit, as the claimed growth in percent: a row for each vintage, base vintage, basis, unit and power of ten (stored / printed, in steps of 10^3 from 10^-9 to 10^9), those of one vintage first, then mixtures; the policies under which the growth prints; compared exactly, a stored value may be half a unit of the last printed place off, and tolerance more such units; chance_matches is the number of rows that figures of no relation would give, with levels of log-uniform digits over three powers of ten and growth uniform over 200 points; no row: no release says this; a NULL claim is not asked for';
