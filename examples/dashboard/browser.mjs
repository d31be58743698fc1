// Opens both sites as their readers do, by the keyboard and on a phone, reads
// figures off the pages and holds them against what SQL says.  Prints "ok - ..."
// or "not ok - ..." a claim.
//
//   node browser.mjs PGPORT FOLDER      in the folder that has dist/
//
// and leaves screenshots for the documents in FOLDER.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { chromium } from "playwright-core";
import { words } from "./desk/lib/words.js";
import { contrasts, keyboard } from "./inspect.mjs";

const [port, pictures] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let failed = 0;

function claim(truth, what, got) {
  console.log(`${truth ? "ok" : "not ok"} - dashboard: ${what}`);
  if (!truth) {
    failed++;
    if (got !== undefined) console.log("    got " + JSON.stringify(got).slice(0, 1500));
  }
}

// rows of text from PostgreSQL itself
function sql(statement, user = "desk_analyst") {
  return execFileSync("psql", ["-h", "127.0.0.1", "-p", port, "-U", user, "-XAtqF", "|", "-v", "ON_ERROR_STOP=1", "-c", statement, "postgres"],
    { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trimEnd().split("\n").map((line) => line.split("|"));
}

// A site as any server of files gives it, which tells browsers to fetch nothing from elsewhere.
const kinds = { html: "text/html", js: "text/javascript", css: "text/css", json: "application/json" };
async function serve(site) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    try {
      const body = await readFile(`dist/${site}${path}`);
      response.writeHead(200, { "Content-Type": kinds[path.split(".").pop()] ?? "application/octet-stream",
        "Content-Security-Policy": "default-src 'self' 'unsafe-inline'; img-src 'self' data: blob:" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu",
  "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });

async function open(site, path, size) {
  const context = await browser.newContext({ viewport: size, acceptDownloads: true, bypassCSP: false });
  const page = await context.newPage();
  const asked = [], wrong = [];

  page.on("request", (request) => asked.push(request.url()));
  page.on("response", (response) => response.status() >= 400 && wrong.push(`${response.status()} ${response.url()}`));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(error.message));
  await page.goto(`${site.url}/${path}`);
  await page.waitForSelector("figure svg");
  await page.waitForLoadState("networkidle");
  return { page, asked, wrong, close: () => context.close() };
}

const rowsOf = async (page, title) => await page.locator(".table", { has: page.locator(`p:text-is("${title}")`) }).first()
  .locator("tbody tr").evaluateAll((rows) => rows.map((r) => [...r.cells].map((c) => c.textContent.trim())));
const footOf = async (page, title) => await page.locator(".table", { has: page.locator(`p:text-is("${title}")`) }).first()
  .locator("tfoot tr").evaluate((r) => [...r.cells].map((c) => c.textContent.trim()));
const number = (text) => text === "–" || text === "" ? null : Number(text.replace(/[,+]/g, "").replace("−", "-"));
const near = (a, b, digits = 0.051) => a === null || b === "" ? a === null && b === "" : Math.abs(a - Number(b)) <= digits;
const until = async (page, test, value) => await page.waitForFunction(test, value, { timeout: 10000 });
const body = (page) => page.locator("main").innerText();

async function downloaded(page, label) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: label }).click()]);
  return (await (await file.createReadStream()).toArray()).join("").replace(/^\ufeff/, "").trimEnd().split("\r\n");
}

// ------------------------------------------- what holds of every page alike

const english = words("en"), spanish = words("es");
async function everywhere(site, name, path, lang) {
  const { page, asked, wrong, close } = await open(site, path, { width: 1280, height: 900 });
  const who = `${name}, ${lang}`;

  claim(asked.length > 10 && asked.every((url) => url.startsWith(site.url + "/") || /^(data|blob):/.test(url)) && wrong.length === 0,
    `${who}: ${asked.length} files, all from the site itself, none missing, no error`, [asked.filter((u) => !u.startsWith(site.url)), wrong]);
  const says = { lang: await page.evaluate(() => document.documentElement.lang), zoom: await page.locator("meta[name=viewport]").getAttribute("content"),
    current: await page.locator("nav [aria-current]").getAttribute("lang") };
  claim(says.lang === lang && says.current === lang && !says.zoom.includes("maximum-scale"), `${who}: the page says its language and lets readers zoom`, says);
  // phrases of the other language, wherever both languages have a phrase of their own
  const [mine, other] = lang === "es" ? [spanish, english] : [english, spanish];
  const lines = new Set(await page.locator("main *").evaluateAll((all) => all.filter((e) => e.children.length === 0).map((e) => e.textContent.trim())));
  const strangers = Object.keys(other).filter((k) => typeof other[k] === "string" && k !== "locale" && k !== "lang" && other[k] !== mine[k] && lines.has(other[k]));
  claim(strangers.length === 0 && lines.has(mine.download), `${who}: no word of the other language`, strangers);

  await page.locator("details:not([open]) > summary").evaluateAll((all) => all.forEach((s) => s.click()));
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await page.waitForTimeout(400);
    await page.evaluate(axe);
    const found = (await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"],
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }))).violations;
    claim(found.length === 0, `${who}, ${width} wide: axe finds nothing`, found.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 120))]));
    const low = await page.evaluate(contrasts);
    claim(low.checked > 40 && low.below.length === 0, `${who}, ${width} wide: ${low.checked} texts of charts at 4.5:1, marks at 3:1`, low.below);
    const wide = await page.evaluate(() => [document.documentElement.scrollWidth, ...[...document.querySelectorAll("figure svg")].map((s) => s.getBoundingClientRect().right)]);
    claim(Math.max(...wide) <= width, `${who}, ${width} wide: nothing is wider than the screen`, wide);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.reload();
  await page.waitForSelector("figure svg");
  await page.waitForTimeout(400);
  const walked = await keyboard(page);
  claim(walked.missed.length === 0 && walked.dark.length === 0 && walked.reached > 8, `${who}: Tab reaches all ${walked.reached} controls, and shows where it is`, walked);
  await close();
}

// -------------------------------------------------------------- the analyst

const desk = await serve("desk");
await everywhere(desk, "trade desk", "index.html", "en");
await everywhere(desk, "trade desk", "es.html", "es");

const titles = { en: { table: (y) => `Balance by partner, ${y}, million U.S. dollars`, sources: (y) => `Ten largest sources of imports and others, ${y}`,
  points: (y) => `Contributions to the growth of imports, ${y}`, june: "June 2023", january: "January 2024", yoy: "Imports, % on a year ago",
  hhi: "Herfindahl-Hirschman index of the partners known", bars: (y) => `Balance by partner, ${y}; outlined: the year before`, word: (d) => d },
es: { table: (y) => `Balanza por socio, ${y}, millones de dólares`, sources: (y) => `Los diez mayores orígenes de las importaciones y los demás, ${y}`,
  points: (y) => `Contribuciones a la variación de las importaciones, ${y}`, june: "junio de 2023", january: "enero de 2024", yoy: "Importaciones, variación anual en %",
  hhi: "Índice de Herfindahl-Hirschman de los socios conocidos", bars: (y) => `Balanza por socio, ${y}; en contorno: el año anterior`, word: spanish.directions } };

for (const lang of ["en", "es"]) {
  const w = words(lang), t = titles[lang];
  const { page, wrong, close } = await open(desk, lang === "en" ? "index.html" : "es.html", { width: 1280, height: 900 });
  if (lang === "en") {
    await page.screenshot({ path: `${pictures}/observable.png`, fullPage: true, clip: { x: 0, y: 0, width: 1280, height: 2330 } });
    const [from, to] = [await page.locator("h2").nth(1).boundingBox(), await page.locator(".grid").nth(1).boundingBox()];
    await page.screenshot({ path: `${pictures}/growth.png`, fullPage: true, clip: { x: to.x - 16, y: from.y, width: to.width + 32, height: to.y + to.height + 16 - from.y } });
  }

  // every year, chosen by the keyboard
  const years = sql("SELECT DISTINCT extract(year FROM year) FROM dashboard.yearly ORDER BY 1 DESC").map(([y]) => y);
  const good = { table: 0, sources: 0, points: 0, bars: 0 };
  await page.locator("select").first().focus();
  for (const [i, year] of years.entries()) {
    if (i > 0) await page.keyboard.press("ArrowDown");
    await until(page, (title) => [...document.querySelectorAll(".table > p")].some((p) => p.textContent === title), t.table(year));
    let shown = await rowsOf(page, t.table(year));
    let wanted = sql(`SELECT partner_name(partner::partner_code, '${lang}'), exports, imports, balance, change, change_pct, direction
      FROM dashboard.yearly WHERE year = '${year}-01-01' ORDER BY balance, partner`);
    if (shown.length === wanted.length && shown.every((row, r) => row[0] === wanted[r][0] && [1, 2, 3, 4, 5].every((c) => near(number(row[c]), wanted[r][c]))
      && row[6] === (t.word(wanted[r][6]) || "–"))) good.table++;
    else claim(false, `${lang}: the table of ${year}`, [shown, wanted]);

    // the bars are as long as the balances
    const bars = await page.locator("figure", { has: page.locator(`figcaption:text-is("${t.bars(year)}")`) }).locator("g[data-mark=bar]").first().locator("rect")
      .evaluateAll((all) => all.map((r) => r.width.baseVal.value));
    const unit = bars[0] / Math.abs(wanted[0][3]);
    if (bars.length === wanted.length && bars.every((width, r) => Math.abs(width - unit * Math.abs(wanted[r][3])) < 0.5)) good.bars++;
    else claim(false, `${lang}: the bars of ${year}`, bars);

    shown = await rowsOf(page, t.sources(year));
    wanted = sql(`SELECT coalesce(partner_name(partner::partner_code, '${lang}'), '${w.others}'), rank, imports, 100 * share FROM dashboard.top_partners
      WHERE year = '${year}-01-01' ORDER BY rank NULLS LAST`);
    const [[all]] = sql(`SELECT sum(imports) FROM dashboard.yearly WHERE year = '${year}-01-01'`);
    if (shown.length === wanted.length && shown.every((row, r) => row[0] === wanted[r][0] && row[1] === wanted[r][1] && near(number(row[3]), wanted[r][2]) && near(number(row[4]), wanted[r][3]))
      && near(shown.reduce((s, row) => s + number(row[3]), 0), all, 0.6)) good.sources++;
    else claim(false, `${lang}: the sources of ${year}`, [shown, wanted]);

    // points add up to the growth of those known in both years, which is reckoned here
    const [[growth]] = sql(`SELECT 100 * (sum(a.imports) / sum(b.imports) - 1) FROM dashboard.yearly a
      JOIN dashboard.yearly b ON b.partner = a.partner AND b.year = '${year - 1}-01-01' WHERE a.year = '${year}-01-01'`);
    if (growth === "" ? (await body(page)).includes(String(year - 1)) && await page.locator(`figcaption:text-is("${t.points(year)}")`).count() === 0
      : near(number((await footOf(page, t.points(year)))[2]), growth, 0.011)) good.points++;
    else claim(false, `${lang}: the contributions of ${year}`, growth);
  }
  claim(years.length === 5 && Object.values(good).every((n) => n === years.length), `trade desk, ${lang}: tables, bars, sources and contributions of ${years.length} years are those of SQL`, good);

  // months by the keyboard, and gaps as gaps
  const months = sql("SELECT DISTINCT month FROM dashboard.monthly ORDER BY 1").map(([m]) => m);
  const slider = page.locator("input[type=range]");
  await slider.focus();
  await page.keyboard.press("End");
  const seen = {};
  for (let i = months.length - 1; i >= 0 && months[i] >= "2023-06"; i--) {
    const title = w.monthOf(months[i]);
    await until(page, (m) => [...document.querySelectorAll(".table > p")].some((p) => p.textContent === m), title);
    seen[months[i]] = await rowsOf(page, title);
    await page.keyboard.press("ArrowLeft");
  }
  let wanted = sql("SELECT month, partner, partner_name(partner::partner_code, '" + lang + "'), balance, imports_yoy FROM dashboard.monthly WHERE partner IN ('CHN', 'MEX', 'CAN')");
  const off = Object.entries(seen).flatMap(([month, rows]) => rows.filter((row) => !wanted.some((r) => r[0] === month && r[2] === row[0]
    && (r[3] === "" ? row[1] === w.none : near(number(row[1]), r[3])) && (r[4] !== "" ? near(number(row[2]), r[4], 0.0051) : row[2] === (r[3] === "" ? w.none : w.unknown)))));
  claim(Object.keys(seen).length === 38 && off.length === 0 && seen["2023-06-01"].every((row) => row[1] === w.none && row[2] === w.none),
    `trade desk, ${lang}: 38 months by the arrow keys are those of SQL, and June 2023 is not published`, off);
  const runs = sql("SELECT count(*) FROM (SELECT imports_yoy, lag(imports_yoy) OVER (ORDER BY month) AS before FROM dashboard.monthly WHERE partner = 'CHN') m WHERE imports_yoy IS NOT NULL AND before IS NULL");
  const lines = await page.locator("figure", { has: page.locator(`figcaption:text-is("${t.yoy}")`) }).locator("g[data-mark=line] path").evaluateAll((all) => all.map((p) => p.getAttribute("d").match(/M/g).length));
  claim(lines.length === 3 && lines.every((n) => n === Number(runs[0][0])) && runs[0][0] === "3", `trade desk, ${lang}: each line is in ${runs[0][0]} pieces, as there are gaps`, lines);

  // a box taken away by Space; a table opened by Enter
  await page.locator("input[type=checkbox]").nth(1).focus();
  await page.keyboard.press("Space");
  await page.waitForTimeout(300);
  const left = await page.locator(".boxes label", { has: page.locator("input:checked") }).allInnerTexts();
  const after = await page.locator("figure", { has: page.locator(`figcaption:text-is("${t.yoy}")`) }).locator("g[data-mark=line] path").count();
  claim(left.length === 2 && after === 2, `trade desk, ${lang}: Space takes a partner out of the charts`, [left, after]);
  const summary = page.locator("figure", { has: page.locator(`figcaption:text-is("${t.yoy}")`) }).locator("summary");
  await summary.focus();
  await page.keyboard.press("Enter");
  wanted = sql("SELECT month, imports_yoy FROM dashboard.monthly WHERE partner = 'MEX' ORDER BY month DESC");
  const rows = await rowsOf(page, t.yoy);
  claim(await summary.evaluate((s) => s.parentElement.open) && rows.length === wanted.length
    && rows.every((row, i) => row[0] === w.monthOf(wanted[i][0]) && near(number(row[1]), wanted[i][1], 0.0051)),
  `trade desk, ${lang}: Enter opens the chart's table, whose ${rows.length} months are those of SQL`, rows[0]);

  const shown = await rowsOf(page, t.hhi);
  wanted = sql("SELECT extract(year FROM year), partners, hhi, effective_number, 100 * four_largest FROM dashboard.concentration ORDER BY year");
  claim(shown.length === wanted.length && shown.every((row, i) => wanted[i].every((x, c) => near(number(row[c]), x))), `trade desk, ${lang}: concentration is that of SQL`, shown);
  const file = await downloaded(page, w.download);
  wanted = sql("SELECT balance FROM dashboard.yearly WHERE year = '2020-01-01' ORDER BY balance");
  claim(file.length === wanted.length + 1 && wanted.every(([x], i) => near(Number(file[i + 1].split(",")[4]), x)), `trade desk, ${lang}: the file has the year that is shown`, file.slice(0, 2));
  claim(wrong.length === 0, `trade desk, ${lang}: no error on the way`, wrong);
  await close();
}
desk.close();

// -------------------------------------------------------------- the reader

const release = await serve("release");
await everywhere(release, "release", "index.html", "en");
await everywhere(release, "release", "es.html", "es");

const [[total]] = sql("SELECT sum(n) FROM quejas", "reader");
for (const lang of ["en", "es"]) {
  const w = words(lang), all = w.all;
  const t = lang === "en" ? { states: "Reports by state", places: "Reports by municipality and rest: ", kinds: "Reports by kind and month: ", numbers: "The numbers of the release: " }
    : { states: "Quejas por entidad", places: "Quejas por municipio y resto: ", kinds: "Quejas por tipo y mes: ", numbers: "Las cifras de la publicación: " };
  const { page, wrong, close } = await open(release, lang === "en" ? "index.html" : "es.html", { width: 1280, height: 900 });

  claim((await body(page)).includes(Number(total).toLocaleString("en-US")), `release, ${lang}: ${total} reports`);
  let shown = await rowsOf(page, t.states);
  const wanted = sql("SELECT estado, sum(n), sum(n) FILTER (WHERE municipio NOT LIKE 'resto de %'), coalesce(sum(n) FILTER (WHERE municipio LIKE 'resto de %'), 0) FROM quejas GROUP BY 1 ORDER BY 2 DESC, 1", "reader");
  claim(shown.length === 32 && shown.every((row, i) => row[0] === wanted[i][0] && [1, 2, 3].every((c) => number(row[c]) === Number(wanted[i][c])) && number(row[2]) + number(row[3]) === number(row[1])),
    `release, ${lang}: states, what is shown by municipality and the rest are those of SQL and add up`, shown[0]);
  const sums = [(await footOf(page, t.states))[1], (await footOf(page, t.places + all))[1], (await footOf(page, t.kinds + all)).at(-1)];
  claim(sums.every((s) => number(s) === Number(total)), `release, ${lang}: by state, by place, by kind and month all add up to ${total}`, sums);

  await page.locator("select").first().focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowDown");
  await until(page, (title) => [...document.querySelectorAll(".table > p")].some((p) => p.textContent === title), t.places + "Entidad 05");
  shown = await rowsOf(page, t.places + "Entidad 05");
  const parts = sql("SELECT municipio, sum(n) FROM quejas WHERE estado = 'Entidad 05' GROUP BY 1", "reader");
  const five = parts.reduce((s, [, n]) => s + Number(n), 0);
  claim(shown.length === parts.length && shown.at(-1)[0] === "resto de Entidad 05" && parts.every(([place, n]) => shown.some((row) => row[0] === place && number(row[1]) === Number(n)))
    && number((await footOf(page, t.kinds + "Entidad 05")).at(-1)) === five, `release, ${lang}: the places of a state and their rest, ${five} reports, are those of SQL`, shown);
  shown = await rowsOf(page, t.numbers + "Entidad 05");
  claim(shown.length === Number(sql("SELECT count(*) FROM quejas WHERE estado = 'Entidad 05'", "reader")[0][0]) && shown.reduce((s, row) => s + number(row[4]), 0) === five,
    `release, ${lang}: every number of the state is there once`, shown.length);
  const text = await page.locator("main").evaluate((m) => m.textContent);
  claim(!/\b_[TU]\b/.test(text) && text.includes(w.notShown.month), `release, ${lang}: no _T and no _U, but words`);
  claim((await downloaded(page, w.download)).length === shown.length + 1 && wrong.length === 0, `release, ${lang}: the file has the state that is shown`, wrong);
  await close();
}

// and nothing else
const given = readdirSync("dist/release/_file/data").sort();
claim(given.map((f) => f.split(".")[0]).join() === "kinds,numbers,places,states,totals", "the release's site has five files of data", given);
const rows = JSON.parse(readFileSync(`dist/release/_file/data/${given.find((f) => f.startsWith("numbers"))}`, "utf8"));
const released = sql("SELECT estado, municipio, sector, tipo, fecha, n, contributors_at_least FROM quejas", "reader").map((r) => r.join("|")).sort();
claim(JSON.stringify(rows.map((r) => Object.values(r).join("|")).sort()) === JSON.stringify(released), `whose ${rows.length} rows are those of the release`);
const strange = readdirSync("dist/release", { recursive: true }).filter((f) => /\.(json|html)$/.test(f))
  .filter((f) => /MEX|China|imports_yoy|"persona"|person \d|workplace \d|folio/.test(readFileSync(`dist/release/${f}`, "utf8")));
claim(strange.length === 0, "and neither trade figures nor people are in its pages and files", strange);
for (const name of readdirSync("dist/desk/_file/data")) {
  const status = (await fetch(`${release.url}/_file/data/${name}`)).status;
  if (status !== 404) claim(false, `${name} of the desk is not there for readers`, status);
}
for (const table of ["inbox", "trade", "dashboard.monthly"]) {
  let said = "";
  try { sql(`SELECT count(*) FROM ${table}`, "reader"); } catch (e) { said = String(e.stderr); }
  claim(/permission denied/.test(said), `the reader's connection is refused ${table} by PostgreSQL`, said);
}
release.close();
await browser.close();
process.exit(failed > 0 ? 1 : 0);
