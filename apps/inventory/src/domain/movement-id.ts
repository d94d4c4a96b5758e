/**
 * Ids of ledger lines. Each is derived from the command that caused it, so a command that is sent again meets
 * its own line. The parts are joined by a slash; one that holds a slash or a percent sign is URL-encoded, so no
 * two commands share an id.
 */
const part = (id: string): string => (/[/%]/.test(id) ? encodeURIComponent(id) : id);

export const saleMovementId = (locationId: string, saleId: string, lineId: string): string =>
  `sale/${part(locationId)}/${part(saleId)}/${part(lineId)}`;

/** The line that takes a late sale off again, because a newer count already knows of it. */
export const restatementMovementId = (locationId: string, saleId: string, lineId: string): string =>
  `restatement/${part(locationId)}/${part(saleId)}/${part(lineId)}`;

/** The line that writes off a unit which came back at the till and was thrown away. */
export const disposalMovementId = (locationId: string, saleId: string, lineId: string): string =>
  `disposal/${part(locationId)}/${part(saleId)}/${part(lineId)}`;

/** A line of units that came back, by a receipt of its own; what is done with it at once has an id beside it. */
export const receiptMovementId = (
  step: 'receipt' | 'receipt-restatement' | 'receipt-disposal',
  receiptId: string,
  lineId: string,
): string => `${step}/${part(receiptId)}/${part(lineId)}`;

export const postedMovementId = (movementId: string): string => `movement/${movementId}`;

export const countMovementId = (countId: string, sku: string): string =>
  `count/${part(countId)}/${part(sku)}`;

export const reservationMovementId = (
  step: 'reserve' | 'commit' | 'expire',
  reservationId: string,
  lineNo: number,
): string => `${step}/${part(reservationId)}/${lineNo}`;

/** Steps that can be taken several times, part by part, carry the id of the command as well. */
export const settlementMovementId = (
  step: 'fulfill' | 'release' | 'stage',
  reservationId: string,
  commandId: string,
  lineNo: number,
): string => `${step}/${part(reservationId)}/${part(commandId)}/${lineNo}`;

export const transferMovementId = (
  step: 'out' | 'expected' | 'in' | 'lost',
  transferId: string,
  commandId: string,
  sku: string,
): string => `transfer-${step}/${part(transferId)}/${part(commandId)}/${part(sku)}`;

export const safetyStockMovementId = (commandId: string): string => `safety-stock/${commandId}`;

/** A ledger id as the API shows it: what a client posted under its own id bears that id. */
export const displayMovementId = (stored: string): string =>
  stored.startsWith('movement/') ? stored.slice('movement/'.length) : stored;
