-- Who could go around a release: nothing is published for a reader who can,
-- and the REVOKE that is needed is printed.
SET client_min_messages = error;
CREATE ROLE regress_owner;
CREATE ROLE regress_steward;
CREATE ROLE regress_other;
CREATE ROLE regress_reader;
CREATE ROLE regress_group;
CREATE ROLE regress_chief SUPERUSER;
CREATE SCHEMA regress_release AUTHORIZATION regress_steward;
GRANT USAGE ON SCHEMA regress_release TO PUBLIC;
SET search_path = regress_release, public;
SET ROLE regress_owner;
RESET ROLE;
CREATE TABLE complaint (tipo text, persona text, centro text);
ALTER TABLE complaint OWNER TO regress_owner;
INSERT INTO complaint SELECT 'queja', 'p' || i, 'c' || i FROM generate_series(1, 12) i;

-- a steward needs the functions and the source, both by name
SET ROLE regress_steward;
SELECT * FROM publish_buckets('open', 'complaint', '{tipo}', 'persona');
RESET ROLE;
GRANT EXECUTE ON FUNCTION publish_buckets, refresh_buckets, retract_buckets, protect_buckets, audit_privileges, audit_buckets
	TO regress_steward, regress_other;
SET ROLE regress_steward;
SELECT * FROM publish_buckets('open', 'complaint', '{tipo}', 'persona');
RESET ROLE;
GRANT SELECT ON complaint TO regress_steward;

-- try(): what is refused, and whether what it prints is enough
CREATE PROCEDURE try(reader text) LANGUAGE plpgsql AS $$
DECLARE
	detail text;
	hint text;
	n int := 0;
BEGIN
	LOOP
		BEGIN
			SET LOCAL ROLE regress_steward;
			PERFORM publish_buckets('open', 'complaint', '{tipo}', 'persona', readers => ARRAY[reader]::regrole[]);
			PERFORM retract_buckets('open');
			RESET ROLE;
			RAISE NOTICE 'published';
			RETURN;
		EXCEPTION WHEN insufficient_privilege THEN
			GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
			RAISE NOTICE '% -> % %', sqlerrm, detail, hint;
		END;
		RESET ROLE;
		n := n + 1;
		EXIT WHEN n > 5 OR hint !~ '(REVOKE|ALTER)';
		EXECUTE substring(hint, 'What is needed: (.*)\.$');
	END LOOP;
END $$;
SET client_min_messages = notice;
GRANT SELECT ON complaint TO regress_reader;
CALL try('regress_reader');
GRANT SELECT (centro) ON complaint TO regress_reader;
CALL try('regress_reader');
GRANT REFERENCES, TRIGGER ON complaint TO regress_reader;
CALL try('regress_reader');
-- through a group, and one whose rights are had after SET ROLE only
GRANT SELECT ON complaint TO regress_group;
ALTER ROLE regress_reader NOINHERIT;
GRANT regress_group TO regress_reader;
CALL try('regress_reader');
REVOKE regress_group FROM regress_reader;
GRANT regress_owner TO regress_reader;
CALL try('regress_reader');
GRANT pg_read_all_data TO regress_reader;
CALL try('regress_reader');
GRANT SELECT ON complaint TO PUBLIC;
CALL try('regress_reader');
-- a view of the source, and a view of that
CREATE VIEW peek AS SELECT tipo, count(*) FROM complaint GROUP BY tipo;
CREATE VIEW peek_again AS SELECT * FROM peek;
GRANT SELECT ON peek_again TO regress_reader;
CALL try('regress_reader');
-- what stewards have
GRANT EXECUTE ON FUNCTION pseudonym(text, text), refresh_buckets(text) TO regress_reader;
CALL try('regress_reader');
GRANT SELECT ON trade_labor_key TO PUBLIC;
CALL try('regress_reader');
ALTER ROLE regress_reader CREATEROLE;
CALL try('regress_reader');
ALTER ROLE regress_reader REPLICATION;
CALL try('regress_reader');
GRANT pg_read_server_files TO regress_reader;
CALL try('regress_reader');
CALL try('regress_chief');
-- a view that reads nothing for its owner stops nobody
SET ROLE regress_reader;
CREATE TEMP VIEW own AS SELECT * FROM regress_release.complaint;
RESET ROLE;
CALL try('regress_reader');
SET client_min_messages = warning;

-- a table under a view that is the source, and its partitions
CREATE TABLE parted (tipo text, persona text) PARTITION BY LIST (tipo);
CREATE TABLE parted_queja PARTITION OF parted FOR VALUES IN ('queja');
INSERT INTO parted SELECT 'queja', 'p' || i FROM generate_series(1, 12) i;
CREATE VIEW of_parted AS SELECT * FROM parted;
GRANT SELECT ON parted_queja TO regress_reader;
SELECT severity, object, role, problem, remedy
FROM bucket_risks('of_parted', 'persona', '{tipo}', '{regress_reader}') WHERE severity = 'error'
UNION ALL SELECT * FROM bucket_exposures('of_parted', 'persona', '{tipo}', '{regress_reader}', NULL);
REVOKE SELECT ON parted_queja FROM regress_reader;
-- a table of names beside the source is no secret
CREATE TABLE names (tipo text, nombre text);
GRANT SELECT ON names TO PUBLIC;
CREATE VIEW named AS SELECT * FROM complaint JOIN names USING (tipo);
SELECT count(*) FROM bucket_risks('named', 'persona', '{tipo}', '{regress_reader}') WHERE severity = 'error';

-- unless a name of its own hides where the contributor comes from
CREATE VIEW renamed AS SELECT tipo, persona AS quien FROM complaint JOIN names USING (tipo);
SELECT severity, object, role FROM bucket_risks('renamed', 'quien', '{tipo}', '{regress_reader}') WHERE severity = 'error';

-- a live release: rights given later show in the audit, and stop the refresh
SET ROLE regress_steward;
SELECT count(*) FROM publish_buckets('live', 'complaint', '{tipo}', 'persona', readers => '{regress_reader}');
SELECT * FROM audit_privileges() WHERE severity = 'error';
RESET ROLE;
SET ROLE regress_reader;
SELECT * FROM live;
SELECT * FROM live_cells;
SELECT * FROM complaint;
SELECT * FROM audit_privileges();
SELECT * FROM audit_buckets('live');
SELECT * FROM bucket_ledger;
SELECT * FROM bucket_lines;
SELECT * FROM bucket_line_buckets;
SELECT * FROM bucket_risks('complaint', 'persona', '{}', '{}');
RESET ROLE;
CREATE FUNCTION of_the_owner() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = regress_release AS 'SELECT count(*) FROM complaint';
GRANT INSERT ON complaint TO regress_reader;
GRANT pg_monitor TO regress_reader;
GRANT SELECT ON live TO regress_group;
GRANT SELECT (persona) ON complaint TO regress_group;
SET ROLE regress_steward;
SELECT severity, object, role, replace(problem, ' of ' || session_user, ' of the superuser') AS problem, left(remedy, 60) AS remedy FROM audit_privileges();
SELECT * FROM refresh_buckets('live');
RESET ROLE;
-- one steward does not touch the release of another
SET ROLE regress_other;
SELECT * FROM refresh_buckets('live');
SELECT retract_buckets('live');
SELECT * FROM audit_buckets('live');
RESET ROLE;
GRANT regress_steward TO regress_other;
SET ROLE regress_other;
SELECT retract_buckets('live');
RESET ROLE;

REVOKE pg_monitor FROM regress_reader;
SET client_min_messages = error;
DROP SCHEMA regress_release CASCADE;
REVOKE ALL ON FUNCTION publish_buckets, refresh_buckets, retract_buckets, protect_buckets, audit_privileges, audit_buckets
	FROM regress_steward, regress_other;
DROP ROLE regress_owner, regress_steward, regress_other, regress_reader, regress_group, regress_chief;
RESET search_path;
