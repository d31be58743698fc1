// node-postgres (pg): named statements, which the server prepares.
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { all, runCases, say } from "./node_values.mjs";

const client = new pg.Client();
await client.connect();

let names = new Map();
async function run(c, values) {
  if (!names.has(c.name)) names.set(c.name, "case " + names.size);
  const answer = await client.query({ name: names.get(c.name), text: c.sql, values, rowMode: "array" });
  return answer.rows;
}

await runCases("node-postgres", run);
say("node-postgres", "generic plans", { rows: (await client.query({
  text: "SELECT sum(generic_plans) > 0 FROM pg_prepared_statements", rowMode: "array" })).rows });

await client.query("TRUNCATE shipment");
const text = all.copied.map((r) => r.map((v) => v ?? "\\N").join("\t") + "\n").join("");
await pipeline(Readable.from([text]), client.query(copyFrom("COPY shipment FROM STDIN")));
say("node-postgres", "COPY of rows", { rows: (await client.query({
  text: "SELECT month, partner, product, coalesce(value, 0) FROM shipment ORDER BY month", rowMode: "array" })).rows });

// a parser for the arrays: that of text[]
for (const name of all.types) {
  const { rows } = await client.query("SELECT typarray FROM pg_type WHERE oid = to_regtype($1)", [name]);
  client.setTypeParser(rows[0].typarray, pg.types.getTypeParser(1009));
}
names = new Map();
await client.query("DEALLOCATE ALL");
client.connection.parsedStatements = {};
await runCases("node-postgres registered", run);
await client.end();
