-- One statement a line, for a server in single-user mode.  Numbers come from a
-- hash and not from random(), and nothing is analyzed, which would draw a sample:
-- every run has the same rows and the same plans.
CREATE EXTENSION trade_labor
CREATE FUNCTION h(i bigint, salt int) RETURNS bigint LANGUAGE sql IMMUTABLE RETURN hashint8extended(i, salt) & 1073741823
CREATE TABLE panel AS SELECT key, d AS day, period(d, 'M') AS month, 'P' || key AS member, value, value::numeric(14, 2) AS exact FROM (SELECT key, ('2015-01-01'::date + make_interval(months => m))::date AS d, h(key * 1000 + m, 1) AS drawn, h(key * 1000 + m, 2) % 1000000 / 100.0::float8 AS value FROM generate_series(1, 200) key, generate_series(0, 119) m) made WHERE drawn % 100 >= 15 ORDER BY month, drawn
CREATE TABLE kept AS SELECT key, series(month, value) AS s FROM panel GROUP BY key
CREATE TABLE half AS SELECT key, series(month, value) AS s FROM panel GROUP BY key, subperiod(month) % 2
CREATE TABLE whole AS SELECT key, series('2015-01'::time_period + m, 1000 + 300 * sin(m * 0.5236) + h(key * 1000 + m, 16) % 100) AS s FROM generate_series(1, 10) key, generate_series(0, 119) m GROUP BY key
CREATE TABLE statement AS SELECT key, month, month + v AS vintage, value + v AS value FROM panel, generate_series(1, 3) v WHERE key <= 40
CREATE TABLE complaint AS SELECT h(i, 3) % 500 AS place, h(i, 4) % 9000 AS who, 'PERSONA' || to_char(h(i, 4) % 9000, 'FM0000000000') AS name, h(i, 5) % 900 AS days, h(i, 6) % 5 > 0 AS closed FROM generate_series(1, 20000) i
CREATE TABLE code AS SELECT to_char(2000 + h(i, 7) % 30, 'FM0000') || '-' || to_char(1 + h(i, 8) % 12, 'FM00') AS month, to_char(100000 + h(i, 9) % 860000, 'FM000000') AS hs, (ARRAY['Mexico', 'Estados Unidos', 'Korea, South', 'Alemania', 'China', 'Viet Nam', 'Brasil', 'Côte d''Ivoire'])[1 + h(i, 10) % 8] AS name FROM generate_series(1, 10000) i
CREATE TABLE note AS SELECT 'Trabajo en la planta de Silao desde ' || (2000 + h(i, 11) % 25) || '; el supervisor no paga las horas extra y descuenta ' || h(i, 12) % 900 || ' pesos por semana.' AS plain, 'Mi teléfono es 55 ' || 1000 + h(i, 13) % 9000 || ' ' || 1000 + h(i, 14) % 9000 || ', escríbanme a ana.' || h(i, 15) % 90 || '@example.com; la CURP es HEGG560427MVZRRL04.' AS personal FROM generate_series(1, 2000) i
VACUUM FREEZE
