-- movers: two rankings side by side
CREATE VIEW two AS SELECT
	'{"Mexico": 150, "Canada": 150, "China": 300, "Peru": 30, "Chile": 0}'::member_ranking AS before,
	'{"Mexico": 330, "Canada": 120, "China": 300, "Vietnam": 30, "Chile": 15}'::member_ranking AS after;
SELECT m.* FROM two, movers(before, after) m;
-- contributions add up to the growth of the total: 795 on 630
SELECT sum(contribution) AS contributions, sum(change) AS change,
	100 * (total(after) - total(before)) / total(before) AS growth
FROM two, movers(before, after) GROUP BY before::text, after::text, total(before), total(after);

-- the same in plain SQL
WITH b AS (SELECT u.*, rank() OVER (ORDER BY value DESC) FROM two, unnest(before) u),
	a AS (SELECT u.*, rank() OVER (ORDER BY value DESC) FROM two, unnest(after) u),
	plain AS (
		SELECT member, b.rank::int AS rank_before, a.rank::int AS rank_after, (b.rank - a.rank)::int AS rank_change,
			b.value AS value_before, a.value AS value_after, coalesce(a.value, 0) - coalesce(b.value, 0) AS change,
			CASE WHEN b.value > 0 THEN 100 * (a.value - b.value) / b.value END AS pct_change,
			100 * (coalesce(a.value, 0) - coalesce(b.value, 0)) / (SELECT sum(value) FROM b) AS contribution,
			CASE WHEN b.rank IS NULL THEN 'entered' WHEN a.rank IS NULL THEN 'left' ELSE 'stayed' END AS status
		FROM b FULL JOIN a USING (member))
SELECT count(*) AS same FROM (SELECT * FROM plain INTERSECT SELECT m.* FROM two, movers(before, after) m) x;

-- empty, NULL, identical
SELECT * FROM movers('{}'::member_ranking, '{"a": 1}'::member_ranking);
SELECT * FROM movers('{"a": 1}'::member_ranking, '{}'::member_ranking);
SELECT count(*) FROM movers('{}'::member_ranking, '{}'::member_ranking);
SELECT count(*) FROM movers(NULL, '{"a": 1}');
SELECT * FROM movers('{"a": 1, "b": 1}'::member_ranking, '{"b": 1, "a": 1}'::member_ranking);
-- a total before that is not positive: no contributions, as no growth
SELECT member, change, pct_change, contribution FROM movers('{"a": -3, "b": 1}'::member_ranking, '{"a": -1, "b": 2}'::member_ranking);
-- the sums are exact: 0.1 + 0.2 less 0.3 is what the doubles say
SELECT change FROM movers('{"a": 0.3}'::member_ranking, '{"a": [0.30000000000000004, -2.7755575615628914e-17]}'::member_ranking);
SELECT * FROM movers('{"a": 5e-324}'::member_ranking, '{"a": 1e280}'::member_ranking);
DROP VIEW two;
