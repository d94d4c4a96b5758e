import { Injectable } from '@nestjs/common';
import { NewsStream } from './news-stream.js';

/** Something that happened, as a stream tells it: `event` and `data` are the server-sent event's, `id` says to what. */
export interface News {
  readonly event: string;
  readonly id: string;
  readonly data: object;
}

/** Hands a service's news on to the streams of this process that asked for it. */
@Injectable()
export class NewsDesk<N extends News = News> {
  private readonly readers = new Map<NewsStream, (news: N) => boolean>();

  get size(): number {
    return this.readers.size;
  }

  /** Registers a stream for the news that concern it; the returned function takes it off again. */
  subscribe(stream: NewsStream, concerns: (news: N) => boolean): () => void {
    this.readers.set(stream, concerns);
    return () => this.readers.delete(stream);
  }

  publish(news: N): void {
    let frame: string | undefined;
    for (const [stream, concerns] of this.readers) {
      if (concerns(news)) stream.tell(`${news.event}/${news.id}`, (frame ??= newsFrame(news)));
    }
  }
}

/** As one server-sent event. */
export const newsFrame = ({ event, data }: News): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
