/** Token of the service's `NotificationsSettings`. */
export const SETTINGS = Symbol('notifications settings');
