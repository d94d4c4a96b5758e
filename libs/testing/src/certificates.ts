import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testRun } from './run.js';

const run = promisify(execFile);

/** Files of a certificate for 127.0.0.1 and localhost, PEM. */
export interface TestCertificate {
  /** The authority that signed it. */
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  /** Key and certificate in one, as Kafka reads them. */
  readonly keystoreFile: string;
}

/** A certificate by an authority of its own, both made by the `openssl` of this machine; good for a day. */
export async function testCertificate(): Promise<TestCertificate> {
  const folder = await mkdtemp(join(testRun().folder, 'certificate-'));
  await chmod(folder, 0o755);
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  await openssl(
    ...['req', '-x509', ...key, '-days', '1', '-subj', '/CN=Shelfstream test authority'],
    ...['-keyout', 'ca.key', '-out', 'ca.pem'],
  );
  await openssl('req', ...key, '-subj', '/CN=localhost', '-keyout', 'server.key', '-out', 'server.csr');
  await writeFile(file('names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  await openssl(
    ...['x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
    ...['-days', '1', '-extfile', 'names', '-out', 'server.pem'],
  );
  const [privateKey, certificate] = await Promise.all([
    readFile(file('server.key'), 'utf8'),
    readFile(file('server.pem'), 'utf8'),
  ]);
  await writeFile(file('keystore.pem'), privateKey + certificate, { mode: 0o600 });
  return {
    caFile: file('ca.pem'),
    certFile: file('server.pem'),
    keyFile: file('server.key'),
    keystoreFile: file('keystore.pem'),
  };
}
