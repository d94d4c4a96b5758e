import { ItemEntity } from './item.entity.js';
import { LocationEntity } from './location.entity.js';
import { PendingSaleLineEntity } from './pending-sale-line.entity.js';
import { ReservationEntity, ReservationLineEntity } from './reservation.entity.js';
import { StockCountEntity } from './stock-count.entity.js';
import { StockLevelEntity } from './stock-level.entity.js';
import { StockMovementEntity } from './stock-movement.entity.js';
import { ToldShortageEntity } from './told-shortage.entity.js';
import { TransferEntity, TransferLineEntity } from './transfer.entity.js';
import { UntoldCatalogueEntity } from './untold-catalogue.entity.js';

export const ENTITIES = [
  ItemEntity,
  LocationEntity,
  PendingSaleLineEntity,
  ReservationEntity,
  ReservationLineEntity,
  StockCountEntity,
  StockLevelEntity,
  StockMovementEntity,
  ToldShortageEntity,
  TransferEntity,
  TransferLineEntity,
  UntoldCatalogueEntity,
];

export {
  ItemEntity,
  LocationEntity,
  PendingSaleLineEntity,
  ReservationEntity,
  ReservationLineEntity,
  StockCountEntity,
  StockLevelEntity,
  StockMovementEntity,
  ToldShortageEntity,
  TransferEntity,
  TransferLineEntity,
  UntoldCatalogueEntity,
};
