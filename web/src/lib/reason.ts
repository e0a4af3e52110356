// Why something that was asked of the server failed, for people.
import { Troubled } from "./rest";
import { t, trouble } from "./text/words.svelte";

export const reason = (error: unknown): string =>
  error instanceof Troubled ? trouble(error.trouble) : t("trouble.internal");
