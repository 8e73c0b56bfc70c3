// Somebody without a registration is written down at a desk phone that has no network, let in, handed in once, and comes
// back with the phone when the server was restored from a backup that knows nothing of them.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type BrowserContext, type Locator, type Page } from "@playwright/test";
import { layOut, signIn, type Caravan } from "../support/organiser.ts";
import { allSent, kept, pair, pairingLink, phone, verdict } from "../support/scanner.ts";
import { Site } from "../support/server.ts";

let site: Site;
let organiser: BrowserContext;
let caravan: Caravan;
let board: Page;
let desk: Page;
let folder: string;

test.describe.configure({ mode: "serial" });

const figure = (name: string): Locator => board.locator(`#totals [data-figure="${name}"]`);

test.beforeAll(async ({ browser }) => {
  site = await Site.start();
  organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  caravan = await layOut(organiser, site);
  folder = await mkdtemp(join(tmpdir(), "keruen-backup-"));
  board = await organiser.newPage();
  await board.goto(`${site.url}/kk/desk/c/${caravan.id}/board`);
  await expect(board.locator(".board")).toHaveAttribute("data-feed", "live");
});

test.afterAll(async () => {
  await desk?.context().close();
  await site?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test("written down offline, admitted, kept through a reload, and one person at the server though the reply was lost", async ({ browser }) => {
  const context = await phone(browser);
  desk = await context.newPage();
  await pair(desk, await pairingLink(organiser, site, caravan.id, "desk"), "Серік", caravan.events.meeting);
  await kept(desk);
  await allSent(desk);
  await site.command("backup", join(folder, "before.db"));
  await desk.locator(".scanner-walk-in summary").click();
  await desk.locator("#w-family_name").fill("Ясин");
  // What is typed outlasts a change of the language, which draws the whole screen anew.
  await desk.locator('.scanner-languages [lang="ru"]').click();
  await desk.locator('.scanner-languages [lang="kk"]').click();
  await desk.locator(".scanner-walk-in summary").click();
  await expect(desk.locator("#w-family_name")).toHaveValue("Ясин");
  // So does it a page that is opened again in the middle.
  await desk.locator("#w-sex").selectOption("female");
  await desk.reload();
  await desk.locator(`button[data-event="${caravan.events.meeting}"]`).click();
  await desk.locator(".scanner-walk-in summary").click();
  await expect(desk.locator("#w-family_name")).toHaveValue("Ясин");
  await desk.locator("#w-sex").selectOption("");
  await context.setOffline(true);
  await desk.locator(".scanner-walk-in button").click();
  await expect(desk.locator(".scanner-walk-in .wrong")).toHaveCount(6);
  await desk.locator("#w-given_name").fill("Мәди");
  await desk.locator("#w-birth_date").fill("05.03.2000");
  await desk.locator("#w-sex").selectOption("male");
  await desk.locator("#w-region").selectOption("KZ-31");
  await desk.locator("#w-place").selectOption("rural");
  await desk.locator("#w-institution_kind").selectOption("work");
  await desk.locator(".scanner-walk-in button").click();
  await expect(desk.locator(".scanner-walk-in .wrong")).toHaveCount(1);
  await desk.locator("#w-consent_data").check();
  await desk.screenshot({ path: "artifacts/screens/walk-in.png", fullPage: true });
  // Pressed twice in one breath, it is one person.
  await desk.locator(".scanner-walk-in button").evaluate((button: HTMLElement) => (button.click(), button.click()));
  const written = await verdict(desk, "not_registered", "ask");
  await expect(written).toContainText("Ясин Мәди");
  await expect(written.locator(".verdict-word")).toHaveText("Жазылды");
  await desk.locator('[data-answer="judgement"][data-outcome="admitted"]').click();
  await expect(desk.locator("#w-family_name")).toHaveValue("");

  await desk.reload();
  await desk.locator(`button[data-event="${caravan.events.meeting}"]`).click();
  // What this phone did today outlasts the page: counted, and still to be taken back.
  await expect(desk.locator(".counters")).toContainText("Менің белгілерім: 1");
  await expect(desk.locator(".scanner-mark")).toContainText("Ясин Мәди");
  // Pressed by mistake: one press takes it back, and one more scan lets the person in again.
  await desk.locator(".scanner-mark button").first().click();
  await expect(desk.locator(".scanner-mark")).toHaveCount(0);
  await expect(desk.locator(".counters")).toContainText("Менің белгілерім: 0");
  await desk.locator("#find").fill("мади");
  await desk.locator(".scanner-find [data-ticket]").click();
  await verdict(desk, "not_registered", "ask");
  await desk.locator('[data-answer="judgement"][data-outcome="admitted"]').click();
  await desk.locator("#find").fill("мади");
  await desk.locator(".scanner-find [data-ticket]").click();
  await verdict(desk, "already_in", "ask");
  await desk.locator('[data-outcome="turned_away"]').click();

  // The server keeps the person, the phone never hears of it, and asks again.
  let lost = 0;
  await context.route("**/api/v1/walk-ins", async (route) => {
    if (lost++ > 0) return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await context.setOffline(false);
  await allSent(desk, 60_000);
  expect(lost).toBeGreaterThan(1);
  await expect(figure("direct_participants")).toHaveAttribute("data-value", "1");
  await expect(figure("attendances")).toHaveAttribute("data-value", "1");
});

test("restored from a backup that does not know them, the server has the person again from the phone", async () => {
  test.setTimeout(240_000);
  await desk.context().setOffline(true);
  await site.restore(join(folder, "before.db"));
  const value = async (name: string): Promise<string | null> => {
    const page = await organiser.newPage();
    await page.goto(`${site.url}/kk/desk/c/${caravan.id}/board`);
    const shown = await page.locator(`#totals [data-figure="${name}"]`).getAttribute("data-value");
    await page.close();
    return shown;
  };
  expect(await value("direct_participants")).toBe("0");
  await desk.context().setOffline(false);
  await desk.locator(".scanner-bar button").first().click();
  await desk.locator("[data-refresh]").click();
  await expect.poll(() => value("direct_participants"), { timeout: 30_000 }).toBe("1");
  expect(await value("attendances")).toBe("1");
});
