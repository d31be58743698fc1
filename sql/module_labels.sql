-- What every object of the extension must carry.  Each query lists offenders,
-- so that a chapter which keeps the rules changes nothing here.
CREATE EXTENSION IF NOT EXISTS trade_labor;
CREATE TEMP VIEW member AS
SELECT d.classid, d.objid,
       pg_describe_object(d.classid, d.objid, 0) AS object
FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
  AND e.extname = 'trade_labor';
CREATE TEMP VIEW member_function AS
SELECT p.*, m.object
FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid;

-- a comment; from 17 on arrays and the rows of tables are members as well
SELECT object FROM member
WHERE classid IN ('pg_proc'::regclass, 'pg_type'::regclass, 'pg_operator'::regclass,
                  'pg_cast'::regclass, 'pg_class'::regclass)
  AND obj_description(objid, classid::regclass::name) IS NULL
  AND NOT EXISTS (SELECT FROM pg_type t
                  WHERE classid = 'pg_type'::regclass AND t.oid = objid
                    AND (t.typelem <> 0 OR t.typrelid <> 0))
ORDER BY object COLLATE "C";

-- safe in parallel workers, and not volatile
SELECT object, provolatile, proparallel FROM member_function
WHERE proparallel <> 's' OR provolatile = 'v'
ORDER BY object COLLATE "C";

-- a state that is a value of a real type, and can be merged; a polymorphic one
-- is of the type of an argument
SELECT object, aggtranstype::regtype, aggcombinefn
FROM member_function f JOIN pg_aggregate a ON a.aggfnoid = f.oid
WHERE aggkind = 'n'
  AND (aggtranstype IN (SELECT oid FROM pg_type WHERE typtype = 'p' AND typname NOT LIKE 'any%')
       OR aggcombinefn = 0)
ORDER BY object COLLATE "C";

-- base types with a text and a binary form
SELECT object FROM member m JOIN pg_type t ON t.oid = m.objid
WHERE classid = 'pg_type'::regclass AND typtype = 'b'
  AND (typinput = 0 OR typoutput = 0 OR typreceive = 0 OR typsend = 0)
ORDER BY object COLLATE "C";

-- no function of the server's own with the same name and arguments
SELECT f.object FROM member_function f
JOIN pg_proc p USING (proname, proargtypes)
WHERE p.pronamespace = 'pg_catalog'::regnamespace
ORDER BY object COLLATE "C";

-- the right of another user only with a search path of its own
SELECT object FROM member_function
WHERE prosecdef AND NOT coalesce(proconfig::text LIKE '%search_path=%', false)
ORDER BY object COLLATE "C";

-- named arguments, except those of operators and of the functions behind types
SELECT object FROM member_function f
WHERE prolang <> (SELECT oid FROM pg_language WHERE lanname = 'internal')
  AND pronargs > 1 AND proargnames IS NULL AND prokind IN ('f', 'w')
  AND NOT EXISTS (SELECT FROM pg_operator WHERE oprcode = f.oid)
  AND NOT EXISTS (SELECT FROM pg_aggregate
                  WHERE f.oid IN (aggtransfn, aggcombinefn, aggfinalfn, aggmtransfn,
                                  aggminvtransfn, aggmfinalfn))
  AND NOT EXISTS (SELECT FROM pg_amproc WHERE amproc = f.oid)
  AND NOT EXISTS (SELECT FROM pg_type WHERE f.oid IN (typinput, typreceive))
ORDER BY object COLLATE "C";
