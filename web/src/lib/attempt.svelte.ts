// What is asked of the server in one place of the page, and why the last of it failed.
import { reason } from "./reason";

export class Attempt {
  refused = $state<string>();

  /** `why` says it for people. */
  constructor(private readonly why = reason) {}

  /** Whether it was done. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    this.refused = undefined;
    try {
      await work();
      return true;
    } catch (error) {
      this.refused = this.why(error);
      return false;
    }
  }
}
