// Yesterday's backup is put back under running phones: they bring the day again, each scan once.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, request, test, type BrowserContext, type Page } from "@playwright/test";
import { layOut, signIn, type Caravan } from "../support/organiser.ts";
import { person, registerByPost } from "../support/people.ts";
import { allSent, hold, pair, pairingLink, phone, startCamera, verdict } from "../support/scanner.ts";
import { Site } from "../support/server.ts";
import { modulesOf } from "../tools/camera.mjs";

test.describe.configure({ mode: "serial" });

let site: Site;
let organiser: BrowserContext;
let caravan: Caravan;
let first: Page;
let second: Page;
let folder: string;
const codes: boolean[][][] = [];

/** Registers one more person; their number. */
async function register(): Promise<number> {
  const visitor = await request.newContext();
  const secret = await registerByPost(visitor, site.url, caravan.events.meeting, person(codes.length));
  codes.push(modulesOf(await (await visitor.get(`${site.url}/t/${secret}/qr.svg`)).text()));
  await visitor.dispose();
  return codes.length - 1;
}

/** This person comes to a door. */
async function comes(door: Page, who: number): Promise<void> {
  await hold(door, codes[who]);
  await expect(door.locator(".verdict", { hasText: `${person(who).texts.given_name} С.` })).toHaveAttribute("data-verdict", "admit");
  await door.locator('[data-answer="next"]').click();
}

/** Back to the choice of events, where the list is fetched by a tap, and to the door again; the rosters' requests. */
async function refresh(door: Page): Promise<string[]> {
  const asked: string[] = [];
  const note = (call: { url(): string }) => call.url().includes("/api/v1/roster") && asked.push(new URL(call.url()).search);
  door.on("request", note);
  await door.evaluate(() => (window as never as { __camera: { blank(): void } }).__camera.blank());
  await door.locator(".scanner-bar button").first().click();
  await door.locator("[data-refresh]").click();
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  await expect(door.locator("[data-refresh]")).toBeEnabled({ timeout: 30_000 });
  await door.locator(`button[data-event="${caravan.events.meeting}"]`).click();
  await startCamera(door);
  door.off("request", note);
  return asked;
}

/** What the board shows when it is opened now. */
async function board(figure: string): Promise<string | null> {
  const page = await organiser.newPage();
  await page.goto(`${site.url}/kk/desk/c/${caravan.id}/board`);
  const shown = page.locator(`[data-figure="${figure}"]:not([data-of])`);
  const value = (await shown.count()) === 0 ? null : await shown.getAttribute("data-value");
  await page.close();
  return value;
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  site = await Site.start();
  folder = await mkdtemp(join(tmpdir(), "keruen-backup-"));
  organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  caravan = await layOut(organiser, site);
  for (let i = 0; i < 5; i++) await register();
  const door = async (name: string) => {
    const page = await (await phone(browser)).newPage();
    await pair(page, await pairingLink(organiser, site, caravan.id), name, caravan.events.meeting);
    await startCamera(page);
    return page;
  };
  first = await door("Серік");
  second = await door("Жанна");
});

test.afterAll(async () => {
  await first?.context().close();
  await second?.context().close();
  await site?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

let late: number;

test("day one is backed up; the day goes on, and what is new reaches a phone by what changed", async () => {
  test.setTimeout(240_000);
  await comes(first, 0);
  await comes(second, 1);
  await allSent(first);
  await allSent(second);
  expect(await board("attendances")).toBe("2");
  await site.command("backup", join(folder, "yesterday.db"));

  late = await register();
  const asked = await refresh(first);
  expect(asked.every((query) => query.startsWith("?since="))).toBe(true);
  await comes(first, late);
  await comes(first, 2);
  await comes(second, 3);
  await allSent(first);
  await allSent(second);
  expect(await board("attendances")).toBe("5");
  expect(await board("to_review")).toBeNull();
});

test("restored, the day comes back: each scan once, and who is not on the list stands in the review", async () => {
  test.setTimeout(240_000);
  const phones = [first.context(), second.context()];
  for (const context of phones) await context.setOffline(true);
  await site.restore(join(folder, "yesterday.db"));
  // The backup's own day, before any phone was heard.
  expect(await board("attendances")).toBe("2");
  for (const context of phones) await context.setOffline(false);

  // One phone hears of it by a scan, the other by its list.
  await comes(second, 4);
  const asked = await refresh(first);
  expect(asked.some((query) => query.startsWith("?since="))).toBe(true);
  // Whoever came in since the backup is known at that door, though the list does not tell.
  await hold(first, codes[2]);
  await verdict(first, "already_in", "ask");
  await first.locator('[data-answer="judgement"][data-outcome="turned_away"]').click();
  await allSent(first, 30_000);
  await allSent(second, 30_000);
  await expect.poll(() => board("attendances"), { timeout: 30_000 }).toBe("5");
  expect(await board("direct_participants")).toBe("5");
  expect(await board("to_review")).toBe("1");
});

test("who registered after the backup is not on the list any more; let in, they stand in the review, and nothing else does", async () => {
  test.setTimeout(240_000);
  await refresh(second);
  await hold(second, codes[late]);
  await verdict(second, "unlisted", "ask");
  await second.locator('[data-answer="judgement"][data-outcome="admitted"]').click();
  await allSent(second);
  await expect.poll(() => board("to_review")).toBe("2");
  expect(await board("attendances")).toBe("5");
  const review = await organiser.newPage();
  await review.goto(`${site.url}/kk/desk/c/${caravan.id}/review`);
  await expect(review.locator("[data-review]")).toHaveCount(2);
  await expect(review.locator('[data-review="unlisted"]')).toHaveCount(2);
  await review.close();
});
