import { eventually } from '#testing';
import type { Installation } from './installation.js';
import { isReady } from './kubectl.js';

/** Ends the container of a server of the local overlay, and keeps it away: its data stays, for its pod does. */
export class Outage {
  private constructor(
    private readonly installation: Installation,
    private readonly name: 'postgres' | 'kafka',
    private readonly image: string,
  ) {}

  static async begin(installation: Installation, name: 'postgres' | 'kafka'): Promise<Outage> {
    const pod = `pod/shelfstream-${name}-0`;
    const image = await installation.kubectl('get', pod, '-o', 'jsonpath={.spec.containers[0].image}');
    const outage = new Outage(installation, name, image);
    // A kubelet ends a container whose image has changed, and cannot start one that nobody has.
    await outage.run('nobody-has.invalid/this:1');
    await eventually(async () => expect((await installation.pods(name)).some(isReady)).toBe(false), {
      timeoutMs: 90_000,
      intervalMs: 500,
    });
    return outage;
  }

  async end(): Promise<void> {
    await this.run(this.image);
    await eventually(
      async () => expect((await this.installation.pods(this.name)).every(isReady)).toBe(true),
      {
        timeoutMs: 240_000,
        intervalMs: 500,
      },
    );
  }

  private async run(image: string): Promise<void> {
    await this.installation.kubectl(
      'set',
      'image',
      `pod/shelfstream-${this.name}-0`,
      `${this.name}=${image}`,
    );
  }
}
