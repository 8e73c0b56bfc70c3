// Loads the WebAssembly and wakes the islands of the page. The addresses come from the script's own element.
const { js, wasm } = document.getElementById("islands").dataset;
const app = await import(js);
await app.default({ module_or_path: wasm });
app.hydrate();
for (const island of document.querySelectorAll("leptos-island")) {
  app[island.dataset.component]?.(island);
}
