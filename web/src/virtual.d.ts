// What `texts.ts` beside this folder makes of the catalogues.
declare module "virtual:texts" {
  type Catalogue = Readonly<Record<string, string>>;
  export const english: Catalogue;
  /** Each other language by its tag. */
  export const loaders: Readonly<Record<string, () => Promise<{ default: Catalogue }>>>;
}
