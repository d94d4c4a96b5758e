import { ProblemException } from '#platform';

/** A radius is a distance from somewhere: without `near` it is 400 `invalid_request`. */
export function requireNear({ near, radiusKm }: { near?: unknown; radiusKm?: number | undefined }): void {
  if (radiusKm === undefined || near !== undefined) return;
  throw new ProblemException({
    status: 400,
    code: 'invalid_request',
    detail: 'A radius needs a place: add near=latitude,longitude, or leave radiusKm out.',
    errors: [{ path: 'radiusKm', message: 'needs `near`' }],
  });
}
