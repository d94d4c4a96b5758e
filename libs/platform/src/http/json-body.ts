import { isUtf8 } from 'node:buffer';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { FastifyInstance, FastifyRequest, RequestPayload } from 'fastify';
import { ProblemException } from '../problems/problem-exception.js';

/** Largest body, in bytes, counted after a compressed one is inflated. */
export const BODY_LIMIT = 8 * 1024 * 1024;

/**
 * JSON is the one thing that a body may be (`application/json` or `…+json`): forms and plain text, which a page of any
 * origin can send without asking, are refused as 415. A body may be compressed with gzip, deflate or br; the limit counts
 * what comes out, as it comes, so a small bomb is cut there. An empty body is none: clients set the content type of a
 * POST that has nothing to say, too.
 */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    /^(?:application\/json|[\w.-]+\/[\w.-]+\+json)\s*(?:;|$)/,
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
    (_request: FastifyRequest, body: Buffer, done: (error: Error | null, value?: unknown) => void) => {
      try {
        done(null, parseJson(body));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  server.addHook('preParsing', (request, _reply, payload, done) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined) return done(null, payload);
    try {
      done(null, inflated(encoding.trim().toLowerCase(), payload));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Refused: 400 `invalid_json`, with the place of the fault but none of the text, which may be personal. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw invalidJson('it is not UTF-8');
  const marked = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
  const text = body.toString('utf8', marked ? 3 : 0);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalidJson(placeOf((error as Error).message, text));
  }
  if (PROTOTYPE_KEY.test(text)) throw invalidJson('the key "__proto__" is not allowed');
  return value;
}

/** The key `__proto__` in every spelling that JSON allows; a value that reads so is harmless. */
const PROTOTYPE_KEY =
  /"(?:_|\\u005[Ff]){2}(?:p|\\u0070)(?:r|\\u0072)(?:o|\\u006[Ff])(?:t|\\u0074)(?:o|\\u006[Ff])(?:_|\\u005[Ff]){2}"\s*:/;

function invalidJson(why: string): ProblemException {
  const detail = `The body is not valid JSON: ${why}. Correct it and send it again.`;
  return new ProblemException({ status: 400, code: 'invalid_json', detail });
}

function placeOf(message: string, text: string): string {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (message.includes('end of JSON input') || Number(position) >= text.length) return 'it ends too early';
  if (position === undefined) {
    // V8 quotes the text around such a character, and says no position.
    return /^\s*[[{"\d\-tfn]/.test(text)
      ? 'a character stands where JSON allows none, such as a bracket after a comma'
      : 'it does not begin as JSON does';
  }
  const before = text.slice(0, Number(position));
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');
  return `see position ${position} (line ${line}, column ${column})`;
}

const INFLATERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

function inflated(encoding: string, payload: RequestPayload): RequestPayload {
  if (encoding === 'identity' || encoding === '') return payload;
  const makeInflater = Object.hasOwn(INFLATERS, encoding) ? INFLATERS[encoding] : undefined;
  if (makeInflater === undefined) {
    throw new ProblemException({
      status: 415,
      code: 'unsupported_encoding',
      detail: 'Content-Encoding may be gzip, deflate or br, or left out.',
    });
  }
  const inflater: Transform & { receivedEncodedLength?: number } = makeInflater();
  // Fastify compares it with Content-Length.
  inflater.receivedEncodedLength = 0;
  payload.on('data', (chunk: Buffer) => {
    inflater.receivedEncodedLength! += chunk.length;
  });
  pipeline(payload as Readable, inflater, () => {});
  return inflater;
}
