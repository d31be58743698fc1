// What the JavaScript programs share: the cases, and answers as JSON.
import { readFileSync } from "node:fs";

export const all = JSON.parse(readFileSync(process.argv[2], "utf8"));
export const TIMES = 7;

// dates as JavaScript has them, decimals as text: it has no type for them
function parameter(p) {
  const [kind, value] = Object.entries(p)[0];
  if (value === null) return null;
  return kind === "date" || kind === "timestamp"
    ? new Date(kind === "date" ? value + "T00:00:00" : value) : value;
}

export const parameters = (c) => (c.params ?? []).map(parameter);

const two = (n) => String(n).padStart(2, "0");

export function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date)
    return `${value.getFullYear()}-${two(value.getMonth() + 1)}-${two(value.getDate())}`;
  return typeof value === "bigint" ? String(value) : value;
}

export function say(mode, name, got) {
  console.log(JSON.stringify({ mode, case: name, ...got }));
}

// run(case) -> rows as arrays
export async function runCases(mode, run) {
  for (const c of all.cases) {
    try {
      let rows;
      for (let i = 0; i < TIMES; i++) rows = await run(c, parameters(c));
      say(mode, c.name, { rows: rows.map((r) => r.map(plain)) });
    } catch (e) {
      say(mode, c.name, { error: e.code ?? e.name, message: e.message });
    }
  }
}
