-- Periods beside text: what drivers and BI tools send, whose strings are typed.
SET datestyle = 'ISO, YMD';
CREATE TEMP TABLE month_of AS
SELECT period, row_number() OVER () AS v FROM generate_series(time_period '2000-01', '2029-12') AS period;
CREATE INDEX month_period ON month_of (period);
ANALYZE month_of;
SELECT count(*) FILTER (WHERE period = '2024-03'::text) AS eq, count(*) FILTER (WHERE '2024M3'::varchar = period) AS eq_turned,
       count(*) FILTER (WHERE period <> '2024-03'::text) AS ne, count(*) FILTER (WHERE '2024-03'::text <> period) AS ne_turned,
       count(*) FILTER (WHERE period < '2001'::text) AS lt, count(*) FILTER (WHERE '2001'::text > period) AS lt_turned,
       count(*) FILTER (WHERE period <= '2001-01'::text) AS le, count(*) FILTER (WHERE '2001-01'::text >= period) AS le_turned,
       count(*) FILTER (WHERE period >= '2029-01-01'::text) AS ge, count(*) FILTER (WHERE '2029-01-01'::varchar <= period) AS ge_turned,
       count(*) FILTER (WHERE period > '2029-01'::text) AS gt, count(*) FILTER (WHERE '2029-01'::text < period) AS gt_turned,
       count(*) FILTER (WHERE period BETWEEN '2024-01-01'::varchar AND '2024-12-31'::varchar) AS between,
       count(*) FILTER (WHERE period IN ('2024-01'::varchar, '2024-02'::varchar)) AS in_list,
       count(*) FILTER (WHERE period = ANY ('{2024-01,2024Q1,202402}'::text[])) AS any,
       count(*) FILTER (WHERE period = ANY ('{2024-01,202402}'::varchar[])) AS any_varchar,
       count(*) FILTER (WHERE period <> ALL ('{2024-01,202402}'::text[])) AS not_in,
       count(*) FILTER (WHERE period IS NOT DISTINCT FROM '2024-01'::text) AS is_not_distinct
FROM month_of;
SELECT count(*) FILTER (WHERE period <@ '2024'::text) AS within, count(*) FILTER (WHERE '2024'::varchar @> period) AS contains,
       count(*) FILTER (WHERE period <@ '{2024-Q1,2025-S2}'::text[]) AS within_any, count(*) FILTER (WHERE period <@ NULL::text) AS null,
       count(*) FILTER (WHERE period LIKE '2024-%') AS like, count(*) FILTER (WHERE period NOT LIKE '2024-%') AS not_like,
       count(*) FILTER (WHERE period ILIKE '%-01') AS ilike, count(*) FILTER (WHERE period NOT ILIKE '%-01') AS not_ilike
FROM month_of;
SELECT * FROM month_of WHERE period = 'January 2024'::text;
SELECT * FROM month_of WHERE period = ANY ('{2024-01,2024-13}'::text[]);

-- The index answers, whatever the type of the bound.
CREATE FUNCTION pg_temp.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query
    LOOP
        IF line ~ 'Cond|Scan|Filter' THEN RETURN NEXT trim(line); END IF;
    END LOOP;
END $$;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SET plan_cache_mode = force_generic_plan;
PREPARE one(varchar) AS SELECT * FROM month_of WHERE period = $1;
PREPARE span(text, text) AS SELECT * FROM month_of WHERE period BETWEEN $1 AND $2;
PREPARE listed(text[]) AS SELECT * FROM month_of WHERE period = ANY ($1);
PREPARE within(text) AS SELECT * FROM month_of WHERE period <@ $1;
PREPARE old(time_period) AS SELECT * FROM month_of WHERE period = $1;
SELECT pg_temp.plan('EXECUTE one(''2024-01'')');
SELECT pg_temp.plan('EXECUTE span(''2024-01'', ''2024-02'')');
SELECT pg_temp.plan('EXECUTE listed(''{2024-01,2024-02}'')');
SELECT pg_temp.plan('EXECUTE within(''2024'')');
SELECT pg_temp.plan('EXECUTE old(''2024-01'')');
EXECUTE listed('{202402,2024-01,2024-Q1}');
RESET plan_cache_mode;
RESET enable_seqscan;
RESET enable_bitmapscan;
SET enable_nestloop = off;
SET enable_mergejoin = off;
SELECT pg_temp.plan('SELECT 1 FROM month_of JOIN (VALUES (''202401''::text), (''2024-02'')) AS t(month) ON month_of.period = t.month');
RESET enable_nestloop;
RESET enable_mergejoin;

-- Two texts, as the family compares them.
SELECT a, b, a <& b AS lt, a <=& b AS le, a =& b AS eq, a >=& b AS ge, a >& b AS gt, time_period_cmp(a, b) AS cmp,
       time_period_cmp(a, b::time_period) = time_period_cmp(a::time_period, b) AS same
FROM (VALUES ('2024-01'::text, '202401'::text), ('2024', '2024-01'), ('2024-02', '2024-01-31')) AS v(a, b);

-- Strings go into a column.
CREATE TEMP TABLE typed (period time_period);
INSERT INTO typed SELECT t::text FROM unnest('{2024-01,2024M2}'::text[]) AS t;
INSERT INTO typed VALUES ('2024Q1'::varchar), ('202404'::char(8));
UPDATE typed SET period = '2024-S1'::varchar WHERE period = '2024-Q1';
SELECT array_agg(period ORDER BY period) FROM typed;
INSERT INTO typed VALUES ('2024-13'::varchar);
CREATE TEMP TABLE retyped (month text);
INSERT INTO retyped VALUES ('202401'), ('2024M02');
ALTER TABLE retyped ALTER month TYPE time_period;
CREATE TEMP TABLE redated (month date);
INSERT INTO redated VALUES ('2024-01-01');
ALTER TABLE redated ALTER month TYPE time_period;
ALTER TABLE redated ALTER month TYPE time_period USING month::time_period;
SELECT retyped.month, redated.month FROM retyped, redated ORDER BY 1;

-- What a column of texts holds, before it is loaded.
SELECT given, try_period(given), period_fault(given)
FROM unnest(ARRAY['2024-01', ' 2024M1 ', '', '2024-13', '20240131', '2024-W53', 'Total', NULL]) WITH ORDINALITY AS v(given, i) ORDER BY i;
SELECT count(*) AS disagree FROM unnest(ARRAY['2024', '2024-1', '2024Q9', 'x']) AS t WHERE (try_period(t) IS NULL) <> (period_fault(t) IS NOT NULL);
