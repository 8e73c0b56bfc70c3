// Letters as a mail program opens them: the parts, the picture, the calendar by local clocks, the PDF, in the reader's language.
import { writeFile } from "node:fs/promises";
import { expect, test, type BrowserContext } from "@playwright/test";
import ICAL from "ical.js";
import PostalMime, { type Email } from "postal-mime";
import { zxing } from "../support/codes.ts";
import { bornAt, day } from "../support/days.ts";
import { FORMS, layOut, post, signIn, type Caravan } from "../support/organiser.ts";
import { pdfText } from "../support/pdf.ts";
import { AIGERIM, registerByPost } from "../support/people.ts";
import { Site } from "../support/server.ts";

let site: Site;
let organiser: BrowserContext;
let caravan: Caravan;

test.beforeAll(async ({ browser }) => {
  site = await Site.start();
  organiser = await browser.newContext({ locale: "kk-KZ" });
  await signIn(organiser, site);
  caravan = await layOut(organiser, site);
});

test.afterAll(async () => site?.stop());

/** An event at a stop of its own: its id. */
async function eventAt(city: string, zone: string, first: string, last: string, starts_time: string): Promise<string> {
  const stop = { ...FORMS.stop, city_kk: city, city_ru: city, city_en: city, zone, first_day: first, last_day: first };
  await post(organiser, site, `/kk/desk/c/${caravan.id}/stops/new`, stop);
  const page = await (await organiser.request.get(`${site.url}/kk/desk/c/${caravan.id}`)).text();
  const id = [...page.matchAll(/\/desk\/s\/([0-9a-f-]{36})\/edit/g)].at(-1)?.[1] ?? "";
  const title = `${city}: домбыра`;
  const event = {
    kind: "master_class", stop: id, title_kk: title, title_ru: title, title_en: title, place_kk: "204-бөлме",
    starts_day: first, starts_time, ends_day: last, ends_time: "20:00", capacity: "10",
  };
  const added = await post(organiser, site, `/kk/desk/c/${caravan.id}/events/new`, event);
  const made = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(added)?.[0] ?? "";
  await post(organiser, site, `/kk/desk/e/${made}/state`, { state: "published" });
  return made;
}

/** The letter to this address, once it is there. */
async function letterTo(address: string): Promise<Email> {
  let found: Email | undefined;
  await expect(async () => {
    for (const file of await site.letters()) {
      const letter = await PostalMime.parse(file);
      if (letter.to?.some((to) => to.address === address)) found = letter;
    }
    expect(found, address).toBeDefined();
  }).toPass();
  return found!;
}

const part = (letter: Email, kind: string) => letter.attachments.find((file) => file.mimeType === kind)!;
const bytes = (content: string | ArrayBuffer | Uint8Array) => Buffer.from(content as ArrayBuffer);

for (const [lang, subject] of [["kk", "Сіз тіркелдіңіз"], ["ru", "Вы зарегистрированы"], ["en", "You are registered"]]) {
  test(`a confirmation in ${lang} opens, with its ticket`, async ({}, info) => {
    const address = `${lang}@example.kz`;
    const person = { ...AIGERIM, texts: { ...AIGERIM.texts, email: address, phone: "" } };
    await registerByPost(organiser.request, site.url, caravan.events.meeting, person, lang);
    const letter = await letterTo(address);
    expect(letter.subject).toContain(subject);
    expect(letter.messageId).toMatch(/^<[0-9a-f-]{36}@localhost>$/);
    const link = new RegExp(`${site.url}/${lang}/t/[\\w-]{22}`).exec(letter.text!)?.[0];
    expect(link, letter.text).toBeDefined();
    expect((await organiser.request.get(link!)).status()).toBe(200);
    expect(letter.html).toContain(link!);

    const picture = part(letter, "image/png");
    expect(letter.html).toContain(`cid:${picture.contentId!.replace(/[<>]/g, "")}`);
    expect(await zxing(bytes(picture.content))).toHaveLength(122);
    const pdf = info.outputPath("ticket.pdf");
    await writeFile(pdf, bytes(part(letter, "application/pdf").content));
    const printed = await pdfText(pdf);
    if (printed !== undefined) expect(printed).toContain("Айгерім");
    const calendar = ICAL.parse(bytes(part(letter, "text/calendar").content).toString());
    expect(new ICAL.Component(calendar).getAllSubcomponents("vevent")).toHaveLength(1);
  });
}

test("an event is at its own clocks, before and after the zones became one", async () => {
  const soon = day(20);
  const aqtobe = await eventAt("Ақтөбе", "Asia/Aqtobe", "2022-09-06", day(60), "10:00");
  const almaty = await eventAt("Алматы", "Asia/Almaty", soon, soon, "10:00");
  const before = await eventAt("Көкшетау", "Asia/Almaty", "2022-09-06", day(60), "10:00");
  for (const [event, starts, address] of [
    [aqtobe, "2022-09-06T05:00:00Z", "aqtobe@example.kz"],
    [before, "2022-09-06T04:00:00Z", "kokshetau@example.kz"],
    [almaty, `${soon}T05:00:00Z`, "almaty@example.kz"],
  ]) {
    // Of age in 2022, too.
    const person = { ...AIGERIM, born: bornAt(30), texts: { ...AIGERIM.texts, email: address, phone: "" } };
    await registerByPost(organiser.request, site.url, event, person);
    const letter = await letterTo(address);
    expect(letter.text).toContain("10:00");
    const calendar = new ICAL.Component(ICAL.parse(bytes(part(letter, "text/calendar").content).toString()));
    const [only] = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
    expect(only.startDate.toJSDate().toISOString()).toBe(starts.replace("Z", ".000Z"));
  }
});
