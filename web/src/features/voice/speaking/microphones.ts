// Makes the microphone of a room.
import type { Room } from "../../../lib/room.svelte";
import { Microphone } from "./microphone.svelte";
import { RoomRecognisers } from "./recognisers";

export const microphone = (room: Room): Microphone =>
  new Microphone(new RoomRecognisers(room.id, room.reader, room.queue));
