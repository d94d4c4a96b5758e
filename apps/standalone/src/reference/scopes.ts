import { ROLES, SCOPES } from '#platform';
import type { OpenAPIObject } from '@nestjs/swagger';

interface Row {
  readonly operation: string;
  readonly scope: string;
  readonly location: string;
}

/** `scopes.md`: what each role may do, and what each operation asks for. */
export function scopesPage(documents: readonly OpenAPIObject[]): string {
  const rows = documents.flatMap(rowsOf);
  const roles = Object.entries(ROLES).map(([name, { description, scopes }]) => {
    const may = (scopes as readonly string[]).map((scope) => `\`${scope}\``).join(' ');
    return `| \`${name}\` | ${description} | ${may} |`;
  });
  const operations = SCOPES.flatMap((scope) =>
    rows
      .filter((row) => row.scope === scope)
      .map(
        ({ operation, location }) =>
          `| \`${scope}\` | ${operation} | ${LOCATIONS[location] ?? `\`${location}\``} |`,
      ),
  );
  return [
    '# Scopes',
    '',
    'Generated from the routes by `npm run generate`. What it means: [security](../security.md).',
    '',
    '## Roles',
    '',
    '| role | for | scopes |',
    '| --- | --- | --- |',
    ...roles,
    '',
    '## Operations',
    '',
    'The last column says what a caller who is bound to locations may do: **any** use it like everyone; **theirs** use it for ' +
      'what is at their locations; a field, which must name a location of theirs (a filter that is left out becomes theirs); ' +
      '**refused**, because it concerns the whole network.',
    '',
    '| scope | operation | bound to locations |',
    '| --- | --- | --- |',
    ...operations,
    '',
  ].join('\n');
}

const LOCATIONS: Readonly<Record<string, string>> = { any: 'any', row: 'theirs', none: 'refused' };

const rowsOf = ({ paths }: OpenAPIObject): Row[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    (['get', 'put', 'post', 'delete'] as const).flatMap((method) => {
      const described = methods[method] as
        { security?: { bearer?: string[] }[]; 'x-location'?: string } | undefined;
      const scope = described?.security?.[0]?.bearer?.[0];
      if (described === undefined || scope === undefined) return [];
      return [
        { operation: `${method.toUpperCase()} ${path}`, scope, location: described['x-location'] ?? 'none' },
      ];
    }),
  );
