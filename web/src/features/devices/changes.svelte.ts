// How often the server told that a device came or went.

export class Changes {
  count = $state(0);
}

export const makeChanges = () => new Changes();
