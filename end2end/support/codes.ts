// QR codes by an independent hand: zxing-cpp (compiled to WebAssembly) reads and draws them, zbar reads them.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { prepareZXingModule, readBarcodes, writeBarcode } from "zxing-wasm/full";

// Without this the package fetches its WebAssembly from a public site.
const wasm = createRequire(import.meta.url).resolve("zxing-wasm/full/zxing_full.wasm");
const ready = readFile(wasm).then((binary) =>
  prepareZXingModule({
    overrides: { wasmBinary: binary.buffer.slice(binary.byteOffset, binary.byteOffset + binary.byteLength) as ArrayBuffer },
    fireImmediately: true,
  }),
);

/** Text of the only QR code in a PNG, by zxing-cpp. */
export async function zxing(png: Buffer): Promise<string> {
  await ready;
  const found = await readBarcodes(new Uint8Array(png), { formats: ["QRCode"], tryHarder: true, textMode: "Plain" });
  if (found.length !== 1) throw new Error(`zxing-cpp found ${found.length} codes`);
  return found[0].text;
}

/** Texts of all QR codes in a PNG, by zxing-cpp. */
export async function zxingAll(png: Buffer): Promise<string[]> {
  await ready;
  const found = await readBarcodes(new Uint8Array(png), { formats: ["QRCode"], tryHarder: true, textMode: "Plain", maxNumberOfSymbols: 255 });
  return found.filter((code) => code.isValid).map((code) => code.text);
}

/** Text of the QR code in a grey picture, by zxing-cpp with all its patience; null where it finds none. */
export async function zxingGrey({ grey, width, height }: { grey: Uint8Array; width: number; height: number }): Promise<string | null> {
  await ready;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  grey.forEach((level, n) => data.fill(level, n * 4, n * 4 + 3));
  const picture = { data, width, height, colorSpace: "srgb" } as ImageData;
  const found = await readBarcodes(picture, { formats: ["QRCode"], tryHarder: true, textMode: "Plain" });
  return found.find((code) => code.isValid)?.text ?? null;
}

/** Text of the only QR code in a PNG file, by zbar; `undefined` where zbar is not installed. */
export async function zbar(file: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)("zbarimg", ["--quiet", "--raw", "--oneshot", "-Sdisable", "-Sqrcode.enable", file]);
    return stdout.replace(/\n$/, "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Texts of all QR codes in a PNG file, by zbar; `undefined` where zbar is not installed. */
export async function zbarAll(file: string): Promise<string[] | undefined> {
  try {
    const { stdout } = await promisify(execFile)("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file]);
    return stdout.split("\n").filter((line) => line !== "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Modules of a QR code with this text, for `filmOf` and `__camera.show`. */
export async function draw(text: string): Promise<boolean[][]> {
  await ready;
  const { symbol, error } = await writeBarcode(text, { format: "QRCode", ecLevel: "M" });
  if (error) throw new Error(error);
  const { width, height, data } = symbol;
  const dark = (x: number, y: number) => data[y * width + x] === 0;
  const rows = Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => dark(x, y)));
  // Without the quiet zone: the finder patterns reach the edges.
  const first = rows.findIndex((row) => row.includes(true));
  const left = rows[first].indexOf(true);
  return rows.slice(first, height - first).map((row) => row.slice(left, width - left));
}

/** The text with its signature's last byte changed by one: still a code of ours by its form, signed by nobody. */
export function forge(text: string): string {
  // In Base45 the first of three characters is the lowest digit.
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  const at = text.length - (text.length % 3 || 3);
  const digit = digits.indexOf(text[at]);
  const other = digits[digit === 0 ? 1 : digit - 1];
  return text.slice(0, at) + other + text.slice(at + 1);
}
