-- Groups of countries by day.
CREATE EXTENSION IF NOT EXISTS trade_labor;

-- the European Union from six to 28 to 27
SELECT day, partner_in('GBR', 'EU', day) AS gbr, partner_in('HRV', 'EU', day) AS hrv, partner_in('DEU', 'EU', day) AS deu,
       (SELECT count(*) FROM partner_groups() g
        WHERE partner_group = 'EU' AND partner <> '058' AND day >= first_day AND (last_day IS NULL OR day <= last_day)) AS members
FROM unnest('{1957-12-31,1958-01-01,1973-01-01,1981-01-01,1986-01-01,1995-01-01,2004-05-01,2007-01-01,2013-06-30,2013-07-01,2020-01-31,2020-02-01}'::date[]) day;
-- fixed compositions do not depend on the day, and are aggregates of their own
SELECT partner_in('GBR', 'EU28') AS eu28, partner_in('GBR', 'EU27_2020') AS eu27, partner_in('HRV', 'EU27_2007') AS eu27_2007,
       partner_in('GBR', 'EU28', '2024-01-01') AS in_2024, partner_in('MEX', 'EXT_EU27_2020') AS extra, partner_in('DEU', 'EXT_EU27_2020') AS not_extra,
       partner_in('BGR', 'EA20') AS ea20, partner_in('BGR', 'EA21') AS ea21, partner_in('BGR', 'EZ', '2025-12-31') AS ez_2025;
SELECT code, code::partner_code, partner_is_aggregate(code::partner_code), partner_name(code::partner_code, 'es'),
       partner_valid(code::partner_code, '2010-01-01') AS valid_2010
FROM unnest('{EU,EU27,EU28,ext_eu27_2020,EA20,USMCA,T-MEC}'::text[]) code WHERE try_partner(code) IS NOT NULL;
-- agreements, and their members before and after
SELECT grp, partner, array_agg(partner_in(partner::partner_code, grp::partner_code, day) ORDER BY day)
FROM (VALUES ('NAFTA', 'MEX'), ('USMCA', 'MEX'), ('MERCOSUR', 'VEN'), ('MERCOSUR', 'BOL'), ('CPTPP', 'GBR'), ('ASEAN', 'TLS'),
             ('OPEC', 'IDN'), ('OPEC', 'AGO'), ('G7', 'CAN'), ('G20', 'MEX'), ('OECD', 'MEX'), ('OECD', 'CRI'), ('NATO', 'SWE'), ('APEC', 'MEX')) d(grp, partner),
     unnest('{1975-12-31,1994-06-01,2008-12-31,2016-06-01,2020-06-30,2020-07-01,2023-12-31,2024-12-31,2026-01-01}'::date[]) day
GROUP BY grp, partner ORDER BY grp COLLATE "C", partner COLLATE "C";
-- groups in groups, by members of the day; regions of UN M49 do not change
SELECT partner_in('EZ', 'EU') AS ez_eu, partner_in('EU', 'OECD') AS eu_oecd, partner_in('G7', 'OECD') AS g7_oecd, partner_in('USMCA', '019') AS usmca_americas,
       partner_in('EU', '150') AS eu_europe, partner_in('EU', 'W00') AS eu_world, partner_in('MEX', '019', '1950-01-01') AS mex_americas,
       partner_in('NAFTA', 'OECD') AS last_members;
SELECT partner_in('MEX', 'EU', NULL) IS NULL AS unknown;
SELECT partner_in('MEX', 'EU', 'infinity');
SELECT partner_in('CAN', 'C0014');
SELECT partner_in('CAN', 'MEX', '2020-01-01');
-- the list itself: every member is a country, no membership twice at once
SELECT partner_group, count(*), count(*) FILTER (WHERE last_day IS NULL) AS today, min(first_day), bool_or(partner_is_aggregate(partner)) AS odd
FROM partner_groups() GROUP BY partner_group ORDER BY partner_group;
SELECT * FROM partner_groups() a JOIN partner_groups() b ON a.partner_group = b.partner_group AND a.partner = b.partner AND a.first_day < b.first_day
WHERE a.last_day IS NULL OR a.last_day >= b.first_day;
