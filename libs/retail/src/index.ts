export * from './distance.js';
export * from './opening-calendar.js';
export * from './opening-hours.js';
export * from './pickup-promise.js';
