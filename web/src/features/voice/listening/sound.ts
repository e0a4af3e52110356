// Decodes sound from the server, and schedules its chunks for playing. Pure.

export interface Sound {
  readonly room: string;
  readonly speaker: string;
  readonly samples: Int16Array;
}

/** Reads a binary message: 16 bytes of the room's id, 16 of the speaker's, then the samples. */
export function unpack(data: ArrayBuffer): Sound {
  const [room, speaker] = [0, 16].map((at) => uuid(new Uint8Array(data, at, 16))) as [string, string];
  return { room, speaker, samples: new Int16Array(data, 32) };
}

function uuid(bytes: Uint8Array): string {
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Seconds that are held back when a voice begins, so that what comes unevenly plays evenly. */
export const CUSHION = 0.2;
/** Seconds that a voice may be late: what comes then is left out. */
export const LATEST = 0.8;

/** When a piece plays that comes `now`, with all before it played at `end`; undefined for never. */
export function place(end: number, now: number): number | undefined {
  if (end <= now) return now + CUSHION;
  return end - now > LATEST ? undefined : end;
}
