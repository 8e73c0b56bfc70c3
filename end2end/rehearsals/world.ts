// A caravan with one large event, and people with tickets for it.
import { request, type BrowserContext } from "@playwright/test";
import { FORMS, layOut, post, type Caravan } from "../support/organiser.ts";
import { person, registerByPost } from "../support/people.ts";
import type { Site } from "../support/server.ts";
import { modulesOf } from "../tools/camera.mjs";

/** The caravan of the journeys, whose meeting takes everybody. */
export async function largeCaravan(organiser: BrowserContext, site: Site): Promise<Caravan> {
  const caravan = await layOut(organiser, site);
  const form = { ...FORMS.event, kind: "meeting", stop: caravan.stop, title_kk: "Ашылу", title_ru: "Открытие", title_en: "Opening", place_kk: "Алаң", capacity: "" };
  const made = await post(organiser, site, `/kk/desk/c/${caravan.id}/events/new`, form);
  const meeting = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(made)?.[0] ?? "";
  await post(organiser, site, `/kk/desk/e/${meeting}/state`, { state: "published" });
  return { ...caravan, events: { ...caravan.events, meeting } };
}

/** Registers so many people; their codes. */
export async function codesOf(site: Site, event: string, people: number): Promise<boolean[][][]> {
  const codes: boolean[][][] = [];
  for (let i = 0; i < people; i++) {
    const visitor = await request.newContext();
    const one = person(i);
    const texts = { ...one.texts, phone: `+7 701 ${String(1_000_000 + i).replace(/(\d{3})(\d{2})(\d{2})$/, "$1 $2 $3")}` };
    const secret = await registerByPost(visitor, site.url, event, { ...one, texts });
    codes.push(modulesOf(await (await visitor.get(`${site.url}/t/${secret}/qr.svg`)).text()));
    await visitor.dispose();
  }
  return codes;
}
