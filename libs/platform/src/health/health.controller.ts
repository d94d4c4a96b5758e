import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OpenRoute } from '../security/route-rules.js';
import { type Readiness, ReadinessChecks } from './readiness.js';

/** For the platform that runs us: is the process alive, and may it be sent requests. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: ReadinessChecks) {}

  /** 200 as long as the process answers at all. */
  @Get('live')
  @OpenRoute()
  live(): { status: 'alive' } {
    return { status: 'alive' };
  }

  /** 200 when every check passes, else 503 with what is waited for. */
  @Get('ready')
  @OpenRoute()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.readiness.run();
    void reply.code(readiness.status === 'ready' ? 200 : 503).header('cache-control', 'no-store');
    return readiness;
  }
}
