// Opens the dashboards as their users do, reads figures off the page, and holds
// them against what SQL says.  Prints "ok - ..." or "not ok - ..." a claim.
//
//   node browser.mjs URL PGPORT QUERIES.sql SCREENSHOT.png
//
// The statements that Superset sends are written to QUERIES.sql, one a chart and
// a way of asking (as it opens, with a time filter, drilled, cross-filtered).
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [base, port, queriesFile, screenshot] = process.argv.slice(2);
const password = process.env.SUPERSET_PASSWORD;
let failed = 0;

function claim(truth, what, got) {
  console.log(`${truth ? "ok" : "not ok"} - superset: ${what}`);
  if (!truth) {
    failed++;
    if (got !== undefined) console.log("    got " + JSON.stringify(got).slice(0, 1000));
  }
}

// rows of text from PostgreSQL itself
function sql(statement, user = "desk_analyst") {
  return execFileSync("psql", ["-h", "127.0.0.1", "-p", port, "-U", user, "-XAtqF", "|", "-c", statement, "postgres"],
    { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trimEnd().split("\n").map((line) => line.split("|"));
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu",
  "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });

// A user's page, which keeps the answers that its charts got.
async function session(user) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 1900 }, acceptDownloads: true, locale: "en-US" });
  const page = await context.newPage();
  const answers = [];

  page.on("response", async (response) => {
    if (!response.url().includes("/api/v1/chart/data")) return;
    try {
      const asked = JSON.parse(response.request().postData());
      const body = await response.json();
      for (const r of body.result ?? [{ error: body.message ?? JSON.stringify(body) }])
        answers.push({ asked, query: r.query, data: r.data, error: r.error });
    } catch { /* a page that has gone, or a file */ }
  });
  await page.goto(base + "/login/");
  await page.fill("#username", user);
  await page.fill("#password", password);
  await Promise.all([page.waitForURL((u) => !u.pathname.startsWith("/login")), page.locator("button[type=submit], input[type=submit]").first().click()]);
  await page.waitForLoadState("networkidle");
  return { page, answers, context };
}

// Opens a dashboard and waits until no chart is loading.
async function open({ page }, slug, filters = "") {
  const response = await page.goto(`${base}/superset/dashboard/${slug}/${filters && "?native_filters=" + encodeURIComponent(filters)}`);
  if (response.status() !== 200) return response.status();
  await settled(page);
  return 200;
}

async function settled(page) {
  await page.waitForSelector(".dashboard-component-chart-holder", { timeout: 60000 });
  await page.waitForTimeout(1500);
  await page.waitForFunction(() => !document.querySelector(".dashboard-component-chart-holder .loading, [data-test=loading-indicator]"),
    null, { timeout: 120000 });
  await page.waitForTimeout(1500);
}

const chart = (page, name) => page.locator(".dashboard-component-chart-holder", { has: page.locator(`text="${name}"`) });
const cells = async (page, name) => (await chart(page, name).locator("tbody tr").evaluateAll(
  (rows) => rows.map((r) => [...r.querySelectorAll("td")].map((c) => c.innerText.trim()))));
const number = (text) => text === "N/A" || text === "" ? null : Number(text.replace(/[,+]/g, "").replace("−", "-"));
const near = (a, b, digits = 0.051) => a === null || b === null ? a === b : Math.abs(a - b) <= digits;

// name of chart and way of asking => statement
const kept = new Map();
const slices = new Map();
async function nameSlices(page) {
  const list = await page.evaluate(async () => (await (await fetch("/api/v1/chart/?q=(page_size:100)")).json()).result);
  for (const s of list) slices.set(s.id, s.slice_name);
}
function keep(user, answers, way) {
  for (const a of answers) {
    const name = slices.get(a.asked.form_data?.slice_id) ?? (way.startsWith("drilled") ? "All partners known, by year" : "values of a filter");
    if (a.query) kept.set(`${user}: ${name}${way && ", " + way}`, a.query.trim());
  }
  claim(answers.length > 0 && answers.every((a) => !a.error), `${user}${way && ", " + way}: ${answers.length} queries, none an error`,
    answers.filter((a) => a.error).map((a) => a.error));
  return answers.splice(0);
}

// ------------------------------------------------------------- the analyst

const analyst = await session("analyst");
await nameSlices(analyst.page);
await open(analyst, "trade-desk");
let answers = keep("analyst", analyst.answers, "");
await analyst.page.screenshot({ path: screenshot, clip: { x: 0, y: 60, width: 1400, height: 1720 } });

let shown = await cells(analyst.page, "Balance by partner");
let wanted = sql(`SELECT extract(year FROM year), name, coalesce(direction, 'N/A'), exports, imports, balance, change, change_pct
  FROM dashboard.yearly ORDER BY year DESC, balance`);
claim(shown.length >= 5 && shown.every((row, i) => row[0] === wanted[i][0] && row[1] === wanted[i][1] && row[2] === wanted[i][2]
  && [3, 4, 5, 6].every((c) => near(number(row[c]), wanted[i][c] === "" ? null : Number(wanted[i][c])))),
  `the table of balances shows the figures of SQL, ${shown.length} rows`, [shown[0], wanted[0]]);
claim(shown.some((row) => row[1] === "China" && row[0] === "2025" && row[2] === "deficit narrowed" && row[5] === "-202,673.8" && row[7] === "-31.77"),
  "China, 2025: -202,673.8, a deficit smaller by 31.77 %", shown);

shown = await cells(analyst.page, "Concentration of the partners known");
wanted = sql("SELECT extract(year FROM year), partners, hhi FROM dashboard.concentration ORDER BY year DESC");
claim(shown.length === wanted.length && shown.every((row, i) => row[0] === wanted[i][0] && number(row[1]) === Number(wanted[i][1]) && number(row[2]) === Number(wanted[i][2])),
  "the table of concentration shows the figures of SQL", shown);

// a gap is a gap: the month is there, and empty
const yoy = answers.find((a) => slices.get(a.asked.form_data?.slice_id) === "Imports, % on a year ago").data;
const month = (text) => yoy.find((row) => new Date(row.month).toISOString().startsWith(text));
claim(month("2023-06") && month("2023-06").Mexico === null && month("2024-06").Mexico === null,
  "June 2023, not published, and June 2024, a year after it, are empty in the line", [month("2023-06"), month("2024-06")]);
wanted = sql("SELECT imports_yoy FROM dashboard.monthly WHERE partner = 'MEX' AND month = '2026-07-01'");
claim(near(month("2026-07").Mexico, Number(wanted[0][0]), 1e-9), "July 2026 of Mexico is the figure of SQL", month("2026-07"));

// the time filter comes after growth is reckoned, and takes no year ago away
const time = "(NATIVE_FILTER-time:(extraFormData:(time_range:'2025-01-01 : 2026-01-01'),filterState:(value:'2025-01-01 : 2026-01-01'),id:NATIVE_FILTER-time,ownState:()))";
await open(analyst, "trade-desk", time);
answers = keep("analyst", analyst.answers, "with a time filter");
shown = await cells(analyst.page, "Balance by partner");
wanted = sql("SELECT name, change FROM dashboard.yearly WHERE year = '2025-01-01' ORDER BY balance");
claim(shown.length === wanted.length && shown.every((row, i) => row[1] === wanted[i][0] && near(number(row[6]), Number(wanted[i][1]))),
  "with 2025 alone in the time filter, changes on 2024 stay", shown);

// cross filter: a partner clicked in one table filters the other charts
await open(analyst, "trade-desk");
analyst.answers.length = 0;
await chart(analyst.page, "Movers").locator("tbody td", { hasText: /^Mexico$/ }).first().click();
await settled(analyst.page);
keep("analyst", analyst.answers, "cross-filtered by a partner");
shown = await cells(analyst.page, "Balance by partner");
claim(shown.length === 5 && shown.every((row) => row[1] === "Mexico"), "Mexico clicked in one table filters the other", shown);

// drill by partner: the years of all partners, taken apart
await open(analyst, "trade-desk");
analyst.answers.length = 0;
await chart(analyst.page, "All partners known, by year").locator("tbody td", { hasText: /^2025$/ }).first().click({ button: "right" });
await analyst.page.locator(".ant-dropdown-menu-submenu-title, [role=menuitem]", { hasText: "Drill by" }).first().hover();
await analyst.page.getByRole("menuitem", { name: "Partner", exact: true }).first().click();
await analyst.page.waitForSelector("[role=dialog] table", { timeout: 60000 });
await analyst.page.waitForTimeout(2000);
answers = keep("analyst", analyst.answers, "drilled by partner");
shown = await analyst.page.locator("[role=dialog] tbody tr").evaluateAll((rows) => rows.map((r) => [...r.querySelectorAll("td")].map((c) => c.innerText.trim())));
wanted = sql("SELECT name, imports FROM dashboard.yearly WHERE year = '2025-01-01'");
claim(shown.length === wanted.length && wanted.every((w) => shown.some((row) => row.includes(w[0])))
  && wanted.every((w) => answers.at(-1).data.some((row) => row.name === w[0] && near(row.imports, Number(w[1])))),
  "2025 drilled by partner shows the partners of 2025", shown);
await analyst.page.keyboard.press("Escape");

// a file of what the table holds
await open(analyst, "trade-desk");
await chart(analyst.page, "Concentration of the partners known").locator("[aria-label='More Options']").click();
await analyst.page.locator(".ant-dropdown-menu-submenu-title, [role=menuitem]", { hasText: "Download" }).first().hover();
const [download] = await Promise.all([analyst.page.waitForEvent("download", { timeout: 60000 }),
  analyst.page.getByRole("menuitem", { name: /Export to \.CSV/ }).first().click()]);
const csv = (await (await download.createReadStream()).toArray()).join("");
wanted = sql("SELECT hhi FROM dashboard.concentration ORDER BY year DESC");
claim(csv.trim().split("\n").length === 6 && wanted.every((w) => csv.includes(`,${w[0]}`)), "the table is exported as CSV", csv);
await analyst.context.close();

// -------------------------------------------------------------- the reader

const reader = await session("reader");
await open(reader, "complaint-release");
keep("reader", reader.answers, "");
const [[total]] = sql("SELECT sum(n) FROM quejas", "reader");
claim((await chart(reader.page, "Reports in the release").innerText()).includes(Number(total).toLocaleString("en-US")),
  `the release says ${total} reports`);
shown = await cells(reader.page, "Reports by state");
wanted = sql("SELECT estado, sum(n), count(*), min(contributors_at_least) FROM quejas GROUP BY 1 ORDER BY 2 DESC, 1", "reader");
claim(shown.length > 5 && shown.every((row) => wanted.some((w) => w[0] === row[0] && Number(w[1]) === number(row[1]) && w[3] === row[4])),
  "reports by state are those of SQL", shown[0]);
shown = await cells(reader.page, "Reports by kind and month");
const last = (await chart(reader.page, "Reports by kind and month").locator("tr").last().innerText()).trim().split(/\s+/);
claim(number(last.at(-1)) === Number(total), "kinds and months, with what is shown by neither, add up to all", last);

reader.answers.length = 0;
await chart(reader.page, "Reports by state").locator("tbody td", { hasText: /^Entidad 05$/ }).first().click();
await settled(reader.page);
keep("reader", reader.answers, "cross-filtered by a state");
shown = await cells(reader.page, "Reports by municipality and rest");
[[wanted]] = sql("SELECT sum(n) FROM quejas WHERE estado = 'Entidad 05'", "reader");
claim(shown.length > 3 && shown.every((row) => row[0] === "Entidad 05") && shown.reduce((s, row) => s + number(row[3]), 0) === Number(wanted)
  && shown.some((row) => row[1].startsWith("resto de")), "a state clicked shows its places and their rest, which add up to it", shown);

// and nothing else
claim(await open(reader, "trade-desk") === 404, "the trade desk is not there for the reader");
const seen = await reader.page.evaluate(async () => {
  const list = async (what) => (await (await fetch(`/api/v1/${what}/?q=(page_size:100)`)).json()).result ?? [];
  return { dashboards: (await list("dashboard")).map((d) => d.dashboard_title), datasets: (await list("dataset")).map((d) => d.table_name),
    charts: (await list("chart")).map((c) => c.slice_name).length };
});
claim(JSON.stringify([seen.dashboards, seen.datasets, seen.charts]) === '[["Complaint release"],["quejas"],4]',
  "the reader's lists name the release and nothing else", seen);
const refused = await reader.page.evaluate(async (names) => {
  const token = (await (await fetch("/api/v1/security/csrf_token/")).json()).result;
  const got = [];
  for (let id = 1; id <= names; id++) {
    const r = await fetch("/api/v1/chart/data", { method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ datasource: { id, type: "table" }, queries: [{ columns: [], metrics: [{ expressionType: "SQL", sqlExpression: "count(*)", label: "n" }] }] }) });
    got.push(r.status);
  }
  return got;
}, 6);
claim(refused.filter((s) => s === 200).length <= 1 && refused.filter((s) => s === 403).length === 5, "five datasets of six refuse the reader", refused);
for (const table of ["inbox", "trade", "dashboard.monthly"]) {
  let said = "";
  try { sql(`SELECT count(*) FROM ${table}`, "reader"); } catch (e) { said = String(e.stderr); }
  claim(/permission denied/.test(said), `the reader's own connection is refused ${table} by PostgreSQL`, said);
}
await browser.close();

writeFileSync(queriesFile, "-- What Superset 6.1.0 sent for each chart of the bundle; written by try, run by\n-- test/t/075_superset.pl.\n\n"
  + [...kept].filter(([name]) => !name.includes("values of a filter,")).sort(([a], [b]) => a < b ? -1 : 1).map(([name, query]) => `-- ${name}\n${query.replace(/\s*\n\s*/g, "\n").replace(/\n?;?$/, ";")}\n`).join("\n"));
claim(kept.size > 20, `${kept.size} statements were kept`);
process.exit(failed > 0 ? 1 : 0);
