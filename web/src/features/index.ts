// The features of the page, in the order in which slots render them.
import type { Feature } from "../lib/feature";
import { feature as bans } from "./bans";
import { feature as blocks } from "./blocks";
import { feature as corrections } from "./corrections";
import { feature as devices } from "./devices";
import { feature as drafts } from "./drafts";
import { feature as glossary } from "./glossary";
import { feature as invites } from "./invites";
import { feature as languages } from "./languages";
import { feature as mirror } from "./mirror";
import { feature as moderation } from "./moderation";
import { feature as ownData } from "./own_data";
import { feature as passkeys } from "./passkeys";
import { feature as privateRooms } from "./private_rooms";
import { feature as profiles } from "./profiles";
import { feature as questions } from "./questions";
import { feature as reactions } from "./reactions";
import { feature as recovery } from "./recovery";
import { feature as reports } from "./reports";
import { feature as retargeting } from "./retargeting";
import { feature as roles } from "./roles";
import { feature as rooms } from "./rooms";
import { feature as search } from "./search";
import { feature as translationApi } from "./translation_api";
import { feature as voice } from "./voice";
import { feature as welcome } from "./welcome";

export const features: readonly Feature[] = [
  reactions,
  questions,
  corrections,
  glossary,
  mirror,
  drafts,
  voice,
  search,
  privateRooms,
  blocks,
  invites,
  ownData,
  devices,
  passkeys,
  recovery,
  roles,
  moderation,
  bans,
  reports,
  profiles,
  rooms,
  retargeting,
  languages,
  translationApi,
  welcome,
];
