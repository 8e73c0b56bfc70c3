// What is around the page on a volunteer's phone: a messenger that opened the link, several lenses, a battery that must last.
import { expect, test, type BrowserContext } from "@playwright/test";
import { layOut, signIn, type Caravan } from "../support/organiser.ts";
import { hold, pair, pairingLink, phone, PHONE, startCamera, verdict } from "../support/scanner.ts";
import { draw, zxing } from "../support/codes.ts";
import { AIGERIM, registerByPost } from "../support/people.ts";
import { Site } from "../support/server.ts";

let site: Site;
let organiser: BrowserContext;
let caravan: Caravan;

test.beforeAll(async ({ browser }) => {
  site = await Site.start();
  organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  caravan = await layOut(organiser, site);
});

test.afterAll(() => site?.stop());

test("a link that a messenger opened says so and stays in the address for the real browser", async ({ browser }) => {
  const userAgent = "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 Telegram-Android/11.2";
  const context = await browser.newContext({ locale: "kk-KZ", userAgent });
  const page = await context.newPage();
  const link = await pairingLink(organiser, site, caravan.id);
  await page.goto(link);
  await expect(page.locator("[data-messenger]")).toBeVisible();
  await expect(page.locator("#operator")).toBeVisible();
  expect(page.url()).toBe(link);
  await context.close();
  const own = await phone(browser);
  const door = await own.newPage();
  await pair(door, link, "Серік", caravan.events.meeting);
  await expect(door.locator("[data-messenger]")).toHaveCount(0);
  expect(door.url()).toBe(`${site.url}/scan`);
  await own.close();
});

test("the sheet with a link can be scanned, and a wrong code leads back to where codes are typed", async ({ browser }) => {
  const desk = await organiser.newPage();
  await desk.goto(`${site.url}/kk/desk/c/${caravan.id}/devices`);
  await desk.locator("form[action$='/devices'] button").click();
  const link = await desk.locator("#once").textContent();
  await desk.emulateMedia({ media: "print" });
  expect(await zxing(await desk.screenshot({ fullPage: true }))).toBe(link);
  await desk.close();
  const context = await phone(browser);
  const page = await context.newPage();
  await page.goto(`${site.url}/scan#p=AAAABBBBCCCC`);
  await page.locator("#operator").fill("Серік");
  await page.locator(".door-button").click();
  await expect(page.locator('.alert[data-tone="refuse"]')).toBeVisible();
  await page.locator("[data-back]").click();
  await expect(page.locator("#link")).toBeVisible();
  await context.close();
});

test("the code of a link can be typed into a scanner that is open already", async ({ browser }) => {
  const context = await phone(browser);
  const page = await context.newPage();
  await page.goto(`${site.url}/scan`);
  const code = (await pairingLink(organiser, site, caravan.id)).split("#p=")[1];
  await page.locator("#link").fill(`${code.slice(0, 4)}-${code.slice(4, 8)} ${code.slice(8)}`.toLowerCase());
  await page.locator("form button:not([type])").click();
  await page.locator("#operator").fill("Серік");
  await page.locator(".door-button").click();
  await expect(page.locator(`button[data-event="${caravan.events.meeting}"]`)).toBeVisible();
  await context.close();
});

test("a phone with two lenses takes the other one, goes dark when nobody comes, and a mark gets a note", async ({ browser }) => {
  const visitor = await browser.newContext({ viewport: PHONE });
  const secret = await registerByPost(visitor.request, site.url, caravan.events.meeting, AIGERIM);
  const ticket = await visitor.newPage();
  await ticket.goto(`${site.url}/kk/t/${secret}/full`);
  const modules = await draw(await zxing(await ticket.screenshot()));
  const context = await phone(browser);
  const door = await context.newPage();
  await door.addInitScript(() => {
    const lenses = ["wide", "far"].map((deviceId) => ({ kind: "videoinput", deviceId, groupId: "", label: "" }));
    navigator.mediaDevices.enumerateDevices = async () => lenses as never;
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (constraints) => {
      Object.assign(window, { asked: constraints?.video });
      return open(constraints);
    };
    // A minute passes at once when the test says so.
    const wait = window.setTimeout.bind(window);
    Object.assign(window, {
      setTimeout: (f: TimerHandler, ms?: number) => wait(f, "hurry" in window && ms === 60_000 ? 100 : ms),
    });
  });
  await pair(door, await pairingLink(organiser, site, caravan.id), "Серік", caravan.events.meeting);
  await startCamera(door);
  const asked = () => door.evaluate(() => JSON.stringify((window as never as { asked: unknown }).asked));
  expect(await asked()).toContain("environment");
  await door.locator("[data-other-camera]").click();
  await expect.poll(asked).toContain('"ideal":"wide"');
  await expect(door.locator(".scanner-notice")).toHaveCount(0);
  await door.evaluate(() => {
    Object.assign(window, { hurry: true });
    dispatchEvent(new Event("pointermove"));
  });
  await expect(door.locator("body")).toHaveAttribute("data-dim", "");
  await door.evaluate(() => delete (window as never as { hurry?: boolean }).hurry);
  await hold(door, modules);
  await verdict(door, "admit", "admit");
  await expect(door.locator("body")).not.toHaveAttribute("data-dim", "");
  await door.locator('[data-answer="next"]').click();

  await door.locator(".scanner-note summary").click();
  const note = door.locator(".scanner-note input");
  await note.fill("ЖСН 080101500006");
  await door.locator(".scanner-note button").click();
  await expect(door.locator('.alert[data-tone="refuse"]')).toBeVisible();
  await note.fill("Ұстазымен келді");
  await door.locator(".scanner-note button").click();
  await expect(door.locator("[data-note]")).toHaveText("Ұстазымен келді");
  await expect(door.locator('.alert[data-tone="refuse"]')).toHaveCount(0);
  const desk = await organiser.newPage();
  await desk.goto(`${site.url}/kk/desk/c/${caravan.id}/persons`);
  await desk.locator('a[href*="/desk/person/"]').first().click();
  await expect(async () => {
    await desk.reload();
    await expect(desk.getByText("Ұстазымен келді")).toBeVisible({ timeout: 500 });
  }).toPass();
  await context.close();
  await visitor.close();
});
