import common from './common.zh-CN.json';
import { gather } from './gather.js';

export const texts = gather(
  import.meta.glob('../../{pages,shop}/**/zh-CN.json', { eager: true, import: 'default' }),
  common,
);
