-- Change between two values. Figures of U.S. goods trade: U.S. Census Bureau.

-- the base policies, row by row
CREATE TEMP TABLE pair (id int, new numeric, base numeric);
INSERT INTO pair VALUES
	(1, 120, 100),					-- rose
	(2, -202674.1, -297047.7),		-- China 2025: deficit narrowed
	(3, -197033.2, -168618.0),		-- Mexico 2025: deficit widened
	(4, 251.2, -1500.6),			-- Poland: reversed to surplus
	(5, -11.8, -0.3),				-- Nepal: a tiny base
	(6, 5, 0),						-- new
	(7, 0, 100),					-- end of a surplus
	(8, 0, -100),					-- end of a deficit
	(9, 0, 0),
	(10, -20, 100),					-- reversed to deficit
	(11, NULL, 100),
	(12, 100, NULL);
SELECT new, base, round(pct_change(new, base), 2) AS strict,
	round(pct_change(new, base, 'signed'), 2) AS signed,
	round(pct_change(new, base, 'magnitude'), 2) AS magnitude,
	round(pct_change(new, base, 'abs_base'), 2) AS abs_base
FROM pair ORDER BY id;

-- the same in double precision
SELECT id, p AS policy
FROM pair, unnest(enum_range(NULL::base_policy)) p
WHERE round(pct_change(new::float8, base::float8, p)::numeric, 8)
	IS DISTINCT FROM round(pct_change(new, base, p), 8);

-- no digits are lost on the way, and numeric stays numeric
SELECT pct_change(107, 100) AS whole, pct_change(107.0, 100.0) AS decimal,
	pg_typeof(pct_change(107, 100)) AS t1,
	pg_typeof(pct_change(107.0, 100.0)) AS t2;

-- U.S. imports from Mexico, 2021 and 2022: 18.2715, 16.7812, 16.7420
SELECT round(pct_change(n, b), 4) AS pct, round(log_change(n, b), 4) AS log,
	round(midpoint_change(n, b), 4) AS midpoint,
	round(log_change(n::float8, b::float8)::numeric, 4) AS log_f,
	round(midpoint_change(n::float8, b::float8)::numeric, 4) AS midpoint_f
FROM (VALUES (454929.951197, 384648.92171)) v (n, b);

-- logarithms need two positive values, midpoints two that are not negative
SELECT n, b, log_change(n, b) IS NULL AS no_log, midpoint_change(n, b) AS midpoint,
	log_change(n::numeric, b::numeric) IS NULL AS no_log_n,
	round(midpoint_change(n::numeric, b::numeric), 2) AS midpoint_n
FROM (VALUES (5::float8, 0::float8), (0, 5), (0, 0), (-1, 5), (5, -1), (1, NULL)) v (n, b);

-- log changes add up over time and do not suffer near zero change or far apart
SELECT round((log_change(4, 2) + log_change(2, 1) - log_change(4, 1))::numeric, 10) AS nothing,
	round(log_change(1 + 1e-12::float8, 1)::numeric, 18) AS tiny,
	round(log_change(1e300::float8, 1e-300)::numeric, 6) AS far,
	round(log_change(1e-1500::numeric, 1e10::numeric), 6) AS farther;

-- annual rates: 1 % a month, 2 % a quarter, 21 % over two years
SELECT round(annualize(1::float8, 12)::numeric, 10) AS monthly,
	round(annualize(2.0, 4), 8) AS quarterly,
	annualize(21.0, 1, 2)::numeric(12, 8) AS two_years,
	round(annualize(21::float8, 1, 2)::numeric, 8) AS two_years_f,
	annualize(5::float8, 12, 12) AS a_year, annualize(5.25, 4, 4) AS a_year_n,
	annualize(-100::float8, 12) AS all_lost, annualize(-101::float8, 12) AS more,
	annualize(-100.0, 12)::numeric(12, 4) AS all_lost_n, annualize(-101.0, 12) AS more_n;
SELECT annualize(1.0, 0);
SELECT annualize(1::float8, 12, -1);

-- 100 to 121 in two years, and what has no rate
SELECT round(cagr(100.0, 121.0, 2), 8) AS n, round(cagr(100, 121, 2)::numeric, 8) AS f,
	cagr(100, 107, 1) AS one_year, cagr(100, 121, 0) AS no_years,
	cagr(100.0, 121.0, 0) AS no_years_n, cagr(-100, 121, 2) AS loss_before,
	cagr(100.0, 0.0, 2) AS gone;
SELECT cagr(100, 121, -2);
SELECT cagr(100.0, 121.0, -2.0);

-- contributions add up to the growth of the total
SELECT sum(contribution(n, b, 200.0))::numeric(10, 4) AS sum,
	pct_change(sum(n), 200.0)::numeric(10, 4) AS growth,
	sum(contribution(n::float8, b::float8, 200)) AS sum_f
FROM (VALUES (130.0, 100.0), (70.0, 80.0), (20.0, 20.0)) v (n, b);
SELECT contribution(1, 2, 0) AS no_total, contribution(1.0, 2.0, -5.0) AS negative_total,
	contribution(1, NULL, 5) AS entry;

-- refused at the door, and too large for a double
SELECT pct_change('NaN'::float8, 1);
SELECT pct_change(1, 'Infinity'::numeric);
SELECT cagr(1, 2, 'Infinity'::float8);
SELECT pct_change(1e308::float8, -1e308, 'abs_base');
SELECT pct_change(1e308::float8, 1e-308);
SELECT pct_change(5e307::float8, 1e307) AS still_fine;

-- a policy that somebody else has added
ALTER TYPE base_policy ADD VALUE 'hopeful';
SELECT pct_change(1, 2, 'hopeful');

-- or renamed: what a session has learned of the labels does not outlive it
SELECT pct_change(-1, -2, 'signed');
ALTER TYPE base_policy RENAME VALUE 'signed' TO 'as_written';
SELECT pct_change(-1, -2, 'as_written');
ALTER TYPE base_policy RENAME VALUE 'as_written' TO 'signed';
SELECT pct_change(-1, -2, 'signed');
-- no command takes a label away again, and tests to come share the database
DELETE FROM pg_enum WHERE enumtypid = 'base_policy'::regtype AND enumlabel = 'hopeful';
