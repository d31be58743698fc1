-- trade_balance with partners: a total is not added to its parts
CREATE TEMP TABLE by_partner (partner partner_code, flow text, value numeric);
INSERT INTO by_partner VALUES
	('MEX', 'X', 10), ('MEX', 'M', 4), ('CAN', 'X', 5), ('CAN', 'M', 2), ('S19', 'X', 0.5);
-- 15.5 - 6; residues such as Other Asia are parts
SELECT trade_balance(flow, value, partner) AS numeric, trade_balance(flow, value::float8, partner) AS double FROM by_partner;
SELECT partner, trade_balance(flow, value, partner) FROM by_partner GROUP BY partner ORDER BY partner;

INSERT INTO by_partner VALUES ('W00', 'X', 15.5);
SELECT trade_balance(flow, value, partner) FROM by_partner;
SELECT trade_balance(flow, value::float8, partner) FROM by_partner;
SELECT trade_balance(flow, value, partner) FROM by_partner WHERE NOT partner_is_aggregate(partner);
-- the Census Bureau's NAFTA rows lie within Mexico's and Canada's
SELECT trade_balance('M', 1.0, partner_from_census('0005'));
-- rows that do not count are not asked for their partner; an unknown partner may be a total
SELECT trade_balance(flow, value, partner) FROM (VALUES
	('W00'::partner_code, NULL, 1.0), ('EU', 'X', NULL), (NULL, 'M', NULL), ('MEX', 'X', 3), ('MEX', 'M', 1)) v (partner, flow, value);
SELECT trade_balance('X', 1.0, resolve_partner('all of them'));
-- a literal is a treatment of partial flows still
SELECT trade_balance(flow, value, 'ignore') FROM by_partner WHERE partner = 'MEX';
