-- What the cases of cases.json ask about.  Month k from 2023-01 on (0 to 23):
--   partner  exports X  imports M
--   MEX      100 + k    200 + 2k     2023-03 missing
--   CAN       80 + k     70 + k
--   CHN       50        300 - k
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS trade_labor;
DROP SCHEMA IF EXISTS desk CASCADE;
CREATE SCHEMA desk;
SET search_path = desk, public;
CREATE TABLE trade (
	month monthly_period, partner partner_code, flow text, product hs_code, value numeric);
INSERT INTO trade
SELECT time_period '2023-01' + k, partner::partner_code, flow, product::hs_code, value
FROM generate_series(0, 23) k, LATERAL (VALUES
	('MEX', 'X', '870323', 100 + k), ('MEX', 'M', '870421', 200 + 2 * k),
	('CAN', 'X', '270900', 80 + k), ('CAN', 'M', '270900', 70 + k),
	('CHN', 'X', '120190', 50), ('CHN', 'M', '851713', 300 - k)) r(partner, flow, product, value)
WHERE NOT (partner = 'MEX' AND k = 2);
CREATE VIEW imports AS SELECT month, partner, value::float8 AS v FROM trade WHERE flow = 'M';
CREATE TABLE shipment (month monthly_period, partner partner_code, product hs_code, value numeric);
CREATE TABLE summary AS
SELECT partner, series(month, value) AS s FROM trade WHERE flow = 'M' GROUP BY partner;
CREATE TABLE ranked AS
SELECT to_freq(month, 'A') AS year, ranking(partner, value) AS r FROM trade WHERE flow = 'M' GROUP BY 1;
