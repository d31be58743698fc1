# What the Python programs share: the cases, parameters in Python's types, and
# answers as JSON.
import datetime
import decimal
import json
import re
import sys

ALL = json.load(open(sys.argv[1], encoding="utf-8"))
CASES = ALL["cases"]
TIMES = 7


def parameter(p):
    (kind, value), = p.items()
    if value is None:
        return None
    return {"date": datetime.date.fromisoformat,
            "timestamp": datetime.datetime.fromisoformat,
            "numeric": decimal.Decimal}.get(kind, lambda v: v)(value)


def parameters(case):
    return [parameter(p) for p in case.get("params", [])]


def placeholders(sql, form):
    return re.sub(r"\$\d+", lambda m: form(m[0][1:]), sql)


def plain(value):
    if isinstance(value, (bytes, memoryview)):
        return "bytes"
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    return str(value)


def say(mode, name, **got):
    print(json.dumps({"mode": mode, "case": name, **got}, ensure_ascii=False), flush=True)


# run(sql, params) -> rows; state(exception) -> SQLSTATE
def run_cases(mode, form, run, state, cleanup=lambda: None):
    for case in CASES:
        sql = placeholders(case["sql"], form)
        try:
            for _ in range(TIMES):
                rows = run(sql, parameters(case))
            say(mode, case["name"], rows=[plain(list(r)) for r in rows or []])
        except Exception as e:
            say(mode, case["name"], error=state(e) or type(e).__name__, message=str(e))
            cleanup()
