// The service worker of the whole site. Public part: a ticket that was opened once opens again without a network.
// Each ticket has a cache of its own, named by a hash of its secret, with its pages and all that they need; "forget on
// this phone" deletes it. Other pages are not kept, but the one that says that there is no network. Scanner: below.

// ---- Public: tickets ----

const TICKET = /^\/(kk|ru|en)\/t\/([\w-]{8,64})(?:\/full)?$/;
const FORGET = /^\/(?:kk|ru|en)\/t\/([\w-]{8,64})\/forget$/;
const PUBLIC = /^\/(kk|ru|en)(?:\/|$)/;
const OFFLINE = 'offline';

/** How long the network may take before the kept copy is shown. */
const PATIENCE = 4000;

const ANYWAY = { ignoreSearch: true, ignoreVary: true };

async function cacheOf(secret) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `ticket-${hex.slice(0, 24)}`;
}

/** Puts a page and the built files that it names into a cache; files of older builds go. */
async function keepPage(name, path, answer) {
  const text = await answer.clone().text();
  const files = new Set(text.match(/\/assets\/[^"'\s<>]+/g));
  const cache = await caches.open(name);
  await cache.put(path, answer);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/assets/') && !files.has(pathname)) await cache.delete(request);
  }
  await Promise.all([...files].map(async (file) => (await cache.match(file, ANYWAY)) ?? cache.add(file)));
}

/** Whether the answer is this ticket's page, and no captive portal's. */
async function isTicket(answer, secret) {
  return answer.ok && (await answer.clone().text()).includes(`data-ticket="${secret}"`);
}

async function keepTicket(path) {
  const [, lang, secret] = path.match(TICKET);
  const name = await cacheOf(secret);
  const cache = await caches.open(name);
  for (const page of [`/${lang}/t/${secret}`, `/${lang}/t/${secret}/full`]) {
    if (await cache.match(page)) continue;
    const answer = await fetch(page);
    if (await isTicket(answer, secret)) await keepPage(name, page, answer);
  }
  const offline = await fetch(`/${lang}/offline`);
  if (offline.ok) await keepPage(OFFLINE, `/${lang}/offline`, offline);
}

async function offlinePage(lang) {
  const cache = await caches.open(OFFLINE);
  // Kept in the languages in which tickets were opened; another one is better than the browser's own error.
  const any = (await cache.keys()).find((request) => new URL(request.url).pathname.endsWith('/offline'));
  return (await cache.match(`/${lang}/offline`, ANYWAY)) ?? (any && (await cache.match(any, ANYWAY))) ?? Response.error();
}

function patiently(promise) {
  return new Promise((resolve, reject) => {
    promise.then(resolve, reject);
    setTimeout(() => reject(new Error('too slow')), PATIENCE);
  });
}

async function showTicket(event, path) {
  const [, lang, secret] = path.match(TICKET);
  const name = await cacheOf(secret);
  const copy = (await caches.has(name)) ? await (await caches.open(name)).match(path, ANYWAY) : undefined;
  const asked = fetch(event.request);
  try {
    const answer = await (copy ? patiently(asked) : asked);
    if (await isTicket(answer, secret)) {
      // Kept again only while it is kept: the page's script asks for the first time.
      if (copy) event.waitUntil(keepPage(name, path, answer.clone()));
      return answer;
    }
    // A portal redirects or answers in our place; our own refusals are shown as they are.
    const portal = answer.ok || answer.type === 'opaqueredirect';
    return (portal && copy) || answer;
  } catch {
    return copy ?? offlinePage(lang);
  }
}

async function forgetTicket(request, secret) {
  const answer = await fetch(request);
  await caches.delete(await cacheOf(secret));
  return answer;
}

function publicFetch(event) {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return false;
  if (url.pathname.startsWith('/assets/') && request.method === 'GET') {
    event.respondWith(caches.match(url.pathname, ANYWAY).then((kept) => kept ?? fetch(request)));
    return true;
  }
  if (request.mode !== 'navigate') return false;
  const forget = url.pathname.match(FORGET);
  if (forget && request.method === 'POST') event.respondWith(forgetTicket(request, forget[1]));
  else if (request.method !== 'GET') return false;
  else if (TICKET.test(url.pathname)) event.respondWith(showTicket(event, url.pathname));
  else if (PUBLIC.test(url.pathname)) {
    const lang = url.pathname.match(PUBLIC)[1];
    event.respondWith(fetch(request).catch(() => offlinePage(lang)));
  } else return false;
  return true;
}

// ---- Scanner: one page with all that it needs, kept whole and replaced whole, by a tap ----

/** Addresses of the built files by plain name; the build driver writes it, so that this script changes with any of them. */
const FILES = "__KERUEN_MANIFEST__";
const SCAN = '/scan';
const SCAN_FILES = /^(style\.css|islands\.js|app\.(js|wasm)|decoder\.wasm|scanner-.*\.js|manifest\.webmanifest|snippets\/.*|fonts\/.*|icons\/.*)$/;
const SCANNER = 'scanner-build-';
/** Holds the name of the version in use, so that a newer one beside it waits for a tap. */
const POINTER = 'scanner-in-use';

async function hashOf(text) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest).slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether a version is there whole: its page is put last. */
async function isWhole(name) {
  return (await caches.has(name)) && (await (await caches.open(name)).match(SCAN)) !== undefined;
}

async function inUse() {
  const pointer = await (await caches.open(POINTER)).match(SCAN);
  const name = pointer && (await pointer.text());
  return name && (await isWhole(name)) ? name : null;
}

async function fetched(file) {
  const answer = await fetch(file, { cache: 'no-cache', credentials: 'omit' });
  if (!answer.ok || answer.redirected) throw new Error(`${file}: ${answer.status}`);
  return answer;
}

/** Fetches this worker's version of the page and all its files into a cache of its own. */
async function keepBuild() {
  const files = Object.entries(FILES).filter(([name]) => SCAN_FILES.test(name)).map(([, address]) => address).sort();
  const page = await fetched(SCAN);
  const text = await page.clone().text();
  // A captive portal's page, or the page of another version of the server.
  if (!text.includes(FILES['app.wasm'])) throw new Error('not the page of this version');
  const name = SCANNER + (await hashOf(text + files.join()));
  if (await isWhole(name)) return name;
  const cache = await caches.open(name);
  await Promise.all(files.map(async (file) => (await cache.match(file)) ?? cache.put(file, await fetched(file))));
  await cache.put(SCAN, page);
  return name;
}

async function use(name) {
  await (await caches.open(POINTER)).put(SCAN, new Response(name));
  for (const other of await caches.keys()) {
    if (other.startsWith(SCANNER) && other !== name) await caches.delete(other);
  }
}

/** `kept`: the newest version is in use. `newer`: it lies ready beside the one in use. */
async function scannerState() {
  const used = await inUse();
  try {
    const newest = await keepBuild();
    if (!used) await use(newest);
    return !used || used === newest ? 'kept' : 'newer';
  } catch {
    return used ? 'kept' : 'none';
  }
}

async function answerScanner(question) {
  if (question === 'use-newest') await use(await keepBuild());
  return scannerState();
}

async function showScanner(request) {
  const used = await inUse();
  const kept = used && (await (await caches.open(used)).match(SCAN, ANYWAY));
  return kept ?? fetch(request);
}

function scannerFetch(event) {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin || request.mode !== 'navigate' || url.pathname !== SCAN) return false;
  event.respondWith(showScanner(request));
  return true;
}

self.addEventListener('fetch', (event) => scannerFetch(event) || publicFetch(event));

// The worker itself is replaced at once: which version of the scanner is shown hangs on the pointer, not on the worker.
self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(inUse().then((used) => used && keepBuild().catch(() => {})));
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  const { keep, scanner } = event.data ?? {};
  if (typeof keep === 'string' && TICKET.test(keep)) {
    event.waitUntil(keepTicket(keep).then(() => event.ports[0]?.postMessage('kept')));
  } else if (scanner) {
    event.waitUntil(answerScanner(scanner).then((state) => event.ports[0]?.postMessage(state)));
  }
});
