/** Every route of the service begins with this. */
export const PREFIX = 'returns/v1';
