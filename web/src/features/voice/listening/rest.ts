// The REST route that reads a text aloud.
import type { Aloud } from "../../../lib/protocol";
import { send } from "../../../lib/rest";

/** A text read aloud by the server. */
export const speech = async (body: Aloud, signal: AbortSignal): Promise<Blob> =>
  (await send("POST", "speech", body, signal)).blob();
