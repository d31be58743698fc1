-- What BI tools, dashboards and drivers send for a column of months, and what
-- each statement does.  A filter is asked which months it leaves; any other
-- statement, how many rows it gives and the first of them.  An error is shown
-- with its state: those that are left are the server's own or say what to do.
SET datestyle = 'ISO, YMD';
SET timezone = 'America/Mexico_City';
CREATE TEMP TABLE trade (month monthly_period NOT NULL, partner text, value numeric);
INSERT INTO trade SELECT p, 'MEX', 100 + row_number() OVER () FROM generate_series(time_period '2023-01', '2025-03') AS p;
CREATE INDEX ON trade (month);
CREATE TEMP TABLE loose (month time_period, value numeric);

CREATE FUNCTION pg_temp.outcome(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text;
    n bigint;
BEGIN
    IF statement ~ '^WHERE ' THEN
        EXECUTE 'SELECT count(*) || coalesce(format('' months %s to %s'', min(month), max(month)), '''') FROM trade ' || statement INTO answer;
    ELSIF statement ~ '^(SELECT|WITH) ' THEN
        EXECUTE format('SELECT count(*) || '' rows'' || coalesce('', '' || (array_agg(q::text))[1], '''') FROM (%s) AS q', statement) INTO answer;
    ELSE
        EXECUTE statement;
        GET DIAGNOSTICS n = ROW_COUNT;
        answer := n || ' done';
    END IF;
    RETURN answer;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || ' ' || SQLERRM;
END $$;

CREATE TEMP TABLE sent (n integer GENERATED ALWAYS AS IDENTITY, tool text, statement text);
INSERT INTO sent (tool, statement) VALUES
-- Superset: time range, time grains, filters of values, jinja
('Superset', $$WHERE month >= TO_TIMESTAMP('2024-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.US') AND month < TO_TIMESTAMP('2025-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.US')$$),
('Superset', $$WHERE month >= TO_DATE('2024-01-01', 'YYYY-MM-DD') AND month < TO_DATE('2025-01-01', 'YYYY-MM-DD')$$),
('Superset', $$WHERE month >= '2024-01-01 00:00:00.000000' AND month < '2025-01-01 00:00:00.000000'$$),
('Superset', $$WHERE month >= '2024-01-01T00:00:00' AND month < '2025-01-01T00:00:00'$$),
('Superset', $$WHERE month IN ('2024-01', '2024-02')$$),
('Superset', $$WHERE month NOT IN ('2024-01', '2024-02')$$),
('Superset', $$WHERE month = '2024-01'$$),
('Superset', $$WHERE month LIKE '%2024%'$$),
('Superset', $$WHERE month ILIKE '2024-1%'$$),
('Superset', $$WHERE month IS NOT NULL$$),
('Superset', $$SELECT DATE_TRUNC('month', month) AS __timestamp, SUM(value) AS "SUM(value)" FROM trade GROUP BY DATE_TRUNC('month', month) ORDER BY 1 LIMIT 10000$$),
('Superset', $$SELECT DATE_TRUNC('quarter', month) AS __timestamp, SUM(value) FROM trade GROUP BY DATE_TRUNC('quarter', month) ORDER BY 1$$),
('Superset', $$SELECT DATE_TRUNC('year', month) AS __timestamp, SUM(value) FROM trade GROUP BY DATE_TRUNC('year', month) ORDER BY 1$$),
('Superset', $$SELECT MIN(month), MAX(month) FROM trade$$),
('Superset', $$SELECT COUNT(*) AS rowcount FROM (SELECT DISTINCT month FROM trade) AS virtual_table$$),
('Superset', $$SELECT month AS month FROM (SELECT * FROM trade) AS virtual_table GROUP BY month ORDER BY month ASC LIMIT 1000$$),
-- Metabase: typed strings and dates, relative ranges, field filters, binning
('Metabase', $$WHERE month >= timestamp with time zone '2024-01-01 00:00:00.000-06:00' AND month < timestamp with time zone '2025-01-01 00:00:00.000-06:00'$$),
('Metabase', $$WHERE month >= timestamp '2024-01-01 00:00:00.000' AND month < timestamp '2025-01-01 00:00:00.000'$$),
('Metabase', $$WHERE month BETWEEN date '2024-01-01' AND date '2024-12-31'$$),
('Metabase', $$WHERE month >= date '2024-01-01' AND month < (date '2024-12-31' + INTERVAL '1 day')$$),
('Metabase', $$WHERE month = '2024-01'::varchar$$),
('Metabase', $$WHERE month IN ('2024-01'::varchar, '2024-02'::varchar)$$),
('Metabase', $$WHERE (month <> '2024-01'::varchar OR month IS NULL)$$),
('Metabase', $$WHERE LOWER(CAST(month AS TEXT)) LIKE '%2024%'$$),
('Metabase', $$WHERE month::text LIKE '2024%'$$),
('Metabase', $$WHERE DATE_TRUNC('year', month) = timestamp '2024-01-01'$$),
('Metabase', $$SELECT DATE_TRUNC('month', month) AS month, SUM(value) AS sum FROM trade GROUP BY DATE_TRUNC('month', month) ORDER BY DATE_TRUNC('month', month) ASC$$),
('Metabase', $$SELECT CAST(DATE_TRUNC('month', CAST(month AS timestamp)) AS date) AS month, COUNT(*) FROM trade GROUP BY 1 ORDER BY 1$$),
('Metabase', $$SELECT CAST(EXTRACT(month FROM month) AS integer) FROM trade$$),
('Metabase', $$SELECT CAST(EXTRACT(month FROM CAST(month AS timestamp)) AS integer) AS m, COUNT(*) FROM trade GROUP BY 1 ORDER BY 1$$),
('Metabase', $$SELECT SUBSTRING(month::text FROM 1 FOR 4) AS year, SUM(value) FROM trade GROUP BY 1 ORDER BY 1$$),
('Metabase', $$SELECT COUNT(DISTINCT month) FROM trade$$),
('Metabase', $$SELECT month FROM trade GROUP BY month ORDER BY month DESC LIMIT 5$$),
-- Grafana: macros of the PostgreSQL source
('Grafana', $$WHERE month BETWEEN '2024-01-01T00:00:00Z' AND '2024-12-31T23:59:59Z'$$),
('Grafana', $$WHERE month BETWEEN '2023-12-31T18:00:00.001Z' AND '2024-12-31T23:59:59.999Z'$$),
('Grafana', $$WHERE month >= '2024-01-01T00:00:00Z' AND month <= '2024-12-31T23:59:59Z'$$),
('Grafana', $$WHERE month > '2023-12-31T23:59:59Z'$$),
('Grafana', $$WHERE extract(epoch from month) >= 1704067200$$),
('Grafana', $$WHERE extract(epoch from month::timestamp) BETWEEN 1704067200 AND 1735689599$$),
('Grafana', $$WHERE date_part('epoch', month) BETWEEN 1704067200 AND 1735689599$$),
('Grafana', $$SELECT month AS "time", value FROM trade WHERE month BETWEEN '2024-01-01T00:00:00Z' AND '2024-12-31T23:59:59Z' ORDER BY 1$$),
('Grafana', $$SELECT month::timestamptz AS "time", value FROM trade WHERE month BETWEEN '2024-01-01T00:00:00Z' AND '2024-12-31T23:59:59Z' ORDER BY 1$$),
('Grafana', $$SELECT floor(extract(epoch from month::timestamp)/2592000)*2592000 AS "time", sum(value) FROM trade GROUP BY 1 ORDER BY 1$$),
('Grafana', $$SELECT date_trunc('month', month) AS "time", avg(value) FROM trade WHERE month BETWEEN '2024-01-01T00:00:00Z' AND '2024-03-31T23:59:59Z' GROUP BY 1 ORDER BY 1$$),
('Grafana', $$SELECT month::text AS metric, value FROM trade WHERE month IN ('2024-01','2024-02') ORDER BY 1$$),
-- Power BI: folded queries, DirectQuery through Npgsql
('Power BI', $$SELECT "$Table"."month" AS "month", "$Table"."value" AS "value" FROM trade "$Table" WHERE "$Table"."month" >= date '2024-01-01' AND "$Table"."month" < date '2025-01-01' ORDER BY 1$$),
('Power BI', $$SELECT "_"."month" FROM trade "_" WHERE "_"."month" >= timestamp '2024-01-01 00:00:00' AND "_"."month" < timestamp '2025-01-01 00:00:00' ORDER BY 1$$),
('Power BI', $$SELECT "_"."month" FROM trade "_" WHERE "_"."month" = '2024-01' AND "_"."month" IS NOT NULL$$),
('Power BI', $$SELECT "month", sum(cast("value" as decimal)) AS a0 FROM (SELECT month, value FROM trade) AS "ITBL" GROUP BY "month" ORDER BY "month" LIMIT 1000001$$),
('Power BI', $$SELECT "month" FROM trade WHERE NOT "month" IS NULL AND "month" = ANY (ARRAY['2024-01'::text, '2024-02'::text]) ORDER BY 1$$),
('Power BI', $$WHERE month = date '2024-01-01'$$),
('Power BI', $$WHERE month = timestamp '2024-01-01 00:00:00'$$),
('Power BI', $$WHERE CAST(month AS date) = date '2024-01-01'$$),
('Power BI', $$SELECT date_part('year', "month") AS y, sum(value) FROM trade GROUP BY 1 ORDER BY 1$$),
('Power BI', $$SELECT count(distinct "month") + max(case when "month" is null then 1 else 0 end) AS a0 FROM trade$$),
-- Tableau: live connection
('Tableau', $$WHERE ((month >= (DATE '2024-01-01')) AND (month <= (DATE '2024-12-31')))$$),
('Tableau', $$WHERE ((month >= (TIMESTAMP '2024-01-01 00:00:00.000')) AND (month <= (TIMESTAMP '2024-12-31 00:00:00.000')))$$),
('Tableau', $$WHERE ((month >= (TIMESTAMP '2024-01-01 00:00:00.000')) AND (month < (TIMESTAMP '2025-01-01 00:00:00.000')))$$),
('Tableau', $$WHERE ((CAST(month AS TEXT) >= '2024-01') AND (CAST(month AS TEXT) <= '2024-12'))$$),
('Tableau', $$WHERE (month IN ('2024-01', '2024-02', '2024-03'))$$),
('Tableau', $$WHERE (CAST(DATE_TRUNC('QUARTER', month::date) AS DATE) = (DATE '2024-01-01'))$$),
('Tableau', $$WHERE (CAST(EXTRACT(YEAR FROM month::date) AS INTEGER) = 2024)$$),
('Tableau', $$WHERE (EXTRACT(YEAR FROM month) = 2024)$$),
('Tableau', $$WHERE month > (TIMESTAMP '2024-12-01 00:00:00.000')$$),
('Tableau', $$SELECT CAST("trade"."month" AS TEXT) AS "month", SUM("trade"."value") AS "sum:value:ok" FROM trade GROUP BY 1 ORDER BY 1$$),
('Tableau', $$SELECT MIN("trade"."month") AS "TEMP(min)", MAX("trade"."month") AS "TEMP(max)" FROM trade HAVING COUNT(1) > 0$$),
('Tableau', $$SELECT DATE_TRUNC('MONTH', "trade"."month") AS "tmn:month:ok", SUM(value) FROM trade GROUP BY 1 ORDER BY 1$$),
('Tableau', $$SELECT COUNT(DISTINCT "trade"."month") AS "ctd:month:ok" FROM trade HAVING (COUNT(1) > 0)$$),
-- Looker: dimension groups and templated filters
('Looker', $$WHERE ((( month ) >= ((DATE_TRUNC('month', DATE '2024-01-01'))) AND ( month ) < ((DATE_TRUNC('month', DATE '2025-01-01')))))$$),
('Looker', $$WHERE (month >= (TIMESTAMP '2024-01-01') AND month < ((TIMESTAMP '2024-01-01' + (12 || ' month')::INTERVAL)))$$),
('Looker', $$WHERE month >= ((SELECT (DATE_TRUNC('month', DATE '2024-06-15') + (-5 || ' month')::INTERVAL))) AND month < ((SELECT DATE_TRUNC('year', DATE '2025-06-15')))$$),
('Looker', $$WHERE (TO_CHAR(DATE_TRUNC('month', month), 'YYYY-MM')) = '2024-01'$$),
('Looker', $$SELECT (TO_CHAR(DATE_TRUNC('month', trade.month ), 'YYYY-MM')) AS "trade.month", COALESCE(SUM(trade.value), 0) FROM trade GROUP BY (DATE_TRUNC('month', trade.month )) ORDER BY 1 DESC FETCH NEXT 500 ROWS ONLY$$),
('Looker', $$SELECT (EXTRACT(YEAR FROM trade.month )::integer) FROM trade$$),
('Looker', $$SELECT (DATE_PART('year', trade.month )::integer) AS year, SUM(value) FROM trade GROUP BY 1 ORDER BY 1$$),
('Looker', $$SELECT (DATE(trade.month )) AS d, SUM(value) FROM trade GROUP BY 1 ORDER BY 1$$),
('Looker', $$SELECT (trade.month::date) AS d, SUM(value) FROM trade GROUP BY 1 ORDER BY 1$$),
-- DBeaver, DataGrip, pgAdmin: data editors
('DBeaver', $$WHERE month = '2024-01'$$),
('DBeaver', $$WHERE month::varchar ILIKE '%2024-0%'$$),
('DBeaver', $$SELECT month, value FROM trade ORDER BY month DESC LIMIT 200$$),
('DBeaver', $$UPDATE loose SET value = 1 WHERE month = '2024-01'::varchar$$),
('DBeaver', $$INSERT INTO loose (month, value) VALUES ('2024-02'::varchar, 2)$$),
('DataGrip', $$WHERE month in ('2024-01'::time_period, '2024-02'::time_period)$$),
('DataGrip', $$DELETE FROM loose WHERE month = '2024-02'::text AND value = 2$$),
('pgAdmin', $$UPDATE trade SET value = '113'::numeric WHERE month = '2024-01'::monthly_period$$),
('pgAdmin', $$SELECT month FROM trade ORDER BY month ASC NULLS LAST LIMIT 1$$),
-- drivers: bound parameters by the type that the driver gives them
('pgJDBC setString', $$WHERE month >= '2024-01'::varchar AND month <= '2024-12'::varchar$$),
('pgJDBC setDate', $$WHERE month BETWEEN '2024-01-01 -06' AND '2024-12-31 -06'$$),
('pgJDBC setTimestamp', $$WHERE month >= '2024-01-01 00:00:00-06' AND month < '2025-01-01 00:00:00-06'$$),
('pgJDBC setTimestamp', $$WHERE month >= '2024-01-01 00:00:00-06'::timestamptz AND month < '2025-01-01 00:00:00-06'::timestamptz$$),
('pgJDBC setArray', $$WHERE month = ANY ('{"2024-01","2024-02"}'::varchar[])$$),
('pgJDBC setString', $$INSERT INTO loose VALUES ('2024-03'::varchar, 1)$$),
('psycopg datetime.date', $$WHERE month >= '2024-01-01'::date AND month < '2025-01-01'::date$$),
('psycopg datetime', $$WHERE month >= '2024-01-01 00:00:00'::timestamp$$),
('psycopg list', $$WHERE month = ANY (ARRAY['2024-01', '2024-02'])$$),
('psycopg list', $$WHERE month = ANY ('{2024-01,2024-02}')$$),
('SQLAlchemy', $$WHERE month = '2024-01'::VARCHAR$$),
('SQLAlchemy', $$WHERE month BETWEEN '2024-01-01'::DATE AND '2024-12-31'::DATE$$),
('SQLAlchemy', $$WHERE month IN ('2024-01'::VARCHAR, '2024-02'::VARCHAR)$$),
('SQLAlchemy', $$SELECT anon_1.month FROM (SELECT trade.month AS month FROM trade) AS anon_1 WHERE anon_1.month >= '2025-01'::VARCHAR ORDER BY 1$$),
('asyncpg, pgx', $$WHERE month = '2024-01'::time_period$$),
('node-postgres Date', $$WHERE month >= '2024-01-01T00:00:00.000-06:00' AND month < '2025-01-01T00:00:00.000-06:00'$$),
('node-postgres Date', $$INSERT INTO trade VALUES ('2024-01-01T00:00:00.000-06:00', 'MEX', 1)$$),
('node-postgres Date', $$INSERT INTO loose VALUES ('2024-01-01T00:00:00.000-06:00', 1)$$),
('ODBC', $$WHERE month >= '2024-01-01'::date AND month <= '2024-12-31'::date$$),
('ODBC', $$WHERE month > '2029-12-31'::date$$),
('LibreOffice Base, ODBC', $$WHERE month BETWEEN '2024-01-01'::date AND '2024-12-31'::date$$),
('LibreOffice Base', $$WHERE "month" BETWEEN '2024-01-01' AND '2024-12-31'$$),
('Npgsql DateTime', $$WHERE month >= '2024-01-01 06:00:00+00'::timestamptz AND month < '2025-01-01 06:00:00+00'::timestamptz$$),
('Npgsql DateTime', $$INSERT INTO trade VALUES ('2024-01-01'::timestamp, 'MEX', 1)$$),
('R DBI, dbplyr', $$WHERE (month >= CAST('2024-01-01' AS DATE) AND month <= CAST('2024-12-31' AS DATE))$$),
('R DBI, dbplyr', $$SELECT "month", SUM("value") AS "value" FROM trade WHERE ("month" IN ('2024-01', '2024-02')) GROUP BY "month" ORDER BY 1$$),
('dbt', $$WHERE month > (SELECT max(month) FROM loose WHERE monthly(month))$$),
('dbt', $$WHERE month >= (SELECT date_trunc('month', timestamp '2024-12-05') - interval '1 month')$$),
('dbt', $$SELECT month FROM trade WHERE NOT month >= '2023-02' UNION ALL SELECT month FROM loose WHERE monthly(month) ORDER BY 1$$),
-- Redash, Mode, Qlik, Excel, Hex, plain SQL
('Redash', $$WHERE month >= '2024-01-01 00:00' AND month <= '2024-12-31 23:59'$$),
('Redash', $$WHERE month BETWEEN '2024-01-01' AND '2024-12-31'$$),
('Mode', $$WHERE month >= '2024-01-01' AND month < '2024-01-01'::date + interval '1 year'$$),
('Qlik', $$WHERE month >= '20240101'$$),
('Excel, ODBC', $$WHERE month>='2024-01-01 00:00:00'::timestamp AND month<'2025-01-01 00:00:00'::timestamp$$),
('Hex', $$WHERE month >= '2024-01-01'::timestamptz AND month < now()$$),
('SQL', $$WHERE month >= '2024' AND month < '2025'$$),
('SQL', $$WHERE month BETWEEN '2024-01-01' AND '2024-12-01'$$),
('SQL', $$WHERE month BETWEEN '2024-Q1' AND '2024-Q4'$$),
('SQL', $$WHERE month <@ '2024'$$),
('SQL', $$WHERE month = '2024-01-01'$$),
('SQL', $$WHERE month @> date '2024-01-15'$$),
('SQL', $$WHERE date '2024-12-31' >= month AND '2024-01-01'::date <= month$$),
('SQL', $$WHERE year(month) = 2024$$),
('SQL', $$SELECT * FROM generate_series(date '2024-01-01', date '2024-12-01', interval '1 month') AS d LEFT JOIN trade ON month = period(d::date, 'M') ORDER BY d$$);
SELECT count(*) FROM sent;
\pset format unaligned
\pset tuples_only on
SELECT format(E'%s: %s\n    %s', tool, statement, pg_temp.outcome(statement)) FROM sent ORDER BY n;
