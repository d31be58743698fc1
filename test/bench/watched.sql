-- Forms that have no rival in SQL, or one that answers less: adjustment, revisions,
-- matched members.  Their budgets are for noticing.

-- a tenth of the panel's series, without gaps and with a season
CREATE UNLOGGED TABLE whole AS
SELECT partner, product, series(month, (1000 + 300 * sin(n * pi() / 6)) * (1 + (panel_hash(partner, product, n) & 1023) / 10240.0::float8)) AS s
FROM generate_series(1, 60) partner, generate_series(1, (:products + 9) / 10) product, panel_months
GROUP BY partner, product;

-- every tenth product as three vintages say it
CREATE UNLOGGED TABLE stated AS
SELECT partner, product, month, month + v AS vintage, value * (1 + (hashint4(product + v) & 1023) / 102400.0::float8) AS value
FROM panel, generate_series(1, 3) v WHERE product % 10 = 1;
VACUUM (ANALYZE, FREEZE) whole, stated;

CREATE VIEW "x11" AS
SELECT partner, product, num_values(seasonally_adjusted(s)) AS x FROM whole;

CREATE VIEW "revisions" AS
SELECT partner, product, (r).n AS x
FROM (SELECT partner, product, unnest(revisions(month, vintage, value)) AS r FROM stated GROUP BY partner, product) q
WHERE (r).against = 'previous' AND (r).horizon = 1;

-- what stands in the earliest vintage may have been published before
CREATE VIEW "lag() over vintages" AS
SELECT partner, product, count(revision) FILTER (WHERE nth = 2 AND month > earliest) AS x
FROM (SELECT partner, product, month, row_number() OVER w AS nth, value - lag(value) OVER w AS revision,
             min(month) OVER (PARTITION BY partner, product) AS earliest
      FROM stated WINDOW w AS (PARTITION BY partner, product, month ORDER BY vintage)) q
GROUP BY partner, product;

CREATE VIEW "matched_growth" AS
SELECT (g).period AS month, (g).growth AS x
FROM (SELECT unnest(matched_growth(partner, month, value)) AS g FROM panel) q;

INSERT INTO budget (form, other, mode, at_most, says) VALUES
	('x11', 'sum', 'serial', 2.0, 'x11 of a tenth of the series / sum() of all rows'),
	('revisions', 'lag() over vintages', 'serial', 1.0, 'revisions() / lag() over vintages'),
	('matched_growth', 'sum by member', 'serial', 1.5, 'matched_growth() / sum() by group and member'),
	('series', 'sum', 'defaults', 1.5, 'series() / sum(), rows by month'),
	('series, by key', 'sum, by key', 'defaults', 1.5, 'series() / sum(), rows by key');
