/** Every route of the service begins with this. */
export const PREFIX = 'orders/v1';
