// A phone without a network saves its log; another one takes the file, sends it, and nothing is ever counted twice.
import { expect, request, test, type BrowserContext, type Page } from "@playwright/test";
import { layOut, signIn, type Caravan } from "../support/organiser.ts";
import { person, registerByPost } from "../support/people.ts";
import { allSent, hold, pair, pairingLink, phone, startCamera, text } from "../support/scanner.ts";
import { Site } from "../support/server.ts";
import { modulesOf } from "../tools/camera.mjs";

test.describe.configure({ mode: "serial" });

let site: Site;
let organiser: BrowserContext;
let caravan: Caravan;
let board: Page;
const codes: boolean[][][] = [];

const figure = (name: string) => board.locator(`[data-figure="${name}"]`);
const file = (name: string, content: string) => ({ name, mimeType: "application/json", buffer: Buffer.from(content) });

async function door(context: BrowserContext, name: string): Promise<Page> {
  const page = await context.newPage();
  await pair(page, await pairingLink(organiser, site, caravan.id), name, caravan.events.meeting);
  await startCamera(page);
  return page;
}

async function letIn(page: Page, ...people: number[]): Promise<void> {
  for (const i of people) {
    await hold(page, codes[i]);
    await expect(page.locator(".verdict", { hasText: `${person(i).texts.given_name} С.` })).toHaveAttribute("data-verdict", "admit");
  }
  await page.locator('[data-answer="next"]').click();
}

async function ownScreen(page: Page): Promise<void> {
  await page.locator(".scanner-bar button").first().click();
  await page.locator("[data-phone]").click();
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  site = await Site.start();
  organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  caravan = await layOut(organiser, site);
  for (let i = 0; i < 4; i++) {
    const visitor = await request.newContext();
    const secret = await registerByPost(visitor, site.url, caravan.events.meeting, person(i));
    codes.push(modulesOf(await (await visitor.get(`${site.url}/t/${secret}/qr.svg`)).text()));
    await visitor.dispose();
  }
  board = await organiser.newPage();
  await board.goto(`${site.url}/kk/desk/c/${caravan.id}/board`);
  await expect(board.locator(".board")).toHaveAttribute("data-feed", "live", { timeout: 60_000 });
});

test.afterAll(async () => site?.stop());

let saved = "";

test("a phone's log goes through another one, and the phone itself doubles nothing", async ({ browser }) => {
  test.setTimeout(240_000);
  const [lost, next] = [await phone(browser), await phone(browser)];
  const a = await door(lost, "Серік");
  const b = await door(next, "Дана");
  await allSent(a);
  await lost.setOffline(true);
  await letIn(a, 0, 1, 2);
  // One of the three came by the other door as well, and one came there only.
  await letIn(b, 2, 3);
  await expect(figure("attendances")).toHaveAttribute("data-value", "2");

  await ownScreen(a);
  const [download] = await Promise.all([a.waitForEvent("download"), a.locator("[data-export]").click()]);
  saved = await text(download);
  expect(saved).not.toContain("Серік");

  await next.setOffline(true);
  await ownScreen(b);
  await b.locator("[data-take]").setInputFiles(file("сурет.json", "{}"));
  await expect(b.locator(".alert", { hasText: "Бұл сканердің файлы емес" })).toBeVisible();
  await b.locator("[data-take]").setInputFiles(file("log.json", saved));
  await expect(b.locator("[data-took]")).not.toHaveAttribute("data-took", "0");
  await expect(b.locator(`[data-union="${caravan.events.meeting}"]`)).toHaveAttribute("data-value", "4");
  await expect(b.locator("[data-handed]")).not.toHaveAttribute("data-handed", "0");
  await b.locator("[data-take]").setInputFiles(file("log.json", saved));
  await expect(b.locator("[data-took]")).toHaveAttribute("data-took", "0");
  // What waits is on the phone, not in the page.
  await next.setOffline(false);
  await b.reload();
  await b.locator("[data-phone]").click();
  await expect(b.locator("[data-handed]")).toHaveAttribute("data-handed", "0", { timeout: 30_000 });
  await expect(b.locator(`[data-union="${caravan.events.meeting}"]`)).toHaveAttribute("data-value", "4");
  await expect(figure("attendances")).toHaveAttribute("data-value", "4");

  await lost.setOffline(false);
  await a.locator("[data-back]").click();
  await a.locator(`button[data-event="${caravan.events.meeting}"]`).click();
  await startCamera(a);
  await allSent(a, 60_000);
  await expect(figure("attendances")).toHaveAttribute("data-value", "4");
  await lost.close();
  await next.close();
});

test("an organiser takes the same file without JavaScript; without its proofs it waits for a word", async ({ browser }) => {
  const desk = await browser.newContext({ locale: "kk-KZ", javaScriptEnabled: false, storageState: await organiser.storageState() });
  const page = await desk.newPage();
  await page.goto(`${site.url}/kk/desk/c/${caravan.id}/devices`);
  await page.locator('a[href$="/devices/handed"]').click();
  const upload = async (content: string) => {
    await page.locator("#f-log").setInputFiles(file("log.json", content));
    await page.locator('form[action$="/handed"] button').click();
  };
  await upload(saved);
  await expect(page.locator('[data-taken="stored"]')).toHaveAttribute("data-value", "0");
  await expect(page.locator('[data-taken="already"]')).toBeVisible();
  await upload("бұл журнал емес");
  await expect(page.locator("main .alert", { hasText: "Бұл сканердің файлы емес" })).toBeVisible();

  // Somebody wrote a mark into the file.
  const log = JSON.parse(saved);
  const mark = log.facts.find(({ fact }: { fact: { body: { scan?: unknown } } }) => fact.body.scan);
  mark.fact.id = "01890a5d-ac96-774b-bcce-b302099a8057";
  mark.fact.body.scan.event = caravan.events.excursion;
  await upload(JSON.stringify(log));
  await expect(page.locator('[data-taken="unproven"]')).toHaveAttribute("data-value", "1");
  await expect(figure("attendances")).toHaveAttribute("data-value", "4");
  await page.locator('main a[href$="/review"]').last().click();
  await page.locator('[data-review="unproven"] button[value="accept"]').click();
  await expect(figure("attendances")).toHaveAttribute("data-value", "5");
  await page.locator('form[action$="/review/undo"] button').click();
  await expect(figure("attendances")).toHaveAttribute("data-value", "4");
  await expect(page.locator('[data-review="unproven"]')).toBeVisible();
  await desk.close();
});
