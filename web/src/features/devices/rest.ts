// The REST routes of one's devices, and of the links that add one.
import type { Device, DeviceLink, DeviceLinkPreview, SignedIn } from "../../lib/protocol";
import { ask } from "../../lib/rest";

export const devices = () => ask<Device[]>("GET", "devices");
export const signOut = (device: Device) => ask<void>("DELETE", `devices/${device.id}`);
export const signOutOthers = () => ask<void>("DELETE", "devices");
export const makeLink = (room?: string) => ask<DeviceLink>("POST", "devices/links", { room: room ?? null });
export const preview = (secret: string) =>
  ask<DeviceLinkPreview>("POST", "devices/links/preview", { secret });
export const take = (secret: string) => ask<SignedIn>("POST", "devices/links/take", { secret });
export const leave = (everywhere: boolean) =>
  ask<void>("POST", everywhere ? "leave?everywhere=true" : "leave");
