-- What the dashboard reads: views over trade (partner, period, flow, value), for
-- whoever owns that table.  Growth, change and ranks are reckoned here, over all
-- months; a filter of the tool comes after them and takes nothing away from a
-- year ago.  Months are dates, because tools know those; partners are text.
--
--   psql -f examples/superset/views.sql
SET client_min_messages = warning;
BEGIN;
CREATE SCHEMA dashboard;

-- A row a partner and month, from its first to its last: a month that was not
-- published is there, and empty, so that a line breaks where it is.
CREATE VIEW dashboard.monthly AS
SELECT month::date AS month, partner::text AS partner, partner_name(partner) AS name,
       value_at(x, month) AS exports, value_at(m, month) AS imports,
       value_at(x, month) - value_at(m, month) AS balance,
       value_at(yoy(x), month) AS exports_yoy, value_at(yoy(m), month) AS imports_yoy
FROM (SELECT partner::partner_code, series(period, value) FILTER (WHERE flow = 'X') AS x,
             series(period, value) FILTER (WHERE flow = 'M') AS m
      FROM trade GROUP BY partner) AS s,
     generate_series(first_period(m), last_period(m)) AS month;

-- A row a partner and whole year; the change is on the year before, and empty
-- where that one is not whole.
CREATE VIEW dashboard.yearly AS
SELECT year::date AS year, partner::text AS partner, partner_name(partner) AS name, exports, imports, balance,
       change(balance, year) OVER w AS change,
       round(pct_change(balance, year, 1, 'magnitude') OVER w, 2) AS change_pct,
       balance_direction(balance, lag_at(balance, year) OVER w)::text AS direction
FROM (SELECT partner::partner_code, to_freq(period, 'A') AS year,
             sum(value) FILTER (WHERE flow = 'X') AS exports,
             sum(value) FILTER (WHERE flow = 'M') AS imports,
             trade_balance(flow, value, partner::partner_code) AS balance
      FROM trade GROUP BY 1, 2
      HAVING complete(period, 'A') FILTER (WHERE flow = 'X') AND complete(period, 'A') FILTER (WHERE flow = 'M')) AS whole
WINDOW w AS (PARTITION BY partner ORDER BY year);

-- The ten largest sources of imports of a year, and the others as one row: the
-- rows of a year add up to it.
CREATE VIEW dashboard.top_partners AS
SELECT year, rank, coalesce(partner_name(try_partner(member)), member) AS name, value AS imports, share,
       try_partner(member)::text AS partner
FROM (SELECT year, ranking(partner, imports) AS r FROM dashboard.yearly GROUP BY year) AS ranked,
     top(r, 10, 'Others');

-- Who moved, and how much of the growth is whose: points add up to the growth of
-- the total.  Partners of which one of both years is not known are left out.
CREATE VIEW dashboard.movers AS
SELECT year, partner_name(member::partner_code) AS name, rank_before, rank_after, rank_change,
       value_after AS imports, change, round(pct_change, 2) AS change_pct, contribution AS points, member AS partner
FROM (SELECT a.year, ranking(a.partner, b.imports) AS before, ranking(a.partner, a.imports) AS after
      FROM dashboard.yearly a JOIN dashboard.yearly b ON b.partner = a.partner AND b.year = a.year - interval '1 year'
      GROUP BY a.year) AS pairs,
     movers(before, after);

-- How concentrated the sources of imports are; years with other partners known
-- cannot be compared.
CREATE VIEW dashboard.concentration AS
SELECT year, num_members(r) AS partners, round(hhi_points(r), 0) AS hhi,
       round(effective_number(r), 1) AS effective_number, round(concentration_ratio(r, 4), 3) AS four_largest
FROM (SELECT year, ranking(partner, imports) AS r FROM dashboard.yearly GROUP BY year) AS ranked;

GRANT USAGE ON SCHEMA dashboard TO desk_analyst;
GRANT SELECT ON ALL TABLES IN SCHEMA dashboard TO desk_analyst;
COMMIT;
