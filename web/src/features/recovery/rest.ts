// The REST routes of recovery phrases.
import type { Recovery, RecoveryPhrase, SignedIn } from "../../lib/protocol";
import { ask } from "../../lib/rest";

export const show = () => ask<Recovery>("GET", "recovery");
export const make = () => ask<RecoveryPhrase>("POST", "recovery");
export const use = (phrase: string) => ask<SignedIn>("POST", "recovery/use", { phrase });
