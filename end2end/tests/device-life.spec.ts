// A phone's life in the browser: a clock that is a day wrong, a tablet that two share, a phone taken out of service that only
// hands in.
import { expect, test, type BrowserContext, type Page } from "@playwright/test";
import { layOut, signIn, type Caravan } from "../support/organiser.ts";
import { person, registerByPost } from "../support/people.ts";
import { allSent, hold, kept, pair, pairingLink, phone, startCamera, verdict } from "../support/scanner.ts";
import { Site } from "../support/server.ts";
import { modulesOf } from "../tools/camera.mjs";

test.describe.configure({ mode: "serial" });

const PEOPLE = 5;

let site: Site;
let organiser: BrowserContext;
let caravan: Caravan;
let context: BrowserContext;
let door: Page;
let board: Page;
const codes: boolean[][][] = [];

const attendances = () => board.locator('[data-figure="attendances"]');

async function openDoor(): Promise<void> {
  await door.locator(`button[data-event="${caravan.events.meeting}"]`).click();
  await startCamera(door);
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  site = await Site.start();
  organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  caravan = await layOut(organiser, site);
  for (let i = 0; i < PEOPLE; i++) {
    const secret = await registerByPost(organiser.request, site.url, caravan.events.meeting, person(i));
    codes.push(modulesOf(await (await organiser.request.get(`${site.url}/t/${secret}/qr.svg`)).text()));
  }
  board = await organiser.newPage();
  await board.goto(`${site.url}/kk/desk/c/${caravan.id}/board`);
  await expect(board.locator(".board")).toHaveAttribute("data-feed", "live");
  context = await phone(browser);
  // The phone's own clock, as far off as the test says; it outlives the page.
  await context.addInitScript(() => {
    const real = Date.now;
    Date.now = () => real() + Number(localStorage.getItem("clock-off") ?? 0);
  });
  door = await context.newPage();
  await pair(door, await pairingLink(organiser, site, caravan.id), "Серік", caravan.events.meeting);
  await kept(door);
  await startCamera(door);
  await hold(door, codes[0]);
  await verdict(door, "admit", "admit");
  await allSent(door);
});

test.afterAll(() => site?.stop());

for (const [name, days] of [["ahead", 2], ["behind", -2]] as const) {
  test(`a clock two days ${name}, without a network, after a restart: it scans, asks, and loses nothing`, async () => {
    await context.setOffline(true);
    await door.evaluate((off) => localStorage.setItem("clock-off", String(off)), days * 86_400_000);
    await door.reload();
    await openDoor();
    const next = days > 0 ? 1 : 2;
    await hold(door, codes[next]);
    // The list is there, and the name; nothing is refused.
    await expect(await verdict(door, "wrong_day", "ask")).toContainText(`${person(next).texts.given_name} С.`);
    await door.locator('[data-answer="judgement"][data-outcome="admitted"]').click();
    await context.setOffline(false);
    await allSent(door, 60_000);
    await expect(attendances()).toHaveAttribute("data-value", String(next + 1));
    // Measured against the server's, the clock is right again, though the phone's own is as wrong as before.
    await hold(door, codes[0]);
    await verdict(door, "already_in", "ask");
    await door.locator('[data-answer="judgement"][data-outcome="turned_away"]').click();
    await door.evaluate(() => localStorage.removeItem("clock-off"));
    await door.reload();
    await allSent(door, 60_000);
    await openDoor();
  });
}

test("a tablet that two share: each mark carries the name of who held it", async () => {
  await door.locator(".scanner-bar button").first().click();
  await door.locator("[data-phone]").click();
  await door.locator("#operator").fill("Мира");
  await door.locator("form:has(#operator) button").click();
  await openDoor();
  await hold(door, codes[3]);
  await verdict(door, "admit", "admit");
  await allSent(door);
  await expect(attendances()).toHaveAttribute("data-value", "4");
  await board.goto(`${site.url}/kk/desk/c/${caravan.id}/devices`);
  await expect(board.locator("tbody")).toContainText("Мира");
  await board.goto(`${site.url}/kk/desk/c/${caravan.id}/board`);
  await hold(door, codes[0]);
  await expect(await verdict(door, "already_in", "ask")).toContainText("Серік");
  await door.locator('[data-answer="judgement"][data-outcome="turned_away"]').click();
});

test("a phone out of service that only hands in is told: its list goes, its log stays and is handed in", async () => {
  // It asks for no roster: the reply to its scans is all that it hears.
  await context.route("**/api/v1/roster*", (route) => route.abort());
  await board.goto(`${site.url}/kk/desk/c/${caravan.id}/devices`);
  await board.locator("td summary").click();
  await board.locator('form[action$="/revoke"] button').click();
  await expect(board.locator('form[action$="/revoke"]')).toHaveCount(0);
  await board.goto(`${site.url}/kk/desk/c/${caravan.id}/board`);
  await hold(door, codes[4]);
  await verdict(door, "admit", "admit");
  await door.locator('[data-answer="next"]').click();
  await expect(door.locator('.alert[data-tone="refuse"]')).toBeVisible({ timeout: 20_000 });
  await allSent(door);
  await expect(attendances()).toHaveAttribute("data-value", "4");
  // Nobody's name is on the phone any more, and it still keeps what it reads.
  await hold(door, codes[2]);
  const unlisted = await verdict(door, "unlisted", "ask");
  await expect(unlisted).not.toContainText(person(2).texts.given_name);
  await door.locator('[data-answer="judgement"][data-outcome="admitted"]').click();
  await allSent(door);
  await expect(door.locator('.alert[data-tone="refuse"]')).toBeVisible();
  await door.reload();
  await expect(door.locator("main")).not.toContainText(person(0).texts.given_name);
});
