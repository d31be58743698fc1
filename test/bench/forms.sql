-- The forms that are compared.  Each is a view with the answer in column x;
-- timed is "SELECT count(x), sum(x)", so that the planner can leave out
-- nothing of it.

CREATE VIEW "sum" AS
SELECT partner, product, sum(value) AS x FROM panel GROUP BY partner, product;

CREATE VIEW "series" AS
SELECT partner, product, num_values(series(month, value)) AS x
FROM panel GROUP BY partner, product;

CREATE VIEW "sum, by key" AS
SELECT partner, product, sum(value) AS x FROM panel_by_key GROUP BY partner, product;

CREATE VIEW "series, by key" AS
SELECT partner, product, num_values(series(month, value)) AS x
FROM panel_by_key GROUP BY partner, product;

CREATE VIEW "sum, numeric" AS
SELECT partner, product, sum(numeric_value) AS x FROM panel GROUP BY partner, product;

CREATE VIEW "series, numeric" AS
SELECT partner, product, num_values(series(month, numeric_value)) AS x
FROM panel GROUP BY partner, product;

CREATE VIEW "sum, numeric, by key" AS
SELECT partner, product, sum(numeric_value) AS x FROM panel_by_key GROUP BY partner, product;

CREATE VIEW "series, numeric, by key" AS
SELECT partner, product, num_values(series(month, numeric_value)) AS x
FROM panel_by_key GROUP BY partner, product;

-- Growth on a year ago, a row for each month.  lag() is wrong wherever a month
-- is missing: it is the time to beat, not the answer.

CREATE VIEW "lag" AS
SELECT partner, product, month, 100 * (value / lag(value, 12) OVER w - 1) AS x
FROM panel WINDOW w AS (PARTITION BY partner, product ORDER BY month);

CREATE VIEW "RANGE frame" AS
SELECT partner, product, month, 100 * (value / first_value(value) OVER w - 1) AS x
FROM panel
WINDOW w AS (PARTITION BY partner, product ORDER BY day
             RANGE BETWEEN '1 year' PRECEDING AND '1 year' PRECEDING);

CREATE VIEW "RANGE frame, by key" AS
SELECT partner, product, month, 100 * (value / first_value(value) OVER w - 1) AS x
FROM panel_by_key
WINDOW w AS (PARTITION BY partner, product ORDER BY day
             RANGE BETWEEN '1 year' PRECEDING AND '1 year' PRECEDING);

CREATE VIEW "self join" AS
SELECT a.partner, a.product, a.month, 100 * (a.value / b.value - 1) AS x
FROM panel a LEFT JOIN panel b
  ON b.partner = a.partner AND b.product = a.product
 AND b.day = (a.day - interval '1 year')::date;

CREATE VIEW "window yoy" AS
SELECT partner, product, month, yoy(value, month) OVER w AS x
FROM panel WINDOW w AS (PARTITION BY partner, product ORDER BY month);

CREATE VIEW "series, unnest" AS
SELECT partner, product, u.period AS month, u.value AS x
FROM (SELECT partner, product, yoy(series(month, value)) AS s
      FROM panel GROUP BY partner, product) q, LATERAL unnest(q.s) u;

CREATE VIEW "stored, unnest" AS
SELECT partner, product, u.period AS month, u.value AS x
FROM kept, LATERAL unnest(yoy(s)) u;

-- the same as one value a series

CREATE VIEW "series yoy" AS
SELECT partner, product, num_values(yoy(series(month, value))) AS x
FROM panel GROUP BY partner, product;

CREATE VIEW "series yoy, by key" AS
SELECT partner, product, num_values(yoy(series(month, value))) AS x
FROM panel_by_key GROUP BY partner, product;

CREATE VIEW "stored yoy" AS
SELECT partner, product, num_values(yoy(s)) AS x FROM kept;

-- Partners of each month.

CREATE VIEW "sum by member" AS
SELECT month, partner, sum(value) AS x FROM panel GROUP BY month, partner;

CREATE VIEW "ranking" AS
SELECT month, hhi(ranking(partner, value)) AS x FROM panel GROUP BY month;

CREATE VIEW "ranking, every index" AS
SELECT month, hhi(r) + hhi_normalized(r) + hhi_unctad(r) + effective_number(r) + entropy(r)
              + theil(r) + theil_l(r) + gini(r) + concentration_ratio(r, 4) AS x
FROM (SELECT month, ranking(partner, value) AS r FROM panel GROUP BY month) q;

-- Budgets: the time of the form over the time of the other, at most.  Where the
-- order of the rows matters, the other order is shown beside it, without a
-- budget (at_most is NULL).

CREATE TABLE budget (place serial, form text, other text, mode text, at_most float8, says text);
INSERT INTO budget (form, other, mode, at_most, says) VALUES
	('series, by key', 'sum, by key', 'serial', 1.3, 'series() / sum(), rows by key'),
	('series, by key', 'sum, by key', '2 workers', 1.2, 'series() / sum(), rows by key'),
	('series', 'sum', 'serial', NULL, 'series() / sum(), rows by month'),
	('series', 'sum', '2 workers', NULL, 'series() / sum(), rows by month'),
	('series yoy', 'RANGE frame', 'serial', 1 / 6.0, 'yoy of each series from rows / RANGE frame'),
	('series yoy, by key', 'RANGE frame, by key', 'serial', NULL, 'the same, rows by key: nothing to sort'),
	('stored yoy', 'RANGE frame', 'serial', 1 / 30.0, 'yoy of each stored series / RANGE frame'),
	('window yoy', 'lag', 'serial', 1.1, 'window yoy / lag(v, 12)'),
	('series, numeric, by key', 'sum, numeric, by key', 'serial', 1.3, 'series(numeric) / sum(numeric), rows by key'),
	('series, numeric', 'sum, numeric', 'serial', NULL, 'series(numeric) / sum(numeric), rows by month'),
	('ranking', 'sum by member', 'serial', 1.3, 'ranking() / sum() by group and member'),
	('ranking, every index', 'sum by member', 'serial', 1.3, 'ranking() and every index / the same');
