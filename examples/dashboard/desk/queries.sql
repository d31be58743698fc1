-- What the trade desk asks, as desk_analyst, over the views of
-- ../superset/views.sql: growth and ranks are reckoned there, over all months.
-- Run by test/t/076_dashboard.pl as well.  A date goes as text: the driver
-- would make it midnight of some time zone.

-- names: partners in the languages of the pages, the largest sources of imports first
SELECT partner, partner_name(partner::partner_code, 'en') AS en, partner_name(partner::partner_code, 'es') AS es
FROM dashboard.monthly GROUP BY partner ORDER BY sum(imports) DESC, partner;

-- monthly: a row a partner and month, empty where nothing was published
SELECT month::text, partner, round(balance::numeric, 1) AS balance, round(imports_yoy::numeric, 2) AS imports_yoy
FROM dashboard.monthly ORDER BY month, partner;

-- yearly: a row a partner and whole year, with the change on the year before
SELECT extract(year FROM year)::int AS year, partner, round(exports, 1) AS exports, round(imports, 1) AS imports,
       round(balance, 1) AS balance, round(change, 1) AS change, change_pct, direction
FROM dashboard.yearly ORDER BY year, balance, partner;

-- top: the ten largest sources of imports and the others, who are no partner
SELECT extract(year FROM year)::int AS year, rank, partner, round(imports::numeric, 1) AS imports,
       round(100 * share::numeric, 1) AS share
FROM dashboard.top_partners ORDER BY year, rank NULLS LAST, partner;

-- movers: places won and lost, and the points of growth of each, which add up
SELECT extract(year FROM year)::int AS year, partner, rank_before, rank_after, rank_change, change_pct,
       round(points::numeric, 6) AS points
FROM dashboard.movers ORDER BY year, rank_after, partner;

-- concentration: of the partners known
SELECT extract(year FROM year)::int AS year, partners, hhi, effective_number, round(100 * four_largest::numeric, 1) AS four_largest
FROM dashboard.concentration ORDER BY year;
