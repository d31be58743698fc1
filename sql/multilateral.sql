-- one price index of many periods
\pset null '(null)'

CREATE TEMP TABLE quote (m time_period, id int, p float8, q float8);
INSERT INTO quote SELECT '2025-01'::time_period + ((i - 1) / 4)::int, (i - 1) % 4 + 1, p, q
FROM unnest('{2,3,5,7,2.2,2.9,5.5,6.5,2.4,3.3,4.5,6,1.8,3.6,5,5.5,2.1,3.2,5.2,6.1,2.5,3.1,4.8,6.6}'::float8[],
	'{50,40,30,20,45,44,24,23,40,38,36,26,60,33,31,28,52,37,29,25,41,39,34,22}'::float8[]) WITH ORDINALITY v(p, q, i);

-- The answers of the R package IndexNumR 0.6.0: GEKSIndex() with a window of all
-- six periods, and with one of four and its splices movement, wisp (window), hasp
-- (half) and mean_pub (mean)
CREATE TEMP TABLE published (how text, i float8[]);
INSERT INTO published VALUES
	('fisher', '{1,1.015806153604259,0.982825503638554,0.953727001578723,0.997102588460895,1.022881205588511}'),
	('tornqvist', '{1,1.015884466771636,0.982584145333317,0.953537376927398,0.997054735004474,1.022743112258692}'),
	('walsh', '{1,1.015850916350418,0.982598966005354,0.953555294079605,0.997057163145936,1.022784780614951}'),
	('fisher movement', '{1,1.015312894640976,0.982645073205601,0.954128955364404,0.997687575354933,1.023376372196539}'),
	('fisher window', '{1,1.015312894640976,0.982645073205601,0.954128955364404,0.996935019694140,1.022833066057966}'),
	('fisher half', '{1,1.015312894640976,0.982645073205601,0.954128955364404,0.996944229910471,1.023808107333075}'),
	('fisher mean', '{1,1.015312894640976,0.982645073205601,0.954128955364404,0.997188879322358,1.023168569686765}');
CREATE TEMP VIEW ours AS
	SELECT formula AS how, geks(id, m, p, q, formula) AS s FROM quote, unnest('{fisher,tornqvist,walsh}'::text[]) formula GROUP BY formula
	UNION ALL SELECT 'fisher ' || splice, geks(id, m, p, q, 'fisher', 4, splice) FROM quote, unnest('{movement,window,half,mean}'::text[]) splice GROUP BY splice;
SELECT how, num_values(s), max(abs(value_at(s, '2025-01'::time_period + (n - 1)::int) / x - 1)) < 2e-14 AS same_digits
FROM ours JOIN published USING (how), unnest(i) WITH ORDINALITY u(x, n) GROUP BY how, s ORDER BY how;
SELECT geks(id, m, p, q) = geks(id, m, p, q, 'fisher') AS fisher, geks(id, m, p, q) = geks(id, m, p, q, 'fisher', 6, 'mean') AS one_window,
	geks(id, m, p, q) = geks(id, m, p, q, 'fisher', 99, 'half') AS longer FROM quote;

-- the same in plain SQL, from the bilateral aggregates, over random products that
-- come and go
CREATE TEMP TABLE random AS
	SELECT '2020-Q1'::time_period + t AS m, 'product ' || k AS id, (1 + (h & 1023)) / 7.0::float8 AS p, (1 + (h >> 10 & 4095)) / 3.0::float8 AS q
	FROM generate_series(0, 14) t, generate_series(1, 40) k, LATERAL (SELECT hashint8extended(t * 100 + k, 5) & 9223372036854775807 AS h) s WHERE h % 3 > 0;
CREATE TEMP VIEW pair AS
	SELECT b.m AS j, n.m AS k, ln(fisher(b.p, b.q, n.p, n.q)) AS f, ln(tornqvist(b.p, b.q, n.p, n.q)) AS t, ln(walsh(b.p, b.q, n.p, n.q)) AS w FROM random b JOIN random n USING (id) GROUP BY b.m, n.m;
SELECT count(*) AS periods, max(abs(f / value_at(gf, k) - 1)) < 1e-12 AS fisher, max(abs(t / value_at(gt, k) - 1)) < 1e-12 AS tornqvist, max(abs(w / value_at(gw, k) - 1)) < 1e-12 AS walsh FROM
	(SELECT b.k, exp(avg(a.f + b.f)) AS f, exp(avg(a.t + b.t)) AS t, exp(avg(a.w + b.w)) AS w FROM pair a JOIN pair b ON b.j = a.k WHERE a.j = '2020-Q1' GROUP BY b.k) plain,
	(SELECT geks(id, m, p, q) AS gf, geks(id, m, p, q, 'tornqvist') AS gt, geks(id, m, p, q, 'walsh') AS gw FROM random) ours;
-- a window of 5 quarters, movement and window splice, one quarter after the other
WITH RECURSIVE level AS (
	SELECT l.k AS ending, b.k, avg(b.f) AS level FROM (SELECT DISTINCT k FROM pair) l JOIN pair b ON b.k > l.k - 5 AND b.k <= l.k AND b.j > l.k - 5 AND b.j <= l.k GROUP BY l.k, b.k),
step AS (
	SELECT n.k AS m, n.level - b.level AS on_before, n.level - f.level AS on_first FROM level n
	JOIN level b ON b.ending = n.ending AND b.k = n.k - 1 JOIN level f ON f.ending = n.ending AND f.k = n.k - 4 WHERE n.k = n.ending),
published AS (
	SELECT k AS m, level - first_value(level) OVER (ORDER BY k) AS before, level - first_value(level) OVER (ORDER BY k) AS window, ARRAY[]::float8[] AS earlier FROM level WHERE ending = '2021-Q1'),
chain AS (
	SELECT '2021-Q1'::time_period AS m, (SELECT before FROM published WHERE m = '2021-Q1') AS movement, (SELECT array_agg("window" ORDER BY m) FROM published) AS windows
	UNION ALL
	SELECT s.m, c.movement + s.on_before, c.windows || (c.windows[cardinality(c.windows) - 3] + s.on_first) FROM chain c JOIN step s ON s.m = c.m + 1)
SELECT count(*) AS quarters, max(abs(exp(movement) / value_at(gm, m) - 1)) < 1e-12 AS movement, max(abs(exp(windows[cardinality(windows)]) / value_at(gw, m) - 1)) < 1e-12 AS "window"
FROM chain, (SELECT geks(id, m, p, q, 'fisher', 5, 'movement') AS gm, geks(id, m, p, q, 'fisher', 5, 'window') AS gw FROM random) ours;
-- published figures stay as they are when a quarter is added
SELECT bool_and(value_at(short, m) = value_at(long, m)) AS unrevised FROM (SELECT DISTINCT m FROM random WHERE m < '2023-Q2') q,
	(SELECT geks(id, m, p, q, 'walsh', 5, 'mean') AS long, geks(id, m, p, q, 'walsh', 5, 'mean') FILTER (WHERE m < '2023-Q2') AS short FROM random) s;
-- the same bits in any order
SELECT geks(id, m, p, q ORDER BY m, id)::text = geks(id, m, p, q ORDER BY p, q)::text AS bits FROM random;

-- by hand: one product, whose price is the index; a gap; what is unknown is left out
SELECT geks(1, m, p, q) FROM (VALUES ('2024'::time_period, 4.0::float8, 1.0::float8), ('2025', 5, 9), ('2027', 6, 2), ('2028', NULL, 2), ('2029', 3, 0), (NULL, 1, 1)) t(m, p, q);
-- after a gap there is nothing to hang a movement to, but in the window there is
SELECT splice, geks(1, m, p, q, 'fisher', 3, splice) FROM (VALUES ('2024'::time_period, 4.0::float8, 1.0::float8), ('2025', 5, 9), ('2027', 6, 2)) t(m, p, q),
	unnest('{movement,window,half,mean}'::text[]) splice GROUP BY splice ORDER BY splice;
-- periods that share nothing
SELECT geks(id, m, p, 1) FROM (VALUES ('2024'::time_period, 1, 4.0::float8), ('2025', 2, 5)) t(m, id, p);
SELECT geks(id, m, p, 1, 'fisher', 2, 'movement') FROM (VALUES ('2024'::time_period, 1, 4.0::float8), ('2025', 1, 5), ('2026', 2, 5), ('2027', 2, 7)) t(m, id, p);
SELECT geks(id, m, p, q) AS none FROM quote WHERE false;

-- errors
SELECT geks(1, m, 1, 1) FROM (VALUES ('2024'::time_period), ('2024')) t(m);
SELECT geks(1, m, 1, 1) FROM (VALUES ('2024'::time_period), ('2024-01')) t(m);
SELECT geks(1, m, 1, 1) FROM (VALUES ('0001-01-01'::time_period), ('9999-12-31')) t(m);
SELECT geks(1, '2024'::time_period, -1, 1);
SELECT geks(1, '2024'::time_period, 1, 'NaN');
SELECT geks(1, '2024'::time_period, 1, 1, 'dutot');
SELECT geks(1, '2024'::time_period, 1, 1, 'fisher', 13, 'mode');
SELECT geks(1, '2024'::time_period, 1, 1, 'fisher', 1, 'mean');
SELECT geks(1, '2024'::time_period + i, 1, 1, 'fisher', 13 + i, 'mean') FROM generate_series(0, 1) i;
SELECT geks(1, '2024'::time_period + i, 1, 1, CASE i WHEN 0 THEN 'fisher' ELSE 'walsh' END) FROM generate_series(0, 1) i;
SELECT geks_final('partial 0, option 1 {"a" "b" 1 2 3 4}');
SELECT geks_final('partial 0, option 64 {"a" "" 1 2 3 0}');
SELECT geks_final('partial 0, option 64 {}') AS none;
