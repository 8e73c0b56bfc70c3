// What else happens at a door: a typed code, a mark taken back, another language in between, a phone taken out of service.
import { expect, test, type BrowserContext, type Page } from "@playwright/test";
import { draw, zxing } from "../support/codes.ts";
import { layOut, signIn, type Caravan } from "../support/organiser.ts";
import { AIGERIM, register, secretOf } from "../support/people.ts";
import { allSent, hold, pair, pairingLink, phone, PHONE, startCamera, verdict } from "../support/scanner.ts";
import { Site } from "../support/server.ts";

test.describe.configure({ mode: "serial" });

let site: Site;
let organiser: BrowserContext;
let caravan: Caravan;
let board: Page;
let door: Page;
let code: string;
let modules: boolean[][];

const attendances = () => board.locator('[data-figure="attendances"]');

test.beforeAll(async ({ browser }) => {
  site = await Site.start();
  organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  caravan = await layOut(organiser, site);
  const ticket = await (await browser.newContext({ viewport: PHONE })).newPage();
  await register(ticket, site.url, caravan.events.meeting, AIGERIM);
  await ticket.goto(`${site.url}/kk/t/${secretOf(ticket)}/full`);
  code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await ticket.locator("body").innerText())?.[0] ?? "";
  modules = await draw(await zxing(await ticket.screenshot()));
  await ticket.context().close();
  board = await organiser.newPage();
  await board.goto(`${site.url}/kk/desk/c/${caravan.id}/board`);
  await expect(board.locator(".board")).toHaveAttribute("data-feed", "live");
  door = await (await phone(browser)).newPage();
  await pair(door, await pairingLink(organiser, site, caravan.id), "Серік", caravan.events.meeting);
});

test.afterAll(() => site?.stop());

test("a code that is none is refused in words; the typed short code lets in", async () => {
  await door.locator("#code").fill("AB");
  await door.locator("form button").click();
  await expect(door.locator('.alert[data-tone="refuse"]')).toBeVisible();
  await door.locator("#code").fill(code.toLowerCase());
  await door.locator("form button").click();
  await expect(await verdict(door, "admit", "admit")).toContainText("Айгерім С.");
  await expect(attendances()).toHaveAttribute("data-value", "1");
  await door.locator('[data-answer="next"]').click();
});

test("the mark is taken back, and the board with it", async () => {
  await door.locator(".scanner-mark button").click();
  await expect(attendances()).toHaveAttribute("data-value", "0");
  await expect(door.locator(".scanner-last")).toHaveCount(0);
});

test("the camera goes on reading after the language was changed; the board follows within a second", async () => {
  await startCamera(door);
  await door.locator('.scanner-languages [lang="ru"]').click();
  await expect(door.locator("html")).toHaveAttribute("lang", "ru");
  await board.evaluate(() => {
    const watched = document.querySelector(".board") ?? document.body;
    new MutationObserver(() => {
      const value = watched.querySelector('[data-figure="attendances"]')?.getAttribute("data-value");
      if (value === "1") (window as never as { changedAt: number }).changedAt ??= Date.now();
    }).observe(watched, { subtree: true, childList: true, attributes: true });
  });
  await hold(door, modules);
  await verdict(door, "admit", "admit");
  const shownAt = Date.now();
  await expect(attendances()).toHaveAttribute("data-value", "1");
  const changedAt = await board.evaluate(() => (window as never as { changedAt: number }).changedAt);
  test.info().annotations.push({ type: "board", description: `${changedAt - shownAt} ms after the verdict` });
  expect(changedAt - shownAt).toBeLessThan(1_000);
  await allSent(door);
});

test("a page that is opened again goes on without a new link", async () => {
  await door.reload();
  await door.locator(`button[data-event="${caravan.events.meeting}"]`).click();
  await startCamera(door);
  await hold(door, modules);
  await verdict(door, "already_in", "ask");
  await door.locator('[data-answer="judgement"][data-outcome="turned_away"]').click();
  await allSent(door);
});

test("a phone out of service is told so; a spent link pairs nobody", async ({ browser }) => {
  const devices = await organiser.newPage();
  await devices.goto(`${site.url}/kk/desk/c/${caravan.id}/devices`);
  await devices.locator('td summary').click();
  await devices.locator('form[action$="/revoke"] button').click();
  await expect(devices.locator('form[action$="/revoke"]')).toHaveCount(0);
  await door.locator(".scanner-bar button").first().click();
  await door.locator("[data-refresh]").click();
  await expect(door.locator('.alert[data-tone="refuse"]')).toBeVisible();
  // What came before it was taken out of service stands.
  await expect(attendances()).toHaveAttribute("data-value", "1");
  const link = await pairingLink(organiser, site, caravan.id);
  const context = await phone(browser);
  await pair(await context.newPage(), link, "Жанна", caravan.events.meeting);
  const second = await (await phone(browser)).newPage();
  // The scanner is open already: the link changes nothing but the fragment of its address.
  await second.goto(`${site.url}/scan`);
  await expect(second.locator("#link")).toBeVisible();
  await second.goto(link);
  await second.locator("#operator").fill("Ербол");
  await second.locator(".door-button").click();
  await expect(second.locator('.alert[data-tone="refuse"]')).toBeVisible();
  await expect(second.locator("#operator")).toHaveValue("Ербол");
});
