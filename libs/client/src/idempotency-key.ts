/** A key that no other call has. (`randomUUID` is missing in browsers on plain HTTP, such as a tablet in a store.) */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
