// The scanner can be put on a phone's home screen: by the browser's own account nothing is in the way.
import { expect, test } from "@playwright/test";
import { kept, phone } from "../support/scanner.ts";
import { Site } from "../support/server.ts";

let site: Site;

test.beforeAll(async () => {
  site = await Site.start();
});

test.afterAll(() => site?.stop());

test("the browser finds no fault with the manifest and nothing that keeps the scanner from being installed", async ({ browser }) => {
  const page = await (await phone(browser)).newPage();
  await page.goto(`${site.url}/scan`);
  await kept(page);
  const devtools = await page.context().newCDPSession(page);
  const { url, errors, data } = await devtools.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  expect(url).toBe(`${site.url}/manifest.webmanifest`);
  expect(JSON.parse(data ?? "{}")).toMatchObject({ id: "/scan", start_url: "/scan", scope: "/scan", display: "standalone" });
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // Browser contexts of tests are private windows, in which nothing is ever installed.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
  await page.context().close();
});
