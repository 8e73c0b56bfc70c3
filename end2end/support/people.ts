// People who register, and the form filled in as a thumb would.
import type { APIRequestContext, Page } from "@playwright/test";
import { bornAt } from "./days.ts";

/** What somebody types and ticks. Names of fields are those of the form. */
export interface Person {
  texts: Record<string, string>;
  choices: Record<string, string>;
  ticks: string[];
  born: { day: string; month: string; year: string };
}

/** A grown-up. */
export const AIGERIM: Person = {
  texts: { family_name: "Сейтқызы", given_name: "Айгерім", patronymic: "Нұрланқызы", institution: "Тараз өңірлік университеті", phone: "8 701 234 56 78" },
  choices: { sex: "female", place: "urban", institution_kind: "university" },
  ticks: ["consent_data", "consent_photo"],
  born: bornAt(20),
};

/** A pupil, who needs a representative. */
export const DAULET: Person = {
  texts: { family_name: "Ержанұлы", given_name: "Дәулет", institution: "№ 12 мектеп", class_name: "8 Ә", rep_name: "Жанар Ержанова", rep_phone: "+7 705 111 22 33", phone: "+7 705 444 55 66" },
  choices: { sex: "male", place: "rural", institution_kind: "school", rep_relation: "mother" },
  ticks: [],
  born: bornAt(14),
};

const BEGINNINGS = ["Ай", "Нұр", "Дин", "Сар", "Бек", "Жан", "Ер", "Мар", "Гүл", "Таң"];
const ENDINGS = ["ым", "ару", "ал", "ия", "ат", "ан", "лан", "сұлу", "кен", "дар"];

/** One of 100 grown-ups of different names. */
export function person(i: number): Person {
  const given_name = BEGINNINGS[i % 10] + ENDINGS[Math.floor(i / 10) % 10];
  return { ...AIGERIM, texts: { ...AIGERIM.texts, given_name, patronymic: "", phone: `+7 701 000 00 ${String(i % 100).padStart(2, "0")}` } };
}

/** Registers without a page, as a browser's plain post would; answers the ticket's secret. */
export async function registerByPost(request: APIRequestContext, site: string, event: string, { texts, choices, ticks, born }: Person, lang = "kk"): Promise<string> {
  const birth = { birth_day: born.day, birth_month: born.month, birth_year: born.year, region: "KZ-31" };
  const form = { ...texts, ...choices, ...birth, ...Object.fromEntries(ticks.map((name) => [name, "yes"])) };
  const answer = await request.post(`${site}/${lang}/e/${event}/register`, { form, headers: { origin: site }, maxRedirects: 0 });
  const found = /\/t\/([\w-]+)/.exec(answer.headers()["location"] ?? "");
  if (!found) throw new Error(`not registered (${answer.status()}): ${(await answer.text()).slice(0, 500)}`);
  return found[1];
}

/** Fills the registration form. */
export async function fill(page: Page, person: Person): Promise<void> {
  for (const [name, text] of Object.entries(person.texts)) await page.locator(`[name="${name}"]`).fill(text);
  await page.locator('[name="birth_day"]').fill(person.born.day);
  await page.locator('[name="birth_month"]').selectOption(person.born.month);
  await page.locator('[name="birth_year"]').fill(person.born.year);
  await page.locator('[name="region"]').selectOption("KZ-31");
  for (const [name, value] of Object.entries(person.choices)) await page.locator(`[name="${name}"][value="${value}"]`).check();
  for (const name of person.ticks) await page.locator(`[name="${name}"]`).check();
}

/** Registers through the page, and stays where the form leads. */
export async function register(page: Page, site: string, event: string, person: Person, lang = "kk"): Promise<void> {
  await page.goto(`${site}/${lang}/e/${event}/register`);
  await fill(page, person);
  await page.locator("form[data-event-date] button[type=submit]").click();
  await page.waitForURL(/\/t\//);
}

/** The secret in a ticket page's address. */
export function secretOf(page: Page): string {
  const found = /\/t\/([\w-]+)/.exec(page.url());
  if (!found) throw new Error(`no ticket: ${page.url()}`);
  return found[1];
}
