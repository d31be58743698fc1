CREATE EXTENSION IF NOT EXISTS trade_labor;
-- the installation made one key of 32 bytes; a second is not made
SELECT count(*) AS keys, min(length(root)) AS bytes FROM trade_labor_key;
SELECT trade_labor_make_key();
-- and it depends on nothing that could be known: not all bytes are the same
SELECT root <> decode(repeat(encode(substr(root, 1, 1), 'hex'), 32), 'hex') AS random FROM trade_labor_key;

-- nobody but the owner has a right on it, nor may call what the comment keeps
-- for the steward or for ourselves
SELECT a.grantee::regrole, a.privilege_type
FROM pg_class, aclexplode(coalesce(relacl, acldefault('r', relowner))) a
WHERE oid = 'trade_labor_key'::regclass AND a.grantee <> relowner;
SELECT p.oid::regprocedure, a.grantee
FROM pg_proc p, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
WHERE obj_description(p.oid, 'pg_proc') ~ '^(steward|internal):' AND a.grantee <> proowner;
-- pg_dump leaves the table's rows out
SELECT extconfig IS NULL OR NOT 'trade_labor_key'::regclass = ANY (extconfig) AS not_dumped
FROM pg_extension WHERE extname = 'trade_labor';

CREATE ROLE regress_reader;
SET ROLE regress_reader;
SELECT root FROM trade_labor_key;
TABLE trade_labor_key;
COPY trade_labor_key TO STDOUT;
DELETE FROM trade_labor_key;
SELECT trade_labor_make_key();
SELECT trade_labor_destroy_key();
-- the words differ from one major version to the next
DO $$
BEGIN
	PERFORM current_setting('trade_labor.key_file');
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'trade_labor.key_file cannot be shown';
END
$$;
SELECT setting FROM pg_settings WHERE name = 'trade_labor.key_file';
SET trade_labor.key_file = '/nowhere';
SET trade_labor.min_contributors = 2;
-- a view or a function of one's own changes nothing
CREATE TEMP VIEW peep AS SELECT root FROM trade_labor_key;
SELECT * FROM peep;
RESET ROLE;
DROP VIEW peep;

-- not even a superuser may set the file for a session or a role
SET trade_labor.key_file = '/nowhere';
ALTER ROLE regress_reader SET trade_labor.key_file = '/nowhere';
ALTER SYSTEM SET trade_labor.key_file = 'relative';
SET trade_labor.min_contributors = 1;

-- without a key nothing is tagged or sealed
BEGIN;
SELECT trade_labor_destroy_key();
SELECT trade_labor_destroy_key();
SAVEPOINT a;
SELECT bucket_count(i) FROM generate_series(1, 20) i;
ROLLBACK TO a;
SELECT trade_labor_make_key();
SELECT count(*) AS keys, min(length(root)) AS bytes FROM trade_labor_key;
SELECT bucket_count(i) FROM generate_series(1, 20) i;
-- nothing else writes it
SAVEPOINT a;
DELETE FROM trade_labor_key;
ROLLBACK TO a;
INSERT INTO trade_labor_key SELECT root FROM trade_labor_key;
ROLLBACK TO a;
REFRESH MATERIALIZED VIEW trade_labor_key;
ROLLBACK;
-- it is made by who may write
SET default_transaction_read_only = on;
SELECT trade_labor_make_key();
SELECT bucket_count(i) FROM generate_series(1, 20) i;
RESET default_transaction_read_only;
-- the search path has no part in it
CREATE SCHEMA regress_trap;
CREATE TABLE regress_trap.trade_labor_key AS SELECT '\x01'::bytea AS root;
SELECT bucket_state(1)::text AS before \gset
SET search_path = regress_trap, public;
SELECT bucket_state(1)::text = :'before' AS same_key;
RESET search_path;
DROP SCHEMA regress_trap CASCADE;
DROP ROLE regress_reader;
