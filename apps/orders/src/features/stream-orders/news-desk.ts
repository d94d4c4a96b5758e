import type { OrderStreamQuery } from '#contracts';
import { Injectable } from '@nestjs/common';
import { concerns, type News, newsFrame } from './news.js';
import type { NewsStream } from './news-stream.js';

/** Hands news on to the streams of this process that asked for it. */
@Injectable()
export class NewsDesk {
  private readonly readers = new Map<NewsStream, OrderStreamQuery>();

  get size(): number {
    return this.readers.size;
  }

  /** Registers a stream; the returned function takes it off again. */
  subscribe(stream: NewsStream, filter: OrderStreamQuery): () => void {
    this.readers.set(stream, filter);
    return () => this.readers.delete(stream);
  }

  publish(news: News): void {
    let frame: string | undefined;
    for (const [stream, filter] of this.readers) {
      if (concerns(news, filter)) stream.tell(`${news.event}/${news.id}`, (frame ??= newsFrame(news)));
    }
  }
}
