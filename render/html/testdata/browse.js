// Opens web pages in Chromium and prints, as JSON, what it finds in each:
//
//	node browse.js JOB.json
//
// A job is {modules, chromium, sandbox, pages: [{file, pdf, shots, views}]}: the
// folder of the node modules, the browser, the files to open, the PDF to print of
// each, where pictures are wanted the start of their names, and the views of it, all
// unless they are named.
"use strict";
const { createRequire } = require("node:module");
const { readFileSync } = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const views = [
  { name: "1280", width: 1280 },
  { name: "390", width: 390 },
  { name: "390-text-200", width: 390, text: 2 },
  { name: "390-spacing", width: 390, spacing: true },
  { name: "390-foreign", width: 390, foreign: true },
  { name: "320-foreign", width: 320, foreign: true },
  { name: "1280-contrast", width: 1280, media: [{ name: "prefers-contrast", value: "more" }] },
  { name: "1280-forced-colors", width: 1280, forced: true, media: [{ name: "forced-colors", value: "active" }, { name: "prefers-color-scheme", value: "dark" }] },
];

// The views by the name of foreign are of a page that is not ours: where its text
// ends up is looked at, and no more.

// Text spacing by WCAG 2, 1.4.12.
const spacing = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}";

// measure runs in the page.
function measure() {
  const clipped = [];
  for (const e of document.querySelectorAll("h1,h2,h3,p,dt,dd,th,td")) {
    if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 || e.scrollHeight > e.clientHeight + 1 && e.clientHeight > 0) {
      clipped.push(e.textContent.slice(0, 20));
    }
  }
  // The lines of the last two paragraphs.
  const lines = [...document.querySelectorAll("p")].slice(-2).map((p) => {
    const range = document.createRange();
    range.selectNodeContents(p);
    return new Set([...range.getClientRects()].map((r) => Math.round(r.top))).size;
  });
  return {
    lines,
    width: document.documentElement.scrollWidth,
    boxes: [...document.querySelectorAll('[role="group"]')].map((s) => ({ client: s.clientWidth, scroll: s.scrollWidth, focus: s.tabIndex })),
    clipped,
  };
}

async function main() {
  const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
  const require = createRequire(path.join(job.modules, "_"));
  const puppeteer = require("puppeteer-core");
  const axe = require.resolve("axe-core/axe.min.js");
  const browser = await puppeteer.launch({
    executablePath: job.chromium,
    headless: true,
    args: job.sandbox ? [] : ["--no-sandbox"],
  });
  const results = [];
  try {
    for (const { file, pdf, shots, views: wanted } of job.pages) {
      const result = { file, requests: [], errors: [], views: [] };
      for (const view of views.filter((v) => (wanted ? wanted.includes(v.name) : !v.foreign))) {
        const page = await browser.newPage();
        page.on("request", (r) => result.requests.push(r.url()));
        page.on("pageerror", (e) => result.errors.push(String(e)));
        page.on("console", (m) => result.errors.push(m.text()));
        await page.setViewport({ width: view.width, height: 844 });
        const session = await page.createCDPSession();
        await session.send("Emulation.setEmulatedMedia", { media: "", features: view.media || [] });
        await page.goto(pathToFileURL(file).href);
        if (view.text) await page.addStyleTag({ content: `:root{font-size:${100 * view.text}%}` });
        if (view.spacing) await page.addStyleTag({ content: spacing });
        const found = { name: view.name, ...(await page.evaluate(measure)), violations: [] };
        if (shots) await page.screenshot({ path: `${shots}-${view.name}.png`, fullPage: true });
        result.views.push(found);
        if (view.foreign) {
          await page.close();
          continue;
        }
        await page.addScriptTag({ path: axe });
        // The colours of forced colours are the system's.
        const rules = { "color-contrast": { enabled: !view.forced } };
        const verdict = await page.evaluate((rules) => axe.run(document, { rules }), rules);
        found.rules = verdict.passes.length;
        for (const v of verdict.violations) {
          found.violations.push(`${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(" | ")}`);
        }
        if (pdf && view.name === "1280") await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: false });
        await page.close();
      }
      results.push(result);
    }
  } finally {
    await browser.close();
  }
  process.stdout.write(JSON.stringify(results));
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
