import type { ReturnResolution } from '#contracts';
import type { Purchase } from './purchase.js';

/** What every event of a return says of it. */
export interface OfReturn {
  readonly returnId: string;
  readonly orderId: string | null;
  readonly saleId: string | null;
  readonly saleLocationId: string | null;
  readonly customerId: string | null;
  readonly resolution: ReturnResolution;
}

export const ofReturn = (
  purchase: Purchase,
  ret: {
    readonly returnId: string;
    readonly customerId: string | null;
    readonly resolution: ReturnResolution;
  },
): OfReturn => ({
  returnId: ret.returnId,
  orderId: purchase.orderId,
  saleId: purchase.saleId,
  saleLocationId: purchase.locationId,
  customerId: ret.customerId,
  resolution: ret.resolution,
});
