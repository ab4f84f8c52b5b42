// Clicks through the HTML page of `remit diff` in Debian's Chromium, offline.
//
//     diff_page_test.js REMIT [SHOTS]      SHOTS: a folder for screenshots
//
// Exits with 77, skipped, where Chromium, playwright-core or axe-core is not installed (npm install
// --prefix tests/web; or name another folder of modules in REMIT_NODE_MODULES).
"use strict";
const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [remit, shots] = process.argv.slice(2);
const modules = process.env.REMIT_NODE_MODULES ?? path.join(__dirname, "node_modules");
const chromium_path = "/usr/bin/chromium";
let playwright, axe;
try {
  playwright = require(path.join(modules, "playwright-core"));
  axe = fs.readFileSync(path.join(modules, "axe-core", "axe.min.js"), "utf8");
  fs.accessSync(chromium_path);
} catch (problem) {
  console.log(`skipped: ${problem.message.split("\n")[0]}`);
  process.exit(77);
}

const OLD = `# Article 1 - Names

1.1 The town goes by the name that is carved over its gate.

# Article 3 - Markets

3.1 The Clerk shall open the market at dawn.
3.2 A stall is let for one year from Lady Day, and its rent is paid in advance.
3.3 The pump in the square is free to all who bring a pail.

| Stall | Rent |
| --- | --- |
| Fish | two crowns |
| Cloth | one crown |

# Article 4 - Lamps

4.1 Every lamp is lit before the curfew bell has ended.
`;
const NEW = `# Article 1 - Names

1.1 The town goes by the name that is carved over its gate.

# Article 2 - Markets

2.1 The Clerk may open the market at dawn.
2.2 Every lamp is lit before the curfew bell has ended.
2.3 A stall is let for one year from Lady Day, and its rent is paid in advance.

| Stall | Rent |
| --- | --- |
| Fish | three crowns |
| Cloth | one crown |

# Article 3 - Ferries

3.1 The ferryman sounds a horn <before> he casts off & waits for an answer.
`;

const visible = (page) => page.locator(".row:visible").count();

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(" ")}`);
}

const fold = (page, open) =>
  page.evaluate((o) => { for (const details of document.querySelectorAll("details")) details.open = o; }, open);

async function click_through(page) {
  const rows = await page.locator(".row").count();
  assert.equal(await visible(page), rows);
  assert.equal(await page.locator(".row.reworded del").first().innerText(), "shall");
  assert.equal(await page.locator(".row.reworded ins").first().innerText(), "may");
  assert.equal(await page.locator("table td del", { hasText: "two" }).count(), 1);
  assert.ok((await page.locator(".row.only_b").allInnerTexts()).join().includes("<before> he casts off & waits"));

  // what is matched stands level
  for (const row of await page.locator(".row.same").all()) {
    const [a, b] = [await row.locator(".a").boundingBox(), await row.locator(".b").boundingBox()];
    assert.equal(a.y, b.y);
    assert.ok(a.x < b.x);
  }

  await page.getByLabel("changed").check();
  assert.ok((await visible(page)) < rows);
  await page.getByLabel("only in B").check();
  assert.equal(await visible(page), await page.locator(".row.only_b").count());
  await page.getByLabel("only in A").check();
  assert.equal(await visible(page), await page.locator(".row.only_a").count());
  assert.match(await page.locator("output").innerText(), /^\d+ of \d+ passages$/);
  await page.getByLabel("all").check();
  await page.getByLabel("Containing").fill("FERRYMAN");
  assert.equal(await visible(page), 1);

  // a link to a passage that the filter hides shows it
  await page.locator("summary", { hasText: "Duties" }).click();
  await page.locator("details[open] table.wide a").first().click();
  await page.waitForFunction(  // the page follows its address a moment later
    (all) => [...document.querySelectorAll(".row")].filter((row) => row.offsetParent).length === all, rows);
  assert.equal(await visible(page), rows);
  assert.equal(await page.getByLabel("Containing").inputValue(), "");

  // by keyboard alone
  await page.keyboard.press("Alt+n");
  assert.equal(await page.locator(".row.here").count(), 1);
  const first = await page.locator(".row.here").getAttribute("id");
  await page.getByRole("button", { name: "Next change" }).focus();
  await page.keyboard.press("Enter");
  assert.notEqual(await page.locator(".row.here").getAttribute("id"), first);
  await page.keyboard.press("Alt+p");
  assert.equal(await page.locator(".row.here").getAttribute("id"), first);
}

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "remit-web-"));
  const file = (name) => path.join(folder, name);
  const browser = await playwright.chromium.launch({ executablePath: chromium_path, args: ["--no-sandbox"] });
  try {
    fs.writeFileSync(file("old.md"), OLD);
    fs.writeFileSync(file("new.md"), NEW);
    execFileSync(remit, ["diff", file("old.md"), file("new.md"), "--format", "html", "-o", file("diff.html")]);
    for (const [name, options] of Object.entries({
      light: { colorScheme: "light", viewport: { width: 1200, height: 900 } },
      dark: { colorScheme: "dark", viewport: { width: 1200, height: 900 } },
      phone: { colorScheme: "light", viewport: { width: 375, height: 800 } },
    })) {
      const page = await (await browser.newContext({ ...options, offline: true })).newPage();
      const said = [];
      page.on("console", (message) => said.push(message.text()));
      page.on("pageerror", (error) => said.push(String(error)));
      page.on("request", (request) => { if (!request.url().startsWith("file:")) said.push(request.url()); });
      await page.goto(pathToFileURL(file("diff.html")).href);
      assert.deepEqual(await violations(page), [], name);
      await fold(page, true);
      assert.deepEqual(await violations(page), [], `${name}, opened`);
      if (shots) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
      await fold(page, false);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, `${name}: ${wide} pixels too wide`);
      if (name === "light") await click_through(page);
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator(".tools").isVisible(), false);
      assert.deepEqual(said, [], name);
    }
  } finally {
    await browser.close();
    fs.rmSync(folder, { recursive: true });
  }
  console.log("light, dark, phone: no violations, nothing in the console");
}

main().catch((problem) => { console.error(problem); process.exit(1); });
