// The types of `virtual:texts`, the module that `web/texts.ts` generates.
declare module "virtual:texts" {
  type Catalogue = Readonly<Record<string, string>>;
  export const english: Catalogue;
  /** Each other language by its tag. */
  export const loaders: Readonly<Record<string, () => Promise<{ default: Catalogue }>>>;
}
