// A volunteer's phone: pairing, choosing the event, pointing the camera.
import { expect, type Browser, type BrowserContext, type Download, type Locator, type Page } from "@playwright/test";
import type { Site } from "./server.ts";

/** A phone's screen. */
export const PHONE = { width: 390, height: 844 };

/** A fresh pairing link from the organiser's page. */
export async function pairingLink(context: BrowserContext, site: Site, caravan: string, role: "door" | "desk" = "door"): Promise<string> {
  const page = await context.newPage();
  await page.goto(`${site.url}/kk/desk/c/${caravan}/devices`);
  await page.locator(`[name="device_role"][value="${role}"]`).check();
  await page.locator("form[action$='/devices'] button").click();
  const link = await page.locator("#once").textContent();
  await page.close();
  return link ?? "";
}

/** Opens the link, gives a name, and chooses the event. */
export async function pair(page: Page, link: string, name: string, event: string): Promise<void> {
  await page.goto(link);
  await page.locator("#operator").fill(name);
  await page.locator(".door-button").click();
  await steady(page);
  await page.locator(`button[data-event="${event}"]`).click();
  await expect(page.locator("#camera")).toBeAttached();
}

/** Turns the camera on. */
export async function startCamera(page: Page): Promise<void> {
  await page.locator(".scanner-notice .door-button").click();
  await expect(page.locator(".scanner-notice")).toHaveCount(0);
}

/** Waits until the verdict on the screen is this one. */
export async function verdict(page: Page, word: string, colour: "admit" | "ask" | "refuse"): Promise<Locator> {
  const overlay = page.locator(`.verdict[data-verdict="${word}"]`);
  await expect(overlay).toBeVisible({ timeout: 60_000 });
  await expect(overlay).toHaveAttribute("data-colour", colour);
  return overlay;
}

/** Everything that this phone scanned is at the server. */
export async function allSent(page: Page, timeout = 30_000): Promise<void> {
  await expect(page.locator("[data-unsent]")).toHaveAttribute("data-unsent", "0", { timeout });
}

/** Green stays until a tap, so that a test can look at it for as long as it needs. */
export async function steady(page: Page): Promise<void> {
  await page.locator("[data-phone]").click();
  await page.locator('[data-habit="rapid"][aria-pressed="true"]').click();
  await page.locator("[data-back]").click();
}

/** Waits until the page and all that it needs are on the phone. */
export async function kept(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => caches.has("scanner-in-use"))).toBe(true);
}

/** Waits until the phone's store holds the roster: from then on it opens without a network. */
export async function rosterKept(page: Page): Promise<void> {
  const holds = async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((give, fail) => Object.assign(request, { onsuccess: () => give(request.result), onerror: () => fail(request.error) }));
    const db = await done(indexedDB.open("keruen-scanner"));
    const row = await done(db.transaction("kept").objectStore("kept").get("roster"));
    db.close();
    return row !== undefined;
  };
  await expect.poll(() => page.evaluate(holds)).toBe(true);
}

/** Replaces the camera of a page by one that shows what the test wants. */
export const camera = new URL("../tools/overrideCamera.js", import.meta.url).pathname;

/** A phone without a real camera: `page.evaluate` of `__camera` shows codes. */
export async function phone(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: PHONE, locale: "kk-KZ", isMobile: true, hasTouch: true });
  await context.addInitScript({ path: camera });
  return context;
}

/** Holds a code before such a phone. */
export function hold(page: Page, modules: boolean[][]): Promise<void> {
  return page.evaluate((shown) => (window as never as { __camera: { show(m: unknown): Promise<void> } }).__camera.show(shown), modules);
}

/** What stands in a file that a page saved. */
export async function text(file: Download): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
