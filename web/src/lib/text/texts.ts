// The type of all text keys: those of the spine, and those that each feature adds to `Texts`.
import type spine from "../../../../src/enishi/catalogues/en.json";

type Spine = typeof spine;

export interface Texts extends Spine {}

export type Key = keyof Texts;
