import { Injectable } from '@nestjs/common';
import type { LevelRef } from '../../domain/level.js';
import type { LevelFilter } from '../show-levels/levels.js';
import type { LevelFrame } from './level-frame.js';

/** Is told of every change of the levels that it asked for. */
export interface LevelListener {
  changed(frame: LevelFrame): void;
}

interface Registration {
  readonly listener: LevelListener;
  /** What its place in the index does not say already; undefined when that is enough. */
  readonly locations: ReadonlySet<string> | undefined;
}

/**
 * Hands changed levels on to whoever listens in this process. Listeners are found by SKU or by location, so a
 * change costs as much as the number of those it concerns, not of all there are.
 */
@Injectable()
export class LevelHub {
  private readonly bySku = new Map<string, Set<Registration>>();
  private readonly byLocation = new Map<string, Set<Registration>>();
  private readonly ofAll = new Set<Registration>();
  private count = 0;

  /** How many listen. */
  get size(): number {
    return this.count;
  }

  /** Registers a listener; the returned function takes it off again. */
  listen({ sku, locationId }: LevelFilter, listener: LevelListener): () => void {
    const registration = {
      listener,
      locations: sku !== undefined && locationId !== undefined ? new Set(locationId) : undefined,
    };
    const [index, keys] = sku !== undefined ? [this.bySku, sku] : [this.byLocation, locationId ?? []];
    for (const key of keys) entry(index, key).add(registration);
    if (sku === undefined && locationId === undefined) this.ofAll.add(registration);
    this.count += 1;
    let listening = true;
    return () => {
      if (!listening) return;
      listening = false;
      this.count -= 1;
      this.ofAll.delete(registration);
      for (const key of keys) {
        const registrations = index.get(key);
        registrations?.delete(registration);
        if (registrations?.size === 0) index.delete(key);
      }
    };
  }

  /** Tells those who listen to the level. `frame` is asked for once, and only if there is somebody. */
  publish(level: LevelRef, frame: () => LevelFrame | undefined): void {
    let made: LevelFrame | undefined;
    for (const registrations of [
      this.bySku.get(level.sku),
      this.byLocation.get(level.locationId),
      this.ofAll,
    ]) {
      for (const { listener, locations } of registrations ?? []) {
        if (locations !== undefined && !locations.has(level.locationId)) continue;
        made ??= frame();
        if (made === undefined) return;
        listener.changed(made);
      }
    }
  }
}

function entry(index: Map<string, Set<Registration>>, key: string): Set<Registration> {
  let registrations = index.get(key);
  if (registrations === undefined) index.set(key, (registrations = new Set()));
  return registrations;
}
