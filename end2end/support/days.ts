// Days as the forms want them, in the zone where the tests' events are.
const ZONE = "Asia/Almaty";

/** `YYYY-MM-DD` of the day that is `offset` days from today. */
export function day(offset: number): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(Date.now() + offset * 86_400_000);
}

/** Today's `YYYY-MM-DD`. */
export const today = () => day(0);

/** Birth date of somebody who turned `age` half a year ago, as the form's three fields. */
export function bornAt(age: number): { day: string; month: string; year: string } {
  const [year, month] = day(-183).split("-").map(Number);
  return { day: "7", month: String(month), year: String(year - age) };
}
