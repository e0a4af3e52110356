// What members are in a room, from the least to the most. Pure.
import type { RoleChanged } from "./protocol";

export type Role = RoleChanged["role"];

const RISING: readonly Role[] = ["former", "guest", "member", "steward", "host", "owner"];

/** Whether somebody with this role may do what `least` may. */
export const atLeast = (role: Role, least: Role): boolean => RISING.indexOf(role) >= RISING.indexOf(least);

/** The one that may do most. */
export const highest = (roles: readonly Role[]): Role =>
  roles.reduce((most, role) => (atLeast(role, most) ? role : most), "member");
