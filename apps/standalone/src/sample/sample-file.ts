import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** dist/apps/standalone/src/sample -> apps/standalone/sample */
const FOLDER = fileURLToPath(new URL('../../../../../apps/standalone/sample/', import.meta.url));

/** Where a file of the sample lies. */
export const sampleFile = (name: string): string => join(FOLDER, name);
