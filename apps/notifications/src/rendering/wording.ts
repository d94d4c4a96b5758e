import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { CancelReason, Locale } from '#contracts';
import { z } from 'zod';
import { TEMPLATES } from '../domain/templates.js';

const words = <const W extends string>(...names: W[]) =>
  z.strictObject(
    Object.fromEntries(names.map((name) => [name, z.string().min(1)])) as Record<W, z.ZodString>,
  );

const Wording = z.strictObject({
  words: words(
    'greeting',
    'code',
    'order',
    'return',
    'carrier',
    'trackingNumber',
    'amount',
    'pickupBy',
    'promisedAt',
    'reason',
    'available',
    'threshold',
    'shortage',
    'atRisk',
    'map',
    'closed',
    'footer',
    'storeFooter',
  ),
  reasons: words(...CancelReason.options),
  templates: z.record(
    z.enum(TEMPLATES),
    z.strictObject({
      subject: z.string().min(1),
      heading: z.string().min(1),
      paragraphs: z.array(z.string()),
      sms: z.string().min(1),
    }),
  ),
});

/** Everything that is said in one language: `templates/<locale>.json`. */
export type Wording = z.infer<typeof Wording>;
/** What one template says: Handlebars in plain text. */
export type TemplateWording = Wording['templates'][keyof Wording['templates']];
export type Word = keyof Wording['words'];

/** `templates/` beside the sources, whether this is one of them or was built to `dist/`. */
const FOLDER = ['../../templates/', '../../../../../apps/notifications/templates/']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path));

/** A file of `templates/`. */
export async function templateFile(name: string): Promise<string> {
  if (FOLDER === undefined) throw new Error('apps/notifications/templates is not there');
  return readFile(FOLDER + name, 'utf8');
}

/** All languages. Throws when one of them lacks a word or has one too many. */
export async function readWordings(): Promise<Readonly<Record<Locale, Wording>>> {
  const read = async (locale: Locale) => Wording.parse(JSON.parse(await templateFile(`${locale}.json`)));
  return { en: await read('en'), 'zh-CN': await read('zh-CN') };
}
