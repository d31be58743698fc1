-- The morning table: what a desk for the trade of the United States with
-- China, Mexico and Canada looks at first.  Every figure is computed by the
-- extension from the files in test/data, whose source is named there.
\set QUIET on
SET client_min_messages = warning;
CREATE EXTENSION trade_labor;

CREATE TABLE trade (partner text, period time_period, flow text, value numeric, vintage time_period);
CREATE TABLE china_balance (partner text, period time_period, vintage time_period, balance numeric);
\cd :data
\copy trade FROM 'us_goods_trade.csv' WITH (FORMAT csv, HEADER)
\copy china_balance FROM 'us_goods_china_vintages.csv' WITH (FORMAT csv, HEADER)

-- what the desk keeps: a row a partner, with its months as one value
CREATE TABLE desk AS
SELECT partner, x AS exports, m AS imports, x - m AS balance, recent
FROM (SELECT partner,
             series(period, value) FILTER (WHERE flow = 'X') AS x,
             series(period, value) FILTER (WHERE flow = 'M') AS m,
             series(period, CASE flow WHEN 'M' THEN value ELSE -value END)
                 FILTER (WHERE period >= '2025-01') AS recent
      FROM trade GROUP BY partner) s;

-- the partner as the reader calls it
SELECT set_config('demo.lang', :'lang', false) \g /dev/null
CREATE FUNCTION pg_temp.name(partner text) RETURNS text LANGUAGE sql AS
$$ SELECT partner_name(partner::partner_code, current_setting('demo.lang')) $$;

-- figures as releases print them, with a sign where a change is meant
CREATE FUNCTION pg_temp.signed(x double precision) RETURNS text LANGUAGE sql AS
$$ SELECT lpad(coalesce(to_char(x, 'FMSG9,999,990.0'), '·'), 10) $$;
CREATE FUNCTION pg_temp.percent(x double precision) RETURNS text LANGUAGE sql AS
$$ SELECT lpad(coalesce(to_char(x, 'FMSG9990.00'), '·'), 8) $$;
CREATE FUNCTION pg_temp.figure(x double precision) RETURNS numeric LANGUAGE sql AS
$$ SELECT round(x::numeric, 1) $$;

-- what is raised instead of an answer
CREATE FUNCTION pg_temp.error_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text;
	hint text;
BEGIN
	EXECUTE query;
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
	RETURN format(E'    ERROR:  %s\n    HINT:   %s', message, hint);
END $$;

\pset border 0
\pset linestyle unicode
\pset footer off
\pset numericlocale on
\pset null '·'

\echo
\echo 'U.S. GOODS TRADE WITH CHINA, MEXICO AND CANADA'
\echo 'Million U.S. dollars, Census basis, not seasonally adjusted. Source: U.S. Census Bureau, release of October 2026.'

-- ------------------------------------------------------------------ the year

\echo
\echo 'Deficits, 2025 against 2024'
\echo
WITH year AS (
	SELECT partner, to_freq(period, 'A') AS year,
	       sum(value) FILTER (WHERE flow = 'X') AS x,
	       sum(value) FILTER (WHERE flow = 'M') AS m,
	       trade_balance(flow, value) AS b
	FROM trade WHERE partner IN ('CHN', 'MEX', 'CAN') AND period BETWEEN '2024-01' AND '2025-12'
	GROUP BY 1, 2
), line AS (
	SELECT partner, year, x, m, b, change(b, year) OVER w AS moved_by,
	       pct_change(b, year, 1, 'magnitude') OVER w AS percent,
	       balance_direction(b, lag_at(b, year) OVER w) AS direction
	FROM year WINDOW w AS (PARTITION BY partner ORDER BY year)
), deficits AS (
	SELECT ranking(partner, -b) FILTER (WHERE year = '2024') AS before,
	       ranking(partner, -b) FILTER (WHERE year = '2025') AS after
	FROM year
)
SELECT rank_after AS "#", to_char(rank_change, 'SG9') AS "+-", pg_temp.name(partner) AS partner, x AS exports, m AS imports,
       b AS balance, pg_temp.signed(moved_by) AS change, pg_temp.percent(percent) AS "%", direction,
       pg_temp.figure(100 * share_of(after, partner)) AS "share %",
       pg_temp.percent(contribution) AS points, sparkline(recent) AS "2025-01 to 2026-07"
FROM line
JOIN deficits ON year = '2025'
JOIN LATERAL movers(before, after) ON member = partner
JOIN desk USING (partner)
ORDER BY 1;

-- -------------------------------------------------------------- year to date

\echo 'Deficits, January to July 2026 against the same months of 2025'
\echo
WITH line AS (
	SELECT partner, value_at(ytd(exports), '2026-07') AS x, value_at(ytd(imports), '2026-07') AS m,
	       value_at(ytd(balance), '2026-07') AS b, value_at(ytd(balance), '2025-07') AS b0, recent
	FROM desk WHERE partner IN ('CHN', 'MEX', 'CAN')
), deficits AS (
	SELECT ranking(partner, -b0) AS before, ranking(partner, -b) AS after FROM line
)
SELECT rank_after AS "#", to_char(rank_change, 'SG9') AS "+-", pg_temp.name(partner) AS partner,
       pg_temp.figure(x) AS exports, pg_temp.figure(m) AS imports, pg_temp.figure(b) AS balance,
       pg_temp.signed(b - b0) AS change, pg_temp.percent(pct_change(b, b0, 'magnitude')) AS "%",
       balance_direction(b, b0) AS direction,
       pg_temp.figure(100 * share_of(after, partner)) AS "share %",
       pg_temp.percent(contribution) AS points, sparkline(recent) AS "2025-01 to 2026-07"
FROM line CROSS JOIN deficits
JOIN LATERAL movers(before, after) ON member = partner
ORDER BY 1;

\echo 'Rank by size of the deficit among the three, and places won or lost; share of the three deficits; points: the'
\echo 'contribution to the growth of their sum. % compares magnitudes: -31.77 is a deficit smaller by 31.77 %. Years are sums'
\echo 'of published months, each of them rounded; the years that the release prints itself differ by up to 0.3.'
\echo

-- --------------------------------------------------------------------- lines

\echo 'July 2026, year to date, and the twelve months to July'
\echo
WITH line AS (
	SELECT partner, flow, s FROM desk,
	LATERAL (VALUES (1, 'exports', exports), (2, 'imports', imports)) f(place, flow, s)
	WHERE partner IN ('CHN', 'MEX', 'CAN')
)
SELECT pg_temp.name(partner) AS partner, flow, pg_temp.figure(value_at(s, at)) AS "2026-07",
       pg_temp.percent(value_at(yoy(s), at)) AS "% yoy",
       pg_temp.figure(value_at(ytd(s), at)) AS "year to date",
       pg_temp.percent(value_at(yoy(ytd(s)), at)) AS "% ytd",
       pg_temp.figure(value_at(rolling_sum(s, 12), at)) AS "rolling 12",
       pg_temp.percent(value_at(yoy(rolling_sum(s, 12)), at)) AS "% 12",
       sparkline(recent) AS "% yoy from 2025-01"
FROM line, (VALUES ('2026-07'::time_period)) t(at),
LATERAL (SELECT series(period, value) AS recent FROM unnest(yoy(s)) WHERE period >= '2025-01') r
ORDER BY line.partner, flow;

-- ------------------------------------------------------------- growth of one

\echo 'U.S. imports from Mexico'
\echo
SELECT period, pg_temp.figure(value) AS imports, pg_temp.signed(change) AS change,
       pg_temp.percent(pct_change) AS "%", pg_temp.percent(yoy) AS "% yoy",
       pg_temp.figure(ytd) AS "year to date", pg_temp.percent(ytd_yoy) AS "% ytd",
       pg_temp.figure(rolling_year) AS "rolling 12", pg_temp.percent(rolling_year_yoy) AS "% 12"
FROM desk, LATERAL growth_table(imports) g
WHERE partner = 'MEX' AND period >= '2025-07';

\echo 'Nothing is known here of February to December 2023, so nothing is said that would need it:'
\echo
SELECT period, pg_temp.figure(value) AS imports, pg_temp.percent(pct_change) AS "%",
       pg_temp.percent(yoy) AS "% yoy", pg_temp.figure(ytd) AS "year to date",
       pg_temp.figure(rolling_year) AS "rolling 12"
FROM desk, LATERAL growth_table(imports) g
WHERE partner = 'MEX' AND period IN ('2023-01', '2023-02', '2024-01', '2024-02', '2024-12', '2025-01');

-- -------------------------------------------------------------------- season

\ir demo_seasonal.sql

-- ------------------------------------------------------------------ vintages

\echo 'The balance with China in 2025, as two releases state it'
\echo
WITH line AS (
	SELECT at, period, as_of(balance, vintage, at) AS balance, vintage_of(vintage, at) AS vintage
	FROM china_balance, (VALUES ('2026-03'::time_period), ('2026-10')) r(at)
	GROUP BY at, period
)
SELECT n.at AS "as of", b.balance AS "2024", n.balance AS "2025",
       pg_temp.signed(n.balance - b.balance) AS change,
       pg_temp.percent(pct_change(n.balance, b.balance, 'magnitude')) AS "%",
       balance_direction(n.balance, b.balance) AS direction
FROM line n JOIN line b ON b.at = n.at AND b.period = n.period - 1
WHERE n.period = '2025'
ORDER BY n.at;

SELECT pg_temp.percent(pct_change(n.balance, b.balance, 'magnitude')) AS mixed
FROM china_balance n, china_balance b
WHERE n.period = '2025' AND n.vintage = '2026-10' AND b.period = '2024' AND b.vintage = '2026-03' \gset
\echo '2025 of the later over 2024 of the earlier release would read':mixed'. Whoever mixes them gets an error:'
\echo
\pset tuples_only on
\pset format unaligned
SELECT pg_temp.error_of($$
	SELECT single_vintage(vintage), sum(balance) FROM china_balance $$);
\echo
SELECT pg_temp.error_of($$
	SELECT yoy(balance, period, 'magnitude') OVER (ORDER BY period) FROM china_balance $$);

-- --------------------------------------------------------- codes and names

\ir demo_codes.sql
\ir demo_complaints.sql
\ir demo_cases.sql
