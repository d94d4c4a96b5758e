// Written by npm run generate.
export interface paths {
    "/inventory/v1/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record a cycle count or a snapshot; answers the variances
         * @description Compares with the book as of `countedAt`: what moved later stays on top, and what was picked for an order by then is left out unless `includesStaged`. A line that a newer count has overtaken changes nothing. The same `countId` again gives the first answer again.
         */
        post: operations["CountStockController_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The categories of the items, ordered by name, with how many items each has
         * @description `GET /items?category=` lists the items of one.
         */
        get: operations["CategoriesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/items/{sku}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One item */
        get: operations["ManageItemsController_get"];
        /**
         * Create an item, or replace it as a whole
         * @description Answers 201 when the item is new. Sales that waited for it post by themselves.
         */
        put: operations["ManageItemsController_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/items/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create or replace up to 1,000 items
         * @description Each is judged by itself: a malformed one is listed in `rejected`, the rest goes through. Of several with one SKU the last one counts. Answers 201 when every element created an item, else 200.
         */
        post: operations["ManageItemsController_putAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The items, ordered by SKU */
        get: operations["ManageItemsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/locations/{locationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One location */
        get: operations["ManageLocationsController_get"];
        /**
         * Create a location, or replace it as a whole
         * @description Answers 201 when the location is new. Sales that waited for it post by themselves; levels without a safety stock of their own follow the location.
         */
        put: operations["ManageLocationsController_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The locations, by id or nearest first
         * @description With `near`, only locations that have coordinates, each with its `distanceKm`; `radiusKm` leaves out those farther away. A cursor goes on with the same `near`.
         */
        get: operations["ManageLocationsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The stock ledger, newest first
         * @description What changed and the figures after it. Of one SKU at one location in the order of its sequence, otherwise by the time of recording. Both filters can be repeated; what is left out matches all.
         */
        get: operations["ShowLedgerController_list"];
        put?: never;
        /**
         * Post movements to the stock ledger
         * @description Up to 1,000, each judged by itself in the order given. `expectedSequence` is compare-and-set: the movement is refused as `sequence_mismatch` when the level has moved on.
         */
        post: operations["PostMovementsController_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare ledger, balance and reservations, live
         * @description Read in one snapshot, while everything goes on. `checked` counts levels; `drift` is empty when all agree, and carries the first 1,000 findings otherwise.
         */
        get: operations["ReconcileController_reconcile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record what tills sold; answers once it is committed
         * @description Up to 1,000 sales, each judged by itself. A known line is a duplicate, so sending a file again is safe. A line whose SKU or location is unknown waits and posts by itself once that exists.
         */
        post: operations["RecordSalesController_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/reservations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold units for a cart or checkout
         * @description All lines or none, unless `allowPartial`. Lines of one SKU and location are added up first. With a `reservationId` of your own, sending it again gives the first answer again.
         */
        post: operations["ReserveStockController_reserve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/reservations/{reservationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A reservation and what it still holds */
        get: operations["ReserveStockController_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/reservations/{reservationId}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let an active hold live for so many seconds from now */
        post: operations["ReserveStockController_extend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/reservations/{reservationId}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn the hold into a promise to a placed order */
        post: operations["ReserveStockController_commit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/reservations/{reservationId}/fulfill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Promised units leave: all that is held, or the lines given
         * @description Lowers `committed` and `onHand` in one movement. Give an Idempotency-Key with `lines`.
         */
        post: operations["ReserveStockController_fulfill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/reservations/{reservationId}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Free units again: all that is held, or the lines given
         * @description Give an Idempotency-Key with `lines`.
         */
        post: operations["ReserveStockController_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/levels/{locationId}/{sku}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keep units of one level back from online promises
         * @description Takes precedence over the location's own safety stock; null takes that one again. A level that is not there yet is created at zero. Answers the level.
         */
        put: operations["SetSafetyStockController_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/sales/pending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sale lines that wait for their item or location
         * @description Each posts by itself once what it waits for exists. Nothing needs to be sent again.
         */
        get: operations["PendingSalesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What can be promised of SKUs, and where
         * @description Up to 100 SKUs. Places that have the SKU in their book come nearest first when `near` is given, else by id; those without coordinates come last, and are left out when `radiusKm` is given. `method` leaves out places that cannot do it. `pickupPromise` is the earliest moment at which an order placed now can be picked up. Where stock is parted into cells, of the places of this cell.
         */
        get: operations["ShowAvailabilityController_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The stock levels of SKUs and locations
         * @description Ordered by location and SKU. Both filters can be repeated; what is left out matches all.
         */
        get: operations["ShowLevelsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/oversold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Levels that have promised more than is there
         * @description Ordered by location and SKU: where `onHand - damaged - qualityControl` is less than `reserved + committed`. Found by the promises that are open, so it costs as much as there are of those.
         */
        get: operations["ShowOversoldController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/throughput": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much the ledger recorded in each of the last minutes
         * @description By the time of recording, up to the minute that has begun. Reads the newest lines of the ledger alone.
         */
        get: operations["ShowThroughputController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/availability/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The levels of a filter as server-sent events: their state now, then every change
         * @description `event: level`, with the data of `GET /levels`. A stream carries state, not history: whoever connects, or connects again (to any replica, whatever its `Last-Event-ID`), first gets the current levels, then only higher sequences. A slow reader gets the newest figure of each level. Up to 1,000 levels; a comment every 15 s keeps the connection open.
         */
        get: operations["StreamLevelsController_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Plan a transfer between two locations; no stock moves yet
         * @description `stockStatus` says which units go: those that are available, or those under quality control, which are so on arrival too until they are released there. The same `transferId` with the same plan gives it again.
         */
        post: operations["TransferStockController_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/transfers/{transferId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A transfer */
        get: operations["TransferStockController_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/transfers/{transferId}/ship": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send all of it on its way: onHand falls at the source, incoming rises at the destination */
        post: operations["TransferStockController_ship"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/transfers/{transferId}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take in what arrived: all that is outstanding, or the lines given
         * @description `final` writes off what has not arrived. Give an Idempotency-Key with `lines`.
         */
        post: operations["TransferStockController_receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages that a consumer group could not handle, newest first */
        get: operations["DeadLettersController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/dead-letters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One dead letter, with the message itself */
        get: operations["DeadLettersController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/dead-letters/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send all dead letters of one group to that group again */
        post: operations["DeadLettersController_replayGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/dead-letters/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a dead letter to its group again; what is parked behind it follows by itself */
        post: operations["DeadLettersController_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/dead-letters/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a dead letter up for good; what is parked behind it goes on */
        post: operations["DeadLettersController_discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How messages are getting on: outbox, consumer lag, dead letters
         * @description The figures of `/metrics` for people to look at. Lag is null while the broker does not answer.
         */
        get: operations["OperationsController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what, newest first
         * @description Each request that changed something or was refused; of sales, reservations and batches of items, how many there were in each minute: what they changed stands in the stock ledger. Written within a second of the answer.
         */
        get: operations["AuditController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A client-chosen id: 1 to 64 characters, no control characters. */
        Identifier: string;
        CountResult: {
            countId: components["schemas"]["Identifier"];
            locationId: components["schemas"]["Identifier"];
            countedAt: string;
            variances: {
                sku: components["schemas"]["Identifier"];
                counted: number;
                expected: number;
                variance: number;
                superseded: boolean;
            }[];
            rejected: {
                sku: string | null;
                code: string;
                detail: string;
            }[];
        };
        /** @description RFC 9457 problem details with a stable code. */
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            instance?: string | undefined;
            errors?: {
                path: string;
                message: string;
            }[] | undefined;
        } & {
            [key: string]: unknown;
        };
        Category: {
            category: string;
            items: number;
        };
        ItemInput: {
            name?: string | undefined;
            gtin?: string | undefined;
            category?: string | undefined;
            /** @default each */
            unit?: string | undefined;
            returnWindowDays?: number | undefined;
            /** @default true */
            returnable?: boolean | undefined;
            lowStockThreshold?: number | undefined;
            attributes?: {
                [key: string]: string;
            } | undefined;
        };
        Item: {
            sku: components["schemas"]["Identifier"];
            name: string | null;
            gtin: string | null;
            category: string | null;
            unit: string;
            returnWindowDays: number | null;
            returnable: boolean;
            lowStockThreshold: number | null;
            attributes: {
                [key: string]: string;
            };
            createdAt: string;
            updatedAt: string;
        };
        ItemBatch: {
            items: unknown[];
        };
        ItemBatchResult: {
            created: number;
            updated: number;
            rejected: {
                sku: string | null;
                code: string;
                detail: string;
            }[];
        };
        LocationInput: {
            name: string;
            /** @enum {string} */
            kind: "store" | "warehouse";
            latitude?: number | undefined;
            longitude?: number | undefined;
            /** @default UTC */
            timeZone?: string | undefined;
            address?: string | undefined;
            /**
             * @default [
             *       "pickup",
             *       "ship",
             *       "returns"
             *     ]
             */
            capabilities?: ("pickup" | "ship" | "returns")[] | undefined;
            /** @default 0 */
            safetyStock?: number | undefined;
            dailyOrderCapacity?: number | undefined;
            openingHours?: {
                monday?: {
                    opens: string;
                    closes: string;
                }[] | undefined;
                tuesday?: {
                    opens: string;
                    closes: string;
                }[] | undefined;
                wednesday?: {
                    opens: string;
                    closes: string;
                }[] | undefined;
                thursday?: {
                    opens: string;
                    closes: string;
                }[] | undefined;
                friday?: {
                    opens: string;
                    closes: string;
                }[] | undefined;
                saturday?: {
                    opens: string;
                    closes: string;
                }[] | undefined;
                sunday?: {
                    opens: string;
                    closes: string;
                }[] | undefined;
            } | undefined;
            markdownRisk?: number | undefined;
            handlingCost?: number | undefined;
        };
        Location: {
            locationId: components["schemas"]["Identifier"];
            name: string;
            /** @enum {string} */
            kind: "store" | "warehouse";
            latitude: number | null;
            longitude: number | null;
            timeZone: string;
            address: string | null;
            capabilities: ("pickup" | "ship" | "returns")[];
            safetyStock: number;
            dailyOrderCapacity: number | null;
            openingHours: {
                monday?: {
                    opens: string;
                    closes: string;
                }[] | undefined;
                tuesday?: {
                    opens: string;
                    closes: string;
                }[] | undefined;
                wednesday?: {
                    opens: string;
                    closes: string;
                }[] | undefined;
                thursday?: {
                    opens: string;
                    closes: string;
                }[] | undefined;
                friday?: {
                    opens: string;
                    closes: string;
                }[] | undefined;
                saturday?: {
                    opens: string;
                    closes: string;
                }[] | undefined;
                sunday?: {
                    opens: string;
                    closes: string;
                }[] | undefined;
            } | null;
            markdownRisk: number | null;
            handlingCost: number | null;
            distanceKm?: number | undefined;
            createdAt: string;
            updatedAt: string;
        };
        MovementInput: {
            movementId: components["schemas"]["Identifier"];
            sku: components["schemas"]["Identifier"];
            locationId: components["schemas"]["Identifier"];
            /** Format: date-time */
            occurredAt: string;
            reason?: string | undefined;
            reference?: components["schemas"]["Identifier"] | undefined;
            expectedSequence?: number | undefined;
            /** @constant */
            type: "adjustment";
            quantity: number;
        } | {
            movementId: components["schemas"]["Identifier"];
            sku: components["schemas"]["Identifier"];
            locationId: components["schemas"]["Identifier"];
            /** Format: date-time */
            occurredAt: string;
            reason?: string | undefined;
            reference?: components["schemas"]["Identifier"] | undefined;
            expectedSequence?: number | undefined;
            /** @enum {string} */
            type: "opening" | "receipt" | "damage" | "recover" | "quality_hold" | "quality_release" | "dispose";
            quantity: number;
        };
        MovementBatchResult: {
            accepted: number;
            duplicates: number;
            rejected: {
                movementId: string | null;
                code: string;
                detail: string;
            }[];
        };
        Movement: {
            movementId: string;
            /** @enum {string} */
            type: "opening" | "receipt" | "adjustment" | "damage" | "recover" | "quality_hold" | "quality_release" | "dispose" | "sale" | "customer_return" | "count" | "count_restatement" | "transfer_out" | "transfer_in" | "transfer_expected" | "transfer_lost" | "reserve" | "release" | "expire" | "commit" | "fulfill" | "stage" | "safety_stock";
            sku: components["schemas"]["Identifier"];
            locationId: components["schemas"]["Identifier"];
            quantity: number;
            deltas: {
                onHand: number;
                reserved: number;
                committed: number;
                damaged: number;
                qualityControl: number;
                incoming: number;
            };
            after: {
                onHand: number;
                reserved: number;
                committed: number;
                damaged: number;
                qualityControl: number;
                safetyStock: number;
                incoming: number;
                available: number;
            };
            sequence: number;
            reason: string | null;
            reference: string | null;
            occurredAt: string;
            recordedAt: string;
        };
        Reconciliation: {
            checked: number;
            drift: components["schemas"]["Drift"][];
        };
        Drift: {
            /** @enum {string} */
            invariant: "ledger_sum" | "ledger_sequence" | "reserved" | "committed" | "staged" | "component_range" | "incoming" | "settled_once" | "transferred_once" | "entered_once" | "untold_shortage";
            sku: components["schemas"]["Identifier"];
            locationId: components["schemas"]["Identifier"];
            reference?: string | undefined;
            field: string;
            expected: number;
            actual: number;
        };
        Sale: {
            saleId: components["schemas"]["Identifier"];
            locationId: components["schemas"]["Identifier"];
            registerId?: components["schemas"]["Identifier"] | undefined;
            /** Format: date-time */
            occurredAt: string;
            currency?: string | undefined;
            customerId?: components["schemas"]["Identifier"] | undefined;
            lines: components["schemas"]["SaleLine"][];
        };
        SaleLine: {
            lineId: components["schemas"]["Identifier"];
            sku: components["schemas"]["Identifier"];
            quantity: number;
            unitPrice?: (number | string) | undefined;
            amount?: (number | string) | undefined;
            fulfillmentId?: components["schemas"]["Identifier"] | undefined;
            returnId?: components["schemas"]["Identifier"] | undefined;
            originalSaleId?: components["schemas"]["Identifier"] | undefined;
            originalOrderId?: components["schemas"]["Identifier"] | undefined;
            originalLineId?: components["schemas"]["Identifier"] | undefined;
            /** @enum {string} */
            disposition?: ("restock" | "refurbish" | "quarantine" | "return_to_warehouse" | "dispose") | undefined;
        };
        SaleBatchResult: {
            accepted: number;
            duplicates: number;
            pending: number;
            lines: components["schemas"]["SaleLineCounts"];
            rejected: {
                /** @description position of the sale in the request, from 0 */
                index?: number | undefined;
                saleId: string | null;
                lineId?: string | undefined;
                code: string;
                detail: string;
            }[];
        };
        SaleLineCounts: {
            /** @description recorded now, in their level */
            accepted: number;
            /** @description known already with the same content */
            duplicates: number;
            /** @description waiting for their SKU or location */
            pending: number;
            /** @description quantity 0: no level, item or waiting line comes of them */
            noEffect: number;
            /** @description turned away; each line, or its whole sale, is listed in `rejected` */
            rejected: number;
        };
        ReservationInput: {
            reservationId?: components["schemas"]["Identifier"] | undefined;
            reference: components["schemas"]["Identifier"];
            ttlSeconds: number;
            /** @default false */
            allowPartial?: boolean | undefined;
            lines: {
                sku: components["schemas"]["Identifier"];
                locationId: components["schemas"]["Identifier"];
                quantity: number;
            }[];
        };
        Reservation: {
            reservationId: components["schemas"]["Identifier"];
            reference: components["schemas"]["Identifier"];
            /** @enum {string} */
            status: "active" | "committed" | "fulfilled" | "released" | "expired";
            expiresAt: string;
            lines: {
                sku: components["schemas"]["Identifier"];
                locationId: components["schemas"]["Identifier"];
                requested: number;
                quantity: number;
                fulfilled: number;
                released: number;
                staged: number;
            }[];
            createdAt: string;
            updatedAt: string;
        };
        ExtendInput: {
            ttlSeconds: number;
        };
        SettleInput: {
            lines?: {
                sku: components["schemas"]["Identifier"];
                locationId: components["schemas"]["Identifier"];
                quantity: number;
            }[] | undefined;
        };
        LevelSettings: {
            safetyStock: number | null;
        };
        StockLevel: {
            sku: components["schemas"]["Identifier"];
            locationId: components["schemas"]["Identifier"];
            onHand: number;
            reserved: number;
            committed: number;
            damaged: number;
            qualityControl: number;
            safetyStock: number;
            incoming: number;
            available: number;
            sequence: number;
            updatedAt: string;
        };
        PendingSaleLine: {
            saleId: components["schemas"]["Identifier"];
            locationId: components["schemas"]["Identifier"];
            lineId: components["schemas"]["Identifier"];
            sku: components["schemas"]["Identifier"];
            quantity: number;
            occurredAt: string;
            waitingFor: ("item" | "location")[];
            receivedAt: string;
        };
        AvailabilityResult: {
            items: components["schemas"]["Availability"][];
        };
        Availability: {
            sku: components["schemas"]["Identifier"];
            known: boolean;
            total: number;
            /** @enum {string} */
            stockStatus: "in_stock" | "low_stock" | "out_of_stock";
            locations: {
                locationId: components["schemas"]["Identifier"];
                name: string;
                /** @enum {string} */
                kind: "store" | "warehouse";
                available: number;
                /** @enum {string} */
                stockStatus: "in_stock" | "low_stock" | "out_of_stock";
                distanceKm: number | null;
                pickupPromise: string | null;
            }[];
        };
        OversoldLevel: {
            sku: components["schemas"]["Identifier"];
            locationId: components["schemas"]["Identifier"];
            onHand: number;
            reserved: number;
            committed: number;
            damaged: number;
            qualityControl: number;
            safetyStock: number;
            incoming: number;
            available: number;
            sequence: number;
            updatedAt: string;
            shortage: number;
        };
        Throughput: {
            minutes: {
                minute: string;
                sales: number;
                promises: number;
                other: number;
            }[];
        };
        TransferInput: {
            transferId?: components["schemas"]["Identifier"] | undefined;
            from: components["schemas"]["Identifier"];
            to: components["schemas"]["Identifier"];
            /**
             * @default available
             * @enum {string}
             */
            stockStatus?: ("available" | "quality_control") | undefined;
            lines: {
                sku: components["schemas"]["Identifier"];
                quantity: number;
            }[];
            reference?: components["schemas"]["Identifier"] | undefined;
        };
        Transfer: {
            transferId: components["schemas"]["Identifier"];
            from: components["schemas"]["Identifier"];
            to: components["schemas"]["Identifier"];
            /** @enum {string} */
            stockStatus: "available" | "quality_control";
            /** @enum {string} */
            status: "planned" | "shipped" | "partially_received" | "received";
            reference: string | null;
            lines: {
                sku: components["schemas"]["Identifier"];
                quantity: number;
                shipped: number;
                received: number;
                lost: number;
            }[];
            createdAt: string;
            updatedAt: string;
        };
        TransferShipInput: {
            /** Format: date-time */
            occurredAt?: string | undefined;
        };
        TransferReceiveInput: {
            lines?: {
                sku: components["schemas"]["Identifier"];
                quantity: number;
            }[] | undefined;
            /** @default false */
            final?: boolean | undefined;
            /** Format: date-time */
            occurredAt?: string | undefined;
            reason?: string | undefined;
        };
        DeadLetterPage: {
            items: components["schemas"]["DeadLetter"][];
            nextCursor: string | null;
        };
        DeadLetter: {
            deadLetterId: string;
            group: string;
            topic: string;
            partition: number;
            offset: string;
            key: string | null;
            eventId: string | null;
            eventType: string | null;
            /** @enum {string} */
            status: "dead" | "parked" | "replaying" | "replayed" | "discarded";
            reason: {
                code: string;
                detail: string;
            };
            attempts: number;
            producedAt: string;
            createdAt: string;
            updatedAt: string;
        };
        DeadLetterDetail: {
            deadLetterId: string;
            group: string;
            topic: string;
            partition: number;
            offset: string;
            key: string | null;
            eventId: string | null;
            eventType: string | null;
            /** @enum {string} */
            status: "dead" | "parked" | "replaying" | "replayed" | "discarded";
            reason: {
                code: string;
                detail: string;
            };
            attempts: number;
            producedAt: string;
            createdAt: string;
            updatedAt: string;
            headers: {
                [key: string]: string;
            };
            valueText: string | null;
            valueBase64: string;
        };
        ReplayRequest: {
            group: string;
        };
        ReplayAccepted: {
            replaying: number;
        };
        Operations: {
            service: string;
            outbox: {
                messages: number;
                oldestAgeMs: number;
            };
            consumers: {
                group: string;
                topic: string;
                lag: number | null;
            }[];
            deadLetters: {
                group: string;
                /** @enum {string} */
                status: "dead" | "parked" | "replaying" | "replayed" | "discarded";
                count: number;
            }[];
            at: string;
        };
        AuditEntry: {
            /** Format: uuid */
            entryId: string;
            at: string;
            callerId: string;
            method: string;
            route: string;
            targets: {
                [key: string]: string | string[];
            };
            status: number;
            code: string | null;
            correlationId: string | null;
            requests: number;
        };
    };
    responses: {
        /** @description `unauthenticated` */
        Unauthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `forbidden` */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `rate_limited` */
        RateLimited: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    CountStockController_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    countId: components["schemas"]["Identifier"];
                    locationId: components["schemas"]["Identifier"];
                    /** Format: date-time */
                    countedAt: string;
                    /** @default false */
                    includesStaged?: boolean | undefined;
                    lines: {
                        sku: components["schemas"]["Identifier"];
                        quantity: number;
                    }[];
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountResult"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `unknown_location`, `count_conflict`, `occurred_in_future`, `location_in_another_cell` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
        };
    };
    CategoriesController_list: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Category"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `invalid_request`, `invalid_cursor` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
        };
    };
    ManageItemsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sku: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Item"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `unknown_sku` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
        };
    };
    ManageItemsController_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sku: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Item"];
                };
            };
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Item"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
        };
    };
    ManageItemsController_putAll: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemBatch"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemBatchResult"];
                };
            };
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemBatchResult"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
        };
    };
    ManageItemsController_list: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
                category?: string | undefined;
                gtin?: string | undefined;
                sku?: components["schemas"]["Identifier"][] | undefined;
                q?: string | undefined;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Item"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `invalid_request`, `invalid_cursor` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
        };
    };
    ManageLocationsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                locationId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Location"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `unknown_location` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `location_in_another_cell` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
        };
    };
    ManageLocationsController_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                locationId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LocationInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Location"];
                };
            };
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Location"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `location_in_another_cell` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
        };
    };
    ManageLocationsController_list: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
                near?: string | undefined;
                radiusKm?: number | undefined;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Location"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `invalid_request`, `invalid_cursor` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
        };
    };
    ShowLedgerController_list: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
                sku?: components["schemas"]["Identifier"][] | undefined;
                locationId?: components["schemas"]["Identifier"][] | undefined;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Movement"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `invalid_request`, `invalid_cursor` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `location_in_another_cell`, `locations_in_different_cells` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
        };
    };
    PostMovementsController_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    movements: components["schemas"]["MovementInput"][];
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovementBatchResult"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            /** @description `overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReconcileController_reconcile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
        };
    };
    RecordSalesController_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    sales: components["schemas"]["Sale"][];
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaleBatchResult"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            /** @description `overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReserveStockController_reserve: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReservationInput"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `insufficient_stock`, `reservation_id_reused`, `quantity_out_of_range`, `location_in_another_cell`, `locations_in_different_cells` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            /** @description `overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReserveStockController_find: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reservationId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `reservation_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
        };
    };
    ReserveStockController_extend: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                reservationId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtendInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `reservation_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reservation_expired`, `reservation_released` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            /** @description `overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReserveStockController_commit: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                reservationId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `reservation_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reservation_expired`, `reservation_released` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            /** @description `overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReserveStockController_fulfill: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                reservationId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `reservation_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reservation_not_committed`, `quantity_exceeds_held`, `reservation_expired`, `reservation_released` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            /** @description `overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReserveStockController_release: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                reservationId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `reservation_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quantity_exceeds_held`, `reservation_expired` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            /** @description `overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SetSafetyStockController_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                locationId: components["schemas"]["Identifier"];
                sku: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LevelSettings"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLevel"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `unknown_location`, `unknown_sku` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `location_in_another_cell` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
        };
    };
    PendingSalesController_list: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
                sku?: components["schemas"]["Identifier"] | undefined;
                locationId?: components["schemas"]["Identifier"] | undefined;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PendingSaleLine"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `invalid_request`, `invalid_cursor` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `location_in_another_cell` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
        };
    };
    ShowAvailabilityController_find: {
        parameters: {
            query?: {
                sku?: components["schemas"]["Identifier"][] | undefined;
                near?: string | undefined;
                radiusKm?: number | undefined;
                method?: ("pickup" | "ship") | undefined;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AvailabilityResult"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
        };
    };
    ShowLevelsController_list: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
                sku?: components["schemas"]["Identifier"][] | undefined;
                locationId?: components["schemas"]["Identifier"][] | undefined;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StockLevel"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `invalid_request`, `invalid_cursor` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `location_in_another_cell`, `locations_in_different_cells` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
        };
    };
    ShowOversoldController_list: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OversoldLevel"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `invalid_request`, `invalid_cursor` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
        };
    };
    ShowThroughputController_show: {
        parameters: {
            query?: {
                minutes?: number | undefined;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Throughput"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
        };
    };
    StreamLevelsController_stream: {
        parameters: {
            query?: {
                sku?: components["schemas"]["Identifier"][] | undefined;
                locationId?: components["schemas"]["Identifier"][] | undefined;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_request`, `stream_too_wide` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `location_in_another_cell`, `locations_in_different_cells` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            /** @description `too_many_streams` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TransferStockController_plan: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferInput"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transfer"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `unknown_location`, `unknown_sku`, `transfer_id_reused`, `quantity_out_of_range`, `location_in_another_cell`, `locations_in_different_cells` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
        };
    };
    TransferStockController_find: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transferId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transfer"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `transfer_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
        };
    };
    TransferStockController_ship: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                transferId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferShipInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transfer"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `transfer_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `insufficient_stock`, `insufficient_quality_control`, `unknown_location`, `unknown_sku`, `occurred_in_future`, `figure_out_of_range` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            /** @description `overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TransferStockController_receive: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                transferId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferReceiveInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transfer"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `transfer_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `transfer_not_shipped`, `transfer_received`, `quantity_exceeds_shipped`, `occurred_in_future`, `figure_out_of_range` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            /** @description `overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeadLettersController_list: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
                group?: string | undefined;
                topic?: string | undefined;
                status?: ("dead" | "parked" | "replaying" | "replayed" | "discarded") | undefined;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterPage"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
        };
    };
    DeadLettersController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterDetail"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `dead_letter_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
        };
    };
    DeadLettersController_replayGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayRequest"];
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayAccepted"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
        };
    };
    DeadLettersController_replay: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterDetail"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `dead_letter_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `dead_letter_resolved`, `dead_letter_parked` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
        };
    };
    DeadLettersController_discard: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterDetail"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description `dead_letter_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `dead_letter_resolved`, `dead_letter_replaying` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
        };
    };
    OperationsController_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operations"];
                };
            };
            /** @description `invalid_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
        };
    };
    AuditController_list: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
                callerId?: string | undefined;
                targetId?: components["schemas"]["Identifier"] | undefined;
                since?: string | undefined;
                until?: string | undefined;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `invalid_request`, `invalid_cursor` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
        };
    };
}
