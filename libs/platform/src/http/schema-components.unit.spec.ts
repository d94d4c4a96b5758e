import { z } from 'zod';
import { openApiSchema, schemaComponents } from './schema-components.js';

describe('A named schema in an OpenAPI document', () => {
  const Shelf = z.object({ bay: z.int() }).meta({ id: 'SpecShelf' });
  const Aisle = z.object({ shelves: z.array(Shelf) }).meta({ id: 'SpecAisle' });

  it('is referred to, and stands among the components with all that it says', () => {
    expect(openApiSchema(Aisle, 'output')).toEqual({ $ref: '#/components/schemas/SpecAisle' });
    expect(schemaComponents()).toMatchObject({
      SpecAisle: { properties: { shelves: { items: { $ref: '#/components/schemas/SpecShelf' } } } },
      SpecShelf: { properties: { bay: { type: 'integer' } } },
    });
  });
});
