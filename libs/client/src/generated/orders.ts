// Written by npm run generate.
export interface paths {
    "/orders/v1/orders/{orderId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel what the customer does not have yet
         * @description Unpicked units are free at once; picked ones when the put-away task that is raised is done. Once more changes nothing.
         */
        post: operations["CancelOrderController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What somebody has to do: count a shelf, put units away, look at an order
         * @description Oldest first.
         */
        get: operations["DoTasksController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/tasks/{taskId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One task */
        get: operations["DoTasksController_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/tasks/{taskId}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * It is done
         * @description Put away: the units are free from now on. Cycle count: give in `counts` what is on the shelf of each SKU of the task (without what lies picked in bags). Once more changes nothing.
         */
        post: operations["DoTasksController_complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders, newest first */
        get: operations["ShowOrdersController_list"];
        put?: never;
        /**
         * Place an order
         * @description Sourced and promised right after. A `reservationId` made at checkout is committed; where it has expired the same lines are reserved anew. The same order again gives the same answer.
         */
        post: operations["PlaceOrderController_place"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/orders/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Where an order would come from, and why
         * @description Changes nothing. Every location is listed with its score and factors, or with the reasons why it is left out. Units that cannot be had are `unfilled`: `unknown_sku`, `no_stock` anywhere, or `no_location` that may give them.
         */
        post: operations["PreviewOrderController_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/fulfillments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A store's work list
         * @description Oldest promise first. `locationId` also finds parcels that are on their way to that store to be collected there. Orders that wait for returned goods are no work yet, and are left out unless `orderId` is given.
         */
        get: operations["ShowFulfillmentsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/fulfillments/{fulfillmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One fulfillment */
        get: operations["ShowFulfillmentsController_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/kpis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of the orders of a period: fill rate, rejections by location, lead times, cancellations
         * @description Of the orders that were placed from `from` up to `to`; of the last seven days without them, of 92 days at most. So the figures of a recent period still change: its orders are still under way.
         */
        get: operations["ShowKpisController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An order with its fulfillments, how it was sourced, and what happened to it */
        get: operations["ShowOrdersController_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/orders/{orderId}/pickup-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The code that the customer shows at the counter
         * @description For the shop to show to its customer, and to nobody else. Where an order is collected in several parts, `fulfillmentId` chooses one; without it the part that is ready comes first.
         */
        get: operations["ShowOrdersController_pickupCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens to orders and fulfillments, as server-sent events
         * @description `event: fulfillment`, `event: order` and `event: task` tell what has changed (FulfillmentNews, OrderNews, TaskNews), so that a work list knows what to read again. A stream carries news from now on and no state: read your lists whenever it connects. A slow reader gets the newest of each. `locationId` finds the fulfillments of a location and those that are collected there, and its tasks. A comment every 15 s keeps the connection open.
         */
        get: operations["StreamOrdersController_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/fulfillments/{fulfillmentId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The store will do it */
        post: operations["TakeStepsController_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/fulfillments/{fulfillmentId}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The store cannot do it
         * @description Its units are sourced again without this store. The level is set to `countNow`, else to zero, and a cycle count is raised; `countNow: false` leaves the level as it is. Picked units become a put-away task.
         */
        post: operations["TakeStepsController_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/fulfillments/{fulfillmentId}/pick": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Units were taken from the shelf
         * @description Accepts it, too. `picked` is absolute; lines left out were found whole. What was not found is sourced elsewhere or cancelled, as the order asks, and the level is set to zero until the cycle count that is raised.
         */
        post: operations["TakeStepsController_pick"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/fulfillments/{fulfillmentId}/pack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is in its bag or parcel */
        post: operations["TakeStepsController_pack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/fulfillments/{fulfillmentId}/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The customer may come
         * @description What others send to the store becomes ready when it has arrived. It waits at the counter until `pickupBy`.
         */
        post: operations["TakeStepsController_ready"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/fulfillments/{fulfillmentId}/handover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The customer has it
         * @description Needs the pickup code; case, spaces and dashes do not matter. After a few wrong ones the counter has to wait.
         */
        post: operations["TakeStepsController_handover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/fulfillments/{fulfillmentId}/ship": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is with the carrier */
        post: operations["TakeStepsController_ship"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/v1/dead-letters": {
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
    "/orders/v1/dead-letters/{id}": {
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
    "/orders/v1/dead-letters/replay": {
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
    "/orders/v1/dead-letters/{id}/replay": {
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
    "/orders/v1/dead-letters/{id}/discard": {
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
    "/orders/v1/operations": {
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
    "/orders/v1/audit": {
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
        Order: {
            orderId: components["schemas"]["Identifier"];
            channel: components["schemas"]["Identifier"];
            customerId: components["schemas"]["Identifier"];
            /** @enum {string} */
            method: "pickup" | "ship";
            /** @enum {string} */
            status: "placed" | "sourcing" | "allocated" | "partially_fulfilled" | "fulfilled" | "cancelled" | "unfillable";
            pickupLocationId: components["schemas"]["Identifier"] | null;
            shipTo: components["schemas"]["ShipTo"] | null;
            reservationId: components["schemas"]["Identifier"] | null;
            currency: string | null;
            fallbacks: ("ship_to_store" | "ship_to_customer" | "other_store")[];
            /** @enum {string} */
            onShortage: "source_again" | "cancel";
            returnId: components["schemas"]["Identifier"] | null;
            onHold: boolean;
            lines: {
                lineId: components["schemas"]["Identifier"];
                sku: components["schemas"]["Identifier"];
                quantity: number;
                unitPrice: string | null;
                sourcing: number;
                allocated: number;
                fulfilled: number;
                cancelled: number;
            }[];
            fulfillments: components["schemas"]["Fulfillment"][];
            sourcing: components["schemas"]["SourcingDecision"][];
            timeline: {
                at: string;
                what: string;
                detail: string;
                fulfillmentId: components["schemas"]["Identifier"] | null;
                locationId: components["schemas"]["Identifier"] | null;
            }[];
            placedAt: string;
            updatedAt: string;
        };
        ShipTo: {
            latitude?: number | undefined;
            longitude?: number | undefined;
            address: string;
            name?: string | undefined;
        };
        Fulfillment: {
            fulfillmentId: components["schemas"]["Identifier"];
            orderId: components["schemas"]["Identifier"];
            locationId: components["schemas"]["Identifier"];
            pickupLocationId: components["schemas"]["Identifier"] | null;
            /** @enum {string} */
            method: "pickup" | "ship" | "ship_to_store";
            /** @enum {string} */
            status: "open" | "accepted" | "picking" | "packed" | "ready_for_pickup" | "picked_up" | "shipped" | "rejected" | "cancelled" | "expired";
            version: number;
            reservationId: components["schemas"]["Identifier"];
            promisedAt: string | null;
            overdue: boolean;
            pickupBy: string | null;
            carrier: string | null;
            trackingNumber: string | null;
            reason: string | null;
            lines: {
                lineId: components["schemas"]["Identifier"];
                sku: components["schemas"]["Identifier"];
                name: string | null;
                gtin: string | null;
                quantity: number;
                picked: number;
            }[];
            createdAt: string;
            updatedAt: string;
        };
        SourcingDecision: {
            decidedAt: string;
            assignments: {
                locationId: components["schemas"]["Identifier"];
                /** @enum {string} */
                method: "pickup" | "ship" | "ship_to_store";
                pickupLocationId?: (components["schemas"]["Identifier"] | null) | undefined;
                promisedAt: string | null;
                lines: {
                    lineId: components["schemas"]["Identifier"];
                    sku: components["schemas"]["Identifier"];
                    quantity: number;
                }[];
            }[];
            unfilled: {
                lineId: components["schemas"]["Identifier"];
                sku: components["schemas"]["Identifier"];
                quantity: number;
                reason: string;
            }[];
            candidates: {
                locationId: components["schemas"]["Identifier"];
                /** @enum {string} */
                method: "pickup" | "ship" | "ship_to_store";
                chosen: boolean;
                score: number | null;
                factors: {
                    /** @enum {string} */
                    factor: "stock" | "distance" | "parcels" | "capacity" | "opening" | "markdown" | "cost";
                    value: number;
                    points: number;
                    weight: number;
                }[];
                distanceKm: number | null;
                exclusions: {
                    code: string;
                    detail: string;
                }[];
            }[];
            explanation: string;
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
        Task: {
            taskId: components["schemas"]["Identifier"];
            /** @enum {string} */
            type: "cycle_count" | "put_away" | "attention";
            /** @enum {string} */
            status: "open" | "done";
            locationId: components["schemas"]["Identifier"] | null;
            orderId: components["schemas"]["Identifier"];
            fulfillmentId: components["schemas"]["Identifier"] | null;
            reason: string;
            lines: {
                sku: components["schemas"]["Identifier"];
                quantity: number;
            }[];
            createdAt: string;
            completedAt: string | null;
        };
        TaskCompletion: {
            counts?: {
                sku: components["schemas"]["Identifier"];
                quantity: number;
            }[] | undefined;
        };
        OrderInput: {
            orderId: components["schemas"]["Identifier"];
            channel: components["schemas"]["Identifier"];
            customerId: components["schemas"]["Identifier"];
            /** @enum {string} */
            method: "pickup" | "ship";
            pickupLocationId?: components["schemas"]["Identifier"] | undefined;
            shipTo?: components["schemas"]["ShipTo"] | undefined;
            reservationId?: components["schemas"]["Identifier"] | undefined;
            currency?: string | undefined;
            fallbacks?: ("ship_to_store" | "ship_to_customer" | "other_store")[] | undefined;
            /**
             * @default source_again
             * @enum {string}
             */
            onShortage?: ("source_again" | "cancel") | undefined;
            lines: {
                lineId: components["schemas"]["Identifier"];
                sku: components["schemas"]["Identifier"];
                quantity: number;
                unitPrice?: (number | string) | undefined;
            }[];
        };
        OrderReceipt: {
            orderId: components["schemas"]["Identifier"];
            /** @enum {string} */
            status: "placed" | "sourcing" | "allocated" | "partially_fulfilled" | "fulfilled" | "cancelled" | "unfillable";
        };
        OrderSummary: {
            orderId: components["schemas"]["Identifier"];
            channel: components["schemas"]["Identifier"];
            customerId: components["schemas"]["Identifier"];
            /** @enum {string} */
            method: "pickup" | "ship";
            /** @enum {string} */
            status: "placed" | "sourcing" | "allocated" | "partially_fulfilled" | "fulfilled" | "cancelled" | "unfillable";
            pickupLocationId: components["schemas"]["Identifier"] | null;
            reservationId: components["schemas"]["Identifier"] | null;
            currency: string | null;
            fallbacks: ("ship_to_store" | "ship_to_customer" | "other_store")[];
            /** @enum {string} */
            onShortage: "source_again" | "cancel";
            returnId: components["schemas"]["Identifier"] | null;
            onHold: boolean;
            lines: {
                lineId: components["schemas"]["Identifier"];
                sku: components["schemas"]["Identifier"];
                quantity: number;
                unitPrice: string | null;
                sourcing: number;
                allocated: number;
                fulfilled: number;
                cancelled: number;
            }[];
            placedAt: string;
            updatedAt: string;
        };
        OrderKpis: {
            period: {
                from: string;
                to: string;
            };
            orders: number;
            cancelledOrders: number;
            units: number;
            fulfilledUnits: number;
            unfilledUnits: number;
            fillRate: number | null;
            cancelRate: number | null;
            oversells: number;
            pickupLeadTime: {
                count: number;
                medianMinutes: number | null;
                p90Minutes: number | null;
            };
            days: {
                day: string;
                orders: number;
                cancelledOrders: number;
                units: number;
                fulfilledUnits: number;
                unfilledUnits: number;
            }[];
            locations: {
                locationId: components["schemas"]["Identifier"];
                fulfillments: number;
                rejected: number;
                rejectionRate: number;
            }[];
        };
        PickupCode: {
            fulfillmentId: components["schemas"]["Identifier"];
            code: string;
        };
        RejectInput: {
            reason: string;
            countNow?: (boolean | number | {
                sku: components["schemas"]["Identifier"];
                quantity: number;
            }[]) | undefined;
        };
        PickInput: {
            /** @default [] */
            lines?: {
                lineId: components["schemas"]["Identifier"];
                picked: number;
            }[] | undefined;
        };
        HandoverInput: {
            pickupCode: string;
            collectedBy: string;
        };
        ShipInput: {
            carrier: string;
            trackingNumber: string;
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
    CancelOrderController_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                orderId: components["schemas"]["Identifier"];
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
                    "application/json": components["schemas"]["Order"];
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
            /** @description `order_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order_fulfilled` */
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
    DoTasksController_list: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
                locationId?: components["schemas"]["Identifier"] | undefined;
                type?: ("cycle_count" | "put_away" | "attention") | undefined;
                status?: ("open" | "done") | undefined;
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
                        items: components["schemas"]["Task"][];
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
    DoTasksController_find: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                taskId: components["schemas"]["Identifier"];
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
                    "application/json": components["schemas"]["Task"];
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
            /** @description `task_not_found` */
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
    DoTasksController_complete: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                taskId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskCompletion"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description `invalid_request`, `counts_required` */
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
            /** @description `task_not_found` */
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
    ShowOrdersController_list: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
                orderId?: components["schemas"]["Identifier"] | undefined;
                customerId?: components["schemas"]["Identifier"] | undefined;
                status?: ("placed" | "sourcing" | "allocated" | "partially_fulfilled" | "fulfilled" | "cancelled" | "unfillable") | undefined;
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
                        items: components["schemas"]["OrderSummary"][];
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
    PlaceOrderController_place: {
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
                "application/json": components["schemas"]["OrderInput"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderReceipt"];
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
            /** @description `order_id_reused` */
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
    PreviewOrderController_preview: {
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
                "application/json": components["schemas"]["OrderInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourcingDecision"];
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
    ShowFulfillmentsController_list: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
                locationId?: components["schemas"]["Identifier"] | undefined;
                orderId?: components["schemas"]["Identifier"] | undefined;
                status?: ("open" | "accepted" | "picking" | "packed" | "ready_for_pickup" | "picked_up" | "shipped" | "rejected" | "cancelled" | "expired")[] | undefined;
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
                        items: components["schemas"]["Fulfillment"][];
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
    ShowFulfillmentsController_find: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fulfillmentId: components["schemas"]["Identifier"];
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
                    "application/json": components["schemas"]["Fulfillment"];
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
            /** @description `fulfillment_not_found` */
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
    ShowKpisController_show: {
        parameters: {
            query?: {
                from?: string | undefined;
                to?: string | undefined;
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
                    "application/json": components["schemas"]["OrderKpis"];
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
    ShowOrdersController_find: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["schemas"]["Identifier"];
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
                    "application/json": components["schemas"]["Order"];
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
            /** @description `order_not_found` */
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
    ShowOrdersController_pickupCode: {
        parameters: {
            query?: {
                fulfillmentId?: components["schemas"]["Identifier"] | undefined;
            };
            header?: never;
            path: {
                orderId: components["schemas"]["Identifier"];
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
                    "application/json": components["schemas"]["PickupCode"];
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
            /** @description `order_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_pickup_code` */
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
    StreamOrdersController_stream: {
        parameters: {
            query?: {
                locationId?: components["schemas"]["Identifier"] | undefined;
                orderId?: components["schemas"]["Identifier"] | undefined;
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
    TakeStepsController_accept: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                fulfillmentId: components["schemas"]["Identifier"];
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
                    "application/json": components["schemas"]["Fulfillment"];
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
            /** @description `fulfillment_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fulfillment_step_out_of_turn`, `order_on_hold` */
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
    TakeStepsController_reject: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                fulfillmentId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fulfillment"];
                };
            };
            /** @description `invalid_request`, `unknown_sku` */
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
            /** @description `fulfillment_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fulfillment_step_out_of_turn`, `order_on_hold` */
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
    TakeStepsController_pick: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                fulfillmentId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PickInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fulfillment"];
                };
            };
            /** @description `invalid_request`, `unknown_line` */
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
            /** @description `fulfillment_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fulfillment_step_out_of_turn`, `order_on_hold`, `picked_more_than_asked` */
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
    TakeStepsController_pack: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                fulfillmentId: components["schemas"]["Identifier"];
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
                    "application/json": components["schemas"]["Fulfillment"];
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
            /** @description `fulfillment_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fulfillment_step_out_of_turn`, `order_on_hold` */
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
    TakeStepsController_ready: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                fulfillmentId: components["schemas"]["Identifier"];
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
                    "application/json": components["schemas"]["Fulfillment"];
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
            /** @description `fulfillment_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fulfillment_step_out_of_turn`, `order_on_hold` */
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
    TakeStepsController_handover: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                fulfillmentId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandoverInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fulfillment"];
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
            /** @description `fulfillment_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fulfillment_step_out_of_turn`, `order_on_hold`, `wrong_pickup_code`, `pickup_expired` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `pickup_code_locked`, `rate_limited` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TakeStepsController_ship: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                fulfillmentId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShipInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fulfillment"];
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
            /** @description `fulfillment_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fulfillment_step_out_of_turn`, `order_on_hold` */
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
