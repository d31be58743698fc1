# asyncpg: every statement prepared, the server says what each parameter is.
import asyncio

import asyncpg

from py_values import ALL, CASES, TIMES, parameters, plain, say


async def cases(mode, conn):
    for case in CASES:
        try:
            statement = await conn.prepare(case["sql"])
            for _ in range(TIMES):
                rows = await statement.fetch(*parameters(case))
            say(mode, case["name"], rows=[plain(list(r.values())) for r in rows])
        except Exception as e:
            say(mode, case["name"], error=getattr(e, "sqlstate", None) or type(e).__name__, message=str(e))


async def main():
    conn = await asyncpg.connect()
    await cases("asyncpg", conn)
    # one that is executed often in one session, as a pool does it
    statement = await conn.prepare("SELECT count(*) FROM trade WHERE month = $1")
    for _ in range(TIMES):
        await statement.fetch("2024-02")
    say("asyncpg", "generic plans", rows=[list(await conn.fetchrow(
        "SELECT sum(generic_plans) > 0 FROM pg_prepared_statements"))])

    await conn.execute("TRUNCATE shipment")
    text = "".join("\t".join("\\N" if v is None else v for v in row) + "\n" for row in ALL["copied"])

    async def source():
        yield text.encode()
    await conn.copy_to_table("shipment", source=source())
    say("asyncpg", "COPY of rows", rows=[list(map(str, r.values())) for r in await conn.fetch(
        "SELECT month, partner, product, coalesce(value, 0) FROM shipment ORDER BY month")])
    try:
        await conn.copy_records_to_table("shipment", records=[tuple(ALL["copied"][0])])
        say("asyncpg", "COPY BINARY of records", rows=[["copied"]])
    except Exception as e:
        say("asyncpg", "COPY BINARY of records", error=type(e).__name__, message=str(e))
    await conn.close()


asyncio.run(main())
