import { Identifier, Location, LocationInput, LocationPage, LocationQuery } from '#contracts';
import { Endpoint, ProblemException, ValidBody, ValidParams, ValidQuery } from '#platform';
import { Controller, Get, HttpStatus, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ELSEWHERE, requireHere } from '../../cells/require-here.js';
import { Cells } from '../../domain/cells.js';
import { unknownDetail } from '../../domain/unknown.js';
import { PREFIX } from '../prefix.js';
import { requireNear } from '../require-near.js';
import { Locations } from './locations.js';

const LocationPath = z.object({ locationId: Identifier });
type LocationPath = z.infer<typeof LocationPath>;

@ApiTags('locations')
@Controller(`${PREFIX}/locations`)
export class ManageLocationsController {
  constructor(
    private readonly locations: Locations,
    private readonly cells: Cells,
  ) {}

  @Put(':locationId')
  @Endpoint({
    scope: 'catalogue:write',
    location: 'params.locationId',
    summary: 'Create a location, or replace it as a whole',
    description:
      'Answers 201 when the location is new. Sales that waited for it post by themselves; levels without a safety ' +
      'stock of their own follow the location.',
    params: LocationPath,
    body: LocationInput,
    responses: { 200: Location, 201: Location },
    problems: [ELSEWHERE[0]],
  })
  async put(
    @ValidParams(LocationPath) { locationId }: LocationPath,
    @ValidBody(LocationInput) input: LocationInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Location> {
    requireHere(this.cells, [locationId]);
    const { location, created } = await this.locations.put(locationId, input);
    void reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return location;
  }

  @Get(':locationId')
  @Endpoint({
    scope: 'catalogue:read',
    location: 'any',
    summary: 'One location',
    params: LocationPath,
    responses: { 200: Location },
    problems: [{ status: 404, code: 'unknown_location' }, ELSEWHERE[0]],
  })
  async get(@ValidParams(LocationPath) { locationId }: LocationPath): Promise<Location> {
    requireHere(this.cells, [locationId]);
    const location = await this.locations.find(locationId);
    if (location !== undefined) return location;
    const detail = unknownDetail('unknown_location', { locationId, sku: '' });
    throw new ProblemException({ status: 404, code: 'unknown_location', detail });
  }

  @Get()
  @Endpoint({
    scope: 'catalogue:read',
    location: 'any',
    summary: 'The locations, by id or nearest first',
    description:
      'With `near`, only locations that have coordinates, each with its `distanceKm`; `radiusKm` leaves out those ' +
      'farther away. A cursor goes on with the same `near`.',
    query: LocationQuery,
    responses: { 200: LocationPage },
    problems: [{ status: 400, code: 'invalid_cursor' }],
  })
  list(@ValidQuery(LocationQuery) query: LocationQuery): Promise<LocationPage> {
    requireNear(query);
    return this.locations.page(query);
  }
}
