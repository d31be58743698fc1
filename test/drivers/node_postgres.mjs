// postgres.js: every statement prepared, the server says what each parameter is.
import postgres from "postgres";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { all, runCases, say } from "./node_values.mjs";

const sql = postgres({ max: 1, onnotice: () => {} });

await runCases("postgres.js", (c, values) => sql.unsafe(c.sql, values, { prepare: true }).values());
say("postgres.js", "generic plans", { rows:
  await sql.unsafe("SELECT sum(generic_plans) > 0 FROM pg_prepared_statements").values() });

await sql`TRUNCATE shipment`;
const text = all.copied.map((r) => r.map((v) => v ?? "\\N").join("\t") + "\n").join("");
await pipeline(Readable.from([text]), await sql`COPY shipment FROM STDIN`.writable());
say("postgres.js", "COPY of rows", { rows: await sql`
  SELECT month, partner, product, coalesce(value, 0) FROM shipment ORDER BY month`.values() });

// rows of objects, each column by its name
await sql`INSERT INTO shipment ${sql([{ month: "2025-08", partner: "MEX", product: "8703", value: 1 }])}`;
say("postgres.js", "holds: a row inserted as an object", { rows: await sql`
  SELECT count(*) = 1 FROM shipment WHERE month = ${"2025-08"}`.values() });
await sql.end();
