// What the browser does with passkeys, and whether it can.
import { reason as known } from "../../lib/reason";
import { t } from "../../lib/text/words.svelte";
import * as rest from "./rest";

/** Browsers keep passkeys for names, not for bare addresses, and over https or on this machine alone. */
export const able = (): boolean =>
  typeof PublicKeyCredential !== "undefined" &&
  typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function" &&
  !/^[\d.]+$|:/.test(location.hostname);

export async function make() {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await rest.askForNew());
  return rest.keep(told(await navigator.credentials.create({ publicKey })));
}

export async function use() {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await rest.askForUse());
  return rest.use(told(await navigator.credentials.get({ publicKey })));
}

/** Why it came to nothing, for people. */
export function reason(error: unknown): string {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "InvalidStateError") return t("passkeys.known");
  return name === "NotAllowedError" || name === "AbortError" ? t("passkeys.not_used") : known(error);
}

const told = (credential: Credential | null) => (credential as PublicKeyCredential | null)?.toJSON();
