// Time zones by their names in the time zone database (IANA), as far as the browser knows them. Pure.
const THERE: Intl.DateTimeFormatOptions = { weekday: "short", hour: "numeric", minute: "2-digit" };

/** The time in a zone; undefined where the browser does not know the zone. */
export function timeIn(zone: string, at: number, locale: string): string | undefined {
  try {
    return new Intl.DateTimeFormat(locale, { ...THERE, timeZone: zone }).format(at);
  } catch {
    return undefined;
  }
}

export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Every zone that can be chosen: those of the browser, its own, and the one that is chosen. */
export const zones = (chosen: string): string[] =>
  [...new Set([...Intl.supportedValuesOf("timeZone"), ownZone(), chosen])].filter(Boolean).sort();
