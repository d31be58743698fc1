-- A total beside its parts is refused, both named.
CREATE EXTENSION IF NOT EXISTS trade_labor;
CREATE FUNCTION verdict(kind text, codes text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
	EXECUTE format('SELECT disjoint(c) FROM unnest($1::%s[]) c', kind) INTO answer USING codes;
	RETURN answer;
EXCEPTION WHEN invalid_parameter_value THEN
	RETURN sqlerrm;
END $$;

SELECT codes, verdict('hs_code', codes)
FROM (VALUES (1, '{8703,8704,870290}'::text[]), (2, '{8703,870390}'), (3, '{87,8703230190}'), (4, '{870323,870323}'), (5, '{87,88,89,8701}'),
             (6, '{0101,010121,01}'), (7, '{8703}')) d(i, codes) ORDER BY i;
SELECT codes, verdict('partner_code', codes)
FROM (VALUES (1, '{MEX,CAN,EU}'::text[]), (2, '{MEX,CAN,EU,DEU}'), (3, '{MEX,W00}'), (4, '{EU,GBR}'), (5, '{EU28,GBR}'), (6, '{USMCA,CPTPP}'), (7, '{EU27_2020,EXT_EU27_2020}'),
             (8, '{EXT_EU27_2020,MEX}'), (9, '{019,002,150,142,009}'), (10, '{019,419}'), (11, '{419,USA}'), (12, '{EU,150}'), (13, '{NAFTA,MEX}'),
             (14, '{C0012,C0013,C0016,C0018,C0009,C0010}'), (15, '{C0012,MEX}'), (16, '{C0012,DEU}'), (17, '{C0007,DEU}'), (18, '{C1XXX,MEX}'), (19, '{C2XXX,MEX}'),
             (20, '{S19,_X,MEX}'), (21, '{142,S19}')) d(i, codes) ORDER BY i;
SELECT codes, verdict('time_period', codes)
FROM (VALUES (1, '{2024-01,2024-02,2024-Q2}'::text[]), (2, '{2024-01,2024-02,2024-Q1}'), (3, '{2024,2023-12-31}'), (4, '{2024-W09,2024-02}'),
             (5, '{2023-12,2024-W01}'), (6, '{2024,2024-12-31}')) d(i, codes) ORDER BY i;
SELECT codes, verdict('text', codes)
FROM (VALUES (1, '{722511,722513,721}'::text[]), (2, '{722511,722513,7225}'), (3, '{31-33,44-45,42}'), (4, '{31-33,321}'), (5, '{31-33,32}'), (6, '{62,"62 "}'),
             (7, '{automobiles}'), (8, '{é}'), (9, '{""}'), (10, '{62,621,9999999}')) d(i, codes) ORDER BY i;

-- NULLs, no rows, groups, windows
SELECT disjoint(NULL::hs_code) IS NULL AS unknown, disjoint(c) IS NULL AS no_rows FROM (SELECT '87'::hs_code AS c WHERE false) d;
CREATE TEMP TABLE flows AS
SELECT partner::partner_code, year, value FROM (VALUES ('MEX', 2023, 10), ('CAN', 2023, 9), ('EU', 2024, 30), ('DEU', 2024, 8), ('MEX', 2024, 11)) d(partner, year, value);
SELECT year, sum(value) FROM flows WHERE NOT partner_is_aggregate(partner) GROUP BY year HAVING disjoint(partner) ORDER BY year;
SELECT year, sum(value) FROM flows GROUP BY year HAVING disjoint(partner) ORDER BY year;
SELECT partner, value, disjoint(partner) OVER (ORDER BY value) FROM flows WHERE year = 2023;
SELECT partner, disjoint(partner) OVER (PARTITION BY year) FROM flows;

-- merged, in any order, the same; grown far beyond the first slots
SELECT disjoint_hs_final(disjoint_combine(disjoint_add(NULL, '8703'::hs_code), disjoint_add(NULL, '8704'::hs_code)));
SELECT disjoint_hs_final(disjoint_combine(disjoint_add(NULL, '8703'::hs_code), disjoint_add(NULL, '870323'::hs_code)));
SELECT disjoint(hs_from_int(n, 6)) FROM generate_series(10100, 989999, 7) n;
-- bytes that are no state
SELECT disjoint_hs_final('\x00');
SELECT disjoint_add('\x00112233'::bytea, '62'::text);
SELECT disjoint_hs_final(disjoint_add(NULL, '62'::text));
SELECT disjoint_period_final(disjoint_add(NULL, '9999999999'::hs_code));

-- One unit, one currency.
SELECT single(u) AS unit, single(NULL::text) IS NULL AS unknown, single(1.0) AS number FROM unnest('{kg,kg,NULL}'::text[]) u;
SELECT single(u) FROM unnest('{USD,USD,MXN}'::text[]) u;
SELECT single(v) FROM unnest('{1.0,1.00}'::numeric[]) v;
SELECT single(v) FROM unnest('{2024-01,2024-02}'::time_period[]) v;
SELECT single(v) FROM (VALUES ('(1,1)'::point), ('(1,2)')) d(v);
SELECT single(u) OVER () FROM unnest('{kg,t}'::text[]) u;

-- A ranking of partners refuses what its shares cannot stand.
SELECT (top(ranking(partner, value), 2)).* FROM flows WHERE year = 2023;
SELECT ranking(partner, value) FROM flows WHERE year = 2024;
SELECT ranking(partner, value::numeric) FROM flows WHERE year = 2024;
SELECT ranking(partner, value::float8) FROM flows WHERE year = 2024;
SELECT hhi(ranking(partner::text, value)) AS meant FROM flows WHERE year = 2024;
SELECT (top(ranking(partner, value), 2)).* FROM flows WHERE year = 2024 AND partner <> 'DEU';
-- text members: one that equals all others together is told of, once
CREATE TEMP TABLE named AS SELECT CASE n WHEN 0 THEN 'World total' ELSE 'country ' || n END AS name, CASE n WHEN 0 THEN 7.8 ELSE n / 10.0 END AS value
FROM generate_series(0, 12) n;
SELECT year, num_members(ranking(name, value)) FROM named, generate_series(2023, 2024) year GROUP BY year ORDER BY year;
SELECT num_members(ranking(name, value)) FROM named WHERE name <> 'country 12';
SELECT num_members(ranking(name, value)) FROM (VALUES ('few', 3), ('a', 2), ('b', 1)) d(name, value);
