/** SQLSTATE classes and codes after which the same work may succeed if it is simply done again. */
const TRANSIENT_CLASSES = ['08', '53', '57'];
const TRANSIENT_CODES = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '55P03', // lock_not_available (lock_timeout)
  '25P03', // idle_in_transaction_session_timeout
]);
/** 57014 is our own statement_timeout or a cancel; 53400 is a configuration limit: neither gets better by itself. */
const FINAL_CODES = new Set(['57014', '53400']);

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
]);

// TypeORM releases a query runner as soon as its connection breaks between two statements; the next one says so.
const LOST_CONNECTION =
  /query runner already released|connection terminated|connection ended|connection timeout|timeout exceeded when trying to connect|client has encountered a connection error|not queryable|server closed the connection|socket hang up/i;

/** Whether the failure lies in the moment (lock, lost connection, restart) and not in the work itself. */
export function isTransient(error: unknown): boolean {
  const { code, message } = details(error);
  if (code !== undefined) {
    if (FINAL_CODES.has(code)) return false;
    if (TRANSIENT_CODES.has(code) || NETWORK_CODES.has(code)) return true;
    if (/^[0-9A-Z]{5}$/.test(code)) return TRANSIENT_CLASSES.includes(code.slice(0, 2));
  }
  return LOST_CONNECTION.test(message);
}

/** Whether the database could not be reached at all, as opposed to having refused or postponed the work. */
export function isUnavailable(error: unknown): boolean {
  const { code, message } = details(error);
  if (code !== undefined && NETWORK_CODES.has(code)) return true;
  if (code !== undefined && /^(08|57P)/.test(code)) return true;
  return LOST_CONNECTION.test(message);
}

function details(error: unknown): { code: string | undefined; message: string } {
  if (typeof error !== 'object' || error === null) return { code: undefined, message: String(error) };
  const { code, message, driverError } = error as {
    code?: unknown;
    message?: unknown;
    driverError?: { code?: unknown };
  };
  const raw = code ?? driverError?.code;
  return {
    code: typeof raw === 'string' ? raw : undefined,
    message: typeof message === 'string' ? message : '',
  };
}
