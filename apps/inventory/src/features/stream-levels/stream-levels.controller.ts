import { LevelStreamQuery } from '#contracts';
import {
  Endpoint,
  keepEventStream,
  openEventStream,
  ProblemException,
  requireRoomForStream,
  ShutdownRegistry,
  ValidQuery,
} from '#platform';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ELSEWHERE, requireHere } from '../../cells/require-here.js';
import { Cells } from '../../domain/cells.js';
import { PREFIX } from '../prefix.js';
import { Levels } from '../show-levels/levels.js';
import { levelFrame } from './level-frame.js';
import { LevelHub } from './level-hub.js';
import { LevelStream } from './level-stream.js';

/** Levels that one stream begins with at most. */
const WIDEST = 1_000;

@ApiTags('availability')
@Controller(`${PREFIX}/availability/stream`)
export class StreamLevelsController {
  constructor(
    private readonly levels: Levels,
    private readonly hub: LevelHub,
    private readonly streams: ShutdownRegistry,
    private readonly cells: Cells,
  ) {}

  @Get()
  @Endpoint({
    scope: 'availability:read',
    location: 'query.locationId[]',
    summary: 'The levels of a filter as server-sent events: their state now, then every change',
    description:
      '`event: level`, with the data of `GET /levels`. A stream carries state, not history: whoever connects, or ' +
      'connects again (to any replica, whatever its `Last-Event-ID`), first gets the current levels, then only higher ' +
      'sequences. A slow reader gets the newest figure of each level. Up to 1,000 levels; a comment every 15 s keeps ' +
      'the connection open.',
    query: LevelStreamQuery,
    responses: { 200: null },
    problems: [
      { status: 400, code: 'stream_too_wide' },
      ...ELSEWHERE,
      { status: 503, code: 'too_many_streams' },
    ],
  })
  async stream(
    @ValidQuery(LevelStreamQuery) filter: LevelStreamQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    requireHere(this.cells, filter.locationId);
    requireRoomForStream(this.hub.size);
    const stream = new LevelStream();
    // Listening begins before reading: what changes meanwhile waits in the stream.
    const stopListening = this.hub.listen(filter, stream);
    try {
      const current = await this.levels.allOf(filter, WIDEST);
      if (current === undefined) throw streamTooWide();
      // The end of a connection that is over already would not be told again.
      if (reply.raw.destroyed || request.method === 'HEAD') stopListening();
      if (reply.raw.destroyed) return;
      const raw = openEventStream(reply);
      if (request.method === 'HEAD') return void raw.end();
      stream.begin(raw, current.map(levelFrame));
      keepEventStream(raw, stream, this.streams, stopListening);
    } catch (error) {
      stopListening();
      throw error;
    }
  }
}

const streamTooWide = (): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'stream_too_wide',
    detail: `The filter matches more than ${WIDEST} levels. Name the SKUs or locations that you need, over several streams.`,
  });
