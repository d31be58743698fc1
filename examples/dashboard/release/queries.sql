-- What the page of the release asks, as reader, who can read nothing else.
-- Every report is in one row, so sums over rows count each once; the level of
-- a row says which of its labels are places and which are rests and totals.
-- Run by test/t/076_dashboard.pl as well.

-- totals: all of it, and how many numbers are hidden
SELECT sum(n) AS reports, count(*) AS numbers, count(*) FILTER (WHERE n IS NULL) AS hidden,
       count(DISTINCT estado) AS states, min(contributors_at_least) AS people
FROM quejas;

-- states: what is shown by municipality, and the rest
SELECT estado AS state, sum(n) AS reports,
       coalesce(sum(n) FILTER (WHERE 'municipio' = ANY (string_to_array(level, ' x '))), 0) AS by_municipality,
       coalesce(sum(n) FILTER (WHERE 'municipio' <> ALL (string_to_array(level, ' x '))), 0) AS rest,
       count(*) FILTER (WHERE n IS NULL) AS hidden
FROM quejas GROUP BY estado ORDER BY reports DESC NULLS LAST, state;

-- places: municipalities, and the rest of a state as a row of its own
SELECT estado AS state, municipio AS place, 'municipio' <> ALL (string_to_array(level, ' x ')) AS is_rest,
       sum(n) AS reports, count(*) AS numbers, count(*) FILTER (WHERE n IS NULL) AS hidden
FROM quejas GROUP BY 1, 2, 3 ORDER BY state, is_rest, reports DESC NULLS LAST, place;

-- kinds: by kind and month, with what is shown by neither
SELECT estado AS state, tipo AS kind, fecha AS month, sum(n) AS reports
FROM quejas GROUP BY 1, 2, 3 ORDER BY state, kind, month;

-- numbers: the release as it stands
SELECT estado AS state, municipio AS place, sector, tipo AS kind, fecha AS month, n AS reports,
       contributors_at_least AS people
FROM quejas ORDER BY state, reports DESC NULLS LAST, place, sector, kind, month;
