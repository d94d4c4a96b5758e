import { sqlMigration } from '#service';

/** A delivery knows the story that it is part of, so that a sale can be followed to the mail that tells of it. */
export const DeliveryStory1764720000001 = sqlMigration('DeliveryStory1764720000001', {
  up: [
    `ALTER TABLE notifications.delivery ADD COLUMN correlation_id text`,
    `ALTER TABLE notifications.delivery ADD COLUMN traceparent text`,
  ],
  down: [
    `ALTER TABLE notifications.delivery DROP COLUMN traceparent`,
    `ALTER TABLE notifications.delivery DROP COLUMN correlation_id`,
  ],
});
