// Keeps the scanner's page on the phone, whole and in one version: asks the service worker to, and tells the island how it
// stands. Tells `keruen:build-state` (kept | newer | none); is told `keruen:build-asked`, `keruen:paired`, `keruen:use-newest`.

const HOUR = 3_600_000;

let state = null;
let worker = null;

function tell(found) {
  state = found;
  dispatchEvent(new CustomEvent("keruen:build-state", { detail: state }));
}

/** Asks the active worker something and waits for its answer. */
function ask(question) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(() => reject(new Error("no answer")), 60_000);
    worker.active.postMessage({ scanner: question }, [port2]);
  });
}

async function look() {
  try {
    tell(await ask("keep"));
  } catch {
    tell("none");
  }
}

async function start() {
  if (!("serviceWorker" in navigator)) return tell("none");
  await navigator.serviceWorker.register("/sw.js");
  worker = await navigator.serviceWorker.ready;
  // A newer worker that took over may have brought a newer page.
  navigator.serviceWorker.addEventListener("controllerchange", look);
  await look();
  // Nobody closes the page at a door: look for a newer one now and then, without a network in vain.
  setInterval(() => worker.update().then(look, () => {}), HOUR);
  addEventListener("online", () => worker.update().then(look, () => {}));
}

addEventListener("keruen:build-asked", () => state && tell(state));

addEventListener("keruen:paired", () => {
  // Outlives a store that the browser threw away, so that this can be said.
  document.cookie = "scanner=paired; path=/scan; max-age=34560000; samesite=strict";
  navigator.storage?.persist?.().catch(() => {});
});

addEventListener("keruen:use-newest", async () => {
  await ask("use-newest").catch(() => {});
  location.reload();
});

start().catch(() => tell("none"));
