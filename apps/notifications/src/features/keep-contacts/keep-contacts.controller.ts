import { Contact, ContactInput, Identifier } from '#contracts';
import { Endpoint, ProblemException, ValidBody, ValidParams } from '#platform';
import { Controller, Delete, Get, HttpCode, HttpStatus, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { PREFIX } from '../prefix.js';
import { Contacts } from './contacts.js';

const ContactPath = z.object({ customerId: Identifier });
type ContactPath = z.infer<typeof ContactPath>;

@ApiTags('contacts')
@Controller(`${PREFIX}/contacts`)
export class KeepContactsController {
  constructor(private readonly contacts: Contacts) {}

  @Put(':customerId')
  @Endpoint({
    scope: 'contacts:write',
    summary: 'Say how a customer may be reached, or replace that as a whole',
    description: 'Answers 201 when the customer is new here. Counts for messages that wait to be sent, too.',
    params: ContactPath,
    body: ContactInput,
    responses: { 200: Contact, 201: Contact },
  })
  async put(
    @ValidParams(ContactPath) { customerId }: ContactPath,
    @ValidBody(ContactInput) input: ContactInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Contact> {
    const { contact, created } = await this.contacts.put(customerId, input);
    void reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return contact;
  }

  @Get(':customerId')
  @Endpoint({
    scope: 'contacts:read',
    summary: 'How a customer may be reached',
    params: ContactPath,
    responses: { 200: Contact },
    problems: [{ status: 404, code: 'contact_not_found' }],
  })
  async get(@ValidParams(ContactPath) { customerId }: ContactPath): Promise<Contact> {
    const contact = await this.contacts.find(customerId);
    if (contact !== undefined) return contact;
    throw new ProblemException({
      status: 404,
      code: 'contact_not_found',
      detail: `Nothing is known of customer ${customerId}. Say how they may be reached with PUT.`,
    });
  }

  @Delete(':customerId')
  @HttpCode(204)
  @Endpoint({
    scope: 'contacts:write',
    summary: 'Forget a person, in every service',
    description:
      'Contact, stock alerts, waiting messages and kept answers go at once; the other services follow by ' +
      '`customer.erased.v1`. Answers 204 also when nothing is known here. The customerId stays, as a pseudonym.',
    params: ContactPath,
    responses: { 204: null },
  })
  async erase(@ValidParams(ContactPath) { customerId }: ContactPath): Promise<void> {
    await this.contacts.erase(customerId);
  }
}
