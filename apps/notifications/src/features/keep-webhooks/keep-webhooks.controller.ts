import { Webhook, WebhookInput, WebhookPage, WebhookQuery, WebhookTested } from '#contracts';
import {
  Endpoint,
  type IdempotencyContext,
  Idempotent,
  ProblemException,
  type Replayable,
  ValidBody,
  ValidParams,
  ValidQuery,
} from '#platform';
import { Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { PREFIX } from '../prefix.js';
import { Webhooks } from './webhooks.js';

const WebhookPath = z.object({ webhookId: z.uuid() });
type WebhookPath = z.infer<typeof WebhookPath>;

const NOT_FOUND = { status: 404, code: 'webhook_not_found' };

@ApiTags('webhooks')
@Controller(`${PREFIX}/webhooks`)
export class KeepWebhooksController {
  constructor(private readonly webhooks: Webhooks) {}

  @Post()
  @Endpoint({
    scope: 'webhooks:write',
    summary: 'Send events to an endpoint of another system',
    description:
      'Signed as Standard Webhooks asks. The secret, given or made here, is shown in this answer alone. Events of the ' +
      'inventory, orders and returns services can be had; they arrive in no promised order, and may arrive twice ' +
      'with the same `webhook-id`.',
    body: WebhookInput,
    responses: { 201: Webhook },
    problems: [{ status: 400, code: 'webhook_target_not_allowed' }],
    idempotency: 'transactional',
  })
  add(
    @ValidBody(WebhookInput) input: WebhookInput,
    @Idempotent() key: IdempotencyContext | undefined,
  ): Promise<Replayable<Webhook>> {
    return this.webhooks.add(input, key);
  }

  @Get()
  @Endpoint({
    scope: 'webhooks:read',
    summary: 'The endpoints, newest first',
    query: WebhookQuery,
    responses: { 200: WebhookPage },
    problems: [{ status: 400, code: 'invalid_cursor' }],
  })
  list(@ValidQuery(WebhookQuery) query: WebhookQuery): Promise<WebhookPage> {
    return this.webhooks.page(query);
  }

  @Get(':webhookId')
  @Endpoint({
    scope: 'webhooks:read',
    summary: 'One endpoint',
    params: WebhookPath,
    responses: { 200: Webhook },
    problems: [NOT_FOUND],
  })
  async get(@ValidParams(WebhookPath) { webhookId }: WebhookPath): Promise<Webhook> {
    return (await this.webhooks.find(webhookId)) ?? notFound(webhookId);
  }

  @Delete(':webhookId')
  @HttpCode(204)
  @Endpoint({
    scope: 'webhooks:write',
    summary: 'Send nothing more to an endpoint',
    params: WebhookPath,
    responses: { 204: null },
    problems: [NOT_FOUND],
  })
  async remove(@ValidParams(WebhookPath) { webhookId }: WebhookPath): Promise<void> {
    if (!(await this.webhooks.remove(webhookId))) notFound(webhookId);
  }

  @Post(':webhookId/enable')
  @HttpCode(200)
  @Endpoint({
    scope: 'webhooks:write',
    summary: 'Send to an endpoint again that was disabled',
    description: 'Begins with what was given up when it was disabled; events since then are not sent.',
    params: WebhookPath,
    responses: { 200: Webhook },
    problems: [NOT_FOUND],
  })
  async enable(@ValidParams(WebhookPath) { webhookId }: WebhookPath): Promise<Webhook> {
    return (await this.webhooks.enable(webhookId)) ?? notFound(webhookId);
  }

  @Post(':webhookId/test')
  @HttpCode(202)
  @Endpoint({
    scope: 'webhooks:write',
    summary: 'Send a test event to an endpoint',
    description:
      '`notifications.webhook-test.v1`, on the same way as every other; its delivery tells how it went.',
    params: WebhookPath,
    responses: { 202: WebhookTested },
    problems: [NOT_FOUND],
  })
  async test(@ValidParams(WebhookPath) { webhookId }: WebhookPath): Promise<WebhookTested> {
    const deliveryId = (await this.webhooks.test(webhookId)) ?? notFound(webhookId);
    return { deliveryId };
  }
}

function notFound(webhookId: string): never {
  throw new ProblemException({
    ...NOT_FOUND,
    detail: `There is no webhook ${webhookId}. GET ${PREFIX}/webhooks lists them.`,
  });
}
