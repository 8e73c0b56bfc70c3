// What an organiser does before a journey begins: signs in and lays out a small caravan, by the same forms as people.
import { expect, type BrowserContext } from "@playwright/test";
import { day } from "./days.ts";
import type { Site } from "./server.ts";

/** Posts a form as the page of this context would; answers where it leads. */
export async function post(context: BrowserContext, site: Site, path: string, form: Record<string, string>): Promise<string> {
  const answer = await context.request.post(new URL(path, site.url).href, {
    form,
    headers: { origin: site.url },
    maxRedirects: 0,
  });
  expect(answer.status(), `${path}: ${(await answer.text()).slice(0, 2000)}`).toBe(303);
  return answer.headers()["location"];
}

/** Signs this context in by a one-time link, with its button. */
export async function signIn(context: BrowserContext, site: Site, email = "organiser@example.kz"): Promise<void> {
  const page = await context.newPage();
  await page.goto(await site.organiserLink(email));
  await page.locator("main button").click();
  await page.waitForURL("**/desk/password**");
  await page.close();
}

/** A project with one published caravan around today. */
export interface Caravan {
  project: string;
  id: string;
  slug: string;
  stop: string;
  /** Events that are open and going on now, by title. */
  events: { meeting: string; excursion: string };
}

const idIn = (address: string) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(address)?.[0] ?? "";

/** What an organiser types, in the order of the pages. */
export const FORMS = {
  project: {
    title_kk: "Жас ұрпақ керуені",
    title_ru: "Караван молодого поколения",
    title_en: "Young generation caravan",
    grantor_kk: "Мәдениет және ақпарат министрлігі",
    contract_no: "К-17",
    first_day: day(-30),
    last_day: day(60),
    operator_kk: "«Керуен» қоғамдық қоры",
    operator_bin: "221140012345",
    consent_text_kk: "Дербес деректерімді өңдеуге келісемін.",
    consent_text_ru: "Согласен на обработку моих персональных данных.",
    consent_text_en: "I agree to the processing of my personal data.",
    plan_direct_participants: "100",
  },
  caravan: { slug: "jas-urpaq", title_kk: "Жас ұрпақ", title_ru: "Молодое поколение", title_en: "Young generation", people: "real" },
  stop: {
    region: "KZ-31",
    city_kk: "Тараз",
    city_ru: "Тараз",
    city_en: "Taraz",
    venue_kk: "Оқушылар сарайы, Төле би көшесі 42",
    first_day: day(-1),
    last_day: day(1),
  },
  event: { starts_day: day(-1), starts_time: "09:00", ends_day: day(1), ends_time: "20:00", capacity: "70" },
} as const;

/** Makes and publishes the caravan of `FORMS` with a meeting and an excursion. */
export async function layOut(context: BrowserContext, site: Site): Promise<Caravan> {
  const project = idIn(await post(context, site, "/kk/desk/projects/new", FORMS.project));
  const id = idIn(await post(context, site, `/kk/desk/p/${project}/caravans/new`, FORMS.caravan));
  const added = await post(context, site, `/kk/desk/c/${id}/stops/new`, FORMS.stop);
  const stop = await stopOf(context, site, id);
  expect(added).toContain(id);
  const event = async (kind: string, title: [string, string, string], place: string) => {
    const [title_kk, title_ru, title_en] = title;
    const form = { ...FORMS.event, kind, stop, title_kk, title_ru, title_en, place_kk: place };
    return idIn(await post(context, site, `/kk/desk/c/${id}/events/new`, form));
  };
  const meeting = await event("meeting", ["Ардагерлермен кездесу", "Встреча с ветеранами", "Meeting veterans"], "1-зал");
  const excursion = await event("excursion", ["Мұражайға экскурсия", "Экскурсия в музей", "Museum excursion"], "Қақпа алдында");
  await post(context, site, `/kk/desk/c/${id}/publish`, {});
  return { project, id, slug: FORMS.caravan.slug, stop, events: { meeting, excursion } };
}

async function stopOf(context: BrowserContext, site: Site, caravan: string): Promise<string> {
  const answer = await context.request.get(`${site.url}/kk/desk/c/${caravan}`);
  const found = /\/desk\/s\/([0-9a-f-]{36})\/edit/.exec(await answer.text());
  return found?.[1] ?? "";
}
