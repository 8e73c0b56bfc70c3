// A signed sheet of thirty, typed with the keyboard alone and without JavaScript: at most twelve keystrokes a person.
import { writeFile } from "node:fs/promises";
import { expect, test, type BrowserContext, type Page } from "@playwright/test";
import { layOut, post, signIn, type Caravan } from "../support/organiser.ts";
import { pdfText } from "../support/pdf.ts";
import { AIGERIM, person, registerByPost } from "../support/people.ts";
import { Site } from "../support/server.ts";

test.describe.configure({ mode: "serial" });

const PEOPLE = 30;
const MOST = 12;

let site: Site;
let organiser: BrowserContext;
let plain: BrowserContext;
let caravan: Caravan;
let page: Page;
let sheet: string;
let keys = 0;

const given = (i: number) => person(i).texts.given_name;
const held = () => page.locator("[data-held]").getAttribute("data-held");

/** Presses what a person would, and counts. The input has the focus already; whatever has it not is an error. */
async function line(text: string): Promise<void> {
  await expect(page.locator("#f-text")).toBeFocused();
  await page.keyboard.type(text);
  const answered = page.waitForEvent("load");
  await page.keyboard.press("Enter");
  await answered;
  keys += [...text].length + 1;
}

/** How many keystrokes somebody took. */
async function counted(typing: () => Promise<void>): Promise<number> {
  keys = 0;
  await typing();
  return keys;
}

/** Numbers and codes of the printed list by given name. */
async function printed(): Promise<Map<string, { number: string; code: string }>> {
  const list = new Map<string, { number: string; code: string }>();
  const rows = await page.request.get(`${site.url}/kk/desk/e/${caravan.events.meeting}/sheet`);
  const row = /(\d+)\. Сейтқызы (\S+?)\s*<[\s\S]*?([0-9A-Z]{4}-[0-9A-Z]{4})/g;
  for (const [, number, name, code] of (await rows.text()).matchAll(row)) list.set(name, { number, code });
  return list;
}

test.beforeAll(async ({ browser }) => {
  site = await Site.start();
  organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  caravan = await layOut(organiser, site);
  for (let i = 0; i < PEOPLE; i++) await registerByPost(organiser.request, site.url, caravan.events.meeting, person(i));
  plain = await browser.newContext({ locale: "kk-KZ", javaScriptEnabled: false, storageState: await organiser.storageState() });
  page = await plain.newPage();
});

test.afterAll(() => site?.stop());

test("the number and the count of a sheet open it", async () => {
  await page.goto(`${site.url}/kk/desk/e/${caravan.events.meeting}/paper`);
  await expect(page.locator("#f-sheet_no")).toBeFocused();
  await page.keyboard.type("7");
  await page.keyboard.press("Tab");
  await page.keyboard.type(String(PEOPLE));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/desk\/paper\//);
  sheet = page.url();
  expect(await held()).toBe("0");
});

test("thirty people take twelve keystrokes each at most", async () => {
  const list = await printed();
  expect(list.size).toBe(PEOPLE);
  const pdf = test.info().outputPath("door.pdf");
  await writeFile(pdf, await (await page.request.get(`${site.url}/kk/desk/e/${caravan.events.meeting}/door.pdf`)).body());
  const text = await pdfText(pdf);
  const one = list.get(given(0));
  if (text !== undefined) expect(text).toMatch(new RegExp(`${one?.number}\\s+Сейтқызы ${given(0)}\\s.*${one?.code}`));
  const took: number[] = [];
  for (let i = 0; i < PEOPLE; i++) {
    const known = list.get(given(i));
    if (!known) throw new Error(`${given(i)} is not on the list`);
    const keystrokes = await counted(async () => {
      if (i % 3 === 0) return line(known.number);
      if (i % 3 === 1) return line(known.code.replace("-", "").toLowerCase());
      // Beginnings fit several: a digit chooses.
      await line(given(i).slice(0, 2).toLowerCase());
      const names = await page.locator("#candidates li").allTextContents();
      if (names.length > 0) await line(String(names.findIndex((name) => name.includes(`Сейтқызы ${given(i)}`)) + 1));
    });
    await expect(page.locator('.alert[data-tone="admit"]')).toContainText(given(i));
    expect(keystrokes, given(i)).toBeLessThanOrEqual(MOST);
    took.push(keystrokes);
  }
  expect(await held()).toBe(String(PEOPLE));
  expect(page.url()).toContain(sheet);
  await page.screenshot({ path: "artifacts/screens/paper-full.png", fullPage: true });
  console.log(`keystrokes a person: ${(took.reduce((a, b) => a + b) / PEOPLE).toFixed(1)}, at most ${Math.max(...took)}`);
});

test("who stands there already is said and not doubled; a minus takes the last line back", async () => {
  await line(given(3).toLowerCase());
  await expect(page.locator('.alert[data-tone="ask"]')).toContainText(given(3));
  expect(await held()).toBe(String(PEOPLE));
  await line("-");
  await expect(page.locator('.alert[data-tone="info"]')).toContainText(given(PEOPLE - 1));
  expect(await held()).toBe(String(PEOPLE - 1));
  await line(given(PEOPLE - 1).toLowerCase());
  expect(await held()).toBe(String(PEOPLE));
});

test("somebody of another event is offered first, somebody unknown is written down by keyboard", async () => {
  const elsewhere = { ...AIGERIM, texts: { ...AIGERIM.texts, family_name: "Оразбаева", given_name: "Зере" } };
  await registerByPost(organiser.request, site.url, caravan.events.excursion, elsewhere);
  await line("зере");
  await expect(page.locator("#candidates li")).toHaveCount(1);
  expect(await held()).toBe(String(PEOPLE));
  await page.screenshot({ path: "artifacts/screens/paper-choice.png", fullPage: true });
  await line("1");
  await expect(page.locator('.alert[data-tone="admit"]')).toContainText("Зере");
  await line("ешкім");
  await expect(page.locator('.alert[data-tone="refuse"]')).toBeVisible();
  await post(organiser, site, `${new URL(sheet).pathname}/new`, {
    family_name: "Қасымова",
    given_name: "Дана",
    birth_date: "05.03.1999",
    sex: "female",
    region: "KZ-31",
    place: "urban",
    institution_kind: "university",
    consent_data: "yes",
  });
  await page.goto(sheet);
  expect(await held()).toBe(String(PEOPLE + 2));
  await expect(page.locator("main")).toContainText("Қасымова Дана");
});

test("the sheet at two widths", async () => {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const [name, address] of [["sheets", `${site.url}/kk/desk/e/${caravan.events.meeting}/paper`], ["sheet", sheet], ["newcomer", `${sheet}/new`]]) {
      await page.goto(address);
      await page.screenshot({ path: `artifacts/screens/paper-${name}-${width}.png` });
    }
  }
});
