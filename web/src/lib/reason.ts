// Why something that was asked of the server failed, for people.
import { Troubled } from "./rest";
import { Lost, NotDone } from "./socket";
import { t, trouble } from "./text/words.svelte";

export function reason(error: unknown): string {
  if (error instanceof Troubled) return trouble(error.trouble);
  if (error instanceof NotDone) return trouble(error.refused);
  return t(error instanceof Lost ? "trouble.lost" : "trouble.internal");
}
