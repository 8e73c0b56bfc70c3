// A phone whose page is older than the server: the rows have something new, their sum is not the one that the page reckons.
import { expect, test, type Route } from "@playwright/test";
import { layOut, signIn } from "../support/organiser.ts";
import { AIGERIM, registerByPost } from "../support/people.ts";
import { kept, pair, pairingLink, phone, rosterKept } from "../support/scanner.ts";
import { Site } from "../support/server.ts";

let site: Site;

test.beforeAll(async () => {
  site = await Site.start();
});

test.afterAll(() => site?.stop());

test("a list that the page cannot check is there after a restart without a network all the same", async ({ browser }) => {
  const organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  const caravan = await layOut(organiser, site);
  await registerByPost(organiser.request, site.url, caravan.events.meeting, AIGERIM);
  const context = await phone(browser);
  await context.route("**/api/v1/roster*", async (route: Route) => {
    const answer = await route.fetch();
    const roster = await answer.json();
    // As rows with a field that is new to the page would be: told by the server, and summed differently.
    roster.delta.sum.count += 1;
    await route.fulfill({ response: answer, json: roster });
  });
  const door = await context.newPage();
  await pair(door, await pairingLink(organiser, site, caravan.id), "Серік", caravan.events.meeting);
  await kept(door);
  await rosterKept(door);
  await context.unroute("**/api/v1/roster*");
  await context.setOffline(true);
  await door.reload();
  await door.locator(`button[data-event="${caravan.events.meeting}"]`).click();
  await expect(door.locator(".counters")).toBeVisible();
  await context.close();
  await organiser.close();
});
