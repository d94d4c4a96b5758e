// Written by npm run generate.
export interface paths {
    "/returns/v1/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The returns, ordered by id */
        get: operations["ShowReturnsController_list"];
        put?: never;
        /**
         * Authorise a return of an order or of a receipt, to any store or by mail
         * @description All lines or none. The units are held for this return until they are received, or it is cancelled or lapses. The same `returnId` with the same content gives the same answer. With `exchange`, the order that replaces the goods is placed at once, and prepared when they are back.
         */
        post: operations["AuthorizeReturnController_authorize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/returns/v1/returns/{returnId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call a return off, wholly or from now on; units that were received are paid back
         * @description Without a body it is cancelled. A return that was called off already stays as it is.
         */
        post: operations["EndReturnController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/returns/v1/returns/{returnId}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take in units that came back, each with its condition and what becomes of it
         * @description At any location that takes returns, in as many parts as they come; give an Idempotency-Key. A line may stand several times, with different conditions. `return_to_warehouse` sends units on to `warehouseId`, or to the nearest warehouse. With the last unit the refund is asked for.
         */
        post: operations["ReceiveReturnController_receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/returns/v1/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Refunds and store credits, oldest first
         * @description `status=requested` lists those that the payment system has not answered, with how often it was asked.
         */
        get: operations["RefundsController_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/returns/v1/refunds/{refundId}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a refund has been paid, for payment systems without Kafka
         * @description The same as a message on `payments.refund-settled.v1`. Said twice, it has one effect.
         */
        post: operations["RefundsController_settle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/returns/v1/kpis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much of what was sold in a period has come back, and why
         * @description Of what customers took with them or were sent from `from` up to `to`, by stores and by the web; of the last seven days without them, of 92 days at most.
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
    "/returns/v1/purchases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The orders and receipts of a customer, or those of a number
         * @description Newest first, by when they were heard of. For a desk: a customer without a receipt, or a receipt number that several locations have given. `customerId` is a pseudonym; nothing else of a person is known here.
         */
        get: operations["ShowPurchasesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/returns/v1/returnable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What can still come back of an order or a receipt, until when, and why a line cannot
         * @description Give `orderId`, or `saleId` with `locationId` where several locations have a receipt of that number.
         */
        get: operations["ShowReturnableController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/returns/v1/returns/{returnId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A return: what was asked for, what came in, and its refund */
        get: operations["ShowReturnsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/returns/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens to returns, as server-sent events
         * @description `event: return` tells that something happened to a return (ReturnNews): it was authorised, goods or money came back, it ended. A stream carries news from now on and no state: read the return whenever it is told of, and whenever the stream connects. A slow reader gets the newest of each. A comment every 15 s keeps the connection open.
         */
        get: operations["StreamReturnsController_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/returns/v1/dead-letters": {
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
    "/returns/v1/dead-letters/{id}": {
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
    "/returns/v1/dead-letters/replay": {
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
    "/returns/v1/dead-letters/{id}/replay": {
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
    "/returns/v1/dead-letters/{id}/discard": {
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
    "/returns/v1/operations": {
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
    "/returns/v1/audit": {
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
        ReturnInput: {
            returnId: components["schemas"]["Identifier"];
            orderId?: components["schemas"]["Identifier"] | undefined;
            saleId?: components["schemas"]["Identifier"] | undefined;
            locationId?: components["schemas"]["Identifier"] | undefined;
            customerId?: components["schemas"]["Identifier"] | undefined;
            /** @enum {string} */
            method: "store" | "mail";
            lines: {
                lineId: components["schemas"]["Identifier"];
                quantity: number;
                reason: string;
            }[];
            /** @enum {string} */
            resolution: "refund" | "exchange" | "store_credit";
            exchange?: {
                lines: {
                    lineId: components["schemas"]["Identifier"];
                    sku: components["schemas"]["Identifier"];
                    quantity: number;
                    unitPrice?: (number | string) | undefined;
                }[];
                /** @enum {string} */
                method: "pickup" | "ship";
                pickupLocationId?: components["schemas"]["Identifier"] | undefined;
                shipTo?: components["schemas"]["ShipTo"] | undefined;
            } | undefined;
        };
        /** @description A client-chosen id: 1 to 64 characters, no control characters. */
        Identifier: string;
        ShipTo: {
            latitude?: number | undefined;
            longitude?: number | undefined;
            address: string;
            name?: string | undefined;
        };
        ReturnReceipt: {
            returnId: components["schemas"]["Identifier"];
            /** @enum {string} */
            status: "authorized" | "received" | "inspected" | "refunded" | "completed" | "rejected" | "cancelled";
            exchangeOrderId?: components["schemas"]["Identifier"] | undefined;
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
        Return: {
            returnId: components["schemas"]["Identifier"];
            /** @enum {string} */
            status: "authorized" | "received" | "inspected" | "refunded" | "completed" | "rejected" | "cancelled";
            endedBecause: ("cancelled" | "lapsed" | "rejected") | null;
            orderId: components["schemas"]["Identifier"] | null;
            saleId: components["schemas"]["Identifier"] | null;
            saleLocationId: components["schemas"]["Identifier"] | null;
            customerId: components["schemas"]["Identifier"] | null;
            /** @enum {string} */
            method: "store" | "mail";
            /** @enum {string} */
            resolution: "refund" | "exchange" | "store_credit";
            exchangeOrderId: components["schemas"]["Identifier"] | null;
            currency: string | null;
            lines: {
                lineId: components["schemas"]["Identifier"];
                sku: components["schemas"]["Identifier"];
                quantity: number;
                received: number;
                reason: string;
                unitPrice: string | null;
            }[];
            receipts: {
                receiptId: components["schemas"]["Identifier"];
                locationId: components["schemas"]["Identifier"];
                receivedAt: string;
                lines: {
                    lineId: components["schemas"]["Identifier"];
                    sku: components["schemas"]["Identifier"];
                    quantity: number;
                    condition: string;
                    /** @enum {string} */
                    disposition: "restock" | "refurbish" | "quarantine" | "return_to_warehouse" | "dispose";
                }[];
            }[];
            refunds: {
                refundId: components["schemas"]["Identifier"];
                /** @enum {string} */
                kind: "refund" | "store_credit";
                amount: string;
                currency: string | null;
                /** @enum {string} */
                status: "requested" | "settled";
                attempts: number;
                requestedAt: string;
                settledAt: string | null;
            }[];
            expiresAt: string;
            createdAt: string;
            updatedAt: string;
        };
        ReturnCancelInput: {
            /**
             * @default cancelled
             * @enum {string}
             */
            reason?: ("cancelled" | "rejected") | undefined;
        };
        ReceiveInput: {
            locationId: components["schemas"]["Identifier"];
            lines: {
                lineId: components["schemas"]["Identifier"];
                quantity: number;
                condition: string;
                /** @enum {string} */
                disposition: "restock" | "refurbish" | "quarantine" | "return_to_warehouse" | "dispose";
            }[];
            warehouseId?: components["schemas"]["Identifier"] | undefined;
        };
        Refund: {
            refundId: components["schemas"]["Identifier"];
            /** @enum {string} */
            kind: "refund" | "store_credit";
            amount: string;
            currency: string | null;
            /** @enum {string} */
            status: "requested" | "settled";
            attempts: number;
            requestedAt: string;
            settledAt: string | null;
            returnId: components["schemas"]["Identifier"];
            orderId: components["schemas"]["Identifier"] | null;
            saleId: components["schemas"]["Identifier"] | null;
            customerId: components["schemas"]["Identifier"] | null;
            askAgainAt: string | null;
        };
        RefundSettlement: {
            returnId: components["schemas"]["Identifier"];
            refundId: components["schemas"]["Identifier"];
            amount: number | string;
            currency?: string | undefined;
            /** Format: date-time */
            settledAt: string;
        };
        ReturnKpis: {
            period: {
                from: string;
                to: string;
            };
            soldUnits: number;
            returnedUnits: number;
            returnRate: number | null;
            returns: number;
            reasons: {
                reason: string;
                units: number;
            }[];
            days: {
                day: string;
                soldUnits: number;
                returnedUnits: number;
            }[];
        };
        Purchase: {
            orderId: components["schemas"]["Identifier"] | null;
            saleId: components["schemas"]["Identifier"] | null;
            locationId: components["schemas"]["Identifier"] | null;
            customerId: components["schemas"]["Identifier"] | null;
            currency: string | null;
            lines: {
                lineId: components["schemas"]["Identifier"];
                sku: components["schemas"]["Identifier"];
                name: string | null;
                quantity: number;
                sold: number;
                returned: number;
            }[];
            handedOverAt: string | null;
            createdAt: string;
        };
        Returnable: {
            orderId: components["schemas"]["Identifier"] | null;
            saleId: components["schemas"]["Identifier"] | null;
            locationId: components["schemas"]["Identifier"] | null;
            customerId: components["schemas"]["Identifier"] | null;
            currency: string | null;
            lines: {
                lineId: components["schemas"]["Identifier"];
                sku: components["schemas"]["Identifier"];
                name: string | null;
                sold: number;
                returned: number;
                authorized: number;
                returnable: number;
                unitPrice: string | null;
                returnableUntil: string | null;
                reason: ("outside_return_window" | "quantity_exceeds_sold" | "not_returnable") | null;
                detail: string | null;
            }[];
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
    ShowReturnsController_list: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
                orderId?: components["schemas"]["Identifier"] | undefined;
                saleId?: components["schemas"]["Identifier"] | undefined;
                customerId?: components["schemas"]["Identifier"] | undefined;
                status?: ("authorized" | "received" | "inspected" | "refunded" | "completed" | "rejected" | "cancelled") | undefined;
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
                        items: components["schemas"]["Return"][];
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
    AuthorizeReturnController_authorize: {
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
                "application/json": components["schemas"]["ReturnInput"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnReceipt"];
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
            /** @description `order_not_found`, `sale_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sale_ambiguous`, `return_id_reused`, `unknown_line`, `not_returnable`, `outside_return_window`, `quantity_exceeds_sold`, `ship_to_required` */
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
    EndReturnController_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                returnId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnCancelInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Return"];
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
            /** @description `return_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `return_closed` */
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
    ReceiveReturnController_receive: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                returnId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiveInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Return"];
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
            /** @description `return_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown_location`, `location_takes_no_returns`, `unknown_line`, `quantity_exceeds_authorized`, `quantity_exceeds_sold`, `return_closed`, `no_warehouse` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` */
            422: {
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
    RefundsController_page: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
                status?: ("requested" | "settled") | undefined;
                returnId?: components["schemas"]["Identifier"] | undefined;
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
                        items: components["schemas"]["Refund"][];
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
    RefundsController_settle: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                refundId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundSettlement"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
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
            /** @description `refund_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `refund_amount_differs` */
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
                    "application/json": components["schemas"]["ReturnKpis"];
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
    ShowPurchasesController_list: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
                customerId?: components["schemas"]["Identifier"] | undefined;
                orderId?: components["schemas"]["Identifier"] | undefined;
                saleId?: components["schemas"]["Identifier"] | undefined;
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
                        items: components["schemas"]["Purchase"][];
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
    ShowReturnableController_show: {
        parameters: {
            query?: {
                orderId?: components["schemas"]["Identifier"] | undefined;
                saleId?: components["schemas"]["Identifier"] | undefined;
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
                    "application/json": components["schemas"]["Returnable"];
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
            /** @description `order_not_found`, `sale_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sale_ambiguous` */
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
    ShowReturnsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                returnId: components["schemas"]["Identifier"];
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
                    "application/json": components["schemas"]["Return"];
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
            /** @description `return_not_found` */
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
    StreamReturnsController_stream: {
        parameters: {
            query?: {
                returnId?: components["schemas"]["Identifier"] | undefined;
                orderId?: components["schemas"]["Identifier"] | undefined;
                saleId?: components["schemas"]["Identifier"] | undefined;
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
