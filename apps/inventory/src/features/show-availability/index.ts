import { AvailabilityFinder } from './availability-finder.js';
import { ShowAvailabilityController } from './show-availability.controller.js';

export const showAvailability = {
  controllers: [ShowAvailabilityController],
  providers: [AvailabilityFinder],
};
