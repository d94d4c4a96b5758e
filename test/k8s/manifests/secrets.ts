import type { OutsideSecrets } from './references.js';

/** Made by a person or by External Secrets: docs/operations/kubernetes.md says how. */
const MADE_BY_PEOPLE: OutsideSecrets = {
  'shelfstream-secrets': ['PICKUP_CODE_SECRET', 'SEALING_SECRET'],
  'shelfstream-database': ['url', 'password'],
  'shelfstream-api-keys': ['api-keys.json'],
  'shelfstream-messengers': [
    'SMTP_URL',
    'MAIL_FROM',
    'TWILIO_ACCOUNT_SID',
    'TWILIO_AUTH_TOKEN',
    'TWILIO_FROM',
  ],
  'shelfstream-operator': ['token'],
  'shelfstream-certificate': ['tls.crt', 'tls.key'],
};

/** Made by the operators of PostgreSQL and Kafka, under names that follow from what they are asked for. */
const MADE_BY_OPERATORS: OutsideSecrets = {
  'shelfstream-postgres-app': ['uri', 'username', 'password'],
  'shelfstream-postgres-ca': ['ca.crt'],
  'shelfstream-kafka-cluster-ca-cert': ['ca.crt'],
  'shelfstream-inventory': ['password'],
  'shelfstream-orders': ['password'],
  'shelfstream-returns': ['password'],
  'shelfstream-notifications': ['password'],
};

export const SECRETS: OutsideSecrets = { ...MADE_BY_PEOPLE, ...MADE_BY_OPERATORS };
