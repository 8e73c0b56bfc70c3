// A ticket that was opened once opens again without a network, until it is forgotten.
import { expect, test } from "@playwright/test";
import { zxing } from "../support/codes.ts";
import { layOut, signIn, type Caravan } from "../support/organiser.ts";
import { AIGERIM, DAULET, register, secretOf } from "../support/people.ts";
import { PHONE } from "../support/scanner.ts";
import { Site } from "../support/server.ts";

let site: Site;
let caravan: Caravan;

test.use({ viewport: PHONE, locale: "kk-KZ" });

test.beforeAll(async ({ browser }) => {
  site = await Site.start();
  const organiser = await browser.newContext();
  await signIn(organiser, site);
  caravan = await layOut(organiser, site);
  await organiser.close();
});

test.afterAll(() => site?.stop());

test("opened once, it opens without a network; forgotten, it does not", async ({ page, context }) => {
  await register(page, site.url, caravan.events.meeting, AIGERIM);
  const secret = secretOf(page);
  await page.goto(`${site.url}/kk/t/${secret}`);
  await expect(page.locator("[data-kept]")).not.toBeEmpty();
  const text = await zxing(await page.screenshot());

  await context.setOffline(true);
  await site.down();
  await page.goto(`${site.url}/kk/t/${secret}`);
  await expect(page.locator("h1")).toHaveText("Айгерім С.");
  expect(await zxing(await page.screenshot())).toBe(text);
  await page.goto(`${site.url}/kk/t/${secret}/full`);
  expect(await zxing(await page.screenshot())).toBe(text);
  await page.goto(`${site.url}/kk/c/${caravan.slug}`);
  await expect(page.locator("#kept a")).toHaveAttribute("href", `/kk/t/${secret}`);

  await site.up();
  await context.setOffline(false);
  await page.goto(`${site.url}/kk/t/${secret}`);
  await page.locator('details:has(form[action$="/forget"]) summary').click();
  await page.locator('form[action$="/forget"] button').click();
  await page.waitForURL("**/kk/tickets**");
  await expect(page.locator(`a[href*="${secret}"]`)).toHaveCount(0);
  await context.setOffline(true);
  await site.down();
  await page.goto(`${site.url}/kk/t/${secret}`);
  await expect(page.locator("#kept")).toBeVisible();
  await expect(page.getByText("Айгерім С.")).toHaveCount(0);
  await site.up();
  await context.setOffline(false);
});

test("several people's tickets are listed on their one phone", async ({ page }) => {
  await register(page, site.url, caravan.events.meeting, AIGERIM);
  const first = secretOf(page);
  await page.goto(`${site.url}/kk/e/${caravan.events.meeting}/register`);
  await expect(page.locator('form[action$="/register/again"]')).toContainText("Айгерім С.");
  await register(page, site.url, caravan.events.meeting, DAULET);
  const second = secretOf(page);
  await page.goto(`${site.url}/kk/tickets`);
  await expect(page.locator(`a[href="/kk/t/${first}"]`).first()).toContainText("Айгерім С.");
  await expect(page.locator(`a[href="/kk/t/${second}"]`).first()).toContainText("Дәулет Е.");
});
