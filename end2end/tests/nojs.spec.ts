// The registration with JavaScript switched off: errors in place, nothing typed is lost, a ticket at the end.
import { expect, test } from "@playwright/test";
import { zxing } from "../support/codes.ts";
import { layOut, signIn, type Caravan } from "../support/organiser.ts";
import { AIGERIM, DAULET, fill } from "../support/people.ts";
import { PHONE } from "../support/scanner.ts";
import { Site } from "../support/server.ts";

let site: Site;
let caravan: Caravan;

test.use({ javaScriptEnabled: false, viewport: PHONE, locale: "kk-KZ" });

test.beforeAll(async ({ browser }) => {
  site = await Site.start();
  const organiser = await browser.newContext({ javaScriptEnabled: true });
  await signIn(organiser, site);
  caravan = await layOut(organiser, site);
  await organiser.close();
});

test.afterAll(() => site?.stop());

test("a mistake is shown at its field, everything typed stays, and the second try gives a ticket", async ({ page }) => {
  await page.goto(site.url);
  await page.locator(`a[href="/kk/c/${caravan.slug}"]`).first().click();
  await page.locator(`a[href^="/kk/c/${caravan.slug}/programme"]`).first().click();
  await page.locator(`a[href="/kk/e/${caravan.events.meeting}"]`).first().click();
  await page.locator(`a[href$="/register"]`).first().click();

  await fill(page, { ...AIGERIM, texts: { ...AIGERIM.texts, phone: "12", given_name: "" } });
  await page.locator("form[data-event-date] button").click();
  await expect(page.locator("#error-summary a")).toHaveCount(2);
  await expect(page.locator("#f-given_name-error")).toBeVisible();
  await expect(page.locator("#f-phone")).toHaveAttribute("aria-describedby", /f-phone-error/);
  for (const [name, text] of Object.entries({ ...AIGERIM.texts, phone: "12", given_name: "" })) {
    await expect(page.locator(`[name="${name}"]`)).toHaveValue(text);
  }
  await expect(page.locator('[name="birth_month"]')).toHaveValue(AIGERIM.born.month);
  await expect(page.locator('[name="region"]')).toHaveValue("KZ-31");
  await expect(page.locator('[name="sex"][value="female"]')).toBeChecked();
  await expect(page.locator('[name="consent_data"]')).toBeChecked();

  // Another language and back: nothing typed is lost, and Enter still sends the form.
  for (const lang of ["ru", "kk"]) {
    await page.locator(`.languages [lang="${lang}"]`).click();
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await expect(page.locator("#error-summary")).toHaveCount(0);
    await expect(page.locator("#f-family_name")).toHaveValue(AIGERIM.texts.family_name);
    await expect(page.locator('[name="sex"][value="female"]')).toBeChecked();
  }
  await page.locator("#f-family_name").press("Enter");
  await expect(page.locator("#error-summary a")).toHaveCount(2);

  await page.locator("#f-given_name").fill("Айгерім");
  await page.locator("#f-phone").fill("8 (701) 234-56-78");
  await page.locator("form[data-event-date] button").click();
  await expect(page.locator("h1")).toHaveText("Айгерім С.");
  expect(await zxing(await page.screenshot())).toHaveLength(122);
});

test("a minor and the representative do it without JavaScript too", async ({ page, browser }) => {
  await page.goto(`${site.url}/kk/e/${caravan.events.excursion}/register`);
  await fill(page, DAULET);
  await page.locator("form[data-event-date] button").click();
  await page.waitForURL(/\/consent$/);
  const message = await page.locator("#message + p").textContent();
  const link = /http\S+\/consent\/[\w-]+/.exec(message ?? "")?.[0] ?? "";
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
  const mother = await context.newPage();
  await mother.goto(link);
  await mother.locator("form[action*='/consent/'] button").click();
  await expect(mother.locator("#error-summary")).toBeVisible();
  await mother.locator('[name="rep_name"]').fill("Жанар Ержанова");
  await mother.locator('[name="rep_relation"][value="mother"]').check();
  await mother.locator('[name="consent_data"]').check();
  await mother.locator("form[action*='/consent/'] button").click();
  await expect(mother.getByText("Келісім қабылданды")).toBeVisible();
  await context.close();
  await page.reload();
  await expect(page.locator("#message")).toHaveCount(0);
});
