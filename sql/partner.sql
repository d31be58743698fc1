--
-- partner_code: codes in, codes out, what a partner is
--
-- ISO in any form, Comtrade's extents of a country, aggregates, residues
SELECT given, given::partner_code AS partner, partner_number(given::partner_code) AS number,
	partner_is_aggregate(given::partner_code) AS aggregate
FROM unnest('{MX,mex,484,"  MEX ",4,004,842,841,757,251,699,579,UK,EL,XK,412,0,1,W00,EU,019,419,EZ,490,S19,
	"_X ",899,X1,838,XX,636,058,278,280,ROM,ZAR,C0010,C8500,492}'::text[])
	WITH ORDINALITY AS t (given, n)
ORDER BY n;

-- everything that three digits can say is printed so that it reads back
CREATE TEMP TABLE numbers (number integer, partner partner_code);
DO $$
BEGIN
	FOR number IN 0..999 LOOP
		BEGIN
			INSERT INTO numbers VALUES (number, partner_from_number(number));
		EXCEPTION WHEN invalid_parameter_value THEN
		END;
	END LOOP;
END $$;
SELECT count(*) > 300 AS many,
	bool_and(partner::text::partner_code = partner) AS text_reads_back,
	bool_and(partner_number(partner)::partner_code = partner) AS number_reads_back,
	bool_and(partner_name(partner) IS NOT NULL) AS all_named
FROM numbers;
-- Comtrade's numbers for other extents of a country, and the world
SELECT number, partner FROM numbers WHERE number <> partner_number(partner) ORDER BY number;

-- the bad input table
CREATE FUNCTION pg_temp.fault(input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text;
	detail text;
BEGIN
	PERFORM input::partner_code;
	RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ' ' || message || CASE WHEN detail <> '' THEN ' / ' || detail ELSE '' END;
END $$;
SELECT pg_temp.fault(input) FROM unnest(ARRAY[
	'', ' ', 'M', 'M X', 'MEXI', 'ZZZ', 'Mexico', '-4', '+4', '4.0', '0004', '999', '900', '961',
	'1000', 'W0', 'C9999', 'C10', 'A79', 'CS', E'ME\tX', 'MÉX', repeat('9', 20), repeat('é', 100)]) AS input;
SELECT 'Mexico'::partner_code;
SELECT 1000::partner_code;
SELECT (-1)::partner_code;

-- order: by number, groups last; btree, hash and BRIN
CREATE TEMP TABLE flows AS
SELECT p::partner_code AS partner, v FROM (VALUES ('USA', 4), ('W00', 9), ('CAN', 2), ('MEX', 3), ('EU', 5)) AS t (p, v);
SELECT partner FROM flows ORDER BY partner;
SELECT min(v) FILTER (WHERE partner = 'MEX') AS mexico, count(*) FILTER (WHERE partner > 'MEX') AS after_mexico,
	count(*) FILTER (WHERE partner <> 'MEX') AS others, count(*) FILTER (WHERE partner <= 'MEX') AS up_to_mexico,
	count(*) FILTER (WHERE partner < 'MEX') AS before_mexico, count(*) FILTER (WHERE partner >= 'MEX') AS from_mexico
FROM flows;
CREATE INDEX ON flows (partner);
CREATE INDEX ON flows USING hash (partner);
CREATE INDEX ON flows USING brin (partner);
SET enable_seqscan = off;
SELECT v FROM flows WHERE partner = 'MX';
RESET enable_seqscan;
-- a total is told from its parts
SELECT sum(v) FROM flows WHERE NOT partner_is_aggregate(partner);

-- binary form: version byte and the number
SELECT partner_code_send('MEX'), partner_code_send('W00');

-- membership: of today, and of former countries by their region
SELECT p, partner_in(p, 'EU') AS eu, partner_in(p, 'EZ') AS euro, partner_in(p, '019') AS americas,
	partner_in(p, '150') AS europe, partner_in(p, 'W00') AS world
FROM unnest('{DEU,GBR,MEX,CHE,DDR,SUN,S19,XK,EU,021,_X}'::partner_code[]) AS p;
SELECT partner_in('MEX', 'CAN');
SELECT partner_in('MEX', 'C0014');
SELECT partner_in(NULL, 'EU'), partner_in('MEX', NULL);

-- BI tools ask for both where they show one value of a group
SELECT min(p), max(p), min(p) FILTER (WHERE false) AS none FROM unnest('{MEX,W00,NULL,CAN,USA}'::partner_code[]) p;
-- codes that changed hands
SELECT p, partner_valid(p, '1985-01-01') AS y1985, partner_valid(p, '1995-01-01') AS y1995,
	partner_valid(p, '2005-01-01') AS y2005, partner_valid(p, '2015-01-01') AS y2015
FROM unnest('{DEU,280,DDR,CSK,CZE,YUG,SCG,SRB,736,729,SSD,ANT,CUW,MEX}'::partner_code[]) AS p;
SELECT partner_valid('280', '1990-10-02') AS last_day, partner_valid('280', '1990-10-03') AS after,
	partner_valid('DEU', '1990-10-02') AS before, partner_valid('DEU', '1990-10-03') AS first_day;
SELECT partner_valid('MEX', 'infinity');

-- Schedule C
SELECT c, partner_from_census(c) AS partner, partner_is_aggregate(partner_from_census(c)) AS aggregate
FROM unnest('{2010,1220,5700,0015,0004,0003,0010,0021,7320,7321,4801,4802,5082,8220,8500,4803,1000}'::text[]) AS c;
SELECT partner_from_census(2010), partner_from_census(15), partner_from_census('15');
SELECT array_agg(partner_from_census(c) ORDER BY c) AS united_states_and_territories FROM unnest('{1000,9030,9110,9350,9510,9610,9800}'::integer[]) AS c;
SELECT partner_from_census('9999');
SELECT partner_from_census('20100');
SELECT partner_from_census('MX');
SELECT partner_from_census(0);
SELECT partner_from_census(1);
SELECT partner_from_census(NULL::text);
