// One `keruen serve` of its own for each test file: free port, own data folder, ended by its process id.
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const BUILT = fileURLToPath(new URL("../../target/debug/keruen", import.meta.url));

/** The binary under test. */
export const KERUEN = process.env.KERUEN_BIN ?? BUILT;

/** The environment without the developer's own settings. */
export function cleanEnvironment(more: Record<string, string>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("KERUEN_"));
  return { ...Object.fromEntries(inherited), KERUEN_LOG: "warn", ...more };
}

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Starts `keruen serve` on a data folder; its address once it listens. */
async function serve(folder: string, listen: string): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(KERUEN, ["serve"], {
    env: cleanEnvironment({ KERUEN_DATA_DIR: folder, KERUEN_LISTEN: listen }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /^Keruen: (http\S+)/m.exec(said);
      if (found) resolve(found[1]);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`keruen serve ended with ${code}: ${said}`)));
  });
  return { url, child };
}

/** Ends a server, gently at first. */
async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  if (child.exitCode === null && child.kill("SIGTERM")) {
    const limit = setTimeout(() => child.kill("SIGKILL"), 5_000);
    await gone;
    clearTimeout(limit);
  }
  running.delete(child);
}

/** A running site. */
export class Site {
  private constructor(
    readonly url: string,
    private readonly folder: string,
    private child: ChildProcess,
  ) {}

  /** Starts one on an empty database, or on a copy of the data folder `from`. */
  static async start(from?: string): Promise<Site> {
    const folder = await mkdtemp(join(tmpdir(), "keruen-e2e-"));
    if (from) await cp(from, folder, { recursive: true });
    const { url, child } = await serve(folder, "127.0.0.1:0");
    return new Site(url, folder, child);
  }

  /** Loses the database, and goes on at the same address with this backup of it, as the manual says. */
  async restore(backup: string): Promise<void> {
    await end(this.child);
    for (const rest of ["", "-wal", "-shm"]) await rm(join(this.folder, `keruen.db${rest}`), { force: true });
    await cp(backup, join(this.folder, "keruen.db"));
    await this.up();
  }

  /** Nobody reaches the server, whatever way they ask: a browser's own "offline" forgets service workers after a navigation. */
  async down(): Promise<void> {
    await end(this.child);
  }

  /** Serves again, at the same address. */
  async up(): Promise<void> {
    const { child } = await serve(this.folder, new URL(this.url).host);
    this.child = child;
  }

  /** The answer of another command of `keruen` on the same data. */
  async command(...words: string[]): Promise<string> {
    const env = cleanEnvironment({ KERUEN_DATA_DIR: this.folder, KERUEN_LISTEN: new URL(this.url).host });
    const { stdout } = await promisify(execFile)(KERUEN, words, { env });
    return stdout.trim();
  }

  /** The letters that were written so far, as files. */
  async letters(): Promise<Buffer[]> {
    const folder = join(this.folder, "mail");
    const names = await readdir(folder).catch(() => [] as string[]);
    return Promise.all(names.filter((name) => name.endsWith(".eml")).sort().map((name) => readFile(join(folder, name))));
  }

  /** A one-time sign-in link. */
  organiserLink(email: string): Promise<string> {
    return this.command("organiser", "link", email);
  }

  /** Ends the server and removes its data. */
  async stop(): Promise<void> {
    await end(this.child);
    await rm(this.folder, { recursive: true, force: true });
  }
}
