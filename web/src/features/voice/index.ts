// Speech: the microphone, captions, reading aloud, and the voices of speakers.
import type texts from "../../../../src/enishi/features/voice/texts/en.json";
import type { Feature } from "../../lib/feature";
import Captions from "./captions/Captions.svelte";
import Listening from "./listening/Listening.svelte";
import NowReading from "./listening/NowReading.svelte";
import OpenListening from "./listening/OpenListening.svelte";
import { overhearing } from "./listening/overhearing";
import { readAloud } from "./listening/readaloud.svelte";
import ReadThis from "./listening/ReadThis.svelte";
import { unpack } from "./listening/sound";
import Hearing from "./speaking/Hearing.svelte";
import Microphone from "./speaking/Microphone.svelte";
import { microphone } from "./speaking/microphones";
import Working from "./Working.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  room: [microphone],
  session: [readAloud, overhearing],
  events: {
    silenced: ({ code }, room) => room.of(microphone).broke(code),
    welcome: (_, session) => session.of(overhearing).resume(),
  },
  interrupted(room, offline) {
    if (offline) room.of(microphone).broke("microphone_lost");
  },
  sounded: (data, session) => session.of(overhearing).sounded(unpack(data)),
  slots: {
    "composer.above": Hearing,
    "composer.beside": Microphone,
    "message.action": ReadThis,
    "room.header.end": OpenListening,
    "room.status": NowReading,
    "room.background": Working,
  },
  panels: { listening: { title: "listening", testid: "listening-panel", content: Listening } },
  views: { captions: Captions },
};
