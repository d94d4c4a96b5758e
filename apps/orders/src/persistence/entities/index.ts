import { NetworkItemEntity } from './network-item.entity.js';
import { NetworkLevelEntity } from './network-level.entity.js';
import { NetworkLocationEntity } from './network-location.entity.js';

export const ENTITIES = [NetworkItemEntity, NetworkLevelEntity, NetworkLocationEntity];
