import { randomBytes } from 'node:crypto';

/** What webhook secrets are sealed for. */
export const SECRET_PURPOSE = 'webhook-secret';

/** A new secret as Standard Webhooks writes them. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
