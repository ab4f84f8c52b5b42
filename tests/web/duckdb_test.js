// Reads what `remit export` writes with DuckDB, unasked: no option says what a column is.
//
//     duckdb_test.js REMIT
//
// Exits with 77, skipped, where @duckdb/node-api is not installed (npm install --prefix tests/web;
// or name another folder of modules in REMIT_NODE_MODULES).
"use strict";
const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const [remit] = process.argv.slice(2);
const top = path.join(__dirname, "..", "..");
const modules = process.env.REMIT_NODE_MODULES ?? path.join(__dirname, "node_modules");
let duckdb;
try {
  duckdb = require(path.join(modules, "@duckdb", "node-api"));
} catch (problem) {
  console.log(`skipped: ${problem.message.split("\n")[0]}`);
  process.exit(77);
}

/// A cell as both formats have it. DuckDB reads "" in CSV as null; CSV alone has an apostrophe before what
/// would read as a formula or another number; and a column of nothing but numbers of provisions is taken for
/// numbers, which say the same.
const alike = (cell) => (cell === null || cell === "" ? null : String(cell).replace(/^'(?=[=+\-@\t\r0-9])/, ""));

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "remit-duckdb-"));
  const env = { ...process.env, REMIT_GRAMMARS: path.join(top, "grammars") };
  for (const kind of ["csv", "jsonl"])
    execFileSync(remit, ["export", path.join(top, "fixtures"), "--to", kind, path.join(folder, kind)], { env });
  // what is not in the package is not fetched
  const db = await duckdb.DuckDBInstance.create(":memory:", { autoinstall_known_extensions: "false" });
  const connection = await db.connect();
  const ask = async (sql) => connection.runAndReadAll(sql);
  try {
    const { resources } = JSON.parse(fs.readFileSync(path.join(folder, "csv", "datapackage.json"), "utf8"));
    let compared = 0;
    for (const { name, schema } of resources) {
      const csv = await ask(`SELECT * FROM '${folder}/csv/${name}.csv'`);
      const json = await ask(`SELECT * FROM '${folder}/jsonl/${name}.jsonl'`);
      const columns = schema.fields.map((field) => field.name);
      assert.deepEqual(csv.columnNames(), columns, name);
      assert.deepEqual(json.columnNames(), columns, name);
      const rows = csv.getRowsJson();
      assert.deepEqual(rows.map((row) => row.map(alike)), json.getRowsJson().map((row) => row.map(alike)), name);
      compared += rows.length;
      schema.fields.forEach((field, i) => {
        const empty = rows.every((row) => row[i] === null);  // then there is nothing to tell its type by
        if (!empty && field.type === "integer") assert.equal(String(csv.columnTypes()[i]), "BIGINT", `${name}.${field.name}`);
      });
    }
    assert.ok(compared > 500, `${compared} rows`);

    const answer = await ask(`
      SELECT council, duties.force, count(*)::INTEGER AS times
      FROM '${folder}/csv/duties.csv' AS duties JOIN '${folder}/csv/documents.csv' USING (document)
      WHERE bearer_ref = 'monitoring_officer' AND document LIKE 'harrowmere/%'
      GROUP BY ALL ORDER BY ALL`);
    assert.deepEqual(answer.getRowsJson().map((row) => row[0]), answer.getRowsJson().map(() => "Harrowmere County Council"));
    assert.ok(answer.getRowsJson().some(([, force, times]) => force === "obligation" && times > 3));
    console.log(`${resources.length} tables, ${compared} rows: DuckDB reads both formats alike`);
  } finally {
    connection.closeSync();
    fs.rmSync(folder, { recursive: true });
  }
}

main().catch((problem) => { console.error(problem); process.exit(1); });
