const AREAS = [
  'catalogue',
  'stock',
  'sales',
  'reservations',
  'availability',
  'orders',
  'fulfillments',
  'returns',
  'refunds',
  'contacts',
  'deliveries',
  'webhooks',
  'stock-alerts',
  'operations',
] as const;

/** What a caller may do: read or write in one area. Neither holds the other; nobody writes availability. */
export type Scope = Exclude<`${(typeof AREAS)[number]}:${'read' | 'write'}`, 'availability:write'>;

/** Every scope there is, in the order of the areas. */
export const SCOPES: readonly Scope[] = AREAS.flatMap((area) =>
  area === 'availability' ? [`${area}:read` as const] : [`${area}:read` as const, `${area}:write` as const],
);

/** Stands for all scopes, those of later releases included. */
export const EVERY_SCOPE = '*';

export interface Role {
  readonly description: string;
  readonly scopes: readonly (Scope | typeof EVERY_SCOPE)[];
  /** Whether it is a place's: it means nothing until somebody says whose. */
  readonly bound: boolean;
}

/** Ready-made sets of scopes. A caller may have several, and scopes besides. */
export const ROLES = {
  till: {
    description: 'A till of a store: what it sells and takes back, and what the shelf has.',
    scopes: [
      ...['catalogue:read', 'availability:read', 'stock:read', 'sales:read', 'sales:write'],
      ...['fulfillments:read', 'returns:read'],
    ] as Scope[],
    bound: true,
  },
  associate: {
    description: "A store's associate: its work list, its shelves, its returns desk.",
    scopes: [
      ...['catalogue:read', 'availability:read', 'stock:read', 'stock:write', 'sales:read', 'orders:read'],
      ...['fulfillments:read', 'fulfillments:write', 'returns:read', 'returns:write', 'stock-alerts:write'],
    ] as Scope[],
    bound: true,
  },
  'web-shop': {
    description: "The shop's own server: checkout, orders, returns, how customers may be reached.",
    scopes: [
      ...['catalogue:read', 'availability:read', 'reservations:read', 'reservations:write'],
      ...['orders:read', 'orders:write', 'returns:read', 'returns:write'],
      ...['contacts:read', 'contacts:write', 'stock-alerts:read', 'stock-alerts:write'],
    ] as Scope[],
    bound: false,
  },
  storefront: {
    description: 'A page or app that only shows what can be had where.',
    scopes: ['catalogue:read', 'availability:read'] as Scope[],
    bound: false,
  },
  'customer-service': {
    description: 'Who helps customers: orders, returns, refunds, contacts, and what they were told.',
    scopes: [
      ...['catalogue:read', 'availability:read', 'stock:read', 'sales:read', 'orders:read', 'orders:write'],
      ...['fulfillments:read', 'returns:read', 'returns:write', 'refunds:read', 'contacts:read'],
      ...['contacts:write', 'deliveries:read', 'deliveries:write', 'stock-alerts:read', 'stock-alerts:write'],
    ] as Scope[],
    bound: false,
  },
  payments: {
    description: 'The payment system: which refunds are asked for, and that they were paid.',
    scopes: ['refunds:read', 'refunds:write'] as Scope[],
    bound: false,
  },
  operator: {
    description:
      'Who keeps it running: catalogue and imports, stock, dead letters, reconciliation, audit, webhooks.',
    scopes: [
      ...[
        'catalogue:read',
        'catalogue:write',
        'availability:read',
        'stock:read',
        'stock:write',
        'sales:read',
      ],
      ...['sales:write', 'reservations:read', 'reservations:write', 'orders:read', 'fulfillments:read'],
      ...['returns:read', 'refunds:read', 'deliveries:read', 'deliveries:write', 'webhooks:read'],
      ...['webhooks:write', 'operations:read', 'operations:write'],
    ] as Scope[],
    bound: false,
  },
  administrator: {
    description: 'Everything.',
    scopes: [EVERY_SCOPE],
    bound: false,
  },
} as const satisfies Record<string, Role>;

export type RoleName = keyof typeof ROLES;

export const isScope = (text: string): text is Scope | typeof EVERY_SCOPE =>
  text === EVERY_SCOPE || (SCOPES as readonly string[]).includes(text);

export const isRoleName = (text: string): text is RoleName => Object.hasOwn(ROLES, text);

/** All scopes of these scopes and roles together, `*` spelled out. */
export function scopesOf(
  scopes: Iterable<Scope | typeof EVERY_SCOPE>,
  roles: Iterable<RoleName> = [],
): ReadonlySet<Scope> {
  const all = new Set([...scopes, ...[...roles].flatMap((role): readonly string[] => ROLES[role].scopes)]);
  return new Set(all.has(EVERY_SCOPE) ? SCOPES : ([...all] as Scope[]));
}
