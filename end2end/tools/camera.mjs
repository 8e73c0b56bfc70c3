// Makes what a browser's fake camera sees: a short .y4m film of QR codes, drawn from the ticket's own SVG.
//
//   await videoOf(await (await fetch(`${base}/t/${secret}/qr.svg`)).text(), 'ticket.y4m');
//   chromium.launch({ args: cameraArguments('ticket.y4m') });
//
// Chromium opens the file when a page opens the camera and plays it in a loop: to change what a running browser sees,
// write the file again and let the page open the camera again, or use `overrideCamera.js`.
import { readFile, writeFile } from 'node:fs/promises';

const WIDTH = 640;
const HEIGHT = 480;
const TABLE = 96; // luminance around the code

/** Chromium's arguments for a camera that plays `file` and asks nobody's permission. */
export function cameraArguments(file) {
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ];
}

/**
 * A QR code's modules, `true` is dark, without the quiet zone.
 * Reads the SVG of the `qrcode` crate: one path of `M{x} {y}h{w}v{h}H{x}V{y}` squares.
 */
export function modulesOf(svg) {
  const squares = [...svg.matchAll(/M\s*(\d+)[ ,]+(\d+)\s*h\s*(\d+)\s*v\s*(\d+)/g)].map((found) => found.slice(1).map(Number));
  if (squares.length === 0) throw new Error('no dark squares in this SVG');
  const unit = Math.min(...squares.map(([, , , height]) => height));
  const left = Math.min(...squares.map(([x]) => x));
  const top = Math.min(...squares.map(([, y]) => y));
  const side = (Math.max(...squares.map(([x, , width]) => x + width)) - left) / unit;
  if (side < 21 || (side - 17) % 4 !== 0) throw new Error(`${side} modules is no QR code's size`);
  const modules = Array.from({ length: side }, () => Array(side).fill(false));
  for (const [x, y, width, height] of squares) {
    for (let row = (y - top) / unit; row < (y - top + height) / unit; row++) {
      modules[row].fill(true, (x - left) / unit, (x - left + width) / unit);
    }
  }
  return modules;
}

/**
 * One grey frame of 640 × 480. `modules` or `null` for an empty table; `tilt` in degrees; `size`: the code's side as a
 * share of the frame's height; `inverted`: light modules on a dark ground; `shake`: pixels off the middle.
 */
export function frameOf(modules, { tilt = 8, size = 0.7, inverted = false, shake = 0 } = {}) {
  const luma = Buffer.alloc(WIDTH * HEIGHT, TABLE);
  if (modules === null) return luma;
  const [dark, light] = inverted ? [225, 30] : [30, 225];
  const side = modules.length;
  const quiet = 4;
  const perPixel = side / (size * HEIGHT);
  const [sin, cos] = [Math.sin((tilt * Math.PI) / 180), Math.cos((tilt * Math.PI) / 180)];
  const level = (x, y) => {
    const [dx, dy] = [x - WIDTH / 2 - shake, y - HEIGHT / 2 + shake];
    const column = Math.floor((dx * cos + dy * sin) * perPixel + side / 2);
    const row = Math.floor((dy * cos - dx * sin) * perPixel + side / 2);
    if (Math.min(column, row) < -quiet || Math.max(column, row) >= side + quiet) return TABLE;
    return modules[row]?.[column] ? dark : light;
  };
  for (let y = 0, at = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++, at++) {
      const sum = level(x + 0.25, y + 0.25) + level(x + 0.75, y + 0.25) + level(x + 0.25, y + 0.75) + level(x + 0.75, y + 0.75);
      luma[at] = sum >> 2;
    }
  }
  return luma;
}

/**
 * A film of one code: `what` is the SVG's text, a file name ending in `.svg`, modules, or `null` for an empty table.
 * `blank`: that many seconds of empty table before the code, so that it comes and goes as the film loops.
 */
export async function videoOf(what, file, { blank = 0, seconds = 1, ...look } = {}) {
  const scenes = [{ what, seconds, ...look }];
  if (blank > 0) scenes.unshift({ what: null, seconds: blank });
  return filmOf(scenes, file);
}

/** A film of several codes in turn: `scenes` of `{what, seconds, tilt, size, inverted}`. 2.3 MB for each second. */
export async function filmOf(scenes, file, { fps = 5 } = {}) {
  const header = Buffer.from('FRAME\n');
  const colours = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const film = [Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${fps}:1 Ip A1:1 C420jpeg\n`)];
  for (const { what, seconds = 1, ...look } of scenes) {
    const modules = await modulesFrom(what);
    // A hand is never still: a frame that no decoder reads is followed by one that is a little different.
    const frames = [0, 1.3, -0.7].map((shake) => frameOf(modules, { shake, ...look }));
    for (let i = 0; i < Math.max(1, Math.round(seconds * fps)); i++) film.push(header, frames[i % frames.length], colours);
  }
  await writeFile(file, Buffer.concat(film));
  return file;
}

async function modulesFrom(what) {
  if (what === null || Array.isArray(what)) return what;
  return modulesOf(what.trimStart().startsWith('<') ? what : await readFile(what, 'utf8'));
}
