-- What test/package and test/image ask of an extension that was just installed:
-- from CREATE EXTENSION, in a schema of its own, to a growth rate.
CREATE SCHEMA trade;
CREATE EXTENSION trade_labor SCHEMA trade;
CREATE TABLE shipment (month trade.time_period, value numeric);
INSERT INTO shipment VALUES ('2024-01', 100.0), ('2025-01', 103);
SELECT 'yoy ' || trade.yoy(value, month) OVER (ORDER BY month) FROM shipment ORDER BY month DESC LIMIT 1;
SET search_path = public, trade;
SELECT 'series ' || value_at(yoy(series(month, value)), '2025-01') FROM shipment;
