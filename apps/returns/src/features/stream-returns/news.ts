import { ReturnNews, type ReturnStreamQuery } from '#contracts';

/** Something that happened to a return, as a stream tells it. */
export interface News {
  readonly event: 'return';
  readonly id: string;
  readonly data: ReturnNews;
}

/** What an event of `returns.v1` is to those who watch; undefined for what is none of ours. Every one names its return. */
export function newsOf(type: string | null, value: unknown): News | undefined {
  if (type?.startsWith('returns.') !== true) return undefined;
  const data = ReturnNews.parse(value);
  return { event: 'return', id: data.returnId, data };
}

/** Whether it concerns the return, the order and the receipt that are asked for. */
export const concerns = ({ data }: News, query: ReturnStreamQuery): boolean =>
  (['returnId', 'orderId', 'saleId'] as const).every(
    (name) => query[name] === undefined || query[name] === data[name],
  );
