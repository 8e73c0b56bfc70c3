// Blank tickets: printed, handed out, scanned, counted as heads without a name, given their names at the desk.
import { expect, test, type BrowserContext, type Locator, type Page } from "@playwright/test";
import { draw, zxing } from "../support/codes.ts";
import { layOut, post, signIn, type Caravan } from "../support/organiser.ts";
import { allSent, hold, pair, pairingLink, phone, startCamera, verdict } from "../support/scanner.ts";
import { Site } from "../support/server.ts";

test.describe.configure({ mode: "serial" });

let site: Site;
let organiser: BrowserContext;
let caravan: Caravan;
let board: Page;
let desk: Page;
let door: Page;
const codes: boolean[][][] = [];

const figure = (name: string): Locator => board.locator(`#totals [data-figure="${name}"]`);
const next = () => door.locator('[data-answer="next"]').click();

test.beforeAll(async ({ browser }) => {
  site = await Site.start();
  organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  caravan = await layOut(organiser, site);
  desk = await organiser.newPage();
  board = await organiser.newPage();
  await board.goto(`${site.url}/kk/desk/c/${caravan.id}/board`);
  await expect(board.locator(".board")).toHaveAttribute("data-feed", "live");
});

test.afterAll(() => site?.stop());

test("a run is made once, and twelve go on a page of paper", async () => {
  await desk.goto(`${site.url}/kk/desk/c/${caravan.id}`);
  await desk.locator(`a[href$="/desk/s/${caravan.stop}/blanks"]`).click();
  await desk.locator('[name="count"]').fill("14");
  await desk.locator('form[action$="/blanks"] button').click();
  await desk.locator('a[href*="/blanks/sheet"]').click();
  await expect(desk.locator(".blank")).toHaveCount(14);
  await expect(desk.locator(".blank-page")).toHaveCount(2);
  await desk.screenshot({ path: "artifacts/screens/blanks-sheet-screen.png", fullPage: true });
  await desk.emulateMedia({ media: "print" });
  const paper = await desk.pdf({ path: "artifacts/screens/blanks-sheet.pdf", format: "A4", preferCSSPageSize: true });
  expect(paper.toString("latin1").match(/\/Type\s*\/Page[^s]/g)).toHaveLength(2);
  for (const number of [1, 2]) {
    const card = desk.locator(`.blank[data-number="${number}"]`);
    codes.push(await draw(await zxing(await card.screenshot())));
  }
  await desk.emulateMedia({ media: "screen" });
});

test("the phone greets a blank ticket in green, by its number; the board counts a head and no participant", async ({ browser }) => {
  door = await (await phone(browser)).newPage();
  await pair(door, await pairingLink(organiser, site, caravan.id), "Серік", caravan.events.meeting);
  await startCamera(door);
  await hold(door, codes[0]);
  await expect(await verdict(door, "admit", "admit")).toContainText("№ 1");
  await door.screenshot({ path: "artifacts/screens/blanks-verdict.png" });
  await next();
  await hold(door, codes[1]);
  await expect(await verdict(door, "admit", "admit")).toContainText("№ 2");
  await next();
  await allSent(door);
  await expect(figure("anonymous")).toHaveAttribute("data-value", "2");
  await expect(figure("direct_participants")).toHaveAttribute("data-value", "0");
  await board.screenshot({ path: "artifacts/screens/blanks-board.png", fullPage: true });
});

test("the school's list turns heads into participants; what is wrong with it is told line by line", async () => {
  await desk.goto(`${site.url}/kk/desk/s/${caravan.stop}/blanks`);
  const field = (name: string) => desk.locator(`[name="${name}"]`);
  const save = () => desk.locator('form[action$="/list"] button').click();
  await expect(desk.locator("[data-blank]")).toHaveCount(2);
  await field("family_name.1").fill("Серікова");
  await save();
  await expect(desk.locator("#error-summary li")).toHaveCount(4);
  await desk.screenshot({ path: "artifacts/screens/blanks-list-wrong.png", fullPage: true });
  await expect(field("family_name.1")).toHaveValue("Серікова");
  await field("given_name.1").fill("Айгерім");
  await field("birth_date.1").fill("05.03.2012");
  await field("sex.1").selectOption("female");
  await field("place").selectOption("rural");
  await field("paper_no").fill("3-қағаз");
  await save();
  await expect(desk.locator("[data-named]")).toHaveAttribute("data-named", "1");
  await desk.screenshot({ path: "artifacts/screens/blanks-desk.png", fullPage: true });
  await expect(figure("direct_participants")).toHaveAttribute("data-value", "1");
  await expect(figure("anonymous")).toHaveAttribute("data-value", "1");
});

test("a name that was wrong is taken back, and the head is anonymous again", async () => {
  await desk.locator('form[action$="/unbind"] button').click();
  await expect(desk.locator("[data-named]")).toHaveAttribute("data-named", "0");
  await expect(figure("direct_participants")).toHaveAttribute("data-value", "0");
  await expect(figure("anonymous")).toHaveAttribute("data-value", "2");
  await post(organiser, site, `/kk/desk/s/${caravan.stop}/blanks/unbind`, { number: "1" });
  await expect(figure("anonymous")).toHaveAttribute("data-value", "2");
});
