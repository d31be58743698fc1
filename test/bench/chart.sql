-- The ratios as an SVG chart: a bar a budget, its length the ratio over what
-- is allowed, so that one line at 1 is the budget of all.
\pset format unaligned
\pset tuples_only on
WITH layout AS (
	SELECT 340 AS left_edge, 380 AS unit, 30 AS step, 64 AS top, count(*) AS n FROM verdict WHERE at_most IS NOT NULL
), bar AS (
	SELECT v.*, l.*, top + step * (row_number() OVER (ORDER BY place) - 1) AS y,
	       least(ratio / at_most, 1.35) * unit AS width
	FROM verdict v, layout l
	WHERE at_most IS NOT NULL
)
SELECT format('<svg xmlns="http://www.w3.org/2000/svg" width="960" height="%s" viewBox="0 0 960 %s" font-family="sans-serif" font-size="13">',
              top + step * n + 40, top + step * n + 40)
       || '<rect width="100%" height="100%" fill="#ffffff"/>'
       || format('<text x="20" y="26" font-size="16" font-weight="bold">Time against budget, %s million rows</text>',
                 (SELECT round(count(*) / 1e6, 1) FROM panel))
       || '<text x="20" y="46" fill="#555555">bar = ratio of two times in one run, over the largest ratio allowed; shorter is faster</text>'
FROM layout
UNION ALL
SELECT format('<text x="%s" y="%s" text-anchor="end">%s</text>', left_edge - 10, y + 15,
              replace(replace(replace(CASE WHEN mode = 'serial' THEN says ELSE says || ', ' || mode END,
                                      '&', '&amp;'), '<', '&lt;'), '>', '&gt;'))
       || format('<rect x="%s" y="%s" width="%s" height="20" fill="%s"/>', left_edge, y,
                 round(width::numeric, 1), CASE WHEN kept THEN '#2b7a78' ELSE '#c0392b' END)
       || format('<text x="%s" y="%s" fill="#333333">%s of %s</text>', round(left_edge + width::numeric + 6, 1),
                 y + 15, round(ratio::numeric, 3), round(at_most::numeric, 3))
FROM bar
UNION ALL
SELECT format('<line x1="%s" x2="%s" y1="%s" y2="%s" stroke="#333333" stroke-dasharray="4 3"/>',
              left_edge + unit, left_edge + unit, top - 8, top + step * n + 4)
       || format('<text x="%s" y="%s" text-anchor="middle">budget</text></svg>', left_edge + unit,
                 top + step * n + 22)
FROM layout;
