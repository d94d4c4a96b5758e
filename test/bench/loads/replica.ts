import { createInventoryDataSource } from '../../../apps/inventory/src/persistence/data-source.js';
import { Intake } from '../stage/intake.js';

/** A process of its own that takes sales from the topic as a replica of inventory, once it is told to begin. */
export type ReplicaTask = { readonly url: string } | 'begin';

/** How many sales more it has committed. */
export type ReplicaReport = number;

let begin: () => void;
const begun = new Promise<void>((resolve) => (begin = resolve));

process.on('message', (task: ReplicaTask) => {
  if (task === 'begin') begin();
  else void run(task.url);
});

async function run(url: string): Promise<void> {
  const dataSource = await createInventoryDataSource({ url, poolSize: 10 }).initialize();
  const intake = await Intake.open(url, dataSource);
  await intake.consume((sales) => process.send?.(sales satisfies ReplicaReport), begun);
}
