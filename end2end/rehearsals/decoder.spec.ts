// Our decoder and zxing-cpp on the same spoilt frames: how many each reads, and what a frame costs on a slow phone.
import { expect, test, type Page } from "@playwright/test";
import { draw, zxingGrey } from "../support/codes.ts";
import { Site } from "../support/server.ts";
import { chance, frameOf, KINDS, type Frame } from "./frames.ts";
import { median, percentile, say, table } from "./figures.ts";

/** Frames of each kind. */
const FRAMES = 60;
/** We may be this many points behind zxing-cpp. */
const BEHIND = 5;
const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** What our decoder made of a frame: the text, or null, and milliseconds of each attempt. */
interface Read {
  text: string | null;
  attempts: number[];
}

/** Loads our decoder into the page: its thread is the one that the browser can slow down. */
async function load(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const url = document.getElementById("scanner-device")?.dataset.decoder ?? "";
    const { instance } = await WebAssembly.instantiate(await (await fetch(url)).arrayBuffer());
    Object.assign(window, { decoder: instance.exports });
  });
}

function ours(page: Page, { grey, width, height }: Frame): Promise<Read> {
  const text = Buffer.from(grey).toString("base64");
  return page.evaluate(
    ({ text, width, height }) => {
      interface Decoder {
        memory: WebAssembly.Memory;
        keruen_attempts(): number;
        keruen_frame(length: number): number;
        keruen_read(width: number, height: number, attempt: number): number;
        keruen_text(): number;
      }
      const { decoder } = window as never as { decoder: Decoder };
      const grey = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const attempts: number[] = [];
      for (let attempt = 0; attempt < decoder.keruen_attempts(); attempt++) {
        const began = performance.now();
        const frame = decoder.keruen_frame(grey.length);
        new Uint8Array(decoder.memory.buffer, frame, grey.length).set(grey);
        const length = decoder.keruen_read(width, height, attempt);
        attempts.push(performance.now() - began);
        if (length >= 0) {
          const bytes = new Uint8Array(decoder.memory.buffer, decoder.keruen_text(), length);
          return { text: String.fromCharCode(...bytes), attempts };
        }
      }
      return { text: null, attempts };
    },
    { text, width, height },
  );
}

test("recognition rates and milliseconds of a frame, our decoder and zxing-cpp", async ({ browser }) => {
  const site = await Site.start();
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${site.url}/scan`);
  await load(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const random = chance(2_646);
  const rows: (string | number)[][] = [];
  const behind: string[] = [];
  for (const [k, kind] of KINDS.entries()) {
    const [hits, first, whole] = [{ ours: 0, theirs: 0 }, [] as number[], [] as number[]];
    for (let n = 0; n < FRAMES; n++) {
      const text = Array.from({ length: 122 }, () => BASE45[Math.floor(random() * 45)]).join("");
      const frame = frameOf(await draw(text), kind, 1_000 * (k + 1) + n);
      const read = await ours(page, frame);
      if (read.text !== null) expect(read.text, "never another text").toBe(text);
      hits.ours += Number(read.text === text);
      hits.theirs += Number((await zxingGrey(frame)) === text);
      first.push(read.attempts[0]);
      whole.push(read.attempts.reduce((sum, one) => sum + one, 0));
    }
    const [mine, theirs] = [hits.ours, hits.theirs].map((n) => (100 * n) / FRAMES);
    const ms = (value: number) => value.toFixed(1);
    rows.push([kind, `${mine.toFixed(0)} %`, `${theirs.toFixed(0)} %`, ms(median(first)), ms(percentile(first, 0.95)), ms(median(whole)), ms(percentile(whole, 0.95))]);
    if (mine < theirs - BEHIND) behind.push(`${kind}: ${mine} against ${theirs}`);
  }
  const head = ["frames", "read by us", "read by zxing-cpp", "first look, median ms", "p95", "all looks needed, median ms", "p95"];
  say(`${FRAMES} frames of each kind, 1280 × 720, CPU slowed down four times`, table(head, rows));
  await site.stop();
  expect(behind).toEqual([]);
});
