// A member reads another language from now on, or understands more languages.
import type { Feature } from "../../lib/feature";
import Languages from "./Languages.svelte";

export const feature: Feature = { slots: { "settings.start": Languages } };
