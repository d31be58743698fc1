-- Partners beside text, as drivers and BI tools send them.
CREATE EXTENSION IF NOT EXISTS trade_labor;
CREATE TEMP TABLE flows AS
SELECT (ARRAY['MEX','USA','CAN','CHN','DEU','W00','EU','S19','CHE'])[1 + i % 9]::partner_code AS partner, i AS value
FROM generate_series(1, 900) i;
CREATE INDEX flows_partner ON flows (partner);
ANALYZE flows;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT FROM flows WHERE partner = 'MEX'::text;
EXPLAIN (COSTS OFF) SELECT FROM flows WHERE '484'::varchar = partner;
EXPLAIN (COSTS OFF) SELECT FROM flows WHERE partner = ANY ('{MEX,842}'::varchar[]);
EXPLAIN (COSTS OFF) SELECT FROM flows WHERE partner >= 'CAN'::text AND partner < 'DEU'::text;
RESET enable_seqscan;
RESET enable_bitmapscan;
SELECT amvalidate(oid) FROM pg_opclass WHERE opcname = 'partner_code_ops' ORDER BY opcmethod;
SELECT count(*) FILTER (WHERE NOT (
	(a < b) = (a < b::text) AND (a < b) = (a::text < b) AND (a <= b) = (a <= b::text) AND (a <= b) = (a::text <= b) AND
	(a = b) = (a = b::text) AND (a = b) = (a::text = b) AND (a <> b) = (a <> b::text) AND (a <> b) = (a::text <> b) AND
	(a >= b) = (a >= b::text) AND (a >= b) = (a::text >= b) AND (a > b) = (a > b::text) AND (a > b) = (a::text > b) AND
	(a = b) = (a = ANY (ARRAY[b::text])) AND (a <> b) = (a <> ALL (ARRAY[b::text])) AND
	(a < b) = (a::text <^ b::text) AND (a <= b) = (a::text <=^ b::text) AND (a = b) = (a::text =^ b::text) AND
	(a >= b) = (a::text >=^ b::text) AND (a > b) = (a::text >^ b::text))) AS differ, count(*)
FROM unnest('{MEX,USA,W00,EU,019,S19,058}'::partner_code[]) a, unnest('{MEX,USA,W00,EU,019,S19,058}'::partner_code[]) b;
SELECT partner, count(*), sum(value) FROM flows WHERE partner = ANY ('{mx,842,CHE}'::text[]) GROUP BY partner ORDER BY partner;
SELECT count(*) FROM flows WHERE partner = 'Mexico'::text;

-- patterns, of the code as it is printed
SELECT DISTINCT partner FROM flows WHERE partner LIKE 'C%' ORDER BY partner;
SELECT 'MEX'::partner_code LIKE 'm%' AS "like", 'MEX'::partner_code ILIKE 'm%' AS "ilike",
       'MEX'::partner_code NOT LIKE 'm%' AS not_like, 'MEX'::partner_code NOT ILIKE 'm%' AS not_ilike;

-- columns of text
CREATE TEMP TABLE given (partner text, code varchar(3), country char(5));
INSERT INTO given VALUES ('MEX', '484', 'MX');
CREATE TEMP TABLE taken (partner partner_code, code partner_code, country partner_code);
INSERT INTO taken SELECT * FROM given;
ALTER TABLE given ALTER partner TYPE partner_code, ALTER code TYPE partner_code, ALTER country TYPE partner_code;
SELECT * FROM taken UNION TABLE given;
SELECT try_partner('842'), try_partner(' mx '), try_partner('Mexico') IS NULL AS name, try_partner('CS') IS NULL AS ambiguous,
       try_partner('') IS NULL AS empty, try_partner(NULL) IS NULL AS unknown;
SELECT * FROM why_not('partner_code', '{MEX,mx,Mexico,Mexico,CS,9999}');
SELECT partner_name('MEX'), partner_name('MEX'::varchar, 'es'::varchar), partner_name('DEU'::partner_code);
