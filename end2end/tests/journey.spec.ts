// The whole house on one evening: a visitor registers, a volunteer's camera reads the ticket, the open board follows.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium as engine, expect, test, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { chromium } from "../playwright.config.ts";
import { draw, forge, zxing } from "../support/codes.ts";
import { layOut, signIn, type Caravan } from "../support/organiser.ts";
import { AIGERIM, DAULET, fill, register, secretOf } from "../support/people.ts";
import { allSent, hold, pair, pairingLink, phone, PHONE, startCamera, verdict } from "../support/scanner.ts";
import { Site } from "../support/server.ts";
import { cameraArguments, filmOf } from "../tools/camera.mjs";

test.describe.configure({ mode: "serial" });

let site: Site;
let organiser: BrowserContext;
let caravan: Caravan;
let board: Page;
let visitor: BrowserContext;
let volunteer: Browser | undefined;
let films: string;
let aigerim: string;

/** Figures of the board that is open all the time and never loaded again. */
const figure = (name: string, of?: string) =>
  board.locator(`[data-figure="${name}"]${of ? `[data-of="${of}"]` : ":not([data-of])"}`);

test.beforeAll(async ({ browser }) => {
  site = await Site.start();
  films = await mkdtemp(join(tmpdir(), "keruen-films-"));
  organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  caravan = await layOut(organiser, site);
  visitor = await browser.newContext({ viewport: PHONE, isMobile: true, hasTouch: true, locale: "kk-KZ" });
  board = await organiser.newPage();
  await board.goto(`${site.url}/kk/desk/c/${caravan.id}/board`);
  await expect(board.locator(".board")).toHaveAttribute("data-feed", "live");
  await expect(figure("direct_participants")).toHaveAttribute("data-value", "0");
});

test.afterAll(async () => {
  await volunteer?.close();
  await site?.stop();
  if (films) await rm(films, { recursive: true, force: true });
});

test("a visitor registers on a phone in Kazakh and gets a ticket", async () => {
  const page = await visitor.newPage();
  await page.goto(`${site.url}/kk/c/${caravan.slug}`);
  await expect(page.locator("html")).toHaveAttribute("lang", "kk");
  await register(page, site.url, caravan.events.meeting, AIGERIM);
  await expect(page.locator("h1")).toHaveText("Айгерім С.");
  await expect(page.getByText("Сіз тіркелдіңіз")).toBeVisible();
  aigerim = secretOf(page);
  expect(await zxing(await page.screenshot())).toHaveLength(122);
  await page.close();
  await expect(figure("registered", caravan.events.meeting)).toHaveAttribute("data-value", "1");
});

test("a change of language in the middle of the form loses nothing, with the network or without", async () => {
  const context = await visitor.browser()!.newContext({ viewport: PHONE, locale: "kk-KZ" });
  const page = await context.newPage();
  const path = `/e/${caravan.events.meeting}/register`;
  await page.goto(`${site.url}/kk${path}`);
  await fill(page, AIGERIM);
  await context.setOffline(true);
  await page.locator('.languages [lang="ru"]').click();
  await expect(page.locator("[data-offline-note]")).toBeVisible();
  await expect(page.locator("#f-family_name")).toHaveValue(AIGERIM.texts.family_name);
  await context.setOffline(false);
  await page.locator('.languages [lang="ru"]').click();
  await expect(page.locator("html")).toHaveAttribute("lang", "ru");
  await expect(page.locator('.languages [lang="ru"]')).toBeFocused();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(`/ru${path}`);
  await expect(page.locator("#f-family_name")).toHaveValue(AIGERIM.texts.family_name);
  await expect(page.locator('[name="birth_month"]')).toHaveValue(AIGERIM.born.month);
  await expect(page.locator('[name="consent_data"]')).toBeChecked();
  await page.locator("#f-phone").fill("12");
  await page.locator("#f-phone").press("Enter");
  await expect(page.locator("#error-summary a")).toHaveCount(1);
  await context.close();
});

test("the volunteer's camera reads it: green, and the board goes from n to n + 1", async ({ request }) => {
  test.setTimeout(240_000);
  const svg = await (await request.get(`${site.url}/t/${aigerim}/qr.svg`)).text();
  const film = join(films, "camera.y4m");
  // Shown, taken away for ten seconds, shown again: the film loops as long as the camera is open.
  await filmOf([{ what: svg, seconds: 2 }, { what: null, seconds: 10 }], film, { fps: 4 });
  volunteer = await engine.launch({ ...chromium, args: [...chromium.args, ...cameraArguments(film)] });
  const door = await (await volunteer.newContext({ viewport: PHONE, isMobile: true, hasTouch: true })).newPage();
  await pair(door, await pairingLink(organiser, site, caravan.id), "Серік", caravan.events.meeting);
  await startCamera(door);
  await expect(await verdict(door, "admit", "admit")).toContainText("Айгерім С.");
  await expect(figure("direct_participants")).toHaveAttribute("data-value", "1");
  await expect(figure("attendances")).toHaveAttribute("data-value", "1");
  await expect(figure("people_here", caravan.stop)).toHaveAttribute("data-value", "1");
  await expect(figure("inside", caravan.events.meeting)).toHaveAttribute("data-value", "1");

  await test.step("the same ticket ten seconds later: amber, and the figure stays", async () => {
    await expect(await verdict(door, "already_in", "ask")).toContainText("Айгерім С.");
    await door.locator('[data-answer="judgement"][data-outcome="turned_away"]').click();
    await allSent(door);
    await expect(figure("direct_participants")).toHaveAttribute("data-value", "1");
    await expect(figure("attendances")).toHaveAttribute("data-value", "1");
  });
});

test("a forged code before the same camera: red", async ({ request }) => {
  const door = volunteer?.contexts()[0].pages()[0];
  if (!door) throw new Error("no volunteer");
  const picture = await visitor.newPage();
  await picture.goto(`${site.url}/kk/t/${aigerim}/full`);
  const forged = await draw(forge(await zxing(await picture.screenshot())));
  await picture.close();
  await door.locator(".scanner-bar button").first().click();
  await filmOf([{ what: forged, seconds: 1 }], join(films, "camera.y4m"), { fps: 4 });
  await door.locator(`button[data-event="${caravan.events.meeting}"]`).click();
  await startCamera(door);
  await verdict(door, "forged", "refuse");
  await allSent(door);
  await expect(figure("attendances")).toHaveAttribute("data-value", "1");
});

test("her second event, registered as the same person: one more visit, not one more person", async ({ browser }) => {
  const page = await visitor.newPage();
  await page.goto(`${site.url}/kk/e/${caravan.events.excursion}/register`);
  await page.locator('form[action$="/register/again"] button').click();
  await page.waitForURL(/\/t\//);
  expect(secretOf(page)).toBe(aigerim);
  const modules = await draw(await zxing(await page.locator("svg").filter({ has: page.locator("title") }).first().screenshot()));
  await page.close();
  const door = await (await phone(browser)).newPage();
  await pair(door, await pairingLink(organiser, site, caravan.id), "Жанна", caravan.events.excursion);
  await startCamera(door);
  await hold(door, modules);
  await verdict(door, "admit", "admit");
  await expect(figure("attendances")).toHaveAttribute("data-value", "2");
  await expect(figure("visits", caravan.stop)).toHaveAttribute("data-value", "2");
  await expect(figure("direct_participants")).toHaveAttribute("data-value", "1");
  await door.context().close();
});

test("a pupil waits for the representative's consent, then comes in", async ({ browser }) => {
  const family = await browser.newContext({ viewport: PHONE, locale: "kk-KZ" });
  const page = await family.newPage();
  await register(page, site.url, caravan.events.meeting, DAULET);
  const message = await page.locator("#message + p").textContent();
  const link = /http\S+\/consent\/[\w-]+/.exec(message ?? "")?.[0] ?? "";
  const ticket = secretOf(page);
  await page.goto(`${site.url}/kk/t/${ticket}/full`);
  const modules = await draw(await zxing(await page.screenshot()));

  const door = await (await phone(browser)).newPage();
  await pair(door, await pairingLink(organiser, site, caravan.id), "Ербол", caravan.events.meeting);
  await startCamera(door);
  await hold(door, modules);
  await expect(await verdict(door, "consent_missing", "ask")).toContainText("Дәулет Е.");
  await door.locator('[data-answer="judgement"]').click();
  await allSent(door);

  const mother = await (await browser.newContext({ viewport: PHONE, locale: "kk-KZ" })).newPage();
  await mother.goto(link);
  await mother.locator('[name="rep_name"]').fill("Жанар Ержанова");
  await mother.locator('[name="rep_relation"][value="mother"]').check();
  await mother.locator('[name="consent_data"]').check();
  await mother.locator("form[action*='/consent/'] button").click();
  await expect(mother.locator(".alert")).toContainText("Келісім");
  await mother.context().close();

  await door.locator(".scanner-bar button").first().click();
  const roster = door.waitForResponse("**/api/v1/roster*");
  await door.locator("[data-refresh]").click();
  await roster;
  await door.locator(`button[data-event="${caravan.events.meeting}"]`).click();
  await startCamera(door);
  await hold(door, modules);
  await verdict(door, "admit", "admit");
  await expect(figure("direct_participants")).toHaveAttribute("data-value", "2");
  await expect(figure("attendances")).toHaveAttribute("data-value", "3");
  await door.context().close();
  await family.close();
});
