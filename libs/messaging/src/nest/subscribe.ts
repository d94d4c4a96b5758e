import { UseFilters, applyDecorators } from '@nestjs/common';
import { Ctx, EventPattern } from '@nestjs/microservices';
import { PATTERN_EXTRAS_METADATA } from '@nestjs/microservices/constants.js';
import type { SubscriptionOptions } from '../consume/subscription.js';
import { PassOnFailures } from './pass-on-failures.js';

const SUBSCRIPTION = 'shelfstream.subscription';

/**
 * Makes a method of a Nest controller the handler of a subscription, through Nest's own event patterns: pipes,
 * guards and interceptors work as usual. The first parameter is `@Payload()`, the transaction is `@Transaction()`.
 */
export function Subscribe(options: SubscriptionOptions): MethodDecorator {
  return applyDecorators(
    EventPattern(options.topic, { [SUBSCRIPTION]: options }) as MethodDecorator,
    UseFilters(PassOnFailures),
  );
}

/** The parameter of a transactional handler that receives its `QueryRunner`. */
export const Transaction = Ctx;

/** The subscription that a handler was registered with; undefined for other event patterns. */
export function subscriptionOf(extras: Record<string, unknown> | undefined): SubscriptionOptions | undefined {
  return extras?.[SUBSCRIPTION] as SubscriptionOptions | undefined;
}

/** The subscriptions that the methods of a class declare, whether or not it runs. */
export function subscriptionsIn(controller: { readonly prototype: object }): SubscriptionOptions[] {
  const { prototype } = controller;
  return Object.getOwnPropertyNames(prototype ?? {}).flatMap((name) => {
    const method: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
    if (typeof method !== 'function') return [];
    return (
      subscriptionOf(Reflect.getMetadata(PATTERN_EXTRAS_METADATA, method) as Record<string, unknown>) ?? []
    );
  });
}
