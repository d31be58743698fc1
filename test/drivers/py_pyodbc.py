# ODBC by pyodbc, with server-side prepared statements; and isql, which is
# nothing but the driver manager.
import os
import subprocess

import pyodbc

from py_values import ALL, run_cases, say

DRIVER = os.environ["ODBC_DRIVER"]
settings = {"Driver": DRIVER, "Servername": os.environ["PGHOST"], "Port": os.environ["PGPORT"],
            "Database": os.environ["PGDATABASE"], "UID": os.environ["PGUSER"],
            "PWD": os.environ.get("PGPASSWORD", "")}


def cases(mode, **more):
    conn = pyodbc.connect(";".join(f"{k}={v}" for k, v in {**settings, **more}.items()), autocommit=True)

    def run(sql, params):
        cur = conn.cursor()
        cur.execute(sql, [p for p in params])
        return cur.fetchall() if cur.description else []

    run_cases(mode, lambda n: "?", run, lambda e: e.args[0] if isinstance(e, pyodbc.Error) else None)
    return conn


conn = cases("odbc", UseServerSidePrepare="1")
cur = conn.cursor()
cur.execute("TRUNCATE shipment")
cur.executemany("INSERT INTO shipment VALUES (?, ?, ?, ?)", ALL["copied"])
say("odbc", "COPY of rows", rows=[list(map(str, r)) for r in cur.execute(
    "SELECT month, partner, product, coalesce(value, 0) FROM shipment ORDER BY month").fetchall()])
columns = [(c.column_name, c.type_name) for c in cur.columns(table="trade", schema="desk")]
say("odbc", "holds: the catalogue names the columns", rows=[
    [[name for name, _ in columns] == ["month", "partner", "flow", "product", "value"]]])

line = ";".join(f"{k}={v}" for k, v in settings.items())
out = subprocess.run(["isql", "-b", "-k", line, "-d,"], input="SELECT month, partner, value FROM desk.trade "
                     "WHERE partner = 'MEX' AND month = '2024-02' ORDER BY value\n", text=True, capture_output=True)
say("odbc", "holds: isql reads periods and partners", rows=[
    [out.stdout.split() == ["2024-02,MEX,113", "2024-02,MEX,226"]]])
