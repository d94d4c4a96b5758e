import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';

/** The types of one service's calls, for `libs/client`. */
export async function clientTypes(document: object): Promise<string> {
  // Copied, for it is changed in the making. What has a default may be left out of a request.
  const copy = structuredClone(document) as OpenAPI3;
  const types = await openapiTS(copy, { defaultNonNullable: false });
  return `// Written by npm run generate.\n${astToString(types.map(orUndefined))}`;
}

/** What describes a call rather than being part of it: openapi-fetch asks whether it is there at all. */
const OF_THE_CALL = new Set(['query', 'header', 'path', 'cookie', 'requestBody', 'headers', 'content']);

/** What may be left out may be `undefined` too, for those who compile with `exactOptionalPropertyTypes`. */
function orUndefined(type: ts.Node): ts.Node {
  const { factory } = ts;
  const undefinedType = factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword);
  const visited = ts.transform(type, [
    (context) => {
      const visit = (node: ts.Node): ts.Node => {
        const inner = ts.visitEachChild(node, visit, context);
        if (!ts.isPropertySignature(inner) || inner.questionToken === undefined) return inner;
        if (inner.type === undefined || inner.type.kind === ts.SyntaxKind.NeverKeyword) return inner;
        if (ts.isIdentifier(inner.name) && OF_THE_CALL.has(inner.name.text)) return inner;
        const either = factory.createUnionTypeNode([inner.type, undefinedType]);
        return factory.updatePropertySignature(
          inner,
          inner.modifiers,
          inner.name,
          inner.questionToken,
          either,
        );
      };
      return (root) => ts.visitNode(root, visit);
    },
  ]);
  return visited.transformed[0] ?? type;
}
