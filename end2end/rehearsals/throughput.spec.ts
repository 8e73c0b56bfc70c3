// Two hundred people come to one door: seconds per person with rapid mode, and that no green ever turned amber by itself.
import { expect, test } from "@playwright/test";
import { signIn } from "../support/organiser.ts";
import { allSent, hold, pairingLink, phone, startCamera } from "../support/scanner.ts";
import { Site } from "../support/server.ts";
import { median, percentile, say, table } from "./figures.ts";
import { codesOf, largeCaravan } from "./world.ts";

const PEOPLE = 200;
/** Every so many people one stands there with the ticket in view, longer than a code is remembered. */
const DREAMER = 25;
const DREAMS_MS = 8_000;

/** What the page saw: when each code came from the decoder, when each light was on, and every verdict that was ever shown. */
interface Seen {
  codes: number[];
  lights: number[];
  verdicts: { verdict: string; colour: string; scan: number }[];
}

for (const rate of [1, 4]) {
  test(`two hundred arrivals, CPU slowed down ${rate} times`, async ({ browser }) => {
    const site = await Site.start();
    const organiser = await browser.newContext({ locale: "kk-KZ" });
    await signIn(organiser, site);
    const caravan = await largeCaravan(organiser, site);
    const codes = await codesOf(site, caravan.events.meeting, PEOPLE);
    const context = await phone(browser);
    const door = await context.newPage();
    await door.goto(await pairingLink(organiser, site, caravan.id));
    await door.locator("#operator").fill("Серік");
    await door.locator(".door-button").click();
    await door.locator(`button[data-event="${caravan.events.meeting}"]`).click();
    await startCamera(door);
    await (await context.newCDPSession(door)).send("Emulation.setCPUThrottlingRate", { rate });
    await door.evaluate(() => {
      const seen: Seen = { codes: [], lights: [], verdicts: [] };
      Object.assign(window, { seen });
      addEventListener("keruen:code", () => seen.codes.push(performance.now()));
      addEventListener("keruen:verdict", () => seen.lights.push(performance.now()));
      // Every verdict that ever stands on the screen, also one that takes the place of another.
      const look = () => {
        const shown = document.querySelector<HTMLElement>(".verdict");
        const { verdict = "", colour = "" } = shown?.dataset ?? {};
        const last = seen.verdicts.at(-1);
        const scan = seen.lights.length;
        if (shown && (last?.verdict !== verdict || last.scan !== scan)) seen.verdicts.push({ verdict, colour, scan });
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    const lights = () => door.evaluate(() => (window as never as { seen: Seen }).seen.lights.length);
    const seconds: number[] = [];
    let before = Date.now();
    for (let i = 0; i < PEOPLE; i++) {
      await hold(door, codes[i]);
      await expect.poll(lights, { intervals: [20], timeout: 30_000 }).toBe(i + 1);
      const dreams = i % DREAMER === DREAMER - 1;
      if (dreams) {
        await door.waitForTimeout(DREAMS_MS);
        expect(await lights(), "a code that stays in view is one scan").toBe(i + 1);
      } else {
        seconds.push((Date.now() - before) / 1_000);
      }
      before = Date.now();
    }
    const seen = await door.evaluate(() => (window as never as { seen: Seen }).seen);
    expect(seen.verdicts.filter(({ verdict, colour }) => verdict !== "admit" || colour !== "admit"), "no other light").toEqual([]);
    expect(seen.lights).toHaveLength(PEOPLE);
    await allSent(door, 60_000);
    const board = await organiser.newPage();
    await board.goto(`${site.url}/kk/desk/c/${caravan.id}/board`);
    await expect(board.locator('[data-figure="attendances"]')).toHaveAttribute("data-value", String(PEOPLE));
    const decided = seen.lights.map((at) => at - Math.max(...seen.codes.filter((code) => code <= at)));
    const rows = [
      ["code held up → light on → the next one, s", median(seconds).toFixed(2), percentile(seconds, 0.95).toFixed(2)],
      ["code read → written down → light on, ms", median(decided).toFixed(1), percentile(decided, 0.95).toFixed(1)],
    ];
    say(`${PEOPLE} arrivals, CPU slowed down ${rate} times`, table(["what", "median", "p95"], rows));
    await context.close();
    await site.stop();
  });
}
