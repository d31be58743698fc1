-- What Superset 6.1.0 sent for each chart of the bundle; written by try, run by
-- test/t/075_superset.pl.

-- analyst: All partners known, by year
SELECT DATE_TRUNC('year', year) AS year, count(*) AS partners, sum(exports) AS exports, sum(imports) AS imports, sum(balance) AS balance
FROM dashboard.yearly GROUP BY DATE_TRUNC('year', year) ORDER BY max(year) DESC
LIMIT 100;

-- analyst: All partners known, by year, cross-filtered by a partner
SELECT DATE_TRUNC('year', year) AS year, count(*) AS partners, sum(exports) AS exports, sum(imports) AS imports, sum(balance) AS balance
FROM dashboard.yearly
WHERE name IN ('Mexico') GROUP BY DATE_TRUNC('year', year) ORDER BY max(year) DESC
LIMIT 100;

-- analyst: All partners known, by year, drilled by partner
SELECT name AS name, count(*) AS partners, sum(exports) AS exports, sum(imports) AS imports, sum(balance) AS balance
FROM dashboard.yearly
WHERE year = '2025-01-01T00:00:00.000Z' GROUP BY name ORDER BY max(year) DESC
LIMIT 100;

-- analyst: All partners known, by year, with a time filter
SELECT DATE_TRUNC('year', year) AS year, count(*) AS partners, sum(exports) AS exports, sum(imports) AS imports, sum(balance) AS balance
FROM dashboard.yearly
WHERE year >= TO_DATE('2025-01-01', 'YYYY-MM-DD') AND year < TO_DATE('2026-01-01', 'YYYY-MM-DD') GROUP BY DATE_TRUNC('year', year) ORDER BY max(year) DESC
LIMIT 100;

-- analyst: Balance by month
SELECT DATE_TRUNC('month', month) AS month, name AS name, sum(balance) AS balance
FROM dashboard.monthly
WHERE partner IN ('CHN', 'MEX', 'CAN') GROUP BY DATE_TRUNC('month', month), name ORDER BY balance DESC
LIMIT 10000;

-- analyst: Balance by month, cross-filtered by a partner
SELECT DATE_TRUNC('month', month) AS month, name AS name, sum(balance) AS balance
FROM dashboard.monthly
WHERE name IN ('Mexico') AND partner IN ('CHN', 'MEX', 'CAN') GROUP BY DATE_TRUNC('month', month), name ORDER BY balance DESC
LIMIT 10000;

-- analyst: Balance by month, with a time filter
SELECT DATE_TRUNC('month', month) AS month, name AS name, sum(balance) AS balance
FROM dashboard.monthly
WHERE month >= TO_DATE('2025-01-01', 'YYYY-MM-DD') AND month < TO_DATE('2026-01-01', 'YYYY-MM-DD') AND partner IN ('CHN', 'MEX', 'CAN') GROUP BY DATE_TRUNC('month', month), name ORDER BY balance DESC
LIMIT 10000;

-- analyst: Balance by partner
SELECT DATE_TRUNC('year', year) AS year, name AS name, direction AS direction, sum(exports) AS exports, sum(imports) AS imports, sum(balance) AS balance, CASE WHEN count(*) = 1 THEN max(change) END AS change, CASE WHEN count(*) = 1 THEN max(change_pct) END AS change_pct
FROM dashboard.yearly GROUP BY DATE_TRUNC('year', year), name, direction ORDER BY (max(year), -sum(balance)) DESC
LIMIT 500;

-- analyst: Balance by partner, cross-filtered by a partner
SELECT DATE_TRUNC('year', year) AS year, name AS name, direction AS direction, sum(exports) AS exports, sum(imports) AS imports, sum(balance) AS balance, CASE WHEN count(*) = 1 THEN max(change) END AS change, CASE WHEN count(*) = 1 THEN max(change_pct) END AS change_pct
FROM dashboard.yearly
WHERE name IN ('Mexico') GROUP BY DATE_TRUNC('year', year), name, direction ORDER BY (max(year), -sum(balance)) DESC
LIMIT 500;

-- analyst: Balance by partner, with a time filter
SELECT DATE_TRUNC('year', year) AS year, name AS name, direction AS direction, sum(exports) AS exports, sum(imports) AS imports, sum(balance) AS balance, CASE WHEN count(*) = 1 THEN max(change) END AS change, CASE WHEN count(*) = 1 THEN max(change_pct) END AS change_pct
FROM dashboard.yearly
WHERE year >= TO_DATE('2025-01-01', 'YYYY-MM-DD') AND year < TO_DATE('2026-01-01', 'YYYY-MM-DD') GROUP BY DATE_TRUNC('year', year), name, direction ORDER BY (max(year), -sum(balance)) DESC
LIMIT 500;

-- analyst: Concentration of the partners known
SELECT DATE_TRUNC('year', year) AS year, CASE WHEN count(*) = 1 THEN max(partners) END AS partners, CASE WHEN count(*) = 1 THEN max(hhi) END AS hhi, CASE WHEN count(*) = 1 THEN max(effective_number) END AS effective_number, CASE WHEN count(*) = 1 THEN max(four_largest) END AS four_largest
FROM dashboard.concentration GROUP BY DATE_TRUNC('year', year) ORDER BY max(year) DESC
LIMIT 500;

-- analyst: Concentration of the partners known, cross-filtered by a partner
SELECT DATE_TRUNC('year', year) AS year, CASE WHEN count(*) = 1 THEN max(partners) END AS partners, CASE WHEN count(*) = 1 THEN max(hhi) END AS hhi, CASE WHEN count(*) = 1 THEN max(effective_number) END AS effective_number, CASE WHEN count(*) = 1 THEN max(four_largest) END AS four_largest
FROM dashboard.concentration GROUP BY DATE_TRUNC('year', year) ORDER BY max(year) DESC
LIMIT 500;

-- analyst: Concentration of the partners known, with a time filter
SELECT DATE_TRUNC('year', year) AS year, CASE WHEN count(*) = 1 THEN max(partners) END AS partners, CASE WHEN count(*) = 1 THEN max(hhi) END AS hhi, CASE WHEN count(*) = 1 THEN max(effective_number) END AS effective_number, CASE WHEN count(*) = 1 THEN max(four_largest) END AS four_largest
FROM dashboard.concentration
WHERE year >= TO_DATE('2025-01-01', 'YYYY-MM-DD') AND year < TO_DATE('2026-01-01', 'YYYY-MM-DD') GROUP BY DATE_TRUNC('year', year) ORDER BY max(year) DESC
LIMIT 500;

-- analyst: Contributions to the growth of imports, points
SELECT DATE_TRUNC('year', year) AS year, name AS name, sum(points) AS points
FROM dashboard.movers GROUP BY DATE_TRUNC('year', year), name ORDER BY points DESC
LIMIT 1000;

-- analyst: Contributions to the growth of imports, points, cross-filtered by a partner
SELECT DATE_TRUNC('year', year) AS year, name AS name, sum(points) AS points
FROM dashboard.movers
WHERE name IN ('Mexico') GROUP BY DATE_TRUNC('year', year), name ORDER BY points DESC
LIMIT 1000;

-- analyst: Contributions to the growth of imports, points, with a time filter
SELECT DATE_TRUNC('year', year) AS year, name AS name, sum(points) AS points
FROM dashboard.movers
WHERE year >= TO_DATE('2025-01-01', 'YYYY-MM-DD') AND year < TO_DATE('2026-01-01', 'YYYY-MM-DD') GROUP BY DATE_TRUNC('year', year), name ORDER BY points DESC
LIMIT 1000;

-- analyst: Imports, % on a year ago
SELECT DATE_TRUNC('month', month) AS month, name AS name, CASE WHEN count(*) = 1 THEN max(imports_yoy) END AS imports_yoy
FROM dashboard.monthly
WHERE partner IN ('CHN', 'MEX', 'CAN') GROUP BY DATE_TRUNC('month', month), name ORDER BY imports_yoy DESC
LIMIT 10000;

-- analyst: Imports, % on a year ago, cross-filtered by a partner
SELECT DATE_TRUNC('month', month) AS month, name AS name, CASE WHEN count(*) = 1 THEN max(imports_yoy) END AS imports_yoy
FROM dashboard.monthly
WHERE name IN ('Mexico') AND partner IN ('CHN', 'MEX', 'CAN') GROUP BY DATE_TRUNC('month', month), name ORDER BY imports_yoy DESC
LIMIT 10000;

-- analyst: Imports, % on a year ago, with a time filter
SELECT DATE_TRUNC('month', month) AS month, name AS name, CASE WHEN count(*) = 1 THEN max(imports_yoy) END AS imports_yoy
FROM dashboard.monthly
WHERE month >= TO_DATE('2025-01-01', 'YYYY-MM-DD') AND month < TO_DATE('2026-01-01', 'YYYY-MM-DD') AND partner IN ('CHN', 'MEX', 'CAN') GROUP BY DATE_TRUNC('month', month), name ORDER BY imports_yoy DESC
LIMIT 10000;

-- analyst: Movers
SELECT DATE_TRUNC('year', year) AS year, name AS name, CASE WHEN count(*) = 1 THEN max(rank_after) END AS rank, CASE WHEN count(*) = 1 THEN max(rank_change) END AS rank_change, sum(imports) AS imports, CASE WHEN count(*) = 1 THEN max(change_pct) END AS change_pct, sum(points) AS points
FROM dashboard.movers GROUP BY DATE_TRUNC('year', year), name ORDER BY (max(year), -min(rank_after)) DESC
LIMIT 500;

-- analyst: Movers, with a time filter
SELECT DATE_TRUNC('year', year) AS year, name AS name, CASE WHEN count(*) = 1 THEN max(rank_after) END AS rank, CASE WHEN count(*) = 1 THEN max(rank_change) END AS rank_change, sum(imports) AS imports, CASE WHEN count(*) = 1 THEN max(change_pct) END AS change_pct, sum(points) AS points
FROM dashboard.movers
WHERE year >= TO_DATE('2025-01-01', 'YYYY-MM-DD') AND year < TO_DATE('2026-01-01', 'YYYY-MM-DD') GROUP BY DATE_TRUNC('year', year), name ORDER BY (max(year), -min(rank_after)) DESC
LIMIT 500;

-- analyst: Ten largest sources of imports and others, of the partners known
SELECT DATE_TRUNC('year', year) AS year, name AS name, sum(imports) AS imports
FROM dashboard.top_partners GROUP BY DATE_TRUNC('year', year), name ORDER BY imports DESC
LIMIT 1000;

-- analyst: Ten largest sources of imports and others, of the partners known, cross-filtered by a partner
SELECT DATE_TRUNC('year', year) AS year, name AS name, sum(imports) AS imports
FROM dashboard.top_partners
WHERE name IN ('Mexico') GROUP BY DATE_TRUNC('year', year), name ORDER BY imports DESC
LIMIT 1000;

-- analyst: Ten largest sources of imports and others, of the partners known, with a time filter
SELECT DATE_TRUNC('year', year) AS year, name AS name, sum(imports) AS imports
FROM dashboard.top_partners
WHERE year >= TO_DATE('2025-01-01', 'YYYY-MM-DD') AND year < TO_DATE('2026-01-01', 'YYYY-MM-DD') GROUP BY DATE_TRUNC('year', year), name ORDER BY imports DESC
LIMIT 1000;

-- analyst: values of a filter
SELECT name AS name
FROM dashboard.monthly GROUP BY name ORDER BY name ASC
LIMIT 1000;

-- reader: Reports by kind and month
SELECT CASE fecha WHEN '_T' THEN 'not shown by month' WHEN '_U' THEN 'not stated' ELSE fecha END AS month_shown, CASE tipo WHEN '_T' THEN 'not shown by kind' WHEN '_U' THEN 'not stated' ELSE tipo END AS kind_shown, sum(n) AS reports
FROM public.quejas GROUP BY CASE fecha WHEN '_T' THEN 'not shown by month' WHEN '_U' THEN 'not stated' ELSE fecha END, CASE tipo WHEN '_T' THEN 'not shown by kind' WHEN '_U' THEN 'not stated' ELSE tipo END ORDER BY reports DESC
LIMIT 1000;

-- reader: Reports by kind and month, cross-filtered by a state
SELECT CASE fecha WHEN '_T' THEN 'not shown by month' WHEN '_U' THEN 'not stated' ELSE fecha END AS month_shown, CASE tipo WHEN '_T' THEN 'not shown by kind' WHEN '_U' THEN 'not stated' ELSE tipo END AS kind_shown, sum(n) AS reports
FROM public.quejas
WHERE estado IN ('Entidad 05') GROUP BY CASE fecha WHEN '_T' THEN 'not shown by month' WHEN '_U' THEN 'not stated' ELSE fecha END, CASE tipo WHEN '_T' THEN 'not shown by kind' WHEN '_U' THEN 'not stated' ELSE tipo END ORDER BY reports DESC
LIMIT 1000;

-- reader: Reports by municipality and rest
SELECT estado AS estado, CASE municipio WHEN '_T' THEN estado || ', no municipality shown' WHEN '_U' THEN 'not stated' ELSE municipio END AS municipality_shown, CASE sector WHEN '_T' THEN 'not shown by sector' WHEN '_U' THEN 'not stated' ELSE sector END AS sector_shown, sum(n) AS reports, min(contributors_at_least) AS people
FROM public.quejas GROUP BY estado, CASE municipio WHEN '_T' THEN estado || ', no municipality shown' WHEN '_U' THEN 'not stated' ELSE municipio END, CASE sector WHEN '_T' THEN 'not shown by sector' WHEN '_U' THEN 'not stated' ELSE sector END ORDER BY reports DESC
LIMIT 1000;

-- reader: Reports by municipality and rest, cross-filtered by a state
SELECT estado AS estado, CASE municipio WHEN '_T' THEN estado || ', no municipality shown' WHEN '_U' THEN 'not stated' ELSE municipio END AS municipality_shown, CASE sector WHEN '_T' THEN 'not shown by sector' WHEN '_U' THEN 'not stated' ELSE sector END AS sector_shown, sum(n) AS reports, min(contributors_at_least) AS people
FROM public.quejas
WHERE estado IN ('Entidad 05') GROUP BY estado, CASE municipio WHEN '_T' THEN estado || ', no municipality shown' WHEN '_U' THEN 'not stated' ELSE municipio END, CASE sector WHEN '_T' THEN 'not shown by sector' WHEN '_U' THEN 'not stated' ELSE sector END ORDER BY reports DESC
LIMIT 1000;

-- reader: Reports by state
SELECT estado AS estado, sum(n) AS reports, count(*) AS numbers, count(*) FILTER (WHERE n IS NULL) AS hidden, min(contributors_at_least) AS people
FROM public.quejas GROUP BY estado ORDER BY reports DESC
LIMIT 100;

-- reader: Reports in the release
SELECT sum(n) AS reports
FROM public.quejas
LIMIT 50000;

-- reader: Reports in the release, cross-filtered by a state
SELECT sum(n) AS reports
FROM public.quejas
WHERE estado IN ('Entidad 05')
LIMIT 50000;

-- reader: values of a filter
SELECT estado AS estado
FROM public.quejas GROUP BY estado ORDER BY estado ASC
LIMIT 1000;
