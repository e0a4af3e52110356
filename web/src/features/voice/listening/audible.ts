// A message as text to be read aloud to the reader.
import { reading } from "../../../lib/messages/reading";
import type { Room } from "../../../lib/room.svelte";
import { parts } from "../../../lib/text/links";
import type { Audible } from "./readaloud.svelte";

/** Undefined where the message was removed, or is not in the reader's language. */
export function audible(room: Room, id: string): Audible | undefined {
  const entry = room.entries.find(({ message }) => message.id === id);
  if (!entry) return undefined;
  const { state, text, language } = reading(entry, room.reader.me);
  if (state !== "original" && state !== "translated") return undefined;
  const author = room.members.get(entry.message.author)?.name ?? "";
  // Of links only the host name is spoken.
  const heard = parts(text).map((part) => (part.link ? new URL(part.link).hostname : part.text));
  return { author, text: heard.join(""), language };
}
