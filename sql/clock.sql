-- The clock of a case.
SET datestyle = ISO;

--
-- Dates of public sources: San Martin mine (kelleydrye.com, 2024-05-19), RV
-- Fresh Foods (porgeslaw.com), General Motors Silao (USTR): 32 days to the
-- request, 67 to the request for a panel, 248 to its determination; 30; 57
--
SELECT stage, length, started, due, ended, days_taken, days_late, state, verified
FROM case_clock('rrm_mx', '{"petition": "2023-05-15", "request": "2023-06-16", "panel_request": "2023-08-22", "determination": "2024-04-26"}', '2024-12-31')
WHERE days_taken IS NOT NULL;
SELECT stage, started, due, ended, days_taken, days_late, state
FROM case_clock('rrm_mx', '{"petition": "2024-01-17", "request": "2024-02-16"}', '2024-02-20') WHERE started IS NOT NULL;
SELECT stage, started, due, ended, days_taken, days_late, state
FROM case_clock('rrm_mx', '{"request": "2021-05-12", "remediation_plan": "2021-07-08"}', '2021-07-09') WHERE stage = 'request_to_plan';

-- what was known on a day: the same case before its request, on the last day,
-- and the day after
SELECT as_of, state, due, ended, days_taken, days_late
FROM unnest('{2023-05-14,2023-05-15,2023-06-14,2023-06-15,2023-06-16}'::date[]) as_of,
     case_clock('rrm_mx', '{"petition": "2023-05-15", "request": "2023-06-16"}', as_of) WHERE stage = 'screening';

-- business days: a Thursday, a weekend, a holiday
SELECT stage, length, due, days_taken, days_late, state
FROM case_clock('rrm_mx', '{"panel_request": "2026-09-10", "panel_constituted": "2026-09-17"}', '2026-09-30')
WHERE stage IN ('panel_formation', 'panel_confirmation');
SELECT stage, length, due, days_taken, days_late, state
FROM case_clock('rrm_mx', '{"panel_request": "2026-09-10", "panel_constituted": "2026-09-17"}', '2026-09-30', '{2026-09-16}')
WHERE stage IN ('panel_formation', 'panel_confirmation');

-- the other procedures
SELECT stage, length, due, state FROM case_clock('rrm_ca', '{"petition": "2026-01-01", "request": "2026-02-15"}', '2026-03-01') WHERE started IS NOT NULL;
SELECT stage, length, due, state FROM case_clock('labor_chapter', '{"petition": "2026-01-01"}', '2026-02-01');

-- absent, out of order, unknown, no date
SELECT count(*) FROM case_clock(NULL, '{}', '2026-01-01');
SELECT count(*) FROM case_clock('rrm_mx', NULL, '2026-01-01');
SELECT count(*) FROM case_clock('no such procedure', '{}', '2026-01-01');
SELECT count(*) FROM case_clock('', '{"petition": "2026-01-01"}', '2026-01-01');
SELECT state, count(*), count(days_late) AS late FROM case_clock('labor_chapter', '{"petition": null, "action": "2026-01-01"}', '2026-02-01') GROUP BY state;
SELECT stage, days_taken, days_late, state FROM case_clock('labor_chapter', '{"petition": "2026-01-10", "determination": "2026-01-05"}', '2026-02-01') WHERE stage = 'review';
SELECT stage FROM case_clock('rrm_mx', '{"petition": "soon"}', '2026-01-01');


-- a misspelt milestone, and one of another procedure, would never start
SELECT stage FROM case_clock('rrm_mx', '{"petitoin": "2026-01-01"}', '2026-01-01');
SELECT stage FROM case_clock('labor_chapter', '{"petition": "2026-01-01", "request": null}', '2026-01-01');
SELECT stage FROM case_clock('labor_chapter', '{"Petition": "2026-01-01"}', '2026-01-01');
SELECT stage FROM case_clock('labor_chapter', '{"": "2026-01-01"}', '2026-01-01');

-- what is no date, or none that one could be sure of, is named
SELECT stage FROM case_clock('rrm_mx', '{"petition": "2026-01-01", "note": "call the union"}', '2026-01-01');
SELECT stage FROM case_clock('rrm_mx', '{"petition": ""}', '2026-01-01');
SELECT stage FROM case_clock('rrm_mx', '{"petition": 20260102}', '2026-01-01');
SELECT stage FROM case_clock('rrm_mx', '{"petition": true}', '2026-01-01');
SELECT stage FROM case_clock('rrm_mx', '{"petition": ["2026-01-01"]}', '2026-01-01');
SELECT stage FROM case_clock('rrm_mx', '{"petition": {"date": "2026-01-01"}}', '2026-01-01');
SELECT stage FROM case_clock('rrm_mx', '{"petition": "infinity"}', '2026-01-01');
SELECT stage FROM case_clock('rrm_mx', '{"petition": "-infinity"}', '2026-01-01');
SELECT stage FROM case_clock('rrm_mx', '["2026-01-01"]', '2026-01-01');
SELECT stage FROM case_clock('rrm_mx', '"2026-01-01"', '2026-01-01');
SELECT stage FROM case_clock('rrm_mx', 'null', '2026-01-01');
SELECT stage FROM case_clock('rrm_mx', '{"petition": "2026-01-01"}', 'infinity');
SELECT stage FROM case_clock('rrm_mx', '{"petition": "5874897-12-30"}', '5874897-12-31');
SELECT stage FROM case_clock('rrm_mx', '{"panel_request": "2026-01-01"}', '2026-01-02', '{NULL}');
SELECT count(*) FROM case_clock('rrm_mx', '{"petition": "2026-01-01"}', '2026-01-02', NULL);
-- a time of day, and its zone, are left out; of two the last is meant, as in any jsonb
SELECT started, due FROM case_clock('labor_chapter', '{"petition": "2026-01-01T23:59:59-06:00"}', '2026-01-01') LIMIT 1;
SELECT started, due FROM case_clock('labor_chapter', '{"petition": "2026-01-01", "petition": "2026-01-05"}', '2026-01-09') LIMIT 1;
-- each case has its own procedure
SELECT p, count(c.stage) AS stages, min(due) AS first_due
FROM (VALUES ('rrm_mx', '{"petition": "2026-01-01"}'::jsonb), ('labor_chapter', '{"petition": "2026-01-01"}'), ('rrm_ca', NULL)) v(p, m)
LEFT JOIN LATERAL case_clock(p, m, '2026-02-01') c ON true GROUP BY p ORDER BY p COLLATE "C";

-- own rows: one in place of a shipped one, and a procedure of one's own
BEGIN;
INSERT INTO case_clock_stages (procedure, stage, ordinal, counted_from, ends_with, length, source)
VALUES ('labor_chapter', 'first_screen', 1, 'petition', 'first_determination', 25, 'a change of the law'),
       ('queja', 'inspeccion', 1, 'recibida', 'visita', 10, 'norma interna');
SELECT stage, length, due, source FROM case_clock('labor_chapter', '{"petition": "2026-01-01"}', '2026-01-02') LIMIT 1;
SELECT stage, due, state, days_late FROM case_clock('queja', '{"recibida": "2026-01-01"}', '2026-01-15');
-- a procedure whose law moves an end on a closed day to the next open one
INSERT INTO case_clock_stages (procedure, stage, ordinal, counted_from, ends_with, length, rolls, source)
VALUES ('prorroga', 'contestacion', 1, 'emplazamiento', 'contestacion', 15, true, 'norma interna'),
       ('prorroga', 'plazo fijo', 2, 'emplazamiento', 'contestacion', 15, false, 'norma interna');
SELECT d AS started, stage, due, to_char(due, 'FMDay') AS weekday, days_late, state
FROM unnest('{2026-08-31,2026-09-01,2026-09-04,2026-11-01}'::date[]) d,
     case_clock('prorroga', jsonb_build_object('emplazamiento', d), d + 17, ARRAY(SELECT day FROM holidays('MX', 2026)));
ROLLBACK;

-- of 20,000 cases the stages are read once: the table is not scanned again
BEGIN;
CREATE TEMP TABLE many AS SELECT CASE i % 3 WHEN 0 THEN 'rrm_mx' WHEN 1 THEN 'rrm_ca' ELSE 'labor_chapter' END AS p,
	jsonb_build_object('petition', date '2024-01-01' + i % 700) AS m FROM generate_series(1, 20000) i;
SELECT c.state, count(*) FROM many, case_clock(p, m, '2026-01-01') c GROUP BY c.state ORDER BY c.state COLLATE "C";
SELECT count(*) AS differ FROM many, LATERAL case_clock(p, m, '2026-01-01') c, case_clock_stages s
WHERE s.procedure = p AND s.stage = c.stage AND c.started IS NOT NULL
	AND (c.due IS DISTINCT FROM c.started + s.length OR c.days_taken <> date '2026-01-01' - c.started);
ROLLBACK;

-- each row has a source; what was read in the law itself
SELECT procedure, count(*) AS stages, count(*) FILTER (WHERE verified) AS verified, count(*) FILTER (WHERE source = '') AS no_source
FROM case_clock_stages GROUP BY procedure ORDER BY procedure COLLATE "C";
