import type { StockLevel } from '#contracts';
import { eventually } from '#testing';

/** Reads the stream of levels as a browser's EventSource does. */
export class LevelReader {
  readonly levels: StockLevel[] = [];
  lastEventId: string | undefined;
  /** Everything that came, byte by byte. */
  text = '';
  ended = false;

  private constructor(
    readonly response: Response,
    private readonly connection: AbortController,
  ) {}

  static async open(url: string, headers: Record<string, string> = {}): Promise<LevelReader> {
    const connection = new AbortController();
    const response = await fetch(url, {
      headers: { accept: 'text/event-stream', ...headers },
      signal: connection.signal,
    });
    const reader = new LevelReader(response, connection);
    void reader.read();
    return reader;
  }

  /** Goes on from where this one ended, on the same or on another replica. */
  resume(url: string): Promise<LevelReader> {
    return LevelReader.open(url, { 'last-event-id': this.lastEventId ?? '' });
  }

  /** The newest figure of each level that came so far: `onHand` by location and SKU. */
  get newest(): Record<string, number> {
    return Object.fromEntries(
      this.levels.map(({ locationId, sku, onHand }) => [`${locationId}/${sku}`, onHand]),
    );
  }

  async has(count: number): Promise<StockLevel[]> {
    await eventually(() => {
      if (this.levels.length < count)
        throw new Error(`${this.levels.length} of ${count} events came:\n${this.text}`);
    });
    return this.levels;
  }

  close(): void {
    this.connection.abort();
  }

  private async read(): Promise<void> {
    let rest = '';
    try {
      for await (const chunk of this.response.body!.pipeThrough(new TextDecoderStream())) {
        this.text += chunk;
        const events = (rest + chunk).split('\n\n');
        rest = events.pop() as string;
        for (const event of events) this.take(event);
      }
    } catch {
      // We ended it, or the server did.
    }
    this.ended = true;
  }

  private take(event: string): void {
    const fields = new Map(
      event.split('\n').map((line) => /^(\w*): ?(.*)$/.exec(line)!.slice(1, 3) as [string, string]),
    );
    if (fields.get('event') !== 'level') return;
    this.lastEventId = fields.get('id');
    this.levels.push(JSON.parse(fields.get('data') as string) as StockLevel);
  }
}
