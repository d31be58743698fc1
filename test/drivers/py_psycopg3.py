# psycopg 3: prepared on the server, text and binary; and with the types
# registered, so that arrays are lists.
import psycopg
from psycopg.types import TypeInfo

from py_values import ALL, parameters, run_cases, say


def connect():
    return psycopg.connect(autocommit=True)


def cases(mode, conn, **how):
    def run(sql, params):
        cur = conn.cursor(**how)
        cur.execute(sql, params, prepare=True)
        return cur.fetchall() if cur.description else []

    run_cases(mode, lambda n: "%s", run, lambda e: getattr(e, "sqlstate", None))
    say(mode, "generic plans", rows=conn.execute(
        "SELECT sum(generic_plans) > 0 FROM pg_prepared_statements").fetchall())


def copies(conn):
    cur = conn.cursor()
    cur.execute("TRUNCATE shipment")
    with cur.copy("COPY shipment FROM STDIN") as copy:
        for row in ALL["copied"]:
            copy.write_row(row)
    say("psycopg3", "COPY of rows", rows=[list(map(str, r)) for r in cur.execute(
        "SELECT month, partner, product, coalesce(value, 0) FROM shipment ORDER BY month")])
    for name in ALL["types"]:
        with cur.copy(f"COPY kept_{name} TO STDOUT (FORMAT BINARY)") as copy:
            data = b"".join(copy)
        cur.execute(f"CREATE TEMP TABLE back_{name} (LIKE kept_{name})")
        with cur.copy(f"COPY back_{name} FROM STDIN (FORMAT BINARY)") as copy:
            copy.write(data)
        say("psycopg3", f"COPY BINARY: {name}", rows=[list(cur.execute(
            f"SELECT count(*) > 0 FROM kept_{name}").fetchone()) + list(cur.execute(
            f"SELECT count(*) FROM (SELECT v::text FROM kept_{name} EXCEPT ALL SELECT v::text FROM back_{name}) lost").fetchone())])


with connect() as conn:
    cases("psycopg3", conn)
    copies(conn)
with connect() as conn:
    cases("psycopg3 binary", conn, binary=True)
with connect() as conn:
    for name in ALL["types"]:
        info = TypeInfo.fetch(conn, name)
        info.register(conn)
    cases("psycopg3 registered", conn)
