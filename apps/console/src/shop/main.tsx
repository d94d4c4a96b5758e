import { startI18n } from '../shared/i18n/i18n.js';

/** The storefront of the demonstration retailer. */
await startI18n();
