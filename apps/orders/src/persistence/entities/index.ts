import { NetworkItemEntity } from './network-item.entity.js';
import { NetworkLevelEntity } from './network-level.entity.js';
import { NetworkLocationEntity } from './network-location.entity.js';
import { ORDER_ENTITIES } from './order-process.js';

export const ENTITIES = [...ORDER_ENTITIES, NetworkItemEntity, NetworkLevelEntity, NetworkLocationEntity];
