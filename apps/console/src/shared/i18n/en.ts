import common from './common.en.json';
import { gather } from './gather.js';

export const texts = gather(
  import.meta.glob('../../{pages,shop}/**/en.json', { eager: true, import: 'default' }),
  common,
);
