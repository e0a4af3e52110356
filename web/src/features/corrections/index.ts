// A reader puts their own words in the place of a translation, and takes them back.
import type { Feature } from "../../lib/feature";
import Correction from "./Correction.svelte";

export const feature: Feature = { slots: { "message.translation": Correction } };
