// Charts of the trade desk.  Each takes rows of the loaders and the words of a
// language, and a width in pixels; what is null is left out of a line.
import * as Plot from "@observablehq/plot";
import { figure, h, table, tiles } from "./parts.js";

const colors = ["#175a86", "#b3471d", "#1b7a6e", "#7a4fa3", "#7d6100", "#52606d"];
const symbols = ["circle", "square", "triangle", "diamond", "cross", "star", "wye"];
const deficit = "#b3471d", surplus = "#1b7a6e", ink = "#1b2530", quiet = "#52606d";
const foot = { marginBottom: 44 }, below = { labelOffset: 38, labelArrow: "none" };
const rowsHigh = (n) => 60 + 30 * n;
const style = { fontFamily: "inherit", fontSize: "13px", color: ink, background: "transparent" };
const date = (month) => new Date(`${month}T00:00Z`);
const sum = (rows, key) => rows.reduce((s, r) => s + r[key], 0);

// room for the longest label, but never half of a phone
const left = (labels, width) => Math.min(width * 0.4, 16 + 7.5 * Math.max(...labels.map((l) => l.length)));

// where each partner has a color and a symbol of its own
const place = (partners, partner) => [colors[partners.indexOf(partner) % colors.length], symbols[partners.indexOf(partner) % symbols.length]];

export function swatch(partners, partner) {
  const [fill, symbol] = place(partners, partner);
  const mark = Plot.plot({ width: 14, height: 14, margin: 0, axis: null, x: { domain: [0, 1] }, y: { domain: [0, 1] },
    marks: [Plot.dot([0.5], { x: 0.5, y: 0.5, r: 5, fill, symbol })] });
  mark.setAttribute("aria-hidden", "true");
  return h("span", { class: "swatch" }, mark);
}

export function yearTiles(rows, w) {
  return tiles([[w.exports, w.number(sum(rows, "exports")), w.million], [w.imports, w.number(sum(rows, "imports")), w.million],
    [w.balance, w.number(sum(rows, "balance")), w.million], [w.partners, w.number(rows.length), ""]]);
}

export function balances(rows, title, name, w, width) {
  const named = rows.map((r) => ({ ...r, name: name(r.partner), before: r.change == null ? null : r.balance - r.change }));
  return figure(title, Plot.plot({ width, height: rowsHigh(named.length), style, ...foot, marginLeft: left(named.map((r) => r.name), width), marginRight: 24,
    x: { ...below, label: w.million, ticks: width < 500 ? 2 : 6, grid: true, tickFormat: (x) => w.number(x), insetLeft: 8, insetRight: 8 },
    y: { label: null, tickSize: 0, domain: named.map((r) => r.name), padding: 0.45 },
    marks: [Plot.barX(named, { x: "balance", y: "name", fill: (r) => r.balance < 0 ? deficit : surplus }),
      Plot.barX(named.filter((r) => r.before != null), { x: "before", y: "name", fill: "none", stroke: ink, strokeWidth: 1.25, insetTop: -3, insetBottom: -3 }),
      Plot.ruleX([0], { stroke: ink })] }));
}

export function balanceTable(rows, title, name, w) {
  return table(title, [
    { head: w.partner, cell: (r) => name(r.partner) },
    { head: w.exports, numeric: true, cell: (r) => w.number(r.exports, 1) },
    { head: w.imports, numeric: true, cell: (r) => w.number(r.imports, 1) },
    { head: w.balance, numeric: true, cell: (r) => w.number(r.balance, 1) },
    { head: w.change, numeric: true, cell: (r) => w.number(r.change, 1, true) },
    { head: w.changePct, numeric: true, cell: (r) => w.number(r.change_pct, 2, true) },
    { head: w.direction, cell: (r) => r.direction == null ? "–" : w.directions(r.direction) }], rows);
}

export function sources(rows, moves, title, name, w, width) {
  const moved = new Map(moves.map((m) => [m.partner, m]));
  const named = rows.map((r) => ({ ...r, name: r.partner == null ? w.others : name(r.partner) }));
  return figure(title, Plot.plot({ width, height: rowsHigh(named.length), style, ...foot, marginLeft: left(named.map((r) => r.name), width), marginRight: 52,
    x: { ...below, label: w.share, grid: true, ticks: width < 500 ? 4 : 6 }, y: { label: null, tickSize: 0, domain: named.map((r) => r.name), padding: 0.25 },
    marks: [Plot.barX(named, { x: "share", y: "name", fill: (r) => r.partner == null ? "#8a929b" : colors[0] }),
      Plot.text(named, { x: "share", y: "name", text: (r) => w.number(r.share, 1), textAnchor: "start", dx: 5, fill: ink }),
      Plot.ruleX([0], { stroke: ink })] }), { words: w, rows: named, columns: [
    { head: w.partner, cell: (r) => r.name },
    { head: w.rank, numeric: true, cell: (r) => r.rank == null ? "" : w.number(r.rank) },
    { head: w.moved, numeric: true, cell: (r) => r.partner == null ? "" : w.number(moved.get(r.partner)?.rank_change, 0, true) },
    { head: w.imports, numeric: true, cell: (r) => w.number(r.imports, 1) },
    { head: w.share, numeric: true, cell: (r) => w.number(r.share, 1) }] });
}

export function contributions(rows, title, name, w, width) {
  const named = rows.map((r) => ({ ...r, name: name(r.partner) })).sort((a, b) => b.points - a.points);
  const [low, high] = [Math.min(0, ...named.map((r) => r.points)), Math.max(0, ...named.map((r) => r.points))];
  const pad = (high - low) * (width < 400 ? 0.45 : 0.2);
  return figure(title, Plot.plot({ width, height: rowsHigh(named.length), style, ...foot, marginLeft: left(named.map((r) => r.name), width), marginRight: 16,
    x: { ...below, label: w.points, grid: true, ticks: width < 500 ? 3 : 6, domain: [low - pad, high + pad], tickFormat: (x) => w.number(x, 0, true) },
    y: { label: null, tickSize: 0, domain: named.map((r) => r.name), padding: 0.25 },
    marks: [Plot.barX(named, { x: "points", y: "name", fill: (r) => r.points < 0 ? deficit : surplus }),
      Plot.text(named, { filter: (r) => r.points >= 0, x: "points", y: "name", text: (r) => w.number(r.points, 2, true), textAnchor: "start", dx: 5, fill: ink }),
      Plot.text(named, { filter: (r) => r.points < 0, x: "points", y: "name", text: (r) => w.number(r.points, 2, true), textAnchor: "end", dx: -5, fill: ink }),
      Plot.ruleX([0], { stroke: ink })] }), { words: w, rows: named, foot: { name: w.total, points: sum(named, "points") }, columns: [
    { head: w.partner, cell: (r) => r.name },
    { head: w.growth, numeric: true, cell: (r) => r.change_pct === undefined ? "" : w.number(r.change_pct, 2, true) },
    { head: w.points, numeric: true, cell: (r) => w.number(r.points, 2, true) }] });
}

// a month that is not there, or empty, breaks the line
export function months(rows, key, digits, title, partners, chosen, month, name, w, width) {
  const shown = rows.filter((r) => chosen.includes(r.partner)).map((r) => ({ ...r, date: date(r.month) }));
  const encode = chosen.map((p) => place(partners, p));
  const by = Map.groupBy(shown, (r) => r.month);
  return figure(title, Plot.plot({ width, height: Math.max(260, width * 0.42), style, marginLeft: 64, marginRight: 12,
    x: { type: "utc", ticks: "year", tickFormat: (d) => String(d.getUTCFullYear()), label: null },
    y: { grid: true, label: null, ticks: 6, tickFormat: (y) => w.number(y) },
    color: { domain: chosen, range: encode.map((e) => e[0]) }, symbol: { domain: chosen, range: encode.map((e) => e[1]) },
    marks: [Plot.ruleY([0], { stroke: quiet }), Plot.ruleX([date(month)], { stroke: ink, strokeDasharray: "4 3" }),
      Plot.line(shown, { x: "date", y: key, z: "partner", stroke: "partner", strokeWidth: 1.75 }),
      Plot.dot(shown, { x: "date", y: key, fill: "partner", symbol: "partner", r: (r) => r.month === month ? 5.5 : 1.75 })] }),
  { words: w, rows: [...by.keys()].sort().reverse(), columns: [{ head: w.month, cell: (m) => w.monthOf(m) },
    ...chosen.map((p) => ({ head: name(p), numeric: true, cell: (m) => w.number(by.get(m).find((r) => r.partner === p)?.[key], digits) }))] });
}

export function monthTable(rows, title, chosen, month, name, w) {
  const there = new Map(rows.filter((r) => r.month === month).map((r) => [r.partner, r]));
  const said = (x, ...form) => x == null ? w.none : w.number(x, ...form);
  return table(title, [{ head: w.partner, cell: (p) => name(p) },
    { head: w.balance, numeric: true, cell: (p) => said(there.get(p)?.balance, 1) },
    { head: w.yoy, numeric: true, cell: (p) => there.get(p)?.balance != null && there.get(p).imports_yoy == null ? w.unknown : said(there.get(p)?.imports_yoy, 2, true) }], chosen);
}

export function concentration(rows, title, w, width) {
  const years = rows.map((r) => String(r.year));
  return figure(title, Plot.plot({ width, height: 260, style, marginTop: 36, marginLeft: 56, marginBottom: 48,
    x: { label: null, domain: years, padding: 0.45, tickFormat: (y) => `${y}\n${rows.find((r) => String(r.year) === y).partners} ${w.partners.toLowerCase()}` },
    y: { label: w.hhi, labelArrow: "none", grid: true, nice: true, tickFormat: (y) => w.number(y), ticks: 5 },
    marks: [Plot.barY(rows, { x: (r) => String(r.year), y: "hhi", fill: colors[0] }),
      Plot.text(rows, { x: (r) => String(r.year), y: "hhi", text: (r) => w.number(r.hhi), dy: -8, fill: ink }), Plot.ruleY([0], { stroke: ink })] }),
  { words: w, open: true, rows, columns: [{ head: w.year, cell: (r) => String(r.year) },
    { head: w.partners, numeric: true, cell: (r) => w.number(r.partners) }, { head: w.hhi, numeric: true, cell: (r) => w.number(r.hhi) },
    { head: w.effective, numeric: true, cell: (r) => w.number(r.effective_number, 1) }, { head: w.four, numeric: true, cell: (r) => w.number(r.four_largest, 1) }] });
}
