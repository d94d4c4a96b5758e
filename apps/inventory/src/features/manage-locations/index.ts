import { Locations } from './locations.js';
import { ManageLocationsController } from './manage-locations.controller.js';
import { RebaseSafetyStock } from './rebase-safety-stock.js';

export const manageLocations = {
  controllers: [ManageLocationsController],
  providers: [Locations, RebaseSafetyStock],
};
