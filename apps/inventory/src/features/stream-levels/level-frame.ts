import type { StockLevel } from '#contracts';
import { levelId } from '../../domain/level.js';

/** A level's figures as one server-sent event, written once however many listen. */
export interface LevelFrame {
  readonly levelId: string;
  readonly sequence: number;
  readonly text: string;
}

/** `event: level`, with an opaque id and the level as `GET /levels` shows it. */
export function levelFrame(level: StockLevel): LevelFrame {
  const { locationId, sku, sequence } = level;
  const id = Buffer.from(`${sequence}/${locationId}/${sku}`, 'utf8').toString('base64url');
  return {
    levelId: levelId(locationId, sku),
    sequence,
    text: `event: level\nid: ${id}\ndata: ${JSON.stringify(level)}\n\n`,
  };
}
