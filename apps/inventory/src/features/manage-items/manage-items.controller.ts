import { Identifier, Item, ItemBatch, ItemBatchResult, ItemInput, ItemPage, ItemQuery } from '#contracts';
import { Endpoint, ProblemException, ValidBody, ValidParams, ValidQuery } from '#platform';
import { Controller, Get, HttpStatus, Post, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { unknownDetail } from '../../domain/unknown.js';
import { PREFIX } from '../prefix.js';
import { Items } from './items.js';

const ItemPath = z.object({ sku: Identifier });
type ItemPath = z.infer<typeof ItemPath>;

@ApiTags('items')
@Controller(`${PREFIX}/items`)
export class ManageItemsController {
  constructor(private readonly items: Items) {}

  @Put(':sku')
  @Endpoint({
    scope: 'catalogue:write',
    summary: 'Create an item, or replace it as a whole',
    description: 'Answers 201 when the item is new. Sales that waited for it post by themselves.',
    params: ItemPath,
    body: ItemInput,
    responses: { 200: Item, 201: Item },
  })
  async put(
    @ValidParams(ItemPath) { sku }: ItemPath,
    @ValidBody(ItemInput) input: ItemInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Item> {
    const { item, created } = await this.items.put({ ...input, sku });
    void reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return item;
  }

  @Post('batch')
  @Endpoint({
    scope: 'catalogue:write',
    audit: 'counted',
    summary: 'Create or replace up to 1,000 items',
    description:
      'Each is judged by itself: a malformed one is listed in `rejected`, the rest goes through. Of several with ' +
      'one SKU the last one counts. Answers 201 when every element created an item, else 200.',
    body: ItemBatch,
    responses: { 200: ItemBatchResult, 201: ItemBatchResult },
  })
  async putAll(
    @ValidBody(ItemBatch) { items }: z.infer<typeof ItemBatch>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ItemBatchResult> {
    const result = await this.items.putAll(items);
    void reply.status(result.created === items.length ? HttpStatus.CREATED : HttpStatus.OK);
    return result;
  }

  @Get(':sku')
  @Endpoint({
    scope: 'catalogue:read',
    location: 'any',
    summary: 'One item',
    params: ItemPath,
    responses: { 200: Item },
    problems: [{ status: 404, code: 'unknown_sku' }],
  })
  async get(@ValidParams(ItemPath) { sku }: ItemPath): Promise<Item> {
    const item = await this.items.find(sku);
    if (item !== undefined) return item;
    const detail = unknownDetail('unknown_sku', { sku, locationId: '' });
    throw new ProblemException({ status: 404, code: 'unknown_sku', detail });
  }

  @Get()
  @Endpoint({
    scope: 'catalogue:read',
    location: 'any',
    summary: 'The items, ordered by SKU',
    query: ItemQuery,
    responses: { 200: ItemPage },
    problems: [{ status: 400, code: 'invalid_cursor' }],
  })
  list(@ValidQuery(ItemQuery) query: ItemQuery): Promise<ItemPage> {
    return this.items.page(query);
  }
}
