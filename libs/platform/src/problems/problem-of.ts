import { HttpException } from '@nestjs/common';
import { isTransient, isUnavailable } from '#persistence';
import { type ProblemData, ProblemException } from './problem-exception.js';

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Not authenticated',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  414: 'URL too long',
  415: 'Unsupported media type',
  422: 'Unprocessable',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
};

/** The body of a problem, as `application/problem+json`. */
export function problemBody({ status, code, detail, retryAfter: _, ...extra }: ProblemData): object {
  return {
    type: `urn:shelfstream:problem:${code}`,
    title: TITLES[status] ?? 'Error',
    status,
    code,
    detail,
    ...extra,
  };
}

/** Any failure as a problem; undefined if nobody foresaw it, and it must be logged. */
export function problemOf(error: unknown): ProblemData | undefined {
  if (error instanceof ProblemException) return error.problem;
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, message, retryAfterSeconds } = error as {
    code?: unknown;
    message?: string;
    retryAfterSeconds?: unknown;
  };
  if (typeof retryAfterSeconds === 'number') {
    return {
      status: 503,
      code: 'overloaded',
      detail: `${message} Try again in a moment.`,
      retryAfter: retryAfterSeconds,
    };
  }
  if (typeof code === 'string') {
    const problem = byCode(code, message ?? '');
    if (problem !== undefined) return problem;
  }
  if (error instanceof HttpException) return fromNest(error);
  if (isUnavailable(error)) {
    return {
      status: 503,
      code: 'database_unavailable',
      detail: 'The database cannot be reached at the moment. Send the same request again shortly.',
      retryAfter: 2,
    };
  }
  if (isTransient(error)) {
    return {
      status: 503,
      code: 'try_again',
      detail: 'The request collided with others. Send it again.',
      retryAfter: 1,
    };
  }
  return undefined;
}

/** What zlib says of gzip, deflate and brotli that it cannot read; `ERR__ERROR_FORMAT_…` and the like are brotli's. */
const BROKEN_COMPRESSION = /^(Z_(DATA|BUF|STREAM)_ERROR|ERR_(_ERROR_|PADDING|BROTLI_DEC).*)$/;

const INVALID_ENCODING: ProblemData = {
  status: 400,
  code: 'invalid_encoding',
  detail: 'The body is not in the encoding that Content-Encoding names, or it was cut. Send it again whole.',
};

function byCode(code: string, message: string): ProblemData | undefined {
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return {
        status: 413,
        code: 'body_too_large',
        detail: 'The body is larger than 8 MiB. Send it in several smaller requests.',
      };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return {
        status: 415,
        code: 'unsupported_media_type',
        detail: 'Send the body as JSON, with the header "Content-Type: application/json".',
      };
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return {
        status: 400,
        code: 'invalid_content_length',
        detail: 'Content-Length does not match the body. Send it again whole.',
      };
    case 'FST_ERR_BAD_URL':
      return {
        status: 400,
        code: 'invalid_url',
        detail: 'The URL is not properly percent-encoded. Encode its ids.',
      };
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return {
        status: 414,
        code: 'uri_too_long',
        detail: 'An id in the path is too long. Ids have at most 64 characters.',
      };
    // PostgreSQL: a text that it cannot store (it holds the character NUL), or a number or time out of its range.
    case '22021':
    case '22P05':
    case '22003':
    case '22008':
      return {
        status: 400,
        code: 'invalid_value',
        detail: `A value cannot be stored: ${message}. Correct it and send the request again.`,
      };
    // PostgreSQL: the statement timeout, which we set ourselves.
    case '57014':
      return {
        status: 503,
        code: 'try_again',
        detail: 'The request took too long and was given up. Send it again in a moment.',
        retryAfter: 1,
      };
    default:
      return BROKEN_COMPRESSION.test(code) ? INVALID_ENCODING : undefined;
  }
}

/** Codes for what Nest and its libraries throw by themselves. */
const CODES: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  406: 'not_acceptable',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  503: 'unavailable',
};

function fromNest(error: HttpException): ProblemData | undefined {
  const status = error.getStatus();
  // A 500 that somebody threw on purpose is still a failure to look into.
  if (status >= 500 && status !== 503) return undefined;
  // Nest wraps what Fastify's own parsers refuse.
  const { code } = (error.cause ?? {}) as { code?: unknown };
  const parser = typeof code === 'string' ? byCode(code, error.message) : undefined;
  return parser ?? { status, code: CODES[status] ?? `http_${status}`, detail: error.message };
}
