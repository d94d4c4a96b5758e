import { Identifier, StoreContact, StoreContactInput } from '#contracts';
import { Endpoint, ProblemException, ValidBody, ValidParams } from '#platform';
import { Controller, Delete, Get, HttpCode, HttpStatus, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { PREFIX } from '../prefix.js';
import { StoreContacts } from './store-contacts.js';

const StoreContactPath = z.object({ locationId: Identifier });
type StoreContactPath = z.infer<typeof StoreContactPath>;

@ApiTags('store contacts')
@Controller(`${PREFIX}/store-contacts`)
export class KeepStoreContactsController {
  constructor(private readonly contacts: StoreContacts) {}

  @Put(':locationId')
  @Endpoint({
    scope: 'contacts:write',
    location: 'params.locationId',
    summary: 'Say who is told of new work, rejected work, low stock and oversold items at a location',
    description: 'Each address that is given is used. Answers 201 when the location had none.',
    params: StoreContactPath,
    body: StoreContactInput,
    responses: { 200: StoreContact, 201: StoreContact },
  })
  async put(
    @ValidParams(StoreContactPath) { locationId }: StoreContactPath,
    @ValidBody(StoreContactInput) input: StoreContactInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StoreContact> {
    const { contact, created } = await this.contacts.put(locationId, input);
    void reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return contact;
  }

  @Get(':locationId')
  @Endpoint({
    scope: 'contacts:read',
    location: 'params.locationId',
    summary: 'Who is told of what happens at a location',
    params: StoreContactPath,
    responses: { 200: StoreContact },
    problems: [{ status: 404, code: 'store_contact_not_found' }],
  })
  async get(@ValidParams(StoreContactPath) { locationId }: StoreContactPath): Promise<StoreContact> {
    const contact = await this.contacts.find(locationId);
    if (contact !== undefined) return contact;
    throw new ProblemException({
      status: 404,
      code: 'store_contact_not_found',
      detail: `Nobody is told of what happens at ${locationId}. Say who is with PUT.`,
    });
  }

  @Delete(':locationId')
  @HttpCode(204)
  @Endpoint({
    scope: 'contacts:write',
    location: 'params.locationId',
    summary: 'Tell nobody any more of what happens at a location',
    params: StoreContactPath,
    responses: { 204: null },
  })
  async remove(@ValidParams(StoreContactPath) { locationId }: StoreContactPath): Promise<void> {
    await this.contacts.remove(locationId);
  }
}
