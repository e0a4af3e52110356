// Whether drafts are shared: the preference of this device, for all rooms.
import { forget, recall, remember } from "../../lib/memory";
import type { Room } from "../../lib/room.svelte";

export const choices = ["auto", "always", "never"] as const;
export type Choice = (typeof choices)[number];

/** Left to itself, what is written is seen in rooms of at most so many people. */
export const FEW = 12;

const CHOICE = "sharing";

class Preference {
  choice = $state<Choice>(recall<Choice>(CHOICE) ?? "auto");

  choose(next: Choice): void {
    this.choice = next;
    if (next === "auto") forget(CHOICE);
    else remember(CHOICE, next);
  }

  /** Whether it is on in a room of so many people. */
  on(people: number): boolean {
    return this.choice === "auto" ? people <= FEW : this.choice === "always";
  }
}

/** The choice on this device, for every room. */
export const preference = new Preference();

/** Whether it is on in this room. */
export const isOn = ({ members }: Room): boolean =>
  preference.on([...members.values()].filter(({ kind }) => kind === "person").length);
