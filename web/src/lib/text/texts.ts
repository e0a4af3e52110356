// The keys of the interface's texts: the spine's own, and what each feature adds to `Texts`.
import type spine from "../../../../src/enishi/catalogues/en.json";

type Spine = typeof spine;

export interface Texts extends Spine {}

export type Key = keyof Texts;
