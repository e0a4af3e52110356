// The REST routes of what clients of the translation API suggested.
import type { SuggestionView } from "../../lib/protocol";
import { ask } from "../../lib/rest";

/** The newest ones, of those before the one with the id `before`. */
export const suggestions = (before?: string) =>
  ask<SuggestionView[]>("GET", before ? `suggestions?before=${before}` : "suggestions");
export const confirm = (id: string) => ask<void>("POST", `suggestions/${id}/confirm`);
export const withdraw = (id: string) => ask<void>("DELETE", `suggestions/${id}`);
