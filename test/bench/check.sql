-- Every form gives the same answer: row by row, in one line a form.
CREATE TABLE truth AS SELECT partner, product, month, x FROM "self join";
ALTER TABLE truth ADD PRIMARY KEY (partner, product, month);
ANALYZE truth;

-- wrong(form, sparse): rows that differ from the truth by more than rounding.
-- A sparse form has no row where there is no answer.
CREATE FUNCTION wrong(form text, sparse bool) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	EXECUTE format($q$
		SELECT count(*) FROM %I f
		FULL JOIN (SELECT * FROM truth WHERE x IS NOT NULL OR NOT %L) t USING (partner, product, month)
		WHERE f.partner IS NULL OR t.partner IS NULL
		   OR (f.x IS NULL) <> (t.x IS NULL)
		   OR abs(f.x - t.x) > 1e-12 * (abs(t.x) + 100)$q$, form, sparse) INTO n;
	RETURN n;
END $$;

SELECT CASE WHEN wrong(form, sparse) = 0 THEN 'ok' ELSE 'not ok' END
       || ' - ' || form || ': every row as by the self join'
FROM (VALUES ('RANGE frame', false), ('window yoy', false),
             ('series, unnest', true), ('stored, unnest', true)) f(form, sparse);

SELECT CASE WHEN wrong('lag', false) > 0 THEN 'ok' ELSE 'not ok' END
       || ' - lag() is wrong where months are missing';

WITH expected AS (
	SELECT partner, product, count(*) AS months, count(x) AS answers
	FROM truth GROUP BY partner, product
), given AS (
	SELECT 'series' AS form, * FROM "series"
	UNION ALL SELECT 'series, numeric', * FROM "series, numeric"
	UNION ALL SELECT 'series yoy', * FROM "series yoy"
	UNION ALL SELECT 'stored yoy', * FROM "stored yoy"
)
SELECT CASE WHEN bool_and(x = CASE WHEN form LIKE '%yoy' THEN answers ELSE months END)
                 AND count(*) = (SELECT count(*) FROM expected) THEN 'ok' ELSE 'not ok' END
       || ' - ' || form || ': as many values as rows'
FROM given JOIN expected USING (partner, product)
GROUP BY form ORDER BY form;

SELECT CASE WHEN count(*) = 0 THEN 'ok' ELSE 'not ok' END || ' - ranking: the index of the sums'
FROM (SELECT month, sum(share * share) AS x
      FROM (SELECT month, x / sum(x) OVER (PARTITION BY month) AS share FROM "sum by member") s
      GROUP BY month) plain
FULL JOIN "ranking" r USING (month)
WHERE abs(plain.x - r.x) > 1e-12 IS NOT FALSE;
