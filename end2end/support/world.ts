// The demo with an organiser signed in and two visitors registered, and the address of every page in it.
import { randomBytes } from "node:crypto";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { CARAVAN_2022, CARAVAN_TODAY, demoData, ORGANISER } from "./demo.ts";
import { signIn } from "./organiser.ts";
import { bornAt } from "./days.ts";
import { AIGERIM, DAULET, register, secretOf } from "./people.ts";
import { pairingLink } from "./scanner.ts";
import { Site } from "./server.ts";

/** Who looks: a visitor's browser, which holds tickets, the organiser's, or one that has never been here. */
export type Who = "visitor" | "organiser" | "stranger";

/** A page, or a state of one that is reached by `act`. */
export interface Look {
  name: string;
  who: Who;
  /** Address after the language. */
  path: string;
  act?: (page: Page) => Promise<void>;
}

/** Everything that the pages need. */
export class World {
  private constructor(
    readonly site: Site,
    readonly browsers: Record<Who, BrowserContext>,
    readonly looks: Look[],
  ) {}

  /** Starts the demo and finds its pages. */
  static async start(browser: Browser): Promise<World> {
    const site = await Site.start(await demoData());
    // A colour that is still on its way to another is nobody's fault.
    const still = () => browser.newContext({ reducedMotion: "reduce" });
    const [visitor, organiser, stranger] = await Promise.all([still(), still(), still()]);
    await signIn(organiser, site, ORGANISER);
    const link = new URL(await site.organiserLink("second@example.org")).pathname.replace("/kk", "");
    const looks = [...(await publicLooks(visitor, site)), ...(await deskLooks(organiser, site)), ...strangerLooks(link)];
    return new World(site, { visitor, organiser, stranger }, looks);
  }

  /** Opens a page of the list. */
  async open(page: Page, look: Look, lang: string): Promise<void> {
    await page.goto(`${this.site.url}/${lang}${look.path}`);
    await look.act?.(page);
  }

  /** Ends it. */
  async stop(): Promise<void> {
    await Promise.all(Object.values(this.browsers).map((context) => context.close()));
    await this.site.stop();
  }
}

/** All matches of the one group of a pattern on a page, each once. */
async function found(context: BrowserContext, address: string, pattern: RegExp): Promise<string[]> {
  const answer = await context.request.get(address);
  const all = [...(await answer.text()).matchAll(pattern)].map(([, match]) => match);
  if (all.length === 0) throw new Error(`${address} (${answer.status()}) has no ${pattern}`);
  return [...new Set(all)];
}

const ID = "([0-9a-f]{8}-[0-9a-f-]{27})";

async function publicLooks(visitor: BrowserContext, site: Site): Promise<Look[]> {
  const events = (slug: string) => found(visitor, `${site.url}/kk/c/${slug}/programme`, new RegExp(`href="/kk/e/${ID}"`, "g"));
  const [[open], [over], [stop]] = await Promise.all([
    events(CARAVAN_TODAY),
    events(CARAVAN_2022),
    found(visitor, `${site.url}/kk/c/${CARAVAN_2022}`, new RegExp(`stop=${ID}`, "g")),
  ]);
  const page = await visitor.newPage();
  await register(page, site.url, open, AIGERIM);
  const ticket = secretOf(page);
  await register(page, site.url, open, DAULET);
  const minor = secretOf(page);
  const consent = async () => /\/consent\/([\w-]+)/.exec((await page.locator("#message + p").textContent()) ?? "")?.[1] ?? "";
  const asked = await consent();
  await register(page, site.url, open, { ...DAULET, texts: { ...DAULET.texts, given_name: "Нұржан", family_name: "Ахметов" } });
  const given = await consent();
  await page.goto(`${site.url}/kk/consent/${given}`);
  await page.locator('[name="rep_name"]').fill("Жанар Ержанова");
  await page.locator('[name="rep_relation"][value="mother"]').check();
  await page.locator('[name="consent_data"]').check();
  await page.locator("form[action*='/consent/'] button").click();
  await page.locator("#consent").waitFor({ state: "detached" });
  await page.close();
  const group = await groupByPost(visitor, site, open);
  const lines = async (page: Page) => {
    await page.locator("#f-paste").fill("Әбдіров Айбек\t05.03.2011\tұл\t9 Ә\nҚасымова Дана\t\tқыз\t9 Ә");
    await page.locator('button[value="read"]').click();
    await page.locator('button[value="register"]').click();
    await page.locator("#error-summary").waitFor();
  };
  const refused = (form: string) => async (page: Page) => {
    await page.locator(`${form} button`).last().click();
    await page.locator("#error-summary").waitFor();
  };
  const visitors: [string, string, Look["act"]?][] = [
    ["home", ""],
    ["caravan-2022", `/c/${CARAVAN_2022}`],
    ["caravan-today", `/c/${CARAVAN_TODAY}`],
    ["programme-2022", `/c/${CARAVAN_2022}/programme`],
    ["programme-stop", `/c/${CARAVAN_2022}/programme?stop=${stop}`],
    ["programme-today", `/c/${CARAVAN_TODAY}/programme`],
    ["event-open", `/e/${open}`],
    ["event-over", `/e/${over}`],
    ["register", `/e/${open}/register`],
    ["register-wrong", `/e/${open}/register`, refused("form[data-event-date]")],
    ["register-over", `/e/${over}/register`],
    ["group", `/e/${open}/group`],
    ["group-lines", `/e/${open}/group`, lines],
    ["group-page", `/g/${group}`],
    ["group-sheet", `/g/${group}/sheet`],
    ["ticket", `/t/${ticket}`],
    ["ticket-done", `/t/${ticket}?done=${open}`],
    ["ticket-minor", `/t/${minor}`],
    ["ticket-full", `/t/${ticket}/full`],
    ["ticket-consent", `/t/${minor}/consent`],
    ["tickets", "/tickets"],
    ["offline", "/offline"],
    ["consent", `/consent/${asked}`],
    ["consent-wrong", `/consent/${asked}`, refused("form[action*='/consent/']")],
    ["consent-given", `/consent/${given}`],
    ["erased", "/erased"],
    ["own-data", `/t/${ticket}/data`],
  ];
  return visitors.map(([name, path, act]) => ({ name, who: "visitor", path, act }));
}

/** Registers a class of three; the secret of its leader's page. */
async function groupByPost(visitor: BrowserContext, site: Site, event: string): Promise<string> {
  const { day, month, year } = bornAt(14);
  const names = ["Айбек", "Дана", "Нұрсұлтан-Мұхаммедәли"];
  const form: Record<string, string> = {
    page: randomBytes(16).toString("base64url"),
    leader_name: "Омарова Сәуле",
    leader_phone: "+7 701 555 44 33",
    title: "№ 15 гимназия, 9 Ә",
    region: "KZ-31",
    place: "urban",
    institution_kind: "school",
    [`event.${event}`]: "yes",
  };
  names.forEach((given, i) => {
    const line = { family_name: "Әбдірахманова", given_name: given, birth_date: `${day}.${month}.${year}`, sex: "female", class_name: "9 Ә" };
    for (const [name, value] of Object.entries(line)) form[`${name}.${i + 1}`] = value;
  });
  const answer = await visitor.request.post(`${site.url}/kk/e/${event}/group`, { form, headers: { origin: site.url }, maxRedirects: 0 });
  const found = /\/g\/([\w-]+)/.exec(answer.headers()["location"] ?? "");
  if (!found) throw new Error(`no group (${answer.status()}): ${(await answer.text()).slice(0, 500)}`);
  return found[1];
}

function strangerLooks(link: string): Look[] {
  const wrong = async (page: Page) => {
    await page.locator('[name="email"]').fill("nobody@example.org");
    await page.locator('[name="password"]').fill("not the password");
    await page.locator("main form button").click();
    await page.locator("main .alert, #error-summary").first().waitFor();
  };
  const strangers: [string, string, Look["act"]?][] = [
    ["tickets-none", "/tickets"],
    ["sign-in", "/sign-in"],
    ["sign-in-wrong", "/sign-in", wrong],
    ["sign-in-link", link],
    ["sign-in-link-unknown", "/sign-in/link/AAAAAAAAAAAAAAAAAAAAAA"],
    ["not-found", "/nothing-here"],
    ["ticket-unknown", "/t/AAAAAAAAAAAAAAAAAAAAAA"],
    ["consent-unknown", "/consent/AAAAAAAAAAAAAAAAAAAAAA"],
  ];
  return strangers.map(([name, path, act]) => ({ name, who: "stranger", path, act }));
}

/** A phone with a long name that has told everything about itself: the widest line of the lists of phones. */
async function phoneThatReports(organiser: BrowserContext, site: Site, caravan: string): Promise<void> {
  const token = (await pairingLink(organiser, site, caravan)).split("#p=")[1];
  const api = (path: string, data: object, headers = {}) => organiser.request.post(`${site.url}/api/v1/${path}`, { data, headers });
  const paired = await (await api("devices/pair", { token, operator: "Серік Әбдірахманұлы Сейітқалиев" })).json();
  const ready = { at: Date.now(), missing: ["camera", "sound", "roster"] };
  const report = { operator: paired.operator, unsent: 21, quarantined: 1, offset: -84_000, roster_as_of: Date.now(), ready };
  const told = await api("scans", { report, facts: [] }, { authorization: `Bearer ${paired.device_token}` });
  if (!told.ok()) throw new Error(`the phone could not report: ${told.status()} ${await told.text()}`);
}

async function deskLooks(organiser: BrowserContext, site: Site): Promise<Look[]> {
  const desk = `${site.url}/kk/desk`;
  const caravans = new Map<string, { project: string; caravan: string }>();
  for (const project of await found(organiser, desk, new RegExp(`/desk/p/${ID}`, "g"))) {
    for (const caravan of await found(organiser, `${desk}/p/${project}`, new RegExp(`/desk/c/${ID}`, "g"))) {
      const [slug] = await found(organiser, `${desk}/c/${caravan}`, /href="\/kk\/c\/([\w-]+)"/g);
      caravans.set(slug, { project, caravan });
    }
  }
  const [now, old] = [caravans.get(CARAVAN_TODAY), caravans.get(CARAVAN_2022)];
  if (!now || !old) throw new Error("the demo has other caravans");
  const [[stop], [event], [person]] = await Promise.all([
    found(organiser, `${desk}/c/${now.caravan}`, new RegExp(`/desk/s/${ID}/edit`, "g")),
    found(organiser, `${site.url}/kk/c/${CARAVAN_TODAY}/programme`, new RegExp(`href="/kk/e/${ID}"`, "g")),
    found(organiser, `${desk}/c/${old.caravan}/persons`, new RegExp(`/desk/person/${ID}`, "g")),
  ]);
  const [marked] = await found(organiser, `${desk}/e/${event}`, new RegExp(`/mark/${ID}`, "g"));
  await phoneThatReports(organiser, site, now.caravan);
  const posted = (form: string, shown: string) => async (page: Page) => {
    await page.locator(`${form} button:not([type=button])`).last().click();
    await page.locator(shown).first().waitFor();
  };
  // It stays closed for the next look, in another language.
  const closed = async (page: Page) => {
    const reopens = page.locator("form[action$='/reopen']");
    if ((await reopens.count()) === 0) await posted("main form[action$='/close']", "form[action$='/reopen']")(page);
  };
  const made = async (page: Page) => {
    await page.locator('[name="count"]').fill("13");
    await page.locator("main form:has([name='count']) button").click();
    await page.locator('a[href*="/blanks/sheet"]').first().waitFor();
  };
  const opened = async (page: Page) => {
    await page.locator('[name="sheet_no"]').fill("1");
    await page.locator("main form:has([name='sheet_no']) button").click();
    await page.locator('[name="text"]').waitFor();
  };
  const nobody = async (page: Page) => {
    await opened(page);
    await page.locator('[name="text"]').fill("ешкім жоқ");
    await page.keyboard.press("Enter");
    await page.locator('.alert[data-tone="refuse"]').waitFor();
  };
  const newcomer = async (page: Page) => {
    await opened(page);
    await page.locator('a[href$="/new"]').click();
    await page.locator('[name="consent_paper"]').waitFor();
  };
  const pages: [string, string, Look["act"]?][] = [
    ["desk", ""],
    ["password", "/password"],
    ["tokens", "/tokens"],
    ["project-new", "/projects/new"],
    ["project-wrong", "/projects/new", posted("main form", "#error-summary")],
    ["project", `/p/${now.project}`],
    ["project-edit", `/p/${now.project}/edit`],
    ["project-direct", `/p/${old.project}/direct`],
    ["project-persons", `/p/${old.project}/persons`],
    ["members", `/p/${now.project}/members`],
    ["candidates", `/p/${old.project}/candidates`],
    ["caravan-new", `/p/${now.project}/caravans/new`],
    ["caravan", `/c/${now.caravan}`],
    ["caravan-edit", `/c/${now.caravan}/edit`],
    ["devices", `/c/${now.caravan}/devices`],
    ["devices-link", `/c/${now.caravan}/devices`, posted("form[action$='/devices']", "#once")],
    ["groups", `/c/${now.caravan}/groups`],
    ["tell", `/c/${now.caravan}/tell`],
    ["stop-new", `/c/${now.caravan}/stops/new`],
    ["stop-edit", `/s/${stop}/edit`],
    ["blanks", `/s/${stop}/blanks`],
    ["blanks-wrong", `/s/${stop}/blanks`, posted("main form:has([name='count'])", "#error-summary")],
    ["blanks-made", `/s/${stop}/blanks`, made],
    ["blanks-list", `/s/${stop}/blanks?from=1`],
    ["stop-close", `/s/${stop}/close`],
    ["stop-closed", `/s/${stop}/close`, closed],
    ["blanks-sheet", `/s/${stop}/blanks/sheet?first=1&last=13`],
    ["event-new", `/c/${now.caravan}/events/new`],
    ["event", `/e/${event}`],
    ["event-sheet", `/e/${event}/sheet`],
    ["event-edit", `/e/${event}/edit`],
    ["paper", `/e/${event}/paper`],
    ["paper-wrong", `/e/${event}/paper`, posted("main form:has([name='sheet_no'])", "#error-summary")],
    ["paper-sheet", `/e/${event}/paper`, opened],
    ["paper-nobody", `/e/${event}/paper`, nobody],
    ["paper-newcomer", `/e/${event}/paper`, newcomer],
    ["event-cancel", `/e/${event}/cancel`],
    ["event-mark", `/e/${event}/mark/${marked}`],
    ["board-today", `/c/${now.caravan}/board`],
    ["board-2022", `/c/${old.caravan}/board`],
    ["direct", `/c/${old.caravan}/direct`],
    ["persons", `/c/${old.caravan}/persons`],
    ["person", `/person/${person}`],
    ["person-edit", `/person/${person}/edit`],
  ];
  return pages.map(([name, path, act]) => ({ name: `desk-${name}`, who: "organiser", path: `/desk${path}`, act }));
}
