# SQLAlchemy 2 over psycopg, and pandas over that: statements as text, tables by
# reflection, with the types named to the dialect and without.
import datetime
import decimal
import os
import warnings

import pandas
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.types import UserDefinedType

from py_values import ALL, placeholders, run_cases, say

url = sa.URL.create("postgresql+psycopg", os.environ["PGUSER"], os.environ.get("PGPASSWORD"),
                    os.environ["PGHOST"], int(os.environ["PGPORT"]), os.environ["PGDATABASE"])
engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")


def run(sql, params):
    with engine.connect() as conn:
        answer = conn.execute(sa.text(sql), {f"p{n + 1}": v for n, v in enumerate(params)})
        return answer.all() if answer.returns_rows else []


# in sa.text() a colon names a parameter, so a cast needs CAST() or a blank
def text_of(sql):
    return placeholders(sql.replace("::", "\\:\\:"), lambda n: f":p{n}")


for case in ALL["cases"]:
    case["sql"] = text_of(case["sql"])
run_cases("sqlalchemy", lambda n: f":p{n}", run, lambda e: getattr(getattr(e, "orig", None), "sqlstate", None))


def holds(name, truth):
    say("sqlalchemy", "holds: " + name, rows=[[bool(truth)]])


# reflection, nothing told
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    trade = sa.Table("trade", sa.MetaData(), schema="desk", autoload_with=engine)
holds("an unknown type is reflected as no type, with a warning",
      any("Did not recognize type" in str(w.message) and "partner" in str(w.message) for w in said)
      and isinstance(trade.c.partner.type, sa.types.NullType))
holds("a domain is reflected as a domain", isinstance(trade.c.month.type, sa.dialects.postgresql.DOMAIN))
with engine.connect() as conn:
    holds("and filters and answers all the same", conn.execute(
        sa.select(sa.func.count()).select_from(trade).where(trade.c.partner == "MEX", trade.c.month >= "2024-01")
    ).scalar() == 24)


# the types told to the dialect: a class a type is enough
def named(type_name):
    class Named(UserDefinedType):
        cache_ok = True

        def get_col_spec(self, **kw):
            return type_name

        def coerce_compared_value(self, op, value):
            return self if isinstance(value, str) else super().coerce_compared_value(op, value)
    return Named


for name in ALL["types"]:
    ischema_names[name] = named(name)
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    meta = sa.MetaData()
    trade = sa.Table("trade", meta, schema="desk", autoload_with=engine)
    summary = sa.Table("summary", meta, schema="desk", autoload_with=engine)
holds("named types are reflected without a warning", not said)
with engine.begin() as conn:
    copy = sa.Table("trade_copy", sa.MetaData(), *[sa.Column(c.name, c.type) for c in trade.c], schema="desk")
    copy.drop(conn, checkfirst=True)
    copy.create(conn)
    conn.execute(sa.insert(copy), [{"month": "2025-06", "partner": "MEX", "flow": "X", "product": "8703", "value": 1},
                                   {"month": "2025-07", "partner": None, "flow": "M", "product": None, "value": None}])
    holds("a table of named types is created and filled", [tuple(map(str, r)) for r in conn.execute(
        sa.select(copy.c.month, copy.c.partner).order_by(copy.c.month))] == [("2025-06", "MEX"), ("2025-07", "None")])
    yoy = sa.func.round(sa.func.yoy(trade.c.value, trade.c.month).over(order_by=trade.c.month), 2)
    holds("a window function of ours through func", conn.execute(
        sa.select(yoy).where(trade.c.partner == "CAN", trade.c.flow == "M").order_by(trade.c.month.desc()).limit(1)
    ).scalar() == decimal.Decimal("14.81"))

# pandas
frame = pandas.read_sql("""SELECT month::date AS month, partner::text AS partner, v,
    yoy(v, month) OVER (PARTITION BY partner ORDER BY month) AS yoy FROM imports ORDER BY 2, 1""",
    engine, parse_dates=["month"])
holds("pandas reads dates, floats, and NaN where a year ago is absent",
      str(frame.dtypes["month"]).startswith("datetime64") and str(frame.dtypes["yoy"]) == "float64"
      and frame[frame.partner == "MEX"].yoy.isna().sum() == 12
      and abs(frame[(frame.partner == "MEX")].yoy.iloc[-1] - 100 * 24 / 222) < 1e-9)
frame = pandas.DataFrame({"month": ["2025-06", "2025-07"], "partner": ["MEX", None], "product": ["8703", "0101"],
                          "value": [12.5, 3]})
with engine.begin() as conn:
    conn.execute(sa.text("TRUNCATE shipment"))
    frame.to_sql("shipment", conn, schema="desk", if_exists="append", index=False)
    holds("pandas appends to a table of our types", conn.execute(sa.text(
        "SELECT count(*) = 2 AND sum(value) = 15.5 FROM shipment WHERE month <@ '2025'")).scalar())
    holds("a pandas Timestamp finds its months", conn.execute(sa.text(
        "SELECT count(*) FROM trade WHERE month >= :day"), {"day": pandas.Timestamp("2024-12-01")}).scalar() == 6)
    holds("a Python date finds its months", conn.execute(
        sa.text("SELECT count(*) FROM trade WHERE month >= :day"), {"day": datetime.date(2024, 12, 1)}).scalar() == 6)
