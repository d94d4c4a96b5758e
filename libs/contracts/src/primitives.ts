import { z } from 'zod';

/** An id chosen by the client: 1 to 64 printable characters, kept exactly as sent. */
export const Identifier = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters')
  .meta({ id: 'Identifier', description: 'A client-chosen id: 1 to 64 characters, no control characters.' });

/** Largest quantity of one line, in the item's base unit. A line beyond it is a typing error, not stock. */
export const MAX_QUANTITY = 1_000_000_000;

/** A signed quantity in the item's base unit. */
export const SignedQuantity = z.int().min(-MAX_QUANTITY).max(MAX_QUANTITY);

/** A quantity of at least one, in the item's base unit. */
export const PositiveQuantity = z.int().min(1).max(MAX_QUANTITY);

/** A quantity of zero or more, in the item's base unit. */
export const NonNegativeQuantity = z.int().min(0).max(MAX_QUANTITY);

/** A moment: ISO 8601 with an offset (`2026-11-24T09:30:00+08:00`, or `Z`). */
export const Timestamp = z.iso.datetime({
  offset: true,
  error: 'must be an ISO 8601 time with an offset, like 2026-11-24T09:30:00+08:00',
});

/** Money as a decimal: a JSON number, or a string of digits such as "12.50". */
export const Decimal = z.union([
  z.number().min(-1e12).max(1e12),
  z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'must be a decimal such as "12.50"'),
]);

/** An amount as we give it: a decimal as text, so that no digit is lost on the way. */
export const Money = z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/, 'must be a decimal such as "12.50"');

/** ISO 4217 currency code. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as "USD"');

/** Text that a database can keep: no NUL, no half of a surrogate pair. Otherwise never interpreted. */
export const Text = z.string().regex(/^[^\0\p{Cs}]*$/u, 'must not contain NUL characters or broken Unicode');

/** Free text a person typed; bounded. */
export const ShortText = Text.max(500);

/** IANA time zone name, checked against the runtime's own list. */
export const TimeZone = z.string().refine(isTimeZone, 'must be an IANA time zone such as "Asia/Shanghai"');

/** The largest part of a list that one answer carries. */
export const MAX_PAGE = 500;

/** Query parameters of every list: `limit` (1 to 500, default 100) and the opaque `cursor` of the page before. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(100),
  cursor: z.string().max(2_000).optional(),
});

export type PageQuery = z.infer<typeof PageQuery>;

/** A page of a list; `nextCursor` is null on the last one. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** A query parameter that may be given once or repeated; always an array inside. */
export const repeatable = <T extends z.ZodType>(item: T, max: number) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).max(max),
  );

/** `near=latitude,longitude` in decimal degrees. */
export const Near = z
  .string()
  .regex(/^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$/, 'must be "latitude,longitude" in decimal degrees')
  .transform((text) => {
    const [latitude, longitude] = text.split(',').map(Number) as [number, number];
    return { latitude, longitude };
  })
  .refine((p) => Math.abs(p.latitude) <= 90 && Math.abs(p.longitude) <= 180, 'is not a point on Earth');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name.length > 0;
  } catch {
    return false;
  }
}
