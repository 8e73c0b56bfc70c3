// Camera frames of tickets, drawn from a seed: a sharp one, and what evenings do to it. Grey, one byte a pixel.

/** How a frame is spoilt. */
export const KINDS = ["sharp", "blurred", "tilted 30°", "dark", "partly covered", "cracked screen"] as const;
export type Kind = (typeof KINDS)[number];

export const WIDTH = 1280;
export const HEIGHT = 720;

export interface Frame {
  kind: Kind;
  width: number;
  height: number;
  grey: Uint8Array;
}

/** Numbers in [0, 1) from a seed: mulberry32. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;
const between = (random: Random, least: number, most: number) => least + (most - least) * random();
/** Of the normal distribution, nearly: the sum of twelve. */
const normal = (random: Random) => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6);

/** A frame of this kind. `modules`: true is dark, without quiet zone; the same seed gives the same frame. */
export function frameOf(modules: boolean[][], kind: Kind, seed: number): Frame {
  const random = chance(seed);
  const tilt = kind === "tilted 30°" ? 30 : between(random, 0, 8);
  const place = held(random, modules.length, tilt);
  const [dark, light, table] = kind === "dark" ? [between(random, 6, 12), between(random, 26, 44), 10] : [30, 225, 96];
  const spoilt = kind === "cracked screen" ? cracks(random, modules.length) : null;
  const finger = kind === "partly covered" ? fingerOver(random, modules.length) : null;
  const level = (x: number, y: number): number => {
    let [column, row] = place.onCode(x, y);
    const side = modules.length;
    if (Math.min(column, row) < -4 || Math.max(column, row) >= side + 4) return table;
    const crack = spoilt?.(column, row);
    if (crack) {
      if (crack.line !== null) return crack.line;
      [column, row] = [column + crack.shift[0], row + crack.shift[1]];
    }
    if (finger?.(column, row)) return 128;
    return modules[Math.floor(row)]?.[Math.floor(column)] ? dark : light;
  };
  let picture = new Float32Array(WIDTH * HEIGHT);
  for (let y = 0, at = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++, at++) {
      picture[at] = (level(x + 0.25, y + 0.25) + level(x + 0.75, y + 0.25) + level(x + 0.25, y + 0.75) + level(x + 0.75, y + 0.75)) / 4;
    }
  }
  // No lens is perfect; out of focus, or a hand that moves, is worse.
  const focus = kind === "blurred" ? between(random, 0.35, 0.75) * place.module : 0.7;
  picture = soften(picture, focus);
  if (kind === "blurred") picture = shaken(picture, between(random, 0, 0.6) * place.module, random() < 0.5);
  return { kind, width: WIDTH, height: HEIGHT, grey: sensed(picture, random, kind === "dark" ? 4 : 3) };
}

/** Where the code is held before the camera: turned, tilted about some axis, nearer or farther. */
function held(random: Random, side: number, tilt: number) {
  const size = between(random, 0.4, 0.8) * HEIGHT;
  const module = size / side;
  const turn = between(random, -25, 25) * (Math.PI / 180);
  const axis = between(random, 0, Math.PI);
  const angle = tilt * (Math.PI / 180);
  const [middleX, middleY] = [WIDTH / 2 + between(random, -60, 60), HEIGHT / 2 + between(random, -20, 20)];
  // The eye is three times the code's side away from it.
  const eye = 3 * size;
  const onCode = (x: number, y: number): [number, number] => {
    const [dx, dy] = [x - middleX, y - middleY];
    // Along the axis nothing changes; across it the code leans back.
    const [along, across] = [dx * Math.cos(axis) + dy * Math.sin(axis), dy * Math.cos(axis) - dx * Math.sin(axis)];
    const depth = (across * eye) / (eye * Math.cos(angle) - across * Math.sin(angle));
    const stretch = (eye + depth * Math.sin(angle)) / eye;
    const [u, v] = [along * stretch, depth];
    const [px, py] = [u * Math.cos(axis) - v * Math.sin(axis), v * Math.cos(axis) + u * Math.sin(axis)];
    const [cx, cy] = [px * Math.cos(turn) + py * Math.sin(turn), py * Math.cos(turn) - px * Math.sin(turn)];
    return [cx / module + side / 2, cy / module + side / 2];
  };
  return { module, onCode };
}

/** A thumb over an edge of the code: an ellipse that comes in from outside and hides up to an eighth of it. */
function fingerOver(random: Random, side: number) {
  const edge = Math.floor(random() * 4);
  const along = between(random, 0.3, 0.7) * side;
  const [half, reach] = [between(random, 0.1, 0.17) * side, between(random, 0.1, 0.3) * side];
  return (column: number, row: number): boolean => {
    const [depth, off] = [
      [row, column],
      [side - row, column],
      [column, row],
      [side - column, row],
    ][edge];
    return ((off - along) / half) ** 2 + (Math.max(0, depth) / reach) ** 2 < 1;
  };
}

/** Lines that run out from where the glass was hit; behind each shard the picture is a little displaced. */
function cracks(random: Random, side: number) {
  const [hitX, hitY] = [between(random, 0, side), between(random, 0, side)];
  const rays = Array.from({ length: 5 + Math.floor(random() * 5) }, () => random() * 2 * Math.PI).sort((a, b) => a - b);
  const shifts = rays.map((): [number, number] => [between(random, -0.22, 0.22), between(random, -0.22, 0.22)]);
  const tones = rays.map(() => (random() < 0.5 ? 245 : 15));
  const widths = rays.map(() => between(random, 0.12, 0.45));
  return (column: number, row: number): { line: number | null; shift: [number, number] } => {
    const [dx, dy] = [column - hitX, row - hitY];
    const far = Math.hypot(dx, dy);
    const bearing = (Math.atan2(dy, dx) + 2 * Math.PI) % (2 * Math.PI);
    for (const [n, ray] of rays.entries()) {
      // A crack is no straight line.
      const bent = ray + 0.06 * Math.sin(far * 0.7 + n);
      const apart = Math.abs(((bearing - bent + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
      if (apart < Math.PI / 2 && far * Math.sin(apart) < widths[n] / 2) return { line: tones[n], shift: [0, 0] };
    }
    if (far < 1.2) return { line: 200, shift: [0, 0] };
    const shard = rays.findIndex((ray) => bearing < ray);
    return { line: null, shift: shifts[shard < 0 ? 0 : shard] };
  };
}

/** A Gaussian, as three boxes one after the other. */
function soften(picture: Float32Array<ArrayBuffer>, sigma: number): Float32Array<ArrayBuffer> {
  const radius = Math.round(Math.sqrt(4 * sigma * sigma + 1) / 2 - 0.5);
  if (radius < 1) return weighted(picture, sigma);
  let out = picture;
  for (let i = 0; i < 3; i++) out = box(box(out, radius, true), radius, false);
  return out;
}

/** A narrow Gaussian, by its three weights. */
function weighted(picture: Float32Array<ArrayBuffer>, sigma: number): Float32Array<ArrayBuffer> {
  const side = Math.exp(-1 / (2 * sigma * sigma));
  const whole = 1 + 2 * side;
  let from = picture;
  for (const step of [1, WIDTH]) {
    const to = from.slice();
    for (let at = step; at < from.length - step; at++) to[at] = (from[at] + side * (from[at - step] + from[at + step])) / whole;
    from = to;
  }
  return from;
}

function box(picture: Float32Array<ArrayBuffer>, radius: number, flat: boolean): Float32Array<ArrayBuffer> {
  const out = new Float32Array(picture.length);
  const [lines, length, step, skip] = flat ? [HEIGHT, WIDTH, 1, WIDTH] : [WIDTH, HEIGHT, WIDTH, 1];
  for (let line = 0; line < lines; line++) {
    const start = line * skip;
    const pixel = (n: number) => picture[start + Math.min(length - 1, Math.max(0, n)) * step];
    let sum = 0;
    for (let n = -radius; n <= radius; n++) sum += pixel(n);
    for (let n = 0; n < length; n++) {
      out[start + n * step] = sum / (2 * radius + 1);
      sum += pixel(n + radius + 1) - pixel(n - radius);
    }
  }
  return out;
}

/** A hand that moves while the shutter is open. */
function shaken(picture: Float32Array<ArrayBuffer>, length: number, flat: boolean): Float32Array<ArrayBuffer> {
  const radius = Math.round(length / 2);
  return radius < 1 ? picture : box(picture, radius, flat);
}

/** Light from one side, the sensor's noise, whole numbers. */
function sensed(picture: Float32Array<ArrayBuffer>, random: Random, noise: number): Uint8Array {
  const [slopeX, slopeY] = [between(random, -0.25, 0.25), between(random, -0.25, 0.25)];
  const grey = new Uint8Array(picture.length);
  // One draw of noise for a few thousand pixels is enough, read from another place on each line.
  const grain = Float32Array.from({ length: 8_191 }, () => normal(random) * noise);
  for (let y = 0, at = 0; y < HEIGHT; y++) {
    const from = Math.floor(random() * grain.length);
    for (let x = 0; x < WIDTH; x++, at++) {
      const light = 1 + slopeX * (x / WIDTH - 0.5) + slopeY * (y / HEIGHT - 0.5);
      grey[at] = Math.min(255, Math.max(0, Math.round(picture[at] * light + grain[(from + x) % grain.length])));
    }
  }
  return grey;
}
