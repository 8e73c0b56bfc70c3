// A hand scanner is a keyboard: it types the code and presses Enter. It types by the positions of keys on the US layout,
// whatever layout the phone has, so keys are read by `code`, not by the letter that came out. Tells `keruen:code`.

const LETTERS = Object.fromEntries([..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => [`Key${letter}`, letter]));
const PLAIN = { Space: " ", Minus: "-", Period: ".", Slash: "/", ...LETTERS };
const SHIFTED = { Digit4: "$", Digit5: "%", Digit8: "*", Equal: "+", Semicolon: ":", ...LETTERS };
for (let digit = 0; digit < 10; digit++) PLAIN[`Digit${digit}`] = String(digit);
const NUMPAD = { NumpadMultiply: "*", NumpadAdd: "+", NumpadSubtract: "-", NumpadDecimal: ".", NumpadDivide: "/" };
for (let digit = 0; digit < 10; digit++) NUMPAD[`Numpad${digit}`] = String(digit);

/** A person does not press keys that fast. */
const TOGETHER = 100;
/** Anything shorter was no code: a short code has 8 characters. */
const SHORTEST = 8;
/** In a field for names quick fingers reach that; a ticket's QR is much longer. */
const SHORTEST_AMONG_NAMES = 40;

let typed = "";
let last = 0;

addEventListener(
  "keydown",
  (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const now = performance.now();
    const run = now - last <= TOGETHER && typed.length > 0;
    if (!run) typed = "";
    last = now;
    if (event.code === "Enter" || event.code === "NumpadEnter") {
      const field = document.activeElement instanceof HTMLInputElement && document.activeElement.id !== "code";
      if (typed.length < (field ? SHORTEST_AMONG_NAMES : SHORTEST)) return;
      // Neither the button that has the focus nor the form around the field is meant.
      event.preventDefault();
      event.stopPropagation();
      dispatchEvent(new CustomEvent("keruen:code", { detail: typed }));
      typed = "";
      if (document.activeElement instanceof HTMLInputElement) {
        document.activeElement.value = "";
        document.activeElement.dispatchEvent(new Event("input", { bubbles: true }));
      }
      return;
    }
    const character = (event.shiftKey ? SHIFTED : PLAIN)[event.code] ?? NUMPAD[event.code];
    if (character === undefined) return;
    typed += character;
    // In a fast run a space is part of the code, and presses no button.
    if (run && !(document.activeElement instanceof HTMLInputElement)) event.preventDefault();
  },
  { capture: true },
);
