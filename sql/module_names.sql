-- A table's name is also the name of a type.  The extension can be created
-- beside tables that bear the names of its chapters.
\set home :DBNAME
CREATE DATABASE trade_labor_names;
\c trade_labor_names
CREATE TABLE partner (partner text);
CREATE TABLE series (series text);
CREATE TABLE period (period text);
CREATE TABLE ranking (ranking text);
CREATE TABLE hs (hs text);
CREATE TABLE release (release text);
CREATE TABLE bucket (bucket text);
CREATE EXTENSION trade_labor;
INSERT INTO period VALUES ('2025-07');
SELECT period::time_period, period('2025-07-31', 'Q') FROM period;
DROP EXTENSION trade_labor;
DROP TABLE partner, series, period, ranking, hs, release, bucket;

-- And into a schema of its own, from where it can be moved.
CREATE SCHEMA tools;
CREATE EXTENSION trade_labor SCHEMA tools;
SELECT tools.period('2025-07-31', 'Q') OPERATOR(tools.+) 1 AS next;
ALTER EXTENSION trade_labor SET SCHEMA public;
SELECT time_period '2025-07' <@ time_period '2025' AS within;
\c :home
DROP DATABASE trade_labor_names;
