-- A made-up panel of trade: 60 partners x :products products x 120 months, of
-- which 15 % are missing.  Rows come month by month and in no order within a
-- month, as releases do.
--
-- The numbers come from a hash and not from random(), so that every run has
-- the same panel.
SET max_parallel_workers_per_gather = 0;
CREATE TABLE panel AS
SELECT d::date AS day, period(d::date, 'M') AS month,
       'P' || lpad(partner::text, 2, '0') AS partner, product, value,
       value::numeric(14, 2) AS numeric_value
FROM generate_series('2015-01-01'::timestamp, '2024-12-01', '1 month') d,
     generate_series(1, 60) partner,
     generate_series(1, :products) product,
     LATERAL (SELECT hashint8extended(partner * 1000003::bigint + product,
              extract(year FROM d)::bigint * 12 + extract(month FROM d)::bigint) AS h) hashed,
     LATERAL (SELECT ((h >> 20) & 67108863) / 100.0::float8 + 1 AS value) v
WHERE h & 1023 >= 154
ORDER BY d, h;

-- The same rows in the order of their keys, as in a table that was loaded series
-- by series or clustered.  Aggregates then work on one group at a time; with
-- the rows above every group is touched once a month, and what is larger than
-- a plain sum waits longer for the memory of the machine.
CREATE TABLE panel_by_key AS SELECT * FROM panel ORDER BY partner, product, day;

-- what an analyst who comes every morning would keep
CREATE TABLE kept AS
SELECT partner, product, series(month, value) AS s FROM panel GROUP BY partner, product;

VACUUM (ANALYZE, FREEZE) panel, panel_by_key, kept;
