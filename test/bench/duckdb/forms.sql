-- The same questions in DuckDB, in the words that it has for them, of the rows
-- month by month (panel) and by key (panel_by_key).

CREATE MACRO summed(t) AS TABLE
SELECT partner, product, sum(value) AS x FROM query_table(t) GROUP BY partner, product;

CREATE MACRO self_join(t) AS TABLE
SELECT a.partner, a.product, a.day, 100 * (a.value / b.value - 1) AS x
FROM query_table(t) a LEFT JOIN query_table(t) b
  ON b.partner = a.partner AND b.product = a.product AND b.day = a.day - INTERVAL 1 YEAR;

CREATE MACRO range_frame(t) AS TABLE
SELECT partner, product, day, 100 * (value / first_value(value) OVER w - 1) AS x
FROM query_table(t)
WINDOW w AS (PARTITION BY partner, product ORDER BY day
             RANGE BETWEEN INTERVAL 1 YEAR PRECEDING AND INTERVAL 1 YEAR PRECEDING);

CREATE MACRO lagged(t) AS TABLE
SELECT partner, product, day, 100 * (value / lag(value, 12) OVER w - 1) AS x
FROM query_table(t) WINDOW w AS (PARTITION BY partner, product ORDER BY day);

CREATE MACRO ranked(t) AS TABLE
SELECT day, sum(share * share) AS x
FROM (SELECT day, x / sum(x) OVER (PARTITION BY day) AS share
      FROM (SELECT day, partner, sum(value) AS x FROM query_table(t) GROUP BY day, partner) s) shares
GROUP BY day;

CREATE VIEW "sum" AS FROM summed('panel');
CREATE VIEW "sum, by key" AS FROM summed('panel_by_key');
CREATE VIEW "self join" AS FROM self_join('panel');
CREATE VIEW "self join, by key" AS FROM self_join('panel_by_key');
CREATE VIEW "RANGE frame" AS FROM range_frame('panel');
CREATE VIEW "RANGE frame, by key" AS FROM range_frame('panel_by_key');
CREATE VIEW "lag" AS FROM lagged('panel');
CREATE VIEW "lag, by key" AS FROM lagged('panel_by_key');
CREATE VIEW "hhi" AS FROM ranked('panel');
CREATE VIEW "hhi, by key" AS FROM ranked('panel_by_key');
