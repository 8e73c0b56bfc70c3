// The demo's data folder, made once for all test files and kept until the binary or the day changes.
import { execFile } from "node:child_process";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
import { today } from "./days.ts";
import { cleanEnvironment, KERUEN } from "./server.ts";

const KEPT = fileURLToPath(new URL("../artifacts/demo", import.meta.url));

/** The demo's organiser and caravans (`backend::demo`). */
export const ORGANISER = "organiser@example.org";
export const CARAVAN_2022 = "keruen-2022";
export const CARAVAN_TODAY = "bugin";

const exists = (path: string) => stat(path).then(() => true, () => false);

/** A data folder with the demo, to be copied. The worker that comes first makes it, the others of this run wait. */
export async function demoData(): Promise<string> {
  const { mtimeMs, size } = await stat(KERUEN);
  const name = `${today()}-${Math.round(mtimeMs)}-${size}`;
  const kept = join(KEPT, name);
  if (await exists(kept)) return kept;
  await mkdir(KEPT, { recursive: true });
  // Workers of one run have one parent; the half-made demo of a run that was broken off is in nobody's way.
  const draft = join(KEPT, `draft-${process.ppid}-${name}`);
  try {
    await mkdir(draft);
  } catch {
    await expect.poll(() => exists(kept), { timeout: 180_000 }).toBe(true);
    return kept;
  }
  await promisify(execFile)(KERUEN, ["demo"], { env: cleanEnvironment({ KERUEN_DATA_DIR: draft }) });
  for (const old of await readdir(KEPT)) {
    if (!old.endsWith(name)) await rm(join(KEPT, old), { recursive: true, force: true });
  }
  await rename(draft, kept);
  return kept;
}
