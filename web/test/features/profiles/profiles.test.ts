import { expect, test } from "vitest";
import { byLevel } from "../../../src/features/profiles/levels";
import { ownZone, timeIn, zones } from "../../../src/features/profiles/zones";

test("the time is that of the zone, in the reader's language", () => {
  const noon = Date.UTC(2026, 6, 1, 12, 0);
  expect(timeIn("Asia/Tokyo", noon, "de")).toContain("21:00");
  expect(timeIn("America/Lima", noon, "de")).toContain("07:00");
});

test("of a zone that the browser does not know there is no time", () => {
  for (const zone of ["Mars/Olympus", "<b>", "x".repeat(500)])
    expect(timeIn(zone, Date.now(), "en")).toBeUndefined();
});

test("a zone that was chosen elsewhere can be kept", () => {
  expect(zones("Mars/Olympus")).toContain("Mars/Olympus");
  expect(zones("")).not.toContain("");
  expect(zones("")).toContain(ownZone());
  expect(new Set(zones(ownZone())).size).toBe(zones(ownZone()).length);
});

test("what somebody speaks best comes first", () => {
  const speaks = { fr: "begins", en: "first", pt: "gets_by", de: "fluent" } as const;
  expect(byLevel(speaks).map(([tag]) => tag)).toEqual(["en", "de", "pt", "fr"]);
});
