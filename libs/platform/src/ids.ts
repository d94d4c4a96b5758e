import { v7 } from 'uuid';

/** A new id: UUID, version 7, so ids made later sort later. */
export const uuidv7 = (): string => v7();
