// The page that is shown without a network: lists the tickets that this phone keeps.

const list = document.getElementById('kept');
const PAGE = /^\/(kk|ru|en)\/t\/[\w-]+$/;

/** Address and title of a kept ticket's page, in this page's language when there is one. */
async function kept(name) {
  const cache = await caches.open(name);
  const pages = (await cache.keys()).map((request) => new URL(request.url).pathname).filter((path) => PAGE.test(path));
  const lang = document.documentElement.lang;
  const path = pages.find((page) => page.startsWith(`/${lang}/`)) ?? pages[0];
  if (!path) return null;
  const page = new DOMParser().parseFromString(await (await cache.match(path)).text(), 'text/html');
  return { path, title: page.querySelector('h1')?.textContent, about: page.querySelector('[data-title]')?.dataset.title };
}

async function show() {
  const names = (await caches.keys()).filter((name) => name.startsWith('ticket-'));
  const tickets = (await Promise.all(names.map(kept))).filter(Boolean);
  for (const { path, title, about } of tickets) {
    const item = document.createElement('li');
    item.className = 'card';
    item.dataset.linked = '';
    const heading = document.createElement('h2');
    heading.className = 'card-title';
    const link = document.createElement('a');
    link.href = path;
    link.textContent = title;
    heading.append(link);
    const line = document.createElement('p');
    line.textContent = about ?? '';
    item.append(heading, line);
    list.append(item);
  }
  if (tickets.length === 0) list.append(Object.assign(document.createElement('li'), { textContent: list.dataset.empty }));
}

show();
