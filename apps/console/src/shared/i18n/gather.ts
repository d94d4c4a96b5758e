/**
 * Texts by namespace from the files that hold them: `pages/orders/en.json` is the namespace `orders`, and
 * `shared/i18n/common.en.json` is `common`.
 */
export function gather(
  pages: Record<string, Record<string, unknown>>,
  common: Record<string, unknown>,
): Record<string, Record<string, unknown>> {
  const texts: Record<string, Record<string, unknown>> = { common };
  for (const [path, file] of Object.entries(pages)) {
    const folder = path.split('/').at(-2)!;
    texts[folder] = file;
  }
  return texts;
}
