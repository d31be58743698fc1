SET datestyle = 'ISO, YMD';
-- Every frequency, its canonical text and its parts.
SELECT p, freq(p), year(p), subperiod(p), period_start(p), period_end(p),
       periods_per_year(p), periods_per_year(f) = periods_per_year(p) AS same
FROM unnest(ARRAY['A', 'S', 'T', 'Q', 'M', 'W', 'D']) AS f,
     LATERAL (SELECT period(date '2025-07-31', f) AS p) AS s;

-- A week belongs to the year of its Thursday.
SELECT p, year(p), subperiod(p), period_start(p), period_end(p)
FROM unnest(ARRAY[period('2024-12-30', 'W'), period('2021-01-03', 'W')]) AS p;

-- Frequencies by code or by English word, in any case.
SELECT f, period('2025-07-31', f)
FROM unnest(ARRAY['a', 'year', 'Annual', 's', 'half-year', 'semiannual', 'four-month',
                  'QUARTER', 'quarterly', 'm', 'Month', 'monthly', 'week', 'weekly',
                  'day', 'daily']) AS f;
SELECT period('2025-07-31', 'H');
SELECT period('2025-07-31', 'trimester');
SELECT period('2025-07-31', '');
SELECT periods_per_year(repeat('month', 1000));

-- NULL in, NULL out.
SELECT NULL::time_period + 1 IS NULL AS a, period(NULL, 'M') IS NULL AS b,
       period(date '2025-07-31', NULL) IS NULL AS c, freq(NULL) IS NULL AS d,
       NULL::time_period::daterange IS NULL AS e, NULL::time_period::date IS NULL AS f,
       to_freq('2025', NULL) IS NULL AS g, (NULL <@ time_period '2025') IS NULL AS h,
       (time_period '2025' && NULL) IS NULL AS i;

-- Dates that have no period.
SELECT period('infinity', 'M');
SELECT period('-infinity', 'D');
SELECT period('10000-01-01', 'A');
SELECT period('0001-12-31 BC', 'W');
SELECT period('0001-01-01', f), period('9999-12-31', f)
FROM unnest(ARRAY['A', 'S', 'T', 'Q', 'M', 'W', 'D']) AS f;

-- Arithmetic counts periods.
SELECT time_period '2025-11' + 3 AS months, 2 + time_period '2025-Q4' AS quarters,
       time_period '2021-W01' - 1 AS weeks, time_period '2024-03-01' - 1 AS days,
       time_period '2025' + (-25) AS years, time_period '2025-T1' - 1 AS thirds,
       time_period '2025-S2' + 1 AS halves;
SELECT time_period '2025-07' - '2024-07' AS months, time_period '2021-W01' - '2020-W01' AS weeks,
       time_period '2025-03-01' - '2024-03-01' AS days, time_period '2024' - '2025' AS years;
SELECT time_period '2025-07' - time_period '2025';
SELECT time_period '2025-Q3' - time_period '2025-07';
SELECT time_period '9999-12' + 1;
SELECT time_period '0001-W01' - 1;
SELECT time_period '2025' + 2147483647;
SELECT time_period '2025' - (-2147483648);

-- Order: by first day, of those a day first and then the longer.
SELECT string_agg(p::text, ' ' ORDER BY p) AS in_order, min(p), max(p)
FROM unnest('{2025-01-01,2025-02,2025-W01,2025-Q1,2025,2025-T1,2024-12-31,2025-01,2025-S1,2024-12}'::time_period[]) AS p;
SELECT a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt
FROM (VALUES (time_period '2025', time_period '2025-01'), ('2025-07', '2025-07'),
             ('2025-07', '2025-06')) AS v(a, b);
SELECT min(p), max(p), count(p) FROM (VALUES (NULL::time_period)) AS v(p);

-- Other frequencies.
SELECT p, to_freq(p, 'A') AS year, to_freq(p, 'Q') AS quarter, to_freq(p, 'M') AS first_month,
       to_freq(p, 'M', 'end') AS last_month, to_freq(p, 'W') AS first_week,
       to_freq(p, 'W', 'end') AS last_week, to_freq(p, 'D', 'end') AS last_day
FROM unnest('{2025,2025-S2,2025-Q1,2024-02}'::time_period[]) AS p;
-- A week lies where its Thursday lies: 2020-W53 reaches into 2021, its Thursday does not.
SELECT p, to_freq(p, 'A') AS year, to_freq(p, 'M') AS month, to_freq(p, 'D') AS first_day,
       to_freq(p, 'D', 'end') AS last_day
FROM unnest('{2020-W53,2025-W01,2025-W18}'::time_period[]) AS p;
SELECT to_freq('2025-05', 'T') AS t, to_freq('2025-T1', 'S') AS s, to_freq('2025-S2', 'T', 'end') AS last_t;
SELECT to_freq('2025-Q2', 'T');
SELECT to_freq('2025-T2', 'S');
SELECT to_freq('2025-T2', 'Q');
SELECT to_freq('2025', 'M', 'middle');
SELECT to_freq('9999-W52', 'D', 'end');

-- Fiscal years: federal United States (October, named by the end), Canada and
-- India (April), a calendar year, and the whole round of a year's months.
SELECT day, fiscal_period(day, 'A', 10, 'end') AS us, fiscal_period(day, 'Q', 10, 'end') AS us_quarter,
       fiscal_period(day, 'A', 10, 'start') AS sdmx, fiscal_period(day, 'Q', 4, 'start') AS april,
       fiscal_period(day, 'M', 4, 'start') AS april_month, fiscal_period(day, 'Q', 1, 'end') AS calendar
FROM unnest('{2024-09-30,2024-10-01,2025-03-31,2025-04-01,2025-12-31}'::date[]) AS day;
SELECT fiscal_period('2025-01-01', 'W', 10, 'end');
SELECT fiscal_period('2025-01-01', 'A', 0, 'end');
SELECT fiscal_period('2025-01-01', 'A', 13, 'end');
SELECT fiscal_period('2025-01-01', 'A', 10, 'both');
SELECT fiscal_period('9999-12-31', 'A', 10, 'end');
SELECT fiscal_period('0001-01-01', 'A', 10, 'start');

-- Containment and overlap are about days.
SELECT time_period '2025-Q1' @> date '2025-03-31' AS last_day, date '2025-04-01' <@ time_period '2025-Q1' AS next_day,
       time_period '2025' @> time_period '2025-07' AS month, time_period '2025-07' @> time_period '2025' AS year,
       time_period '2025-07' <@ time_period '2025-07' AS itself,
       time_period '2025-01' @> time_period '2025-W01' AS straddling, time_period '2025-W01' && time_period '2025-01' AS overlap,
       time_period '2025-01' && time_period '2025-02' AS apart,
       time_period '9999-12-31' <@ time_period '9999-W52' AS at_the_end;
-- The operators against daterange, for all pairs of a sample.
WITH sample AS (
    SELECT period(date '2024-11-25' + i, f) AS p
    FROM generate_series(0, 70, 7) AS i, unnest(ARRAY['A', 'S', 'T', 'Q', 'M', 'W', 'D']) AS f
    UNION
    SELECT period(d, f)
    FROM unnest('{0001-01-01,9999-12-31}'::date[]) AS d, unnest(ARRAY['A', 'S', 'T', 'Q', 'M', 'W', 'D']) AS f)
SELECT count(*) FILTER (WHERE (a.p @> b.p) <> (a.p::daterange @> b.p::daterange)) AS contains,
       count(*) FILTER (WHERE (a.p <@ b.p) <> (a.p::daterange <@ b.p::daterange)) AS within,
       count(*) FILTER (WHERE (a.p && b.p) <> (a.p::daterange && b.p::daterange)) AS overlaps,
       count(*) FILTER (WHERE (a.p @> b.p::date) <> (a.p::daterange @> b.p::date)) AS contains_day,
       count(*) > 1000 AS enough
FROM sample AS a, sample AS b;

-- Casts.
SELECT time_period '2025-Q3'::date, time_period '2025-02'::daterange, time_period '2025-W05'::text,
       '2025M7'::text::time_period, to_jsonb(time_period '2025-07');

-- Series.
SELECT string_agg(p::text, ' ') FROM generate_series(time_period '2024-11', '2025-02') AS p;
SELECT string_agg(p::text, ' ') FROM generate_series(time_period '2025-Q4', '2024-Q1', -2) AS p;
SELECT string_agg(p::text, ' ') FROM generate_series(time_period '2020-W52', '2021-W01', 1) AS p;
SELECT count(*) FROM generate_series(time_period '2025', '2024') AS p;
SELECT count(*) FROM generate_series(time_period '2025', NULL) AS p;
SELECT string_agg(p::text, ' ') FROM generate_series(time_period '9998', '9999', 2147483647) AS p;
SELECT generate_series(time_period '2025-01', '2025-02'), generate_series(time_period '2024', '2025');
SELECT generate_series(time_period '2025-01', '2025-02', 0);
SELECT generate_series(time_period '2025-01', '2025-Q2');

-- Every month and every week there is reads back what it prints, and follows
-- the one before it without a day between.
SELECT freq(p), count(*), min(p), max(p),
       count(*) FILTER (WHERE p::text::time_period <> p) AS differ,
       count(*) FILTER (WHERE period_start(p) <> previous + 1) AS gaps,
       count(*) FILTER (WHERE p::text <= previous_text) AS texts_out_of_order
FROM (SELECT p, lag(period_end(p)) OVER w AS previous, lag(p::text COLLATE "C") OVER w AS previous_text
      FROM (SELECT generate_series(time_period '0001-01', '9999-12') AS p
            UNION ALL SELECT generate_series(time_period '0001-W01', '9999-W52')) AS s
      WINDOW w AS (PARTITION BY freq(p) ORDER BY p)) AS s
GROUP BY freq(p) ORDER BY 1;

-- The binary form: a version byte, and days from 2000-01-01 to the first day
-- (here 9313) times 8 plus the number of the frequency (here 4).
SELECT time_period_send('2025-07') = '\x01'::bytea || int4send(9313 * 8 + 4) AS as_documented;
