-- Business days, against a plain walk through the calendar.
SET datestyle = ISO;
SELECT add_business_days('2026-10-01', 1) AS thursday_plus_1,
       add_business_days('2026-10-02', 1) AS friday_plus_1,
       add_business_days('2026-10-03', 1) AS saturday_plus_1,
       add_business_days('2026-10-04', -1) AS sunday_minus_1,
       add_business_days('2026-10-03', 0) AS nothing_added,
       add_business_days('2026-10-01', 5) AS a_week;

-- Mexico, September 2026: the 16th is a Wednesday
SELECT add_business_days('2026-09-14', 3) AS plain,
       add_business_days('2026-09-14', 3, '{2026-09-16}') AS with_holiday,
       add_business_days('2026-09-15', 1, '{2026-09-16}') AS onto_it,
       add_business_days('2026-09-17', -1, '{2026-09-16}') AS back_over_it,
       add_business_days('2026-09-14', 3, '{2026-09-18,2026-09-16,2026-09-17,2026-09-16,2026-09-19}') AS chain,
       business_days_between('2026-09-14', '2026-09-18') AS days,
       business_days_between('2026-09-14', '2026-09-18', '{2026-09-16,2026-09-19}') AS less_a_holiday,
       business_days_between('2026-09-18', '2026-09-14', '{2026-09-16}') AS back;

-- holidays of a table
CREATE TEMP TABLE holiday (day date, name text);
INSERT INTO holiday VALUES ('2026-11-16', 'Revolución'), ('2026-12-25', 'Navidad'), ('2027-01-01', 'Año nuevo');
SELECT add_business_days('2026-12-24', n, ARRAY(SELECT day FROM holiday)) AS due
FROM generate_series(1, 6) n;

-- absent
SELECT add_business_days(NULL, 1) IS NULL AS no_day,
       add_business_days('2026-10-01', NULL) IS NULL AS no_number,
       add_business_days('2026-10-01', 1, NULL) IS NULL AS no_holidays_known,
       business_days_between('2026-10-01', NULL) IS NULL AS no_end,
       business_days_between('2026-10-03', '2026-10-04') AS weekend,
       business_days_between('2026-10-01', '2026-10-01') AS same_day;

-- every day of three years against the calendar, with fixed and moving holidays
CREATE TEMP TABLE calendar AS
SELECT d::date AS day,
       extract(isodow FROM d) < 6 AND d::date <> ALL (h.days) AS open, h.days
FROM generate_series('1999-01-01'::date, '2001-12-31', interval '1 day') d,
     (SELECT ARRAY(SELECT make_date(y, m, 1 + (y * m) % 28)
                   FROM generate_series(1998, 2002) y, generate_series(1, 12) m) AS days) h;
CREATE TEMP TABLE walk AS
SELECT *, sum(open::int) OVER (ORDER BY day) AS through FROM calendar;

SELECT count(*) AS pairs,
       count(*) FILTER (WHERE business_days_between(a.day, b.day, a.days) IS DISTINCT FROM
           CASE WHEN b.day >= a.day THEN b.through - a.through
                ELSE (b.through - b.open::int) - (a.through - a.open::int) END) AS differ
FROM walk a, walk b WHERE extract(day FROM a.day) IN (3, 17, 30);

-- the first day from which so many are counted
SELECT count(*) AS moves, count(*) FILTER (WHERE add_business_days(a.day, n, a.days) IS DISTINCT FROM
    (SELECT min(day) FROM walk b WHERE b.open AND b.through = a.through + n)) AS differ
FROM walk a, unnest('{1,2,5,30,100}'::int[]) n WHERE a.day < '2001-06-01' AND extract(day FROM a.day) < 9;
SELECT count(*) AS moves, count(*) FILTER (WHERE add_business_days(a.day, -n, a.days) IS DISTINCT FROM
    (SELECT max(day) FROM walk b WHERE b.open AND b.through = a.through - a.open::int - n + 1)) AS differ
FROM walk a, unnest('{1,2,5,30,100}'::int[]) n WHERE a.day > '1999-06-01' AND extract(day FROM a.day) < 9;
-- and what is added is counted
SELECT count(*) AS laws, count(*) FILTER (WHERE
    business_days_between(day, add_business_days(day, n, days), days) <> n) AS broken
FROM calendar, generate_series(-40, 40, 3) n WHERE day BETWEEN '1999-06-01' AND '2001-06-01';

-- the ends of time
SELECT add_business_days('4714-11-24 BC', 1);
SELECT business_days_between('4714-11-24 BC', '5874897-12-31') AS all_there_are;
SELECT add_business_days('5874897-12-30', 3);
SELECT add_business_days('4714-11-24 BC', -1);
SELECT add_business_days('2026-10-01', -2147483648);
SELECT add_business_days('infinity', 1);
SELECT business_days_between('2026-10-01', '-infinity');
SELECT add_business_days('2026-10-01', 1, '{2026-10-02,NULL}');
SELECT add_business_days('2026-10-01', 1, '{infinity}');
