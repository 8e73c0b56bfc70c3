// The service worker of the whole site. Public part: a ticket that was opened once opens again without a network.
// Each ticket has a cache of its own, named by a hash of its secret, with its pages and all that they need; "forget on
// this phone" deletes it. No other page is kept but the one that says that there is no network.

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
    event.respondWith(caches.match(request, ANYWAY).then((kept) => kept ?? fetch(request)));
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

self.addEventListener('fetch', publicFetch);

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  const path = event.data?.keep;
  if (typeof path !== 'string' || !TICKET.test(path)) return;
  event.waitUntil(keepTicket(path).then(() => event.ports[0]?.postMessage('kept')));
});

// ---- Scanner ----
