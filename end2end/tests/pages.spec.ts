// Every page in three languages on a phone and a desktop: axe finds nothing, nothing is wider than the screen. The
// pictures (Kazakh, some in other languages and in the dark) are in artifacts/screens, to be looked at.
import { mkdir } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";
import axe from "axe-core";
import { draw, forge, zxing } from "../support/codes.ts";
import { AIGERIM, DAULET, register, secretOf } from "../support/people.ts";
import { hold, pairingLink, phone, PHONE, startCamera, verdict } from "../support/scanner.ts";
import { World } from "../support/world.ts";

const SCREENS = new URL("../artifacts/screens/", import.meta.url).pathname;
const SIZES = { phone: PHONE, desktop: { width: 1280, height: 900 } };
/** Pages that are also looked at in Russian, English and in the dark. */
const ALSO = ["home", "event-open", "register-wrong", "ticket", "desk-board-today", "desk-direct", "desk-event"];

test.describe.configure({ mode: "parallel" });

let world: World;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  world = await World.start(browser);
});

test.afterAll(() => world?.stop());

/** What is wrong with the page as it stands, in a form that is readable in a report. */
async function faults(page: Page, where: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations, passes, over } = await page.evaluate(async () => {
    const { axe } = window as never as { axe: typeof import("axe-core") };
    const { violations, passes } = await axe.run({ resultTypes: ["violations"] });
    const { scrollWidth, clientWidth } = document.documentElement;
    return { violations, passes: passes.length, over: scrollWidth - clientWidth };
  });
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map((node) => `${where}: ${id} (${help}) ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ""}`),
  );
  // A page that axe could not really look at must not count as a page without faults.
  if (passes < 10) found.push(`${where}: only ${passes} rules were tried`);
  if (over > 0) found.push(`${where}: ${over} px wider than the screen`);
  return found;
}

async function picture(page: Page, folder: string, name: string, fullPage = true): Promise<void> {
  await mkdir(`${SCREENS}${folder}`, { recursive: true });
  await page.screenshot({ path: `${SCREENS}${folder}/${name}.png`, fullPage, animations: "disabled" });
}

for (const lang of ["kk", "ru", "en"]) {
  for (const who of ["visitor", "organiser", "stranger"] as const) {
    test(`${who}'s pages, ${lang}`, async () => {
      test.setTimeout(240_000);
      const page = await world.browsers[who].newPage();
      const found: string[] = [];
      for (const look of world.looks.filter((look) => look.who === who)) {
        await page.setViewportSize(SIZES.phone);
        await world.open(page, look, lang);
        for (const [size, viewport] of Object.entries(SIZES)) {
          await page.setViewportSize(viewport);
          found.push(...(await faults(page, `${look.name} ${lang} ${size}`)));
          if (lang === "kk" || ALSO.includes(look.name)) await picture(page, size, `${look.name}-${lang}`);
        }
        if (lang === "kk" && ALSO.includes(look.name)) {
          await page.emulateMedia({ colorScheme: "dark" });
          found.push(...(await faults(page, `${look.name} dark`)));
          await picture(page, "dark", look.name);
          await page.emulateMedia({ colorScheme: "light" });
        }
      }
      await page.close();
      expect(found).toEqual([]);
    });
  }

  test(`the scanner's screens, ${lang}`, async ({ browser }) => {
    test.setTimeout(240_000);
    const { site, browsers, looks } = world;
    const found: string[] = [];
    const desk = looks.find((look) => look.name === "desk-board-today")?.path.split("/")[3] ?? "";
    const event = looks.find((look) => look.name === "event-open")?.path.split("/")[2] ?? "";
    const visitor = await browsers.visitor.newPage();
    const codes: boolean[][][] = [];
    for (const person of [AIGERIM, DAULET]) {
      const texts = { ...person.texts, family_name: `${person.texts.family_name}-${{ kk: "Кк", ru: "Рр", en: "Ее" }[lang]}` };
      await register(visitor, site.url, event, { ...person, texts });
      await visitor.goto(`${site.url}/kk/t/${secretOf(visitor)}/full`);
      codes.push(await draw(await zxing(await visitor.screenshot())));
    }
    const forged = await draw(forge(await zxing(await visitor.screenshot())));
    await visitor.close();

    const context = await phone(browser);
    const page = await context.newPage();
    const look = async (name: string) => {
      for (const [size, viewport] of Object.entries(SIZES)) {
        await page.setViewportSize(viewport);
        found.push(...(await faults(page, `scanner-${name} ${lang} ${size}`)));
        if (lang === "kk" || size === "phone") await picture(page, size, `scanner-${name}-${lang}`, false);
      }
      await page.setViewportSize(SIZES.phone);
    };
    await page.goto(`${site.url}/scan`);
    await page.locator(`.scanner-languages [lang="${lang}"]`).click();
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await expect(page.locator("h1")).toBeVisible();
    await look("unpaired");
    const link = await pairingLink(browsers.organiser, site, desk, "desk");
    await page.goto("about:blank");
    await page.goto(link);
    await page.locator("#operator").waitFor();
    await look("pair");
    await page.locator("#operator").fill("Серік");
    await page.locator(".door-button").click();
    await page.locator(`button[data-event="${event}"]`).waitFor();
    await look("choose");
    await page.locator("[data-phone]").click();
    await page.locator("[data-check]").click();
    await page.locator("[data-ready]").waitFor();
    await look("phone");
    await page.locator('[data-habit="rapid"]').click();
    await page.locator("[data-back]").click();
    await page.locator(`button[data-event="${event}"]`).click();
    await page.locator("#camera").waitFor({ state: "attached" });
    await look("door-off");
    await page.locator(".scanner-walk-in summary").click();
    await page.locator(".scanner-walk-in button").click();
    await page.locator(".scanner-walk-in .wrong").first().waitFor();
    await look("walk-in-wrong");
    await page.locator(".scanner-walk-in summary").click();
    await page.locator("[data-classes]").click();
    await look("classes");
    await page.locator(".scanner-class [data-class]").first().click();
    await page.locator(".scanner-class form > .door-button").click();
    await page.locator("[data-class-problem]").waitFor();
    await look("class-wrong");
    await page.locator(".scanner-class [data-back]").click();
    await page.locator(".scanner-class [data-back]").click();
    await startCamera(page);
    await look("door");
    await hold(page, codes[0]);
    await verdict(page, "admit", "admit");
    await look("admit");
    await page.locator('[data-answer="next"]').click();
    await look("door-after");
    await hold(page, codes[1]);
    await verdict(page, "consent_missing", "ask");
    await look("ask");
    await page.locator('[data-answer="judgement"]').click();
    await hold(page, forged);
    await verdict(page, "forged", "refuse");
    await look("refuse");
    await context.close();
    expect(found).toEqual([]);
  });
}
