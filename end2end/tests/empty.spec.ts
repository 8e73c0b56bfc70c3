// From nothing: an organiser lays out everything through the pages, a visitor registers and is scanned.
import { expect, test, type Page } from "@playwright/test";
import { draw, zxing } from "../support/codes.ts";
import { FORMS, signIn } from "../support/organiser.ts";
import { AIGERIM, register } from "../support/people.ts";
import { hold, pair, pairingLink, phone, startCamera, verdict } from "../support/scanner.ts";
import { Site } from "../support/server.ts";

let site: Site;

test.beforeAll(async () => {
  site = await Site.start();
});

test.afterAll(() => site?.stop());

/** Fills what the page has by the names of its fields, and sends the form. */
async function send(page: Page, form: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(form)) {
    const field = page.locator(`main [name="${name}"]`);
    const kind = await field.first().evaluate((element) => (element as HTMLInputElement).type);
    if (kind === "select-one") await field.selectOption(value);
    else if (kind === "radio") await page.locator(`main [name="${name}"][value="${value}"]`).check();
    else await field.fill(value);
  }
  await page.locator("main form button:not([type=button])").last().click();
}

test("project, caravan, stop, event, publishing, registration, scan", async ({ browser, request }) => {
  test.setTimeout(240_000);
  const organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  const page = await organiser.newPage();

  await page.goto(`${site.url}/kk/desk/password`);
  await send(page, { password: "қызыл алма 2026", password_again: "қызыл алма 2026" });
  await page.waitForURL(/\/kk\/desk(\?|$)/);

  await page.locator('main a[href$="/desk/projects/new"]').first().click();
  await send(page, { title_kk: FORMS.project.title_kk });
  await expect(page.locator("#error-summary")).toBeVisible();
  await expect(page.locator('[name="title_kk"]')).toHaveValue(FORMS.project.title_kk);
  await send(page, FORMS.project);
  await page.waitForURL(/\/desk\/p\/[0-9a-f-]{36}(\?|$)/);

  await page.locator('main a[href$="/caravans/new"]').first().click();
  await send(page, FORMS.caravan);
  await page.waitForURL(/\/desk\/c\/[0-9a-f-]{36}(\?|$)/);
  const caravan = /\/desk\/c\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";

  await page.locator('main a[href$="/stops/new"]').first().click();
  await send(page, FORMS.stop);
  await page.waitForURL(/\/desk\/c\/[0-9a-f-]{36}(\?|$)/);

  await page.locator('main a[href*="/events/new"]').first().click();
  await page.locator('[name="stop"]').selectOption({ index: 1 });
  await send(page, { ...FORMS.event, kind: "contest", title_kk: "Сурет байқауы" });
  await page.waitForURL(/\/desk\/e\/[0-9a-f-]{36}(\?|$)/);
  const event = /\/desk\/e\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";

  expect((await request.get(`${site.url}/kk/c/${FORMS.caravan.slug}`)).status()).toBe(404);
  await page.goto(`${site.url}/kk/desk/c/${caravan}`);
  await page.locator('form[action$="/publish"] button').first().click();
  await expect(page.locator(`a[href="/kk/c/${FORMS.caravan.slug}"]`).first()).toBeVisible();

  const visitor = await browser.newContext({ locale: "kk-KZ" });
  const ticket = await visitor.newPage();
  await ticket.goto(`${site.url}/kk/c/${FORMS.caravan.slug}`);
  await register(ticket, site.url, event, AIGERIM);
  const modules = await draw(await zxing(await ticket.screenshot()));

  const door = await (await phone(browser)).newPage();
  await pair(door, await pairingLink(organiser, site, caravan), "Серік", event);
  await startCamera(door);
  await hold(door, modules);
  await verdict(door, "admit", "admit");
  await page.goto(`${site.url}/kk/desk/c/${caravan}/board`);
  await expect(page.locator('[data-figure="direct_participants"]')).toHaveAttribute("data-value", "1");
});
