"""What test/bench/beside found, as lines of a test, a table and a chart.

Found is a list of (rows, engine, form, seconds, n, total, seconds of processors,
megabytes), one a round.
"""
from collections import defaultdict
from statistics import median

# forms that answer the same question, whatever the order of the rows
QUESTIONS = {
    'sum': 'sums', 'hhi': 'concentration of each month', 'ranking': 'concentration of each month',
    'series': 'months', 'series yoy': 'months with growth', 'stored yoy': 'months with growth',
    'maintained yoy': 'months with growth',
    'lag': 'the row twelve before',
} | dict.fromkeys(['self join', 'RANGE frame', 'window yoy', 'series, unnest', 'stored, unnest'], 'growth of each month')
SAYS = {
    'sum': 'sum() of each series', 'series': 'series() of each', 'hhi': 'HHI of each month, two levels of sums',
    'ranking': 'hhi(ranking()) of each month', 'self join': 'growth, self join', 'RANGE frame': 'growth, RANGE frame',
    'lag': 'growth by lag(): WRONG', 'window yoy': 'growth, window yoy()', 'series yoy': 'growth, a series each',
    'series, unnest': 'growth, a series each, as rows', 'stored yoy': 'growth of stored series',
    'maintained yoy': 'growth of maintained series', 'stored, unnest': 'growth of stored series, as rows', 'export': 'export as CSV', 'load': 'load into its own table',
    'whole way': 'export, load and growth by self join',
}
# engine, form, colour, dashes
CURVES = [('plain SQL', 'RANGE frame', '#9a6324', ''), ('plain SQL', 'self join', '#d98c3f', ''),
          ('trade_labor', 'window yoy', '#69b3a2', ''), ('trade_labor', 'series yoy', '#2b7a78', ''),
          ('trade_labor', 'stored yoy', '#0b3d3c', ''), ('TimescaleDB', 'self join', '#c2b280', ''),
          ('DuckDB', 'RANGE frame', '#8e5ea2', ''), ('DuckDB', 'self join', '#4b2e83', ''),
          ('DuckDB', 'whole way', '#4b2e83', '6 3'), ('DuckDB', 'lag', '#c0392b', '2 3')]
ORDERS = {'': 'rows month by month', ', by key': 'rows by key'}


def parts(form):
    """A form and the order of the rows that it is asked of."""
    for order in ', by key', ', chunked':
        if form.endswith(order):
            return form[:-len(order)], order
    return form, ''


def medians(found):
    """{(engine, form, order): {rows: (seconds, seconds of processors, megabytes)}}"""
    rounds = defaultdict(list)
    for rows, engine, form, seconds, _, _, spent, most in found:
        rounds[engine, form, rows].append((seconds, spent, most))
    result = defaultdict(dict)
    for (engine, form, rows), values in rounds.items():
        result[engine, *parts(form)][rows] = tuple(median(v) for v in zip(*values))
    for order in ORDERS:
        grown, steps = result.get(('DuckDB', 'self join', order)), [result.get(('DuckDB', s, '')) for s in ('export', 'load')]
        if grown and all(steps):
            result['DuckDB', 'whole way', order] = {
                rows: (*(grown[rows][i] + sum(step[rows][i] for step in steps) for i in (0, 1)),
                       max(steps[1][rows][2], grown[rows][2])) for rows in grown}
    return result


def agree(found):
    """A line a question: every engine, order and round gave one answer to it."""
    answers, well = defaultdict(list), True
    for rows, engine, form, _, n, total, _, _ in found:
        answers[rows, QUESTIONS.get(parts(form)[0])].append((n, total))
    for (rows, question), given in sorted((k, v) for k, v in answers.items() if k[1]):
        one = len({n for n, _ in given}) == 1 and given[0][0] > 0
        one = one and max(t for _, t in given) - min(t for _, t in given) <= 1e-9 * abs(given[0][1])
        well = well and one
        print(f'{"ok" if one else "not ok"} - beside: one answer to {question}, {rows} rows')
    for rows in sorted({row[0] for row in found}):
        wrong = {answer for answer in answers[rows, 'the row twelve before']}.isdisjoint(
            {answer for answer in answers[rows, 'growth of each month']})
        well = well and wrong
        print(f'{"ok" if wrong else "not ok"} - beside: and by lag() it is another one')
    return well


def table(found, versions):
    result = medians(found)
    sizes = sorted({row[0] for row in found})
    lines = ['', ', '.join(f'{name} {version}' for name, version in versions.items())
             + '; medians by million rows: seconds, seconds of processors, megabytes at most', '']
    head = '  '.join([''.join(f'{rows / 1e6:>8.1f}' for rows in sizes)] * 3)
    for order, title in (*ORDERS.items(), (', chunked', 'hypertable')):
        keys = [key for key in result if key[2] == order]
        if not keys:
            continue
        lines.append(f'{title:52}{head}')
        for key in sorted(keys, key=lambda k: (list(SAYS).index(k[1]), k[0])):
            values = [result[key].get(rows) for rows in sizes]
            columns = '  '.join(''.join(f'{v[i]:8.{digits}f}' if v and v[i] else ' ' * 8 for v in values)
                                for i, digits in ((0, 2), (1, 2), (2, 0)))
            lines.append(f'{SAYS[key[1]]:38}{key[0]:14}{columns}'.rstrip())
        lines.append('')
    for order, title in ORDERS.items():
        ours, theirs = result['trade_labor', 'series yoy', order], result.get(('DuckDB', 'self join', order))
        if theirs:
            lines.append(f'growth, a series each / self join of DuckDB, {title}: ' + ', '.join(
                f'{ours[rows][0] / theirs[rows][0]:.2f}' for rows in sizes) + '; of processors '
                + ', '.join(f'{ours[rows][1] / theirs[rows][1]:.2f}' for rows in sizes if theirs[rows][1]))
    return '\n'.join(lines) + '\n'


def scale(values, low, high, logarithm):
    from math import log
    turn = log if logarithm else float
    first, last = turn(min(values)), turn(max(values))
    return lambda v: low + (high - low) * ((turn(v) - first) / (last - first) if last > first else 0.5)


def panel(title, curves, left, top, unit, label=lambda size: f'{size / 1e6:.1f}'):
    """Curves by size on logarithmic scales, named at their right end."""
    width, height = 330, 300
    sizes = sorted({rows for _, _, _, points in curves for rows in points})
    values = [value for _, _, _, points in curves for value in points.values()]
    x, y = scale(sizes, left, left + width, True), scale(values, top + height, top, True)
    out = [f'<text x="{left}" y="{top - 16}" font-weight="bold">{title}</text>']
    out += [f'<line x1="{x(s):.1f}" x2="{x(s):.1f}" y1="{top}" y2="{top + height}" stroke="#e4e4e4"/>'
            f'<text x="{x(s):.1f}" y="{top + height + 18}" text-anchor="middle" fill="#555555">{label(s)}</text>' for s in sizes]
    for exponent in range(-4, 6):
        if min(values) <= 10 ** exponent <= max(values):
            out.append(f'<line x1="{left}" x2="{left + width}" y1="{y(10 ** exponent):.1f}" y2="{y(10 ** exponent):.1f}" stroke="#e4e4e4"/>'
                       f'<text x="{left - 6}" y="{y(10 ** exponent) + 4:.1f}" text-anchor="end" fill="#555555">{10 ** exponent:g} {unit}</text>')
    ends = sorted(((y(points[max(points)]), i) for i, (_, _, _, points) in enumerate(curves)))
    place = top - 12
    for wanted, i in ends:
        name, colour, dashes, points = curves[i]
        place = max(place + 16, wanted + 4)
        last = points[max(points)]
        out.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}" points="'
                   + ' '.join(f'{x(s):.1f},{y(v):.1f}' for s, v in sorted(points.items())) + '"/>')
        out += [f'<circle cx="{x(s):.1f}" cy="{y(v):.1f}" r="3" fill="{colour}"/>' for s, v in points.items()]
        out.append(f'<text x="{left + width + 10}" y="{place:.1f}" fill="{colour}">{name}: {last:{",.0f" if last >= 100 else ".3g"}} {unit}</text>')
    return '\n'.join(out)


def chart(found, versions):
    result, panels = medians(found), []
    for i, (title, unit) in enumerate((('seconds', 's'), ('seconds of processors', 's'), ('memory at most', 'MB'))):
        for column, (order, rows) in enumerate(ORDERS.items()):
            curves = []
            for engine, form, colour, dashes in CURVES:
                points = result.get((engine, form, '' if form == 'stored yoy' else order))
                says = 'lag(), wrong' if form == 'lag' else SAYS[form].replace('growth, ', '').replace('growth of ', '')
                if points:
                    curves.append((f'{engine}, {says}', colour, dashes, {n: max(value[i], 0.01) for n, value in points.items()}))
            panels.append(panel(f'{rows}: {title}', curves, 70 + 700 * column, 90 + 380 * i, unit))
    names = ', '.join(f'{name} {version}' for name, version in versions.items())
    return ('<svg xmlns="http://www.w3.org/2000/svg" width="1480" height="1210" viewBox="0 0 1480 1210"'
            ' font-family="sans-serif" font-size="12">\n<rect width="100%" height="100%" fill="#ffffff"/>\n'
            '<text x="20" y="28" font-size="16" font-weight="bold">Growth on a year ago, by million rows</text>\n'
            f'<text x="20" y="48" fill="#555555">{names}; two workers, two threads; logarithmic scales, lower is better</text>\n'
            + '\n'.join(panels) + '\n</svg>\n')
