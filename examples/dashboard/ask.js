// What a data loader sends: the statement of a name in a site's queries.sql, by
// PostgreSQL's driver, as the role that the site is for.  Where the server is, PGHOST,
// PGPORT, PGDATABASE and PGPASSWORD say; DESK_USER and RELEASE_USER name other roles.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import pg from "pg";

pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const user = { desk: process.env.DESK_USER ?? "desk_analyst", release: process.env.RELEASE_USER ?? "reader" };

function statement(site, name) {
  const text = readFileSync(new URL(`${site}/queries.sql`, import.meta.url), "utf8");
  const found = text.split(/^-- (?=\w+: )/m).find((part) => part.startsWith(`${name}: `));
  if (!found) throw new Error(`${site}/queries.sql has no statement "${name}"`);
  return found.slice(found.indexOf("\n") + 1);
}

export async function load(site) {
  const { name } = parseArgs({ options: { name: { type: "string" } } }).values;
  const client = new pg.Client({ user: user[site], database: process.env.PGDATABASE ?? "postgres" });
  await client.connect();
  try {
    process.stdout.write(JSON.stringify((await client.query(statement(site, name))).rows));
  } finally {
    await client.end();
  }
}
