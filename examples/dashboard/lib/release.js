// Charts of the page of a release.  Every report is in one row of it, so what is
// shown here adds up; a hidden number is said to be hidden and adds nothing.
import * as Plot from "@observablehq/plot";
import { figure, table, tiles } from "./parts.js";

const named = "#175a86", rest = "#8a929b", ink = "#1b2530";
const style = { fontFamily: "inherit", fontSize: "13px", color: ink, background: "transparent" };
const sum = (rows) => rows.reduce((s, r) => s + (r.reports ?? 0), 0);
export const ofState = (rows, state) => state == null ? rows : rows.filter((r) => r.state === state);

export function totalTiles(total, w) {
  return tiles([[w.reports, w.number(total.reports), ""], [w.numbers, w.number(total.numbers), ""],
    [w.hidden, w.number(total.hidden), ""], [w.people, w.number(total.people), ""]]);
}

export function states(rows, title, w, width) {
  const parts = rows.flatMap((r) => [{ state: r.state, part: w.shown, n: r.by_municipality }, { state: r.state, part: w.rest, n: r.rest }]);
  return figure(title, Plot.plot({ width, style, marginLeft: 88, marginRight: 16, marginTop: 28, height: 36 + 19 * rows.length,
    x: { label: null, grid: true, axis: "top", tickFormat: (x) => w.number(x), ticks: width < 500 ? 4 : 8 },
    y: { label: null, tickSize: 0, domain: rows.map((r) => r.state), padding: 0.25 }, color: { domain: [w.shown, w.rest], range: [named, rest], legend: true },
    marks: [Plot.barX(parts, { x: "n", y: "state", fill: "part", order: [w.shown, w.rest] }), Plot.ruleX([0], { stroke: ink })] }),
  { words: w, rows, foot: { state: w.total, reports: sum(rows), by_municipality: rows.reduce((s, r) => s + r.by_municipality, 0),
    rest: rows.reduce((s, r) => s + r.rest, 0), hidden: rows.reduce((s, r) => s + r.hidden, 0) },
  columns: [{ head: w.state, cell: (r) => r.state }, { head: w.reports, numeric: true, cell: (r) => w.number(r.reports) },
    { head: w.shown, numeric: true, cell: (r) => w.number(r.by_municipality) }, { head: w.rest, numeric: true, cell: (r) => w.number(r.rest) },
    { head: w.hidden, numeric: true, cell: (r) => w.number(r.hidden) }] });
}

export function places(rows, title, w) {
  return table(title, [{ head: w.place, cell: (r) => w.label(r.place, "place") },
    { head: w.reports, numeric: true, cell: (r) => w.number(r.reports) }, { head: w.numbers, numeric: true, cell: (r) => w.number(r.numbers) },
    { head: w.hidden, numeric: true, cell: (r) => w.number(r.hidden) }], rows,
  { place: w.total, reports: sum(rows), numbers: rows.reduce((s, r) => s + r.numbers, 0), hidden: rows.reduce((s, r) => s + r.hidden, 0) });
}

// kinds down, months across; totals of neither stand in a row and a column of their own
export function kinds(rows, title, w) {
  const lastOf = (labels) => [...new Set(labels)].sort((a, b) => (a.startsWith("_") - b.startsWith("_")) || (a < b ? -1 : 1));
  const months = lastOf(rows.map((r) => r.month));
  const line = (label, own) => ({ label, own });
  return table(title, [{ head: w.kind, cell: (r) => r.label },
    ...months.map((m) => ({ head: w.label(m, "month"), numeric: true, cell: (r) => { const own = r.own.filter((x) => x.month === m); return own.length ? w.number(sum(own)) : ""; } })),
    { head: w.total, numeric: true, cell: (r) => w.number(sum(r.own)) }],
  lastOf(rows.map((r) => r.kind)).map((k) => line(w.label(k, "kind"), rows.filter((r) => r.kind === k))), line(w.total, rows));
}

export function numbers(rows, title, w) {
  return table(title, [{ head: w.place, cell: (r) => w.label(r.place, "place") }, { head: w.sector, cell: (r) => w.label(r.sector, "sector") },
    { head: w.kind, cell: (r) => w.label(r.kind, "kind") }, { head: w.month, cell: (r) => w.label(r.month, "month") },
    { head: w.reports, numeric: true, cell: (r) => r.reports == null ? w.hidden : w.number(r.reports) }, { head: w.people, numeric: true, cell: (r) => w.number(r.people) }], rows);
}
