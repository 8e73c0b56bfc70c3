// A minor's way through consents: the representative agrees and takes it back, a paper is seen at the door, another one is
// to follow and comes or does not, a teacher vouches for 28; the figures after each step.
import { expect, test, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { draw, zxing } from "../support/codes.ts";
import { bornAt } from "../support/days.ts";
import { layOut, post, signIn, type Caravan } from "../support/organiser.ts";
import { DAULET, registerByPost } from "../support/people.ts";
import { allSent, hold, pair, pairingLink, phone, PHONE, startCamera, verdict } from "../support/scanner.ts";
import { Site } from "../support/server.ts";

test.describe.configure({ mode: "serial" });

let site: Site;
let organiser: BrowserContext;
let caravan: Caravan;
let door: Page;
let mother: Page;
let link: string;
let pupil: string;

const named = (given_name: string) => ({ ...DAULET, texts: { ...DAULET.texts, given_name } });

/** Direct participants, attendances that wait for a consent, heads without a name: as the page of figures says. */
async function figures(): Promise<number[]> {
  const lines = await site.command("figures", "--json");
  const [project] = JSON.parse(lines).projects ?? JSON.parse(lines);
  const { direct_participants, awaiting_consent, anonymous } = project.figures ?? project;
  return [direct_participants, awaiting_consent, anonymous];
}

async function modules(browser: Browser, secret: string): Promise<boolean[][]> {
  const context = await browser.newContext({ viewport: PHONE });
  const page = await context.newPage();
  await page.goto(`${site.url}/kk/t/${secret}/full`);
  const picture = await draw(await zxing(await page.screenshot()));
  await context.close();
  return picture;
}

/** The verdict at the door; then the code is taken out of view, or a slow phone would read it once more. */
async function seen(word: string, colour: "admit" | "ask" | "refuse"): Promise<void> {
  await verdict(door, word, colour);
  await hold(door, []);
}

/** The door with the newest list, and this code before its camera: the one before would be read once more. */
async function refreshed(code: boolean[][]): Promise<void> {
  // A verdict stays until a tap.
  const next = door.locator('[data-answer="next"]');
  if (await next.isVisible()) await next.click();
  if (await door.locator(".scanner-bar button").first().isVisible()) await door.locator(".scanner-bar button").first().click();
  await hold(door, code);
  const roster = door.waitForResponse("**/api/v1/roster*");
  await door.locator("[data-refresh]").click();
  await roster;
  await door.locator(`button[data-event="${caravan.events.meeting}"]`).click();
  await startCamera(door);
}

async function agree(page: Page): Promise<void> {
  await page.locator('[name="rep_name"]').fill("Жанар Ержанова");
  await page.locator('[name="rep_relation"][value="mother"]').check();
  await page.locator('[name="consent_data"]').check();
  await page.locator("#consent button").click();
  await expect(page.getByText("Согласие принято")).toBeVisible();
}

test.beforeAll(async ({ browser }) => {
  site = await Site.start();
  organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  caravan = await layOut(organiser, site);
  door = await (await phone(browser)).newPage();
  await pair(door, await pairingLink(organiser, site, caravan.id), "Ербол", caravan.events.meeting);
  mother = await (await browser.newContext({ viewport: PHONE, locale: "ru-RU" })).newPage();
});

test.afterAll(async () => {
  await door?.context().close();
  await mother?.context().close();
  await site?.stop();
});

test("the representative agrees in Russian on a phone: green, and one direct participant", async ({ browser, request }) => {
  pupil = await registerByPost(request, site.url, caravan.events.meeting, named("Дәулет"));
  const shown = await (await browser.newContext({ viewport: PHONE })).newPage();
  await shown.goto(`${site.url}/kk/t/${pupil}/consent`);
  await shown.locator("form[action$='/consent-link'] button").click();
  const text = await shown.locator("#message + p").textContent();
  link = /http\S+\/consent\/[\w-]+/.exec(text ?? "")?.[0].replace("/kk/", "/ru/") ?? "";
  await shown.context().close();
  await mother.goto(link);
  await agree(mother);

  await refreshed(await modules(browser, pupil));
  await seen("admit", "admit");
  await allSent(door);
  await expect.poll(figures).toEqual([1, 0, 0]);
});

test("withdrawn after the visit: the name goes, the ticket is red, the figure stays", async ({ browser }) => {
  const code = await modules(browser, pupil);
  await mother.goto(link);
  await mother.getByText("Как отозвать согласие").click();
  await mother.getByRole("button", { name: "Отозвать согласие" }).click();
  await expect(mother.getByRole("heading", { name: "Данные удалены" })).toBeVisible();
  await expect.poll(figures).toEqual([1, 0, 0]);
  await refreshed(code);
  await seen("revoked", "refuse");
  await allSent(door);
  await expect.poll(figures).toEqual([1, 0, 0]);
});

test("withdrawn before the visit: consent missing at the door; a paper that is seen lets them in", async ({ browser, request }) => {
  const secret = await registerByPost(request, site.url, caravan.events.meeting, named("Нұржан"));
  const shown = await (await browser.newContext({ viewport: PHONE })).newPage();
  await shown.goto(`${site.url}/kk/t/${secret}/consent`);
  await shown.locator("form[action$='/consent-link'] button").click();
  const text = await shown.locator("#message + p").textContent();
  const own = /http\S+\/consent\/[\w-]+/.exec(text ?? "")?.[0].replace("/kk/", "/ru/") ?? "";
  await shown.context().close();
  await mother.goto(own);
  await agree(mother);
  await mother.goto(own);
  await mother.getByText("Как отозвать согласие").click();
  await mother.getByRole("button", { name: "Отозвать согласие" }).click();
  await expect(mother.getByText("Согласие отозвано")).toBeVisible();

  await refreshed(await modules(browser, secret));
  await seen("consent_missing", "ask");
  await door.locator('[data-answer="paper_seen"]').click();
  await allSent(door);
  await expect.poll(figures).toEqual([2, 0, 0]);
});

test("to follow: one consent comes, the other does not and becomes a head without a name", async ({ browser, request }) => {
  const secrets = [];
  for (const name of ["Әлихан", "Бекарыс"]) {
    const secret = await registerByPost(request, site.url, caravan.events.meeting, named(name));
    secrets.push(secret);
    const code = await modules(browser, secret);
    await refreshed(code);
    await seen("consent_missing", "ask");
    await door.locator('[data-answer="to_follow"]').click();
    await allSent(door);
  }
  await expect.poll(figures).toEqual([2, 2, 0]);

  const shown = await (await browser.newContext({ viewport: PHONE })).newPage();
  await shown.goto(`${site.url}/kk/t/${secrets[0]}/consent`);
  await shown.locator("form[action$='/consent-link'] button").click();
  const text = await shown.locator("#message + p").textContent();
  await mother.goto(/http\S+\/consent\/[\w-]+/.exec(text ?? "")?.[0].replace("/kk/", "/ru/") ?? "");
  await shown.context().close();
  await agree(mother);
  await expect.poll(figures).toEqual([3, 1, 0]);

  // The days that a consent is given have not passed; an organiser who knows better does not wait for them.
  expect(await site.command("forget")).not.toMatch(/: [1-9]/);
  const list = await (await organiser.request.get(`${site.url}/kk/desk/e/${caravan.events.meeting}?q=${encodeURIComponent("Бекарыс")}`)).text();
  const person = /\/desk\/person\/([0-9a-f-]{36})/.exec(list)?.[1] ?? "";
  await post(organiser, site, `/kk/desk/person/${person}/erase`, {});
  await expect.poll(figures).toEqual([3, 0, 1]);
});

test("a teacher holds the papers of 28 who came on trust: by their word all 28 count", async ({ browser }) => {
  const born = (({ day, month, year }) => `${day.padStart(2, "0")}.${month.padStart(2, "0")}.${year}`)(bornAt(14));
  const given = ["Айару", "Бекарыс", "Гүлім", "Дәулет"];
  const family = ["Әбдіров", "Қасымов", "Өмірзақ", "Төлеген", "Шәріпов", "Оспан", "Сапар"];
  const rows = given.flatMap((name) => family.map((of, i) => `${of} ${name}\t${born}\t${i % 2 ? "қыз" : "ұл"}\t9 Ә`));
  const page = await (await browser.newContext({ viewport: PHONE, locale: "kk-KZ" })).newPage();
  await page.goto(`${site.url}/kk/e/${caravan.events.excursion}`);
  await page.getByRole("link", { name: "Сынып тізімін тіркеу" }).click();
  await page.locator("#f-paste").fill(["Аты-жөні\tТуған күні\tЖынысы\tСыныбы", ...rows].join("\n"));
  await page.getByRole("button", { name: "Тізімді оқу" }).click();
  await expect(page.locator("[data-line]")).toHaveCount(28);
  await page.locator('[name="leader_name"]').fill("Омарова Сәуле");
  await page.locator('[name="leader_phone"]').fill("8 701 555 44 33");
  await page.locator('[name="title"]').fill("№ 15 гимназия, 9 Ә");
  await page.locator('[name="region"]').selectOption("KZ-31");
  await page.locator('[name="place"]').selectOption("urban");
  await page.locator('[name="institution_kind"]').selectOption("school");
  await page.getByRole("button", { name: "Тізімді тіркеу" }).click();
  await page.waitForURL("**/kk/g/**");
  const leader = await zxing(await page.locator("[data-door-code] .qr-picture").screenshot({ scale: "css" }));

  const gate = await (await phone(browser)).newPage();
  await pair(gate, await pairingLink(organiser, site, caravan.id), "Серік", caravan.events.excursion);
  await startCamera(gate);
  await hold(gate, await draw(leader));
  const list = gate.locator(".scanner-class");
  await expect(list.locator("[data-of] input:checked")).toHaveCount(28);
  await list.locator('[data-ground="to_follow"]').check();
  await list.locator("#heads").fill("28");
  await list.locator("form > .door-button").click();
  await expect(gate.locator('[data-class-done="28"]')).toBeVisible();
  await allSent(gate, 60_000);
  await gate.context().close();
  await expect.poll(figures).toEqual([3, 28, 1]);

  await page.getByRole("button", { name: "Бәрін белгілеу" }).click();
  await page.locator("#papers [name='paper_no']").fill("7-парақ");
  await page.getByRole("button", { name: "Қағаздар менде" }).click();
  await expect(page.locator("#papers input[name^='pupil.']")).toHaveCount(0);
  await expect.poll(figures).toEqual([31, 0, 1]);
  await page.context().close();
});
