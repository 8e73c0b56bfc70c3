// A public page's first visit costs less than 60 kB on the wire, headers and all; the WebAssembly's weight is noted.
import { writeFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { relay } from "../support/counter.ts";
import { PHONE } from "../support/scanner.ts";
import { World } from "../support/world.ts";

const LIMIT = 60_000;

test("each public page's first load stays under 60 kB, all included", async ({ browser }) => {
  test.setTimeout(300_000);
  const world = await World.start(browser);
  const wire = await relay(world.site.url);
  const weights: [string, number][] = [];
  const pages = [...world.looks.filter((look) => look.who !== "organiser" && !look.act), { name: "scanner", path: "" }];
  for (const look of pages) {
    const context = await browser.newContext({ viewport: PHONE, locale: "kk-KZ" });
    const page = await context.newPage();
    wire.reset();
    await page.goto(look.name === "scanner" ? `${wire.url}/scan` : `${wire.url}/kk${look.path}`, { waitUntil: "networkidle" });
    // The ticket's page asks its service worker to keep a copy: that is part of the visit.
    const kept = page.locator("[data-kept]");
    if (await kept.count()) await expect(kept.first()).not.toBeEmpty();
    weights.push([look.name, wire.bytes()]);
    await context.close();
  }
  wire.stop();
  await world.stop();
  weights.sort(([, a], [, b]) => b - a);
  const report = weights.map(([name, bytes]) => `${(bytes / 1000).toFixed(1).padStart(7)} kB  ${name}`).join("\n");
  console.log(report);
  await writeFile(test.info().outputPath("weights.txt"), report);
  const heavy = weights.filter(([name, bytes]) => name !== "scanner" && bytes >= LIMIT);
  expect(heavy).toEqual([]);
});
