// Two readers that nobody here wrote, zbar and zxing-cpp, read the ticket from every form in which it is handed out.
import { writeFile } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";
import { zbar, zxing } from "../support/codes.ts";
import { layOut, signIn } from "../support/organiser.ts";
import { AIGERIM, register, secretOf } from "../support/people.ts";
import { PHONE } from "../support/scanner.ts";
import { Site } from "../support/server.ts";

let site: Site;
let page: Page;
let secret: string;
/** The exact text, as the API of the phones would get it: read from the SVG's modules by zxing-cpp. */
let text: string;

test.beforeAll(async ({ browser }) => {
  site = await Site.start();
  const organiser = await browser.newContext();
  await signIn(organiser, site);
  const caravan = await layOut(organiser, site);
  await organiser.close();
  page = await (await browser.newContext({ viewport: PHONE, locale: "kk-KZ" })).newPage();
  await register(page, site.url, caravan.events.meeting, AIGERIM);
  secret = secretOf(page);
});

test.afterAll(() => site?.stop());

async function svg(): Promise<Buffer> {
  await page.setViewportSize({ width: 500, height: 500 });
  await page.setContent(`<img width="450" height="450" src="${site.url}/t/${secret}/qr.svg">`);
  await page.waitForFunction(() => document.images[0].complete && document.images[0].naturalWidth > 0);
  return page.screenshot();
}

async function png(): Promise<Buffer> {
  const answer = await page.request.get(`${site.url}/t/${secret}/ticket.png?lang=kk`);
  expect(answer.headers()["content-type"]).toBe("image/png");
  return answer.body();
}

async function screenshot(path: string): Promise<Buffer> {
  await page.setViewportSize(PHONE);
  await page.goto(`${site.url}/kk/t/${secret}${path}`);
  return page.screenshot();
}

const forms: [string, () => Promise<Buffer>][] = [
  ["the SVG", svg],
  ["the PNG", png],
  ["a 390 px screenshot of the ticket's page", () => screenshot("")],
  ["a 390 px screenshot of the full-screen code", () => screenshot("/full")],
];

for (const [name, make] of forms) {
  test(`both readers get the same 122 characters from ${name}`, async () => {
    const picture = await make();
    const file = test.info().outputPath("code.png");
    await writeFile(file, picture);
    const read = await zxing(picture);
    text ??= read;
    expect(read).toBe(text);
    expect(read).toMatch(/^[0-9A-Z $%*+\-./:]{122}$/);
    const second = await zbar(file);
    test.skip(second === undefined, "zbarimg is not installed: only zxing-cpp has read it");
    expect(second).toBe(text);
  });
}
