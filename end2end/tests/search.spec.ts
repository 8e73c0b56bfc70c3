// Somebody without a ticket in hand is found by name at a desk phone, with and without a network; a door phone has no search.
import { expect, test, type BrowserContext, type Locator, type Page } from "@playwright/test";
import { layOut, signIn, type Caravan } from "../support/organiser.ts";
import { AIGERIM, registerByPost } from "../support/people.ts";
import { allSent, kept, pair, pairingLink, phone, verdict } from "../support/scanner.ts";
import { Site } from "../support/server.ts";

let site: Site;
let organiser: BrowserContext;
let caravan: Caravan;
let board: Page;

const attendances = (): Locator => board.locator('[data-figure="attendances"]');

test.beforeAll(async ({ browser }) => {
  site = await Site.start();
  organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  caravan = await layOut(organiser, site);
  for (const [family_name, phone] of [["Әлімова", "+7 701 000 00 01"], ["Алимова", "+7 701 000 00 02"], ["Ясина", "+7 701 000 00 03"]]) {
    const texts = { ...AIGERIM.texts, family_name, phone, patronymic: "" };
    await registerByPost(organiser.request, site.url, caravan.events.meeting, { ...AIGERIM, texts });
  }
  board = await organiser.newPage();
  await board.goto(`${site.url}/kk/desk/c/${caravan.id}/board`);
  await expect(board.locator(".board")).toHaveAttribute("data-feed", "live");
});

test.afterAll(() => site?.stop());

test("a desk phone finds people by the beginnings of their names, in Kazakh order, offline too", async ({ browser }) => {
  const context = await phone(browser);
  const desk = await context.newPage();
  await pair(desk, await pairingLink(organiser, site, caravan.id, "desk"), "Серік", caravan.events.meeting);
  const found = desk.locator(".scanner-find [data-ticket]");
  await desk.locator("#find").fill("алим");
  await expect(found).toHaveCount(2);
  await expect(found.first()).toContainText("Алимова Айгерім");
  await expect(found.last()).toContainText("Әлімова Айгерім");
  await desk.locator("#find").fill("бекжан");
  await expect(found).toHaveCount(0);
  await expect(desk.locator(".scanner-find [role=status] p")).toBeVisible();
  await kept(desk);
  await context.setOffline(true);
  await desk.locator("#find").fill("айг яс");
  await found.click();
  await expect(await verdict(desk, "admit", "admit")).toContainText("Ясина Айгерім");
  await desk.locator('[data-answer="next"]').click();
  await expect(desk.locator("#find")).toHaveValue("");
  await context.setOffline(false);
  await allSent(desk, 30_000);
  await expect(attendances()).toHaveAttribute("data-value", "1");
});

test("a door phone has no full names and nowhere to look for them", async ({ browser }) => {
  const door = await (await phone(browser)).newPage();
  const roster = door.waitForResponse("**/api/v1/roster*");
  await pair(door, await pairingLink(organiser, site, caravan.id), "Жанна", caravan.events.meeting);
  expect(await (await roster).text()).not.toContain("Ясина");
  await expect(door.locator("#code")).toBeVisible();
  await expect(door.locator("#find")).toHaveCount(0);
});
