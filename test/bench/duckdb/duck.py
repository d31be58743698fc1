#!/usr/bin/env python3
"""DuckDB's side of test/bench/beside, one command a process.

    duck.py DATABASE load TABLE FILE.csv
    duck.py DATABASE declare FORMS.sql
    duck.py DATABASE time FORM

"declare" prints the names of the forms; "load" and "time" print seconds, rows,
total, seconds of processors, and the megabytes that the process had at most,
separated by tabs.  What is timed is as in PostgreSQL: the number and the sum of the
answers, so that nothing of them can be left out.  The table has been read once
before, and so have the server's tables.
"""
import sys
import time

import duckdb

THREADS = 2
MEMORY = '8GB'


def clocks():
    return time.monotonic(), time.process_time()


def peak_mb():
    with open('/proc/self/status') as status:
        return next(int(line.split()[1]) for line in status if line.startswith('VmHWM')) / 1024


def report(began, n, total):
    wall, spent = (now - then for now, then in zip(clocks(), began))
    print(f'{wall:.4f}', n, repr(total), f'{spent:.4f}', f'{peak_mb():.0f}', sep='\t')


def load(db, table, path):
    began = clocks()
    db.execute(f"""CREATE TABLE {table} AS FROM read_csv('{path}', header = false, columns = {{
        'partner': 'VARCHAR', 'product': 'INTEGER', 'day': 'DATE', 'value': 'DOUBLE'}})""")
    db.execute('CHECKPOINT')
    report(began, *db.execute(f'SELECT count(*), sum(value) FROM {table}').fetchone())


def time_form(db, form):
    table = 'panel_by_key' if form.endswith(', by key') else 'panel'
    db.execute(f'SELECT max(partner), max(product), max(day), sum(value) FROM {table}').fetchall()
    began = clocks()
    report(began, *db.execute(f'SELECT count(x), sum(x) FROM "{form}"').fetchone())


def main(path, command, *rest):
    db = duckdb.connect(path, config={'threads': THREADS, 'memory_limit': MEMORY})
    if command == 'declare':
        with open(*rest) as forms:
            db.execute(forms.read())
        print('\n'.join(name for (name,) in db.execute(
            'SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY view_oid').fetchall()))
    elif command == 'load':
        load(db, *rest)
    else:
        time_form(db, *rest)


main(*sys.argv[1:])
