import {
  Body,
  Controller,
  Get,
  HttpCode,
  HttpException,
  Inject,
  Param,
  Post,
  Query,
  type Type,
} from '@nestjs/common';
import type { z } from 'zod';
import {
  type DeadLetterDetail,
  DeadLetterParams,
  type DeadLetterPage,
  DeadLetterQuery,
  type ReplayAccepted,
  ReplayRequest,
} from '#contracts';
import { type DeadLetterRefusal, DeadLetters } from './dead-letters.js';

/** The HTTP surface of a service's dead letters, under the service's own prefix such as `inventory/v1`. */
export function deadLettersController(prefix: string): Type {
  @Controller(`${prefix}/dead-letters`)
  class DeadLettersController {
    constructor(@Inject(DeadLetters) private readonly letters: DeadLetters) {}

    /** Newest first. */
    @Get()
    list(@Query() query: unknown): Promise<DeadLetterPage> {
      const parsed = valid(DeadLetterQuery, query);
      if (parsed.cursor !== undefined) valid(DeadLetterParams, { id: parsed.cursor });
      return this.letters.list(parsed);
    }

    /** The letter with its message. 404 `dead_letter_not_found`. */
    @Get(':id')
    async show(@Param() params: unknown): Promise<DeadLetterDetail> {
      const { id } = valid(DeadLetterParams, params);
      const letter = await this.letters.show(id);
      return letter ?? refuse({ code: 'dead_letter_not_found', detail: `There is no dead letter ${id}` });
    }

    /** All dead letters of one group go to it again. */
    @Post('replay')
    @HttpCode(202)
    async replayGroup(@Body() body: unknown): Promise<ReplayAccepted> {
      const { group } = valid(ReplayRequest, body);
      return { replaying: await this.letters.replayGroup(group) };
    }

    /** 409 `dead_letter_parked` or `dead_letter_resolved`. */
    @Post(':id/replay')
    @HttpCode(202)
    async replay(@Param() params: unknown): Promise<DeadLetterDetail> {
      const { id } = valid(DeadLetterParams, params);
      const refused = await this.letters.replay(id);
      return refused ? refuse(refused) : this.show(params);
    }

    /** Gives the letter up; what is parked behind it goes on. 409 `dead_letter_replaying` or `dead_letter_resolved`. */
    @Post(':id/discard')
    @HttpCode(200)
    async discard(@Param() params: unknown): Promise<DeadLetterDetail> {
      const { id } = valid(DeadLetterParams, params);
      const refused = await this.letters.discard(id);
      return refused ? refuse(refused) : this.show(params);
    }
  }
  return DeadLettersController;
}

function valid<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw new HttpException(
    { code: 'invalid_request', detail: 'Correct the fields named in errors and send it again', errors },
    400,
  );
}

function refuse(refusal: DeadLetterRefusal): never {
  throw new HttpException(refusal, refusal.code === 'dead_letter_not_found' ? 404 : 409);
}
