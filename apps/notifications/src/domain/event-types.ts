/**
 * Whether an endpoint wants an event: its own list names the type (`orders.order-placed.v1`), all of a service
 * (`orders.*`), or everything (`*`).
 */
export function wants(eventTypes: readonly string[], type: string): boolean {
  return eventTypes.some(
    (pattern) =>
      pattern === '*' ||
      pattern === type ||
      (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1))),
  );
}
