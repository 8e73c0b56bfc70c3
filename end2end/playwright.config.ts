// How the browser journeys run: which Chromium, which phones and desktops, where the reports go.
//
// `cargo xtask test --only browser` prepares everything and sets
//   KERUEN_CHROMIUM     the browser (default /usr/bin/chromium)
//   KERUEN_BIN          the server's binary, which each journey starts on its own port and data folder
//   KERUEN_TEST_PG_URL  a PostgreSQL cluster for the journeys that need two servers on one database (may be absent)
import { defineConfig } from "@playwright/test";

const asRoot = process.getuid?.() === 0;

export const chromium = {
  executablePath: process.env.KERUEN_CHROMIUM ?? "/usr/bin/chromium",
  args: [
    ...(asRoot ? ["--no-sandbox"] : []),
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

export default defineConfig({
  testDir: "tests",
  outputDir: "artifacts/output",
  workers: 2,
  // A journey that passes at its second try only is named in the summary, to be mended.
  retries: 1,
  forbidOnly: true,
  // For a busy machine: nothing waits longer than it must.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json", { outputFile: "artifacts/results.json" }]],
  use: {
    browserName: "chromium",
    headless: true,
    launchOptions: chromium,
    locale: "kk-KZ",
    timezoneId: "Asia/Almaty",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
