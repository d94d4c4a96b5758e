import zlib from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { ProblemException } from '../problems/problem-exception.js';

/** Largest body, in bytes, counted after a compressed one is inflated. */
export const BODY_LIMIT = 8 * 1024 * 1024;

const INFLATE: Record<string, () => zlib.Gunzip | zlib.Inflate | zlib.BrotliDecompress> = {
  gzip: zlib.createGunzip,
  deflate: zlib.createInflate,
  br: zlib.createBrotliDecompress,
};

/**
 * JSON is the one thing that a body may be: forms and plain text, which a page of any origin can send without
 * asking, are refused as 415. A body may be compressed. An empty one is none.
 */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser(
    /^application\/([\w.-]+\+)?json(;|$)/,
    { parseAs: 'string', bodyLimit: BODY_LIMIT },
    (request, body, done) => {
      if (body.length === 0) return done(null, undefined);
      return parseJson(request, body as string, (error, value) => {
        done(error === null || error === undefined ? null : brokenJson(error), value);
      });
    },
  );
  server.addHook('preParsing', async (request, _reply, payload) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || encoding === 'identity') return payload;
    const inflate = INFLATE[encoding.toLowerCase()];
    if (inflate === undefined) {
      throw new ProblemException({
        status: 415,
        code: 'unsupported_encoding',
        detail: 'Content-Encoding may be gzip, deflate or br, or left out.',
      });
    }
    const inflated = Object.assign(inflate(), { receivedEncodedLength: 0 });
    payload.on('data', (chunk: Buffer) => {
      inflated.receivedEncodedLength += chunk.length;
    });
    payload.on('error', (error) => inflated.destroy(error));
    return payload.pipe(inflated);
  });
}

function brokenJson(error: Error): Error {
  const where = /at position \d+( \(line \d+ column \d+\))?|Unexpected end of JSON input/.exec(error.message)?.[0];
  return new ProblemException({
    status: 400,
    code: 'invalid_json',
    detail: `The body is not valid JSON${where === undefined ? '' : ` (${where})`}. Correct it and send it again.`,
  });
}
