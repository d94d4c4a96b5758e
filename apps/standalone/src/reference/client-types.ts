import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';

/** The types of one service's calls, for `libs/client`. */
export async function clientTypes(document: object): Promise<string> {
  // Copied, for it is changed in the making. What has a default may be left out of a request.
  const copy = structuredClone(document) as OpenAPI3;
  return `// Written by npm run generate.\n${astToString(await openapiTS(copy, { defaultNonNullable: false }))}`;
}
