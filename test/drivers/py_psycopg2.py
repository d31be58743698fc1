# psycopg2: parameters go into the statement as literals.  With an array type
# registered, arrays are lists.
import io

import psycopg2
import psycopg2.extensions as ext

from py_values import ALL, run_cases, say


def cases(mode, conn):
    def run(sql, params):
        cur = conn.cursor()
        cur.execute(sql, params)
        return cur.fetchall() if cur.description else []

    run_cases(mode, lambda n: "%s", run, lambda e: getattr(e, "pgcode", None))


conn = psycopg2.connect("")
conn.autocommit = True
cases("psycopg2", conn)

cur = conn.cursor()
cur.execute("TRUNCATE shipment")
text = "".join("\t".join("\\N" if v is None else v for v in row) + "\n" for row in ALL["copied"])
cur.copy_expert("COPY shipment FROM STDIN", io.StringIO(text))
cur.execute("SELECT month, partner, product, coalesce(value, 0) FROM shipment ORDER BY month")
say("psycopg2", "COPY of rows", rows=[list(map(str, r)) for r in cur.fetchall()])

for name in ALL["types"]:
    cur.execute("SELECT oid, typarray FROM pg_type WHERE oid = to_regtype(%s)", (name,))
    oid, array = cur.fetchone()
    ext.register_type(ext.new_array_type((array,), name + "[]", ext.UNICODE), conn)
cases("psycopg2 registered", conn)
