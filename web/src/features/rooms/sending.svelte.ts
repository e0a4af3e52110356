// Sends the commands of the sheet, and keeps why one was refused.
import type { Session } from "../../lib/session.svelte";
import { NotDone } from "../../lib/socket";
import { t, trouble } from "../../lib/text/words.svelte";

export class Sending {
  refused = $state<string>();

  constructor(readonly line: Pick<Session, "send">) {}

  /** Whether it was done. */
  async send(command: Parameters<Session["send"]>[0]): Promise<boolean> {
    this.refused = undefined;
    try {
      await this.line.send(command);
      return true;
    } catch (error) {
      this.refused = error instanceof NotDone ? trouble(error.refused) : t("trouble.lost");
      return false;
    }
  }
}
