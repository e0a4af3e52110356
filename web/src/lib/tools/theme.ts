// The theme: light, dark, or that of the device.
import { forget, recall, remember } from "../memory";

export const themes = ["auto", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const CHOICE = "theme";

export const theme = (): Theme => recall<Theme>(CHOICE) ?? "auto";

export function wear(next: Theme): void {
  if (next === "auto") {
    forget(CHOICE);
    delete document.documentElement.dataset.theme;
  } else {
    remember(CHOICE, next);
    document.documentElement.dataset.theme = next;
  }
}
