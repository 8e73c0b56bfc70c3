// Between arrivals the screen goes dark: it costs most of a phone's battery, and in the dark it blinds the one who holds it.
// The camera reads on; a touch, a key or a verdict brings the light back. The overlay is in the style sheet.

/** Nobody came and nobody touched the phone for this long, milliseconds. */
const QUIET = 60_000;

let camera = false;
let timer = 0;

function light() {
  document.body.removeAttribute("data-dim");
  clearTimeout(timer);
  if (camera) timer = setTimeout(() => document.body.setAttribute("data-dim", ""), QUIET);
}

addEventListener("keruen:camera-state", ({ detail }) => {
  camera = detail === "on";
  light();
});
addEventListener("keruen:camera", ({ detail }) => {
  if (detail === "stop") camera = false;
  light();
});
for (const name of ["keruen:code", "keruen:verdict", "pointerdown", "pointermove", "keydown"]) {
  addEventListener(name, light, { capture: true, passive: true });
}
