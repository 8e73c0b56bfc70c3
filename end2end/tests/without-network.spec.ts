// The scanner where there is no network: the page opens, scans are kept, and arrive once each when the network is back.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium as engine, expect, request, test, type BrowserContext, type Page, type Route } from "@playwright/test";
import { chromium } from "../playwright.config.ts";
import { layOut, signIn, type Caravan } from "../support/organiser.ts";
import { person, registerByPost } from "../support/people.ts";
import { allSent, camera, hold, kept, pair, pairingLink, PHONE, startCamera, text, verdict } from "../support/scanner.ts";
import { Site } from "../support/server.ts";
import { modulesOf } from "../tools/camera.mjs";

test.describe.configure({ mode: "serial" });

/** People at the door, each with a ticket. */
const PEOPLE = 60;
/** How the network fails, and how many of them come meanwhile. */
const TROUBLES: Record<string, (route: Route) => Promise<void>> = {
  "a captive portal": (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<html><body>Wi-Fi</body></html>" }),
  "bad gateways": (route) => route.fulfill({ status: 502, contentType: "text/html", body: "<h1>502</h1>" }),
  "a router's 404": (route) => route.fulfill({ status: 404, body: "not found" }),
  "replies that die on the way": async (route) => {
    // The server has it; the phone never hears.
    await route.fetch().catch(() => undefined);
    await route.abort("connectionreset").catch(() => undefined);
  },
  "slow replies": async (route) => {
    const answer = await route.fetch();
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    await route.fulfill({ response: answer }).catch(() => undefined);
  },
};

let site: Site;
let organiser: BrowserContext;
let caravan: Caravan;
let board: Page;
let folder: string;
let phone: BrowserContext;
let door: Page;
const codes: boolean[][][] = [];

const attendances = () => board.locator('[data-figure="attendances"]');

/** The phone's browser with its data, as after a restart. */
async function startPhone(): Promise<void> {
  phone = await engine.launchPersistentContext(folder, { ...chromium, viewport: PHONE, locale: "kk-KZ", isMobile: true, hasTouch: true });
  await phone.addInitScript({ path: camera });
  door = phone.pages()[0] ?? (await phone.newPage());
}

async function openDoor(): Promise<void> {
  await door.locator(`button[data-event="${caravan.events.meeting}"]`).click();
  await startCamera(door);
}

/** Lets these people come, one after the other; the next code takes the green of the one before away. */
async function come(from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) {
    await hold(door, codes[i]);
    const shown = door.locator(".verdict", { hasText: `${person(i).texts.given_name} С.` });
    await expect(shown).toHaveAttribute("data-verdict", "admit");
  }
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  site = await Site.start();
  organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  caravan = await layOut(organiser, site);
  for (let i = 0; i < PEOPLE; i++) {
    const visitor = await request.newContext();
    const secret = await registerByPost(visitor, site.url, caravan.events.meeting, person(i));
    codes.push(modulesOf(await (await visitor.get(`${site.url}/t/${secret}/qr.svg`)).text()));
    await visitor.dispose();
  }
  board = await organiser.newPage();
  await board.goto(`${site.url}/kk/desk/c/${caravan.id}/board`);
  await expect(board.locator(".board")).toHaveAttribute("data-feed", "live");
  folder = await mkdtemp(join(tmpdir(), "keruen-phone-"));
  await startPhone();
  await pair(door, await pairingLink(organiser, site, caravan.id), "Серік", caravan.events.meeting);
  await kept(door);
  await startCamera(door);
});

test.afterAll(async () => {
  await phone?.close();
  await site?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

let arrived = 0;
/** Lets the next people come. */
async function next(people: number): Promise<void> {
  await come(arrived, arrived + people);
  arrived += people;
}

test("no network: reloaded, killed and started again, it goes on scanning; then everything arrives once", async () => {
  test.setTimeout(240_000);
  await next(1);
  await expect(attendances()).toHaveAttribute("data-value", "1");
  await phone.setOffline(true);
  await next(20);
  await door.reload();
  await openDoor();
  await next(10);
  await phone.close();
  await startPhone();
  await phone.setOffline(true);
  await door.goto(`${site.url}/scan`);
  await openDoor();
  await next(10);
  // Whoever came in before the browser was killed is known after it.
  await hold(door, codes[1]);
  await verdict(door, "already_in", "ask");
  await door.locator('[data-answer="judgement"][data-outcome="turned_away"]').click();
  await expect(door.locator('[data-link="offline"]')).toBeVisible({ timeout: 20_000 });
  await expect(attendances()).toHaveAttribute("data-value", "1");
  await phone.setOffline(false);
  await allSent(door, 60_000);
  await expect(attendances()).toHaveAttribute("data-value", String(arrived));
});

for (const [name, trouble] of Object.entries(TROUBLES)) {
  test(`${name} is no network: nothing is lost, nothing doubled`, async () => {
    test.setTimeout(240_000);
    await phone.route("**/api/v1/**", trouble);
    await next(3);
    await expect(door.locator("[data-unsent]")).not.toHaveAttribute("data-unsent", "0");
    // Requests that are still under way end as they end.
    await phone.unrouteAll({ behavior: "ignoreErrors" });
    await door.evaluate(() => dispatchEvent(new Event("online")));
    await allSent(door, 60_000);
    await expect(attendances()).toHaveAttribute("data-value", String(arrived));
  });
}

test("two tabs of one phone give no number twice, and both logs arrive", async () => {
  test.setTimeout(240_000);
  await phone.setOffline(true);
  await next(2);
  const second = await phone.newPage();
  await second.goto(`${site.url}/scan`);
  await second.locator(`button[data-event="${caravan.events.meeting}"]`).click();
  await startCamera(second);
  await hold(second, codes[arrived]);
  await verdict(second, "admit", "admit");
  arrived += 1;
  await next(1);
  await phone.setOffline(false);
  await allSent(second, 60_000);
  await second.close();
  await expect(attendances()).toHaveAttribute("data-value", String(arrived));
});

test("the file of the log holds every scan of the day, with its own time and number", async () => {
  await door.locator('[data-answer="next"]').click();
  await door.locator(".scanner-bar button").first().click();
  await door.locator("[data-phone]").click();
  const [file] = await Promise.all([door.waitForEvent("download"), door.locator("[data-export]").click()]);
  const log: { facts: { fact: { seq: number; body: Record<string, { outcome?: string }> }; proof: string }[] } = JSON.parse(await text(file));
  const facts = log.facts.map(({ fact }) => fact);
  expect(log.facts.every(({ proof }) => /^[0-9a-f]{64}$/.test(proof))).toBe(true);
  expect(new Set(facts.map((fact) => fact.seq)).size).toBe(facts.length);
  expect(facts.filter((fact) => fact.body.scan?.outcome === "admitted")).toHaveLength(PEOPLE);
  expect(arrived).toBe(PEOPLE);
});
