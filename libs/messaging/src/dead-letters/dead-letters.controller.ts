import { Controller, Get, HttpCode, Inject, Post, type Type } from '@nestjs/common';
import {
  DeadLetterDetail,
  DeadLetterPage,
  DeadLetterParams,
  DeadLetterQuery,
  ReplayAccepted,
  ReplayRequest,
} from '#contracts';
import {
  Endpoint,
  ProblemException,
  ValidBody,
  ValidParams,
  ValidQuery,
  decodeCursor,
  encodeCursor,
  invalidCursor,
} from '#platform';
import { type DeadLetterRefusal, DeadLetters } from './dead-letters.js';

const NOT_FOUND = { status: 404, code: 'dead_letter_not_found' };
const RESOLVED = { status: 409, code: 'dead_letter_resolved' };

/** The HTTP surface of a service's dead letters, under the service's own prefix such as `inventory/v1`. */
export function deadLettersController(prefix: string): Type {
  @Controller(`${prefix}/dead-letters`)
  class DeadLettersController {
    constructor(@Inject(DeadLetters) private readonly letters: DeadLetters) {}

    @Get()
    @Endpoint({
      scope: 'operations:read',
      summary: 'Messages that a consumer group could not handle, newest first',
      query: DeadLetterQuery,
      responses: { 200: DeadLetterPage },
    })
    async list(@ValidQuery(DeadLetterQuery) { cursor, ...query }: DeadLetterQuery): Promise<DeadLetterPage> {
      const before = cursor === undefined ? undefined : letterId(cursor);
      const { items, more } = await this.letters.list({ ...query, before });
      return { items, nextCursor: more ? encodeCursor([items.at(-1)!.deadLetterId]) : null };
    }

    @Get(':id')
    @Endpoint({
      scope: 'operations:read',
      summary: 'One dead letter, with the message itself',
      params: DeadLetterParams,
      responses: { 200: DeadLetterDetail },
      problems: [NOT_FOUND],
    })
    async show(@ValidParams(DeadLetterParams) { id }: DeadLetterParams): Promise<DeadLetterDetail> {
      const letter = await this.letters.show(id);
      return letter ?? refuse({ code: 'dead_letter_not_found', detail: `There is no dead letter ${id}` });
    }

    @Post('replay')
    @HttpCode(202)
    @Endpoint({
      scope: 'operations:write',
      summary: 'Send all dead letters of one group to that group again',
      body: ReplayRequest,
      responses: { 202: ReplayAccepted },
    })
    async replayGroup(@ValidBody(ReplayRequest) { group }: ReplayRequest): Promise<ReplayAccepted> {
      return { replaying: await this.letters.replayGroup(group) };
    }

    @Post(':id/replay')
    @HttpCode(202)
    @Endpoint({
      scope: 'operations:write',
      summary: 'Send a dead letter to its group again; what is parked behind it follows by itself',
      params: DeadLetterParams,
      responses: { 202: DeadLetterDetail },
      problems: [NOT_FOUND, RESOLVED, { status: 409, code: 'dead_letter_parked' }],
    })
    async replay(@ValidParams(DeadLetterParams) params: DeadLetterParams): Promise<DeadLetterDetail> {
      const refused = await this.letters.replay(params.id);
      return refused ? refuse(refused) : this.show(params);
    }

    @Post(':id/discard')
    @HttpCode(200)
    @Endpoint({
      scope: 'operations:write',
      summary: 'Give a dead letter up for good; what is parked behind it goes on',
      params: DeadLetterParams,
      responses: { 200: DeadLetterDetail },
      problems: [NOT_FOUND, RESOLVED, { status: 409, code: 'dead_letter_replaying' }],
    })
    async discard(@ValidParams(DeadLetterParams) params: DeadLetterParams): Promise<DeadLetterDetail> {
      const refused = await this.letters.discard(params.id);
      return refused ? refuse(refused) : this.show(params);
    }
  }
  return DeadLettersController;
}

function letterId(cursor: string): string {
  const id = DeadLetterParams.shape.id.safeParse(decodeCursor(cursor, 1)[0]);
  if (!id.success) throw invalidCursor();
  return id.data;
}

function refuse(refusal: DeadLetterRefusal): never {
  throw new ProblemException({ ...refusal, status: refusal.code === 'dead_letter_not_found' ? 404 : 409 });
}
