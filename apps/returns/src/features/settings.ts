/** Token of the service's settings. */
export const SETTINGS = Symbol('returns settings');
