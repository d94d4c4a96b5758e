import { AvailabilityQuery, AvailabilityResult } from '#contracts';
import { Endpoint, ValidQuery } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PREFIX } from '../prefix.js';
import { requireNear } from '../require-near.js';
import { AvailabilityFinder } from './availability-finder.js';

@ApiTags('availability')
@Controller(`${PREFIX}/availability`)
export class ShowAvailabilityController {
  constructor(private readonly finder: AvailabilityFinder) {}

  @Get()
  @Endpoint({
    scope: 'availability:read',
    location: 'any',
    summary: 'What can be promised of SKUs, and where',
    description:
      'Up to 100 SKUs. Places that have the SKU in their book come nearest first when `near` is given, else by id; ' +
      'those without coordinates come last, and are left out when `radiusKm` is given. `method` leaves out places ' +
      'that cannot do it. `pickupPromise` is the earliest moment at which an order placed now can be picked up. Where stock ' +
      'is parted into cells, of the places of this cell.',
    query: AvailabilityQuery,
    responses: { 200: AvailabilityResult },
  })
  async find(@ValidQuery(AvailabilityQuery) query: AvailabilityQuery): Promise<AvailabilityResult> {
    requireNear(query);
    return { items: await this.finder.find(query) };
  }
}
