import type { LocationInput } from '#contracts';
import { type ApiClient, ProblemAnswer } from '../client.js';
import { parseOpeningHours } from '../values/opening-hours.js';
import { parseNumber, parseWords } from '../values/scalars.js';
import { type CatalogueAnswer, type CatalogueKind, ElementReader } from './import-catalogue.js';

type NamedLocation = LocationInput & { locationId: string };

const FIELDS = [
  ...['locationId', 'name'].map((name) => ({ name, required: true })),
  ...[
    'kind',
    'latitude',
    'longitude',
    'timeZone',
    'address',
    'capabilities',
    'safetyStock',
    'dailyOrderCapacity',
    'openingHours',
    'markdownRisk',
    'handlingCost',
  ].map((name) => ({ name, required: false })),
];

/** Locations by `PUT /locations/{locationId}`; a store unless `kind` says otherwise, in `timeZone` unless its own is given. */
export function locationCatalogue(timeZone: string | undefined): CatalogueKind<NamedLocation> {
  return {
    fields: FIELDS,
    id: 'locationId',
    perRequest: 8,
    read(columns, cells) {
      const reader = new ElementReader(columns, cells);
      Object.assign(reader.element, { kind: 'store', timeZone });
      return reader
        .need('locationId')
        .need('name')
        .take('kind')
        .take('latitude', parseNumber)
        .take('longitude', parseNumber)
        .take('timeZone')
        .take('address')
        .take('capabilities', parseWords)
        .take('safetyStock', parseNumber)
        .take('dailyOrderCapacity', parseNumber)
        .take('openingHours', parseOpeningHours)
        .take('markdownRisk', parseNumber)
        .take('handlingCost', parseNumber)
        .result();
    },
    idOf: ({ locationId }) => locationId,
    async send(client, locations) {
      const answers = await Promise.all(locations.map((location) => putLocation(client, location)));
      return {
        created: answers.reduce((sum, { created }) => sum + created, 0),
        updated: answers.reduce((sum, { updated }) => sum + updated, 0),
        rejected: answers.flatMap(({ rejected }) => rejected),
      };
    },
  };
}

async function putLocation(client: ApiClient, location: NamedLocation): Promise<CatalogueAnswer> {
  const { locationId, ...body } = location;
  try {
    const created = await client.put(`/inventory/v1/locations/${encodeURIComponent(locationId)}`, body);
    return { created: created ? 1 : 0, updated: created ? 0 : 1, rejected: [] };
  } catch (error) {
    if (!(error instanceof ProblemAnswer) || ![400, 404, 409, 422].includes(error.status)) throw error;
    const code = error.problem.code ?? 'invalid_request';
    return { created: 0, updated: 0, rejected: [{ id: locationId, code, detail: error.message }] };
  }
}
