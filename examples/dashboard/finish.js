// After a build: each page says its language, and lets its readers zoom.
//
//   node finish.js dist/desk
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const folder = process.argv[2];
for (const page of readdirSync(folder).filter((name) => name.endsWith(".html"))) {
  const text = readFileSync(`${folder}/${page}`, "utf8");
  const done = text.replace("<html>", `<html lang="${page === "es.html" ? "es" : "en"}">`).replace(", maximum-scale=1", "");
  if (done === text) throw new Error(`${page}: not as Framework 1.13.4 writes it`);
  writeFileSync(`${folder}/${page}`, done);
}
