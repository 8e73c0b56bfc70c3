// The verdicts as other eyes see them, and in the sun: told apart without their colours, read at an arm's length. The
// pictures are in artifacts/screens/sight, to be looked at.
import { mkdir } from "node:fs/promises";
import { expect, test, type BrowserContext, type CDPSession, type Page } from "@playwright/test";
import { draw, forge, zxing } from "../support/codes.ts";
import { layOut, signIn, type Caravan } from "../support/organiser.ts";
import { AIGERIM, DAULET, register, secretOf } from "../support/people.ts";
import { hold, pair, pairingLink, phone, PHONE, startCamera, verdict } from "../support/scanner.ts";
import { Site } from "../support/server.ts";

const SCREENS = new URL("../artifacts/screens/sight/", import.meta.url).pathname;
const EYES = ["none", "deuteranopia", "protanopia", "tritanopia", "achromatopsia", "blurredVision"] as const;
/** Glare: what the screen shows is washed out by the light that the glass throws back. */
const SUN = "contrast(0.4) brightness(1.6)";
/** Half of what black on white keeps in that light, 4.27. */
const IN_THE_SUN = 2.13;

test.describe.configure({ mode: "serial" });

let site: Site;
let context: BrowserContext;
let page: Page;
let devtools: CDPSession;
let caravan: Caravan;
const codes: boolean[][][] = [];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  site = await Site.start();
  const organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  caravan = await layOut(organiser, site);
  const visitor = await (await browser.newContext({ viewport: PHONE })).newPage();
  let last = "";
  for (const person of [AIGERIM, DAULET]) {
    await register(visitor, site.url, caravan.events.meeting, person);
    await visitor.goto(`${site.url}/kk/t/${secretOf(visitor)}/full`);
    last = await zxing(await visitor.screenshot());
    codes.push(await draw(last));
  }
  codes.push(await draw(forge(last)));
  await visitor.context().close();
  context = await phone(browser);
  page = await context.newPage();
  devtools = await context.newCDPSession(page);
  await pair(page, await pairingLink(organiser, site, caravan.id), "Серік", caravan.events.meeting);
  await startCamera(page);
  await mkdir(SCREENS, { recursive: true });
});

test.afterAll(() => site?.stop());

/** Contrast (WCAG 2.2) between the lightest and the darkest tenth of what a picture of this part of the screen shows. */
async function contrast(part: string): Promise<number> {
  const picture = (await page.locator(part).screenshot({ animations: "disabled" })).toString("base64");
  return page.evaluate(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const drawing = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
    drawing.drawImage(bitmap, 0, 0);
    const { data } = drawing.getImageData(0, 0, bitmap.width, bitmap.height);
    const linear = (level: number) => (level <= 10 ? level / 3294.6 : ((level / 255 + 0.055) / 1.055) ** 2.4);
    const lights: number[] = [];
    for (let n = 0; n < data.length; n += 4) {
      lights.push(0.2126 * linear(data[n]) + 0.7152 * linear(data[n + 1]) + 0.0722 * linear(data[n + 2]));
    }
    lights.sort((a, b) => a - b);
    const [dark, light] = [lights[Math.floor(lights.length * 0.02)], lights[Math.floor(lights.length * 0.98)]];
    return (light + 0.05) / (dark + 0.05);
  }, picture);
}

const SHAPES = { admit: "✓", ask: "?", refuse: "✕" } as const;

for (const [n, [name, colour]] of ([["admit", "admit"], ["consent_missing", "ask"], ["forged", "refuse"]] as const).entries()) {
  test(`${name}: a shape and a word that hold without the colour`, async () => {
    await hold(page, codes[n]);
    await verdict(page, name, colour);
    await expect(page.locator(".verdict-shape")).toHaveText(SHAPES[colour]);
    for (const type of EYES) {
      await devtools.send("Emulation.setEmulatedVisionDeficiency", { type });
      await page.screenshot({ path: `${SCREENS}${name}-${type}.png`, animations: "disabled" });
      if (type === "blurredVision") continue;
      for (const part of [".verdict-word", ".verdict-shape"]) {
        expect(await contrast(part), `${part}, ${type}`).toBeGreaterThan(4.5);
      }
    }
    await devtools.send("Emulation.setEmulatedVisionDeficiency", { type: "none" });
    await page.evaluate((sun) => (document.documentElement.style.filter = sun), SUN);
    await page.screenshot({ path: `${SCREENS}${name}-sun.png`, animations: "disabled" });
    for (const part of [".verdict-word", ".verdict-shape"]) {
      expect(await contrast(part), `${part}, in the sun`).toBeGreaterThan(IN_THE_SUN);
    }
    await page.evaluate(() => (document.documentElement.style.filter = ""));
    const word = await page.locator(".verdict-word").evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
    expect(word).toBeGreaterThanOrEqual(31);
    await page.locator(colour === "ask" ? '[data-answer="judgement"]' : '[data-answer="next"]').click();
  });
}
