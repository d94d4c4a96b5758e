/** Every route of the service begins with this. */
export const PREFIX = 'notifications/v1';
