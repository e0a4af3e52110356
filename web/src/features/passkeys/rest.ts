// The REST routes of passkeys; what stands between them and the browser is WebAuthn's own JSON.
import type { Passkey, SignedIn } from "../../lib/protocol";
import { ask } from "../../lib/rest";

export const passkeys = () => ask<Passkey[]>("GET", "passkeys");
export const askForNew = () => ask<PublicKeyCredentialCreationOptionsJSON>("POST", "passkeys/new");
export const keep = (credential: unknown) => ask<Passkey>("POST", "passkeys", { credential });
export const remove = ({ id }: Passkey) => ask<void>("DELETE", `passkeys/${id}`);
export const askForUse = () => ask<PublicKeyCredentialRequestOptionsJSON>("POST", "passkeys/challenge");
export const use = (credential: unknown) => ask<SignedIn>("POST", "passkeys/use", { credential });
