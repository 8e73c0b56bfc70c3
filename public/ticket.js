// Improves the ticket's pages, which work without it: share, copy, print, a screen that stays awake at the door, and a
// copy of the ticket that opens without a network.

for (const part of document.querySelectorAll('[data-with-script]')) part.hidden = false;

const ticket = document.querySelector('[data-ticket]');

/** The page's address without what it tells once. */
const address = location.origin + location.pathname;

for (const button of document.querySelectorAll('[data-share]')) {
  if (!navigator.share) continue;
  button.hidden = false;
  const title = document.querySelector('[data-title]')?.dataset.title;
  // A text that holds its own link has an empty data-url.
  const url = button.dataset.url === '' ? undefined : address;
  button.addEventListener('click', () => navigator.share({ title, text: button.dataset.share, url }).catch(() => {}));
}

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = !navigator.clipboard;
  const words = button.textContent;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; }, 2000);
  });
}

for (const button of document.querySelectorAll('[data-tick-all]')) {
  button.addEventListener('click', () => {
    for (const tick of button.form.querySelectorAll('[name^="pupil."]')) tick.checked = true;
  });
}

for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => print());

if (document.querySelector('[data-awake]')) {
  const stayAwake = () => document.visibilityState === 'visible' && navigator.wakeLock?.request('screen').catch(() => {});
  document.addEventListener('visibilitychange', stayAwake);
  stayAwake();
}

/** Asks the service worker to keep this ticket, and says so when it has. */
async function keep() {
  await navigator.serviceWorker.register('/sw.js');
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    for (const note of document.querySelectorAll('[data-kept]')) note.textContent = note.dataset.kept;
  };
  active.postMessage({ keep: location.pathname }, [port2]);
}

// Forgotten in another tab or just now: a page that is shown from the worker's copy must not keep it again.
if (ticket && 'serviceWorker' in navigator && navigator.onLine) keep().catch(() => {});
