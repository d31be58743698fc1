-- A period still filling against the same part of another.
SET datestyle = 'ISO';
CREATE TEMP TABLE closed AS SELECT unnest('{2024-03-18, 2025-03-24}'::date[]) AS day;

-- by hand: Friday, 14 March 2025, is the 14th day and the 10th business day of
-- its month; the 10th of March 2024 was Thursday the 14th, and of April 2024
-- Friday the 12th
SELECT n, elapsed_range('2025-03-14', 'M', n) AS days, elapsed_range('2025-03-14', 'M', n, 'business') AS business
FROM unnest('{0, 1, 11, 12, -1}'::int[]) n;
-- with holidays: the 20th of March 2025 is the 14th business day, which of March
-- 2024 is Wednesday the 20th, or Thursday the 21st where Monday the 18th is closed
SELECT elapsed_range('2025-03-20', 'month', 12, 'business', ARRAY(SELECT day FROM closed)) AS with_holidays,
	elapsed_range('2025-03-20', 'month', 12, 'business') AS without;
-- a period that is over stands beside a whole one; a shorter one is whole earlier
SELECT as_of, elapsed_range(as_of, 'M', 1) AS days, elapsed_range(as_of, 'M', 1, 'business') AS business
FROM unnest('{2025-02-27, 2025-02-28, 2025-03-29, 2025-03-30, 2025-03-31}'::date[]) as_of;
SELECT elapsed_range('2024-02-29', 'M', 12), elapsed_range('2025-02-28', 'M', 12), elapsed_range('2025-05-15', 'Q', 4),
	elapsed_range('2025-05-15', 'W', 1), elapsed_range('2025-05-15', 'A', 1), elapsed_range('2025-05-15', 'D', 7);
-- on a closed day the closed days that follow have gone by as well: Sunday 9
-- March 2025, and Saturday 1 February 2025, before any business day of its month
SELECT as_of, elapsed_range(as_of, 'M', n, 'business'), isempty(elapsed_range(as_of, 'M', n, 'business'))
FROM (VALUES ('2025-03-09'::date, 12), ('2025-02-01', 12), ('2025-02-01', -1), ('2025-02-02', 1)) t (as_of, n);

-- against a count in plain SQL: every day of three years, all frequencies
WITH days AS (
	SELECT d::date AS day, extract(isodow FROM d) < 6 AND d::date NOT IN (SELECT day FROM closed) AS open
	FROM generate_series('2022-01-01'::timestamp, '2026-12-31', '1 day') d),
numbered AS (
	SELECT f, day, open, period(day, f) AS p, row_number() OVER w AS nth, count(*) FILTER (WHERE open) OVER w AS nth_open
	FROM days, unnest('{W,M,Q}'::text[]) f WINDOW w AS (PARTITION BY f, period(day, f) ORDER BY day)),
asked AS (SELECT *, CASE f WHEN 'W' THEN 52 WHEN 'M' THEN 12 ELSE 4 END AS n FROM numbered
	WHERE day BETWEEN '2023-03-01' AND '2026-02-28'),
counted AS (
	SELECT a.f, a.day, a.n, CASE WHEN a.day = period_end(a.p) THEN max(b.day) ELSE max(b.day) FILTER (WHERE b.nth <= a.nth) END AS by_day,
		CASE WHEN a.day = period_end(a.p) THEN max(b.day)
			WHEN a.open THEN least(min(b.day) FILTER (WHERE b.nth_open >= a.nth_open), max(b.day))
			ELSE coalesce(max(b.day) FILTER (WHERE b.nth_open <= a.nth_open), min(b.day) - 1) END AS by_business
	FROM asked a JOIN numbered b ON b.f = a.f AND b.p = a.p - a.n GROUP BY a.f, a.day, a.n, a.p, a.open)
SELECT f, count(*) AS days, count(*) FILTER (WHERE by_day IS DISTINCT FROM elapsed_last(day, f, n)) AS days_differ,
	count(*) FILTER (WHERE coalesce(by_business, '-infinity') IS DISTINCT FROM elapsed_last(day, f, n, 'business', ARRAY(SELECT day FROM closed)))
		AS business_differ
FROM counted GROUP BY f ORDER BY f;

-- an index on the day serves it
CREATE TEMP TABLE shipment AS SELECT d::date AS day, 1.5 AS v FROM generate_series('2000-01-01'::timestamp, '2025-03-14', '1 day') d;
CREATE INDEX ON shipment (day);
ANALYZE shipment;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT sum(v) FROM shipment WHERE same_elapsed(day, '2025-03-14', 'M', 12);
EXPLAIN (COSTS OFF) SELECT sum(v) FROM shipment WHERE same_elapsed(day, '2025-03-20', 'M', 12, 'business', '{2024-03-18}');
-- rows so far, and growth per working day: 9 of them in March 2025 up to the 13th,
-- 10 in April 2024, and 21 / 9 is 29.63 % more than 18 / 10
SELECT count(*) FILTER (WHERE same_elapsed(day, '2025-03-13', 'M')) AS now,
	count(*) FILTER (WHERE same_elapsed(day, '2025-03-13', 'M', 11)) AS days,
	count(*) FILTER (WHERE same_elapsed(day, '2025-03-13', 'M', 11, 'business')) AS business,
	round(pct_change(per_business_day(21.0, elapsed_range('2025-03-13', 'M', 0)),
		per_business_day(18.0, elapsed_range('2025-03-13', 'M', 11))), 2) AS per_working_day
FROM shipment;

-- NULL, nothing to divide by, errors
SELECT same_elapsed(NULL, '2025-03-14', 'M'), same_elapsed('2025-03-14', NULL, 'M'), elapsed_range('2025-03-14', 'M', NULL);
SELECT per_business_day(5.0::float8, '[2025-03-10,2025-03-15)'), per_business_day(5.0, '[2025-03-15,2025-03-17)'),
	per_business_day(5.0, 'empty'), per_business_day(5.0, '(,2025-01-01]');
SELECT elapsed_last('2025-03-14', 'M', 1, 'weekday');
SELECT elapsed_last('2025-03-14', 'M', 1, 'business', ARRAY[NULL::date]);
SELECT elapsed_last('infinity', 'M', 1);
SELECT elapsed_last('2025-03-14', 'M', 100000);
SELECT elapsed_last('2025-03-14', 'moon', 1);
