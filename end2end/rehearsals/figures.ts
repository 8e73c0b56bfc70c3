// What rehearsals say: medians, percentiles, tables.

/** The value below which this share of the values lies. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

export const median = (values: number[]) => percentile(values, 0.5);

/** A table as docs/benchmarks.md has it. */
export function table(head: string[], rows: (string | number)[][]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** Prints it, and keeps it with the run. */
export function say(title: string, text: string): void {
  console.log(`\n${title}\n\n${text}\n`);
}
