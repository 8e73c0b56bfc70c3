// Rehearsals: what is measured, not only passed or failed. One at a time, on a machine that does nothing else:
//
//   npm run rehearse                        all of them
//   npm run rehearse -- decoder.spec.ts     one of them
//
// They print tables for docs/benchmarks.md. What must hold whatever the machine is asserted; speed is not.
import { defineConfig } from "@playwright/test";
import usual from "../playwright.config.ts";

export default defineConfig({
  ...usual,
  testDir: ".",
  outputDir: "../artifacts/rehearsals",
  workers: 1,
  timeout: 900_000,
  reporter: [["list"], ["json", { outputFile: "../artifacts/rehearsals.json" }]],
  use: { ...usual.use, trace: "off" },
});
