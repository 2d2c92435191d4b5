// Opens OFD files with ofd.js and loads their fonts, in Chromium, and prints as JSON
// what comes of it:
//
//	node browse.js JOB.json
//
// A job is {modules, chromium, sandbox, width, files, fonts}: the folder of the node
// modules, the browser, the width in pixels that ofd.js is to fill, and the files.
"use strict";
const { createRequire } = require("node:module");
const { readFileSync } = require("node:fs");
const path = require("node:path");

// open runs in the page: it has ofd.js draw a file, and returns of every page the
// characters in the order in which they are painted, with their origins, and the box of
// all that is no text, in pixels from the top left corner.
async function open(data, width) {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const [parsed] = await new Promise((success, fail) => ofd.parseOfdDocument({ ofd: bytes.buffer, success, fail }));
  const sheets = ofd.renderOfd(width, parsed);
  document.body.replaceChildren(...sheets);
  return sheets.map((sheet) => {
    const page = sheet.getBoundingClientRect();
    const layer = (e) => Number(e.closest("svg").style.zIndex);
    const texts = [...sheet.querySelectorAll("text")].sort((a, b) => layer(a) - layer(b)).map((text) => {
      const at = new DOMPoint(text.getAttribute("x"), text.getAttribute("y")).matrixTransform(text.getScreenCTM());
      return { text: text.textContent, x: at.x - page.x, y: at.y - page.y };
    });
    const boxes = [...sheet.querySelectorAll("path")].map((path) => path.getBoundingClientRect());
    const box = boxes.length === 0 ? null : [
      Math.min(...boxes.map((b) => b.left)) - page.x,
      Math.min(...boxes.map((b) => b.top)) - page.y,
      Math.max(...boxes.map((b) => b.right)) - page.x,
      Math.max(...boxes.map((b) => b.bottom)) - page.y,
    ];
    return { width: page.width, height: page.height, texts, box };
  });
}

// load runs in the page: the browser checks a font file before it takes it.
async function load(data) {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  return new FontFace("specimen", bytes).load().then(() => "", String);
}

async function main() {
  const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
  const require = createRequire(path.join(job.modules, "_"));
  const browser = await require("puppeteer-core").launch({
    executablePath: job.chromium,
    headless: true,
    args: job.sandbox ? [] : ["--no-sandbox"],
  });
  const result = { files: [], fonts: [], told: [] };
  try {
    const page = await browser.newPage();
    page.on("pageerror", (e) => result.told.push(String(e)));
    page.on("console", (m) => result.told.push(m.text()));
    await page.evaluate(() => (window.process = { env: {} })); // which ofd.js asks for
    await page.addScriptTag({ path: path.join(job.modules, "ofd.js", "lib", "ofd.umd.min.js") });
    for (const file of job.files) {
      result.files.push(await page.evaluate(open, readFileSync(file, "base64"), job.width));
    }
    for (const font of job.fonts) {
      result.fonts.push(await page.evaluate(load, readFileSync(font, "base64")));
    }
  } finally {
    await browser.close();
  }
  process.stdout.write(JSON.stringify(result));
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
