-- Everything goes on after the upgrade: indexes, summaries, the release and its proof.
SET client_min_messages = warning;
SET enable_seqscan = off;
SELECT 'index on ' || t, CASE WHEN n = (SELECT count(*) FROM flow WHERE partner::text = t::text) THEN 'ok' ELSE 'not ok' END
FROM (SELECT partner AS t, count(*) AS n FROM flow WHERE partner IN ('MEX', 'CAN') GROUP BY partner) x;
RESET enable_seqscan;
INSERT INTO flow VALUES ('MEX', '0407', '2025-07-01', 0.2), ('DEU', '0407', '2025-07-01', 7);
DELETE FROM flow WHERE partner = 'CHN' AND day < '2024-03-01';
UPDATE claim SET closed = true WHERE area = 3;
SELECT refresh_maintained('by_product');
SELECT 'maintained ' || s, CASE WHEN count(c.key) = 0 THEN 'ok' ELSE 'not ok' END
FROM unnest('{monthly,by_product,closing}'::text[]) s LEFT JOIN LATERAL check_maintained(s::regclass) c ON true GROUP BY s;
INSERT INTO pub.report SELECT i + 1000000, 'm' || i % 4, date '2025-05-05', 'r' || i || current_setting('server_version_num') FROM generate_series(901, 1300) i;
SET ROLE steward;
SELECT 'refreshed', CASE WHEN reports > 0 THEN 'ok' ELSE 'not ok' END FROM refresh_buckets('pub.quejas');
SELECT 'every report is in one bucket', CASE WHEN sum(n) = (SELECT count(*) FROM pub.report) THEN 'ok' ELSE 'not ok' END FROM pub.quejas;
SELECT 'the ledger holds', CASE WHEN bucket_ledger_check() IS NULL THEN 'ok' ELSE 'not ok' END;
RESET ROLE;
SELECT 'states of people are opened', CASE WHEN count(bucket_contributors(v)) = 3 THEN 'ok' ELSE 'not ok' END FROM kept_bucket_state;
SELECT 'event triggers', CASE WHEN count(*) = 2 THEN 'ok' ELSE 'not ok' END FROM pg_event_trigger;
