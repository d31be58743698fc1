-- A made-up panel of trade: 60 partners x :products products x 120 months, of
-- which 15 % are missing.  Rows come month by month and in no order within a
-- month, as releases do.
--
-- The numbers come from a hash and not from random(), so that every run has
-- the same panel.  A statement a month, and one a partner, is faster than sorting.
CREATE UNLOGGED TABLE panel (day date, month time_period, partner text, product int, value float8, numeric_value numeric(14, 2));

-- The same rows in the order of their keys, as in a table that was loaded series
-- by series or clustered.  Aggregates then work on one group at a time; with
-- the rows above every group is touched once a month, and what is larger than
-- a plain sum waits longer for the memory of the machine.
CREATE UNLOGGED TABLE panel_by_key (LIKE panel);

CREATE TABLE panel_months AS
SELECT d::date AS day, period(d::date, 'M') AS month, (extract(year FROM d) * 12 + extract(month FROM d))::bigint AS n
FROM generate_series('2015-01-01'::timestamp, '2024-12-01', '1 month') d;

CREATE FUNCTION panel_hash(partner bigint, product bigint, month bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT hashint8extended(partner * 1000003 + product, month) $$;

SELECT format($$INSERT INTO panel
	SELECT day, month, 'P' || lpad(partner::text, 2, '0'), product, value, value
	FROM (SELECT %L::date AS day, %L::time_period AS month) of,
	     generate_series(0, 60 * %s::bigint - 1) i,
	     LATERAL (SELECT (i * 1000003 + %s * 7919) %% (60 * %3$s) AS k) shuffled,
	     LATERAL (SELECT 1 + k %% 60 AS partner, 1 + k / 60 AS product) key,
	     LATERAL (SELECT panel_hash(partner, product, %4$s) AS h) hashed,
	     LATERAL (SELECT ((h >> 20) & 67108863) / 100.0::float8 + 1 AS value) v
	WHERE h & 1023 >= 154$$, day, month, :products, n)
FROM panel_months ORDER BY n \gexec

SELECT format($$INSERT INTO panel_by_key
	SELECT day, month, 'P' || lpad(%s::text, 2, '0'), product, value, value
	FROM generate_series(1, %s) product, panel_months,
	     LATERAL (SELECT panel_hash(%1$s, product, n) AS h) hashed,
	     LATERAL (SELECT ((h >> 20) & 67108863) / 100.0::float8 + 1 AS value) v
	WHERE h & 1023 >= 154
	ORDER BY product, day$$, partner, :products)
FROM generate_series(1, 60) partner \gexec

-- what an analyst who comes every morning would keep
CREATE UNLOGGED TABLE kept AS
SELECT partner, product, series(month, value) AS s FROM panel GROUP BY partner, product;

VACUUM (ANALYZE, FREEZE) panel, panel_by_key, kept;
