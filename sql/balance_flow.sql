-- Flows as offices write them.
CREATE EXTENSION IF NOT EXISTS trade_labor;
SELECT trade_balance(flow, value) AS exports_5_imports_3
FROM (VALUES ('Export', 'Import'), ('  export', 'imports  '), ('X ', ' m'), ('Exports', 'General Imports'), ('Total Exports', 'TOTAL IMPORTS'), ('Exportaciones', 'Importaciones'),
             ('exportación', 'IMPORTACIÓN'), ('exportations', 'importations'), ('Exportation', 'Importation')) w(x, m),
     LATERAL (VALUES (x, 5), (m, 3)) d(flow, value) GROUP BY x, m;
SELECT count(*) FROM (SELECT trade_balance(flow, value, 'subtract'::text) AS b
	FROM (VALUES ('Re-Export', 'Re-Import'), ('re-exports', 're-imports'), ('reexportaciones', 'reimportación'), ('Réexportations', 'RÉIMPORTATION'), ('Foreign Exports', 'RM'), ('RX', 'rm')) w(rx, rm),
	     LATERAL (VALUES ('X', 5), (rx, 1), ('M', 3), (rm, 2)) d(flow, value) GROUP BY rx, rm) e WHERE b = 3;
SELECT trade_balance(flow, value) FROM (VALUES ('X', 5), ('Domestic Exports', 4)) d(flow, value);
SELECT trade_balance(flow, value) FROM (VALUES ('X', 5), ('Re-Export', 1)) d(flow, value);
SELECT trade_balance(flow, value) FROM (VALUES ('- -', 5)) d(flow, value);
SELECT trade_balance(flow, value) FROM (VALUES (repeat('x', 50), 5)) d(flow, value);
-- numbers mean one thing here and the other there
SELECT trade_balance(flow, value) FROM (VALUES ('1', 5)) d(flow, value);
SELECT scheme, number, flow_from(number, scheme) FROM (VALUES ('comtrade', '1'), ('comtrade', '2'), ('comtrade', '3'), ('comtrade', '4'), ('eurostat', '1'), ('Eurostat', '2'),
	('japan', '1'), ('japan', ' 02 ')) d(scheme, number);
SELECT flow_from('3', 'japan');
SELECT flow_from('5', 'comtrade');
SELECT flow_from('', 'comtrade');
SELECT flow_from('1', 'mexico');
-- a text is the treatment, not the partner
SELECT trade_balance(flow, value, partner) FROM (VALUES ('X', 5, 'MEX')) d(flow, value, partner);
