// PDFs by an independent hand: poppler's pdftotext and pdftoppm.
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

/** The text of a PDF file, a form feed after each page; `undefined` where poppler is not installed. */
export async function pdfText(file: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)("pdftotext", ["-layout", file, "-"]);
    return stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** The pages of a PDF file as PNG files, whose names begin with `prefix`. */
export async function pdfPages(file: string, prefix: string, dpi: number): Promise<string[]> {
  await promisify(execFile)("pdftoppm", ["-r", String(dpi), "-gray", "-png", file, prefix]);
  const names = (await readdir(dirname(prefix))).filter((name) => name.startsWith(basename(prefix)) && name.endsWith(".png"));
  return names.sort().map((name) => join(dirname(prefix), name));
}
