-- Which release says this?
CREATE TEMP TABLE goods (partner text, period time_period, vintage text, balance numeric);
INSERT INTO goods VALUES ('CHN', '2024', '2026-03', -295515.3), ('CHN', '2025', '2026-03', -202071.4),
	('CHN', '2024', '2026-10', -297047.7), ('CHN', '2025', '2026-10', -202674.1);
-- Mexico: the later release, and the base that the two claimed figures imply
INSERT INTO goods VALUES ('MEX', '2024', '2026-03', -171527), ('MEX', '2025', '2026-03', -196913),
	('MEX', '2024', '2026-10', -168618.0), ('MEX', '2025', '2026-10', -197033.2);
CREATE TEMP VIEW stored AS SELECT partner,
	array_agg((period, vintage, balance, 'Census', 'million dollars')::stored_figure ORDER BY vintage, period) AS source
	FROM goods GROUP BY partner;

-- the two lines, each explained by the vintage that is known to say it
\x on
SELECT e.* FROM stored, explain_figure(source, 202.071, -31.6) e WHERE partner = 'CHN';
SELECT e.* FROM stored, explain_figure(source, 196.913, 14.8) e WHERE partner = 'MEX';
\x off
-- the revised ones, a mixture of vintages, the reading of a spreadsheet, and what no release says
SELECT partner, level, claimed, e.vintage, base_vintage AS base, mixed, policies, round(e.growth, 2) AS growth
FROM (VALUES ('MEX', 197.033, 16.9), ('CHN', 202.674, -31.8), ('CHN', 202.674, -31.4), ('CHN', 202.071, -32.0), ('CHN', 202.071, 31.6),
	('CHN', 202.072, -31.6), ('MEX', 196.913, 16.9)) c (partner, level, claimed)
	JOIN stored USING (partner) LEFT JOIN LATERAL explain_figure(source, level, claimed) e ON true;
-- the level alone, the growth alone, both as stated and in other units
SELECT level, claimed, e.vintage, base_vintage AS base, mixed, power_of_ten, policies FROM (VALUES (202.1, NULL::numeric), (-202071.4, NULL), (-202.1, NULL),
	(202071400000, NULL), (NULL, -31.62), (NULL, -31.62354), (NULL, NULL)) c (level, claimed), stored, explain_figure(source, level, claimed) e
WHERE partner = 'CHN' ORDER BY 1, 2, 3, 4;
-- a half may be rounded either way; a tolerance in units of the last place
SELECT level, tolerance, count(e.vintage) FROM (VALUES (0.12, 0), (0.13, 0), (0.14, 0), (0.14, 0.9), (0.14, 1)) c (level, tolerance)
	LEFT JOIN LATERAL explain_figure(ARRAY[('2025', 'v', 0.125, NULL, NULL)::stored_figure], level, NULL, tolerance) e ON true
GROUP BY 1, 2 ORDER BY 1, 2;

-- by a count in doubles, over all that is printed of made-up months: every true
-- line is explained by its vintage
CREATE TEMP TABLE made AS SELECT array_agg((p, 'v' || w, v, NULL, NULL)::stored_figure) AS source FROM (
	SELECT '2024-01'::time_period + i AS p, w, round(1000 + (hashint8extended(i * 10 + w, 3) & 65535) / 7.0, 1) AS v
	FROM generate_series(0, 14) i, generate_series(1, 3) w) f;
WITH line AS (
	SELECT a.vintage, round(a.value / 1000, 3) AS level, round(100 * (a.value - b.value) / b.value, 1) AS growth
	FROM made, unnest(source) a, unnest(source) b WHERE b.vintage = a.vintage AND b.period = a.period - 12)
SELECT count(*) AS lines, count(*) FILTER (WHERE EXISTS (SELECT FROM made, explain_figure(source, level, growth, 0, 12) e
	WHERE e.vintage = line.vintage AND NOT mixed)) AS explained FROM line;
-- 30 lines with a changed last digit: what is explained is no more than chance
WITH line AS (
	SELECT round(a.value / 1000, 3) AS level, round(100 * (a.value - b.value) / b.value, 1) AS growth
	FROM made, unnest(source) a, unnest(source) b WHERE b.vintage = a.vintage AND b.period = a.period - 12),
changed AS (
	SELECT level + d * 0.001 AS level, growth FROM line, unnest('{-4,-3,3,4}'::int[]) d
	UNION ALL SELECT level, growth + d * 0.1 FROM line, unnest('{-4,3}'::int[]) d LIMIT 30)
SELECT count(*) AS lines, sum((SELECT count(*) FROM made, explain_figure(source, level, growth, 0, 12))) AS explained FROM changed;

-- nothing stored, NULL figures
SELECT count(*) FROM explain_figure(NULL, 1.0);
SELECT count(*) FROM explain_figure('{}', 1.0, 2.0);
SELECT count(*) FROM explain_figure(ARRAY[NULL, ('2025', 'v', NULL, NULL, NULL)]::stored_figure[], 1.0);
SELECT count(*) FROM explain_figure(ARRAY[('2025', 'v', 0, NULL, NULL), ('2024', 'v', 0, NULL, NULL)]::stored_figure[], 0.0, 0);
