-- Curves in DISTINCT, GROUP BY, UNION.
CREATE EXTENSION IF NOT EXISTS trade_labor;
SELECT c, count(*) FROM (VALUES ('days {1:2,3+:1}'::survival_curve), ('days {3+:1,1:1,1:1}'), ('days {1:1}')) d(c) GROUP BY c ORDER BY count(*);
SELECT DISTINCT c FROM (VALUES ('days {1:2}'::survival_curve), ('days {1:2}')) d(c);
SELECT km_curve(d, true) FROM (VALUES (1), (2)) x(d) UNION SELECT km_curve(d, true) FROM (VALUES (2), (1)) x(d);
SELECT km_curve(d, true) = 'days {1:2}' AS gathered, km_curve(d, true) <> 'days {1:2}' AS differ FROM (VALUES (1), (1)) x(d);
SELECT survival_curve_hash(c) = survival_curve_hash('days {1:2}') AS hash, survival_curve_hash_extended(c, 3) = survival_curve_hash_extended('days {1:2}', 3) AS extended
FROM (SELECT km_curve(d, true) FROM (VALUES (1), (1)) x(d)) y(c);
SELECT count(DISTINCT c) FROM (VALUES ('days {1:2}'::survival_curve), ('days {1:2}'), ('days {1:1}')) d(c);
SELECT amvalidate(oid) FROM pg_opclass WHERE opcname = 'survival_curve_ops' ORDER BY opcmethod;
