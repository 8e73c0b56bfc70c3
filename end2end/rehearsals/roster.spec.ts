// The scanner opened on a slow phone that carries twenty thousand registrations.
import { randomUUID } from "node:crypto";
import { expect, test, type Page, type Route } from "@playwright/test";
import { layOut, signIn } from "../support/organiser.ts";
import { AIGERIM, registerByPost } from "../support/people.ts";
import { kept, pair, pairingLink, phone, rosterKept } from "../support/scanner.ts";
import { Site } from "../support/server.ts";
import { median, say, table } from "./figures.ts";

const TICKETS = 20_000;
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const TIMES = 5;

/** A short code of which there is one for each number. */
function shortCode(n: number): string {
  let code = "";
  for (let i = 0; i < 8; i++, n = Math.floor(n / ALPHABET.length)) code += ALPHABET[n % ALPHABET.length];
  return code;
}

/** The server's own roster, with as many tickets as a whole season has. */
async function season(route: Route): Promise<void> {
  const answer = await route.fetch();
  const roster = await answer.json();
  const [ticket] = roster.tickets;
  roster.tickets = Array.from({ length: TICKETS }, (_, n) => ({ ...ticket, id: n === 0 ? ticket.id : randomUUID(), code: n === 0 ? ticket.code : shortCode(n) }));
  await route.fulfill({ response: answer, json: roster });
}

/** Milliseconds from the start of the page to its list of events. */
async function opened(page: Page, event: string): Promise<number> {
  await page.reload();
  const listed = page.locator(`button[data-event="${event}"]`);
  await listed.waitFor();
  await expect(page.locator(".counters")).toContainText(/20.000/);
  return page.evaluate(() => (window as never as { listedAt: number }).listedAt);
}

test("twenty thousand registrations open within two seconds, CPU slowed down four times", async ({ browser }) => {
  const site = await Site.start();
  const organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  const caravan = await layOut(organiser, site);
  const event = caravan.events.meeting;
  await registerByPost(organiser.request, site.url, event, AIGERIM);
  const context = await phone(browser);
  await context.addInitScript(() => {
    new MutationObserver((_, watch) => {
      if (!document.querySelector("button[data-event]")) return;
      Object.assign(window, { listedAt: performance.now() });
      watch.disconnect();
    }).observe(document, { subtree: true, childList: true });
  });
  await context.route("**/api/v1/roster*", season);
  const page = await context.newPage();
  await pair(page, await pairingLink(organiser, site, caravan.id), "Серік", event);
  await expect(page.locator(".counters")).toContainText(/20.000/);
  await kept(page);
  await rosterKept(page);
  // As at a stop without a network: all comes from the phone. The route would answer even so.
  await context.unroute("**/api/v1/roster*", season);
  await context.setOffline(true);
  const times: Record<number, number[]> = { 1: [], 4: [] };
  for (const rate of [1, 4]) {
    await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate });
    for (let n = 0; n < TIMES; n++) times[rate].push(await opened(page, event));
  }
  const rows = Object.entries(times).map(([rate, ms]) => [`CPU slowed down ${rate} times`, median(ms).toFixed(0), Math.max(...ms).toFixed(0)]);
  say(`The scanner opened with ${TICKETS} registrations, without a network`, table(["", "median, ms", "slowest of five"], rows));
  await context.close();
  await site.stop();
});
