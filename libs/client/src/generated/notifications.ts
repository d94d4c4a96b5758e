// Written by npm run generate.
export interface paths {
    "/notifications/v1/contacts/{customerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a customer may be reached */
        get: operations["KeepContactsController_get"];
        /**
         * Say how a customer may be reached, or replace that as a whole
         * @description Answers 201 when the customer is new here. Counts for messages that wait to be sent, too.
         */
        put: operations["KeepContactsController_put"];
        post?: never;
        /**
         * Forget a person, in every service
         * @description Contact, stock alerts, waiting messages and kept answers go at once; the other services follow by `customer.erased.v1`. Answers 204 also when nothing is known here. The customerId stays, as a pseudonym.
         */
        delete: operations["KeepContactsController_erase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/v1/stock-alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who wants to be told of what, newest first */
        get: operations["KeepStockAlertsController_list"];
        put?: never;
        /**
         * Tell a customer once when something can be had again
         * @description Anywhere, or at `locationId`. Asking is agreeing to this one message. Asking again while it waits gives the alert that waits.
         */
        post: operations["KeepStockAlertsController_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/v1/stock-alerts/{stockAlertId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Do not tell them after all */
        delete: operations["KeepStockAlertsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/v1/store-contacts/{locationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is told of what happens at a location */
        get: operations["KeepStoreContactsController_get"];
        /**
         * Say who is told of new work, rejected work, low stock and oversold items at a location
         * @description Each address that is given is used. Answers 201 when the location had none.
         */
        put: operations["KeepStoreContactsController_put"];
        post?: never;
        /** Tell nobody any more of what happens at a location */
        delete: operations["KeepStoreContactsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The endpoints, newest first */
        get: operations["KeepWebhooksController_list"];
        put?: never;
        /**
         * Send events to an endpoint of another system
         * @description Signed as Standard Webhooks asks. The secret, given or made here, is shown in this answer alone. Events of the inventory, orders and returns services can be had; they arrive in no promised order, and may arrive twice with the same `webhook-id`.
         */
        post: operations["KeepWebhooksController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/v1/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One endpoint */
        get: operations["KeepWebhooksController_get"];
        put?: never;
        post?: never;
        /** Send nothing more to an endpoint */
        delete: operations["KeepWebhooksController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/v1/webhooks/{webhookId}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send to an endpoint again that was disabled
         * @description Begins with what was given up when it was disabled; events since then are not sent.
         */
        post: operations["KeepWebhooksController_enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/v1/webhooks/{webhookId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event to an endpoint
         * @description `notifications.webhook-test.v1`, on the same way as every other; its delivery tells how it went.
         */
        post: operations["KeepWebhooksController_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of each message, newest first */
        get: operations["ShowDeliveriesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/v1/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of one message */
        get: operations["ShowDeliveriesController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/v1/deliveries/{deliveryId}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a message would say if it were sent now
         * @description Written anew for this answer, with what is known now; no message is kept.
         */
        get: operations["ShowDeliveriesController_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/v1/deliveries/{deliveryId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message again that was given up or suppressed
         * @description Whether it may be sent is judged anew. One that was sent is not sent twice.
         */
        post: operations["ShowDeliveriesController_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/v1/dead-letters": {
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
    "/notifications/v1/dead-letters/{id}": {
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
    "/notifications/v1/dead-letters/replay": {
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
    "/notifications/v1/dead-letters/{id}/replay": {
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
    "/notifications/v1/dead-letters/{id}/discard": {
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
    "/notifications/v1/operations": {
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
    "/notifications/v1/audit": {
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
        ContactInput: {
            name?: string | undefined;
            /** Format: email */
            email?: string | undefined;
            phone?: string | undefined;
            /**
             * @default en
             * @enum {string}
             */
            locale?: ("zh-CN" | "en") | undefined;
            /**
             * @default [
             *       "email"
             *     ]
             */
            channels?: ("email" | "sms")[] | undefined;
            /**
             * @default [
             *       "transactional"
             *     ]
             */
            consents?: ("transactional" | "back_in_stock" | "marketing")[] | undefined;
            quietHours?: {
                from: string;
                to: string;
                /** @default UTC */
                timeZone?: string | undefined;
            } | undefined;
        };
        Contact: {
            customerId: components["schemas"]["Identifier"];
            name: string | null;
            email: string | null;
            phone: string | null;
            /** @enum {string} */
            locale: "zh-CN" | "en";
            channels: ("email" | "sms")[];
            consents: ("transactional" | "back_in_stock" | "marketing")[];
            quietHours: {
                from: string;
                to: string;
                /** @default UTC */
                timeZone: string;
            } | null;
            createdAt: string;
            updatedAt: string;
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
        StockAlertInput: {
            customerId: components["schemas"]["Identifier"];
            sku: components["schemas"]["Identifier"];
            locationId?: components["schemas"]["Identifier"] | undefined;
        };
        StockAlert: {
            stockAlertId: components["schemas"]["Identifier"];
            customerId: components["schemas"]["Identifier"];
            sku: components["schemas"]["Identifier"];
            locationId: components["schemas"]["Identifier"] | null;
            /** @enum {string} */
            status: "waiting" | "told";
            createdAt: string;
        };
        StoreContactInput: {
            /** Format: email */
            email?: string | undefined;
            phone?: string | undefined;
            /**
             * @default en
             * @enum {string}
             */
            locale?: ("zh-CN" | "en") | undefined;
        };
        StoreContact: {
            locationId: components["schemas"]["Identifier"];
            email: string | null;
            phone: string | null;
            /** @enum {string} */
            locale: "zh-CN" | "en";
            updatedAt: string;
        };
        WebhookInput: {
            /** Format: uri */
            url: string;
            eventTypes: (string & (unknown & unknown))[];
            secret?: string | undefined;
        };
        Webhook: {
            webhookId: components["schemas"]["Identifier"];
            url: string;
            eventTypes: string[];
            /** @enum {string} */
            status: "enabled" | "disabled";
            secret?: string | undefined;
            disabledReason: string | null;
            failingSince: string | null;
            createdAt: string;
        };
        WebhookTested: {
            deliveryId: components["schemas"]["Identifier"];
        };
        Delivery: {
            deliveryId: components["schemas"]["Identifier"];
            customerId: components["schemas"]["Identifier"] | null;
            locationId: components["schemas"]["Identifier"] | null;
            webhookId: components["schemas"]["Identifier"] | null;
            /** @enum {string} */
            channel: "email" | "sms" | "webhook";
            template: string;
            eventId: string;
            eventType: string;
            /** @enum {string} */
            status: "pending" | "sent" | "failed" | "suppressed";
            attempts: number;
            lastError: string | null;
            nextAttemptAt: string | null;
            sentAt: string | null;
            createdAt: string;
        };
        DeliveryPreview: {
            deliveryId: components["schemas"]["Identifier"];
            /** @enum {string} */
            channel: "email" | "sms" | "webhook";
            subject: string | null;
            text: string;
            html: string | null;
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
    KeepContactsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: components["schemas"]["Identifier"];
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
                    "application/json": components["schemas"]["Contact"];
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
            /** @description `contact_not_found` */
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
    KeepContactsController_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
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
    KeepContactsController_erase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: components["schemas"]["Identifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
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
        };
    };
    KeepStockAlertsController_list: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
                customerId?: components["schemas"]["Identifier"] | undefined;
                status?: ("waiting" | "told") | undefined;
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
                        items: components["schemas"]["StockAlert"][];
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
    KeepStockAlertsController_ask: {
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
                "application/json": components["schemas"]["StockAlertInput"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockAlert"];
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
    KeepStockAlertsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stockAlertId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
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
            /** @description `stock_alert_not_found` */
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
    KeepStoreContactsController_get: {
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
                    "application/json": components["schemas"]["StoreContact"];
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
            /** @description `store_contact_not_found` */
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
    KeepStoreContactsController_put: {
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
                "application/json": components["schemas"]["StoreContactInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreContact"];
                };
            };
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreContact"];
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
    KeepStoreContactsController_remove: {
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
            /** @description Done */
            204: {
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
        };
    };
    KeepWebhooksController_list: {
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
                        items: components["schemas"]["Webhook"][];
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
    KeepWebhooksController_add: {
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
                "application/json": components["schemas"]["WebhookInput"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description `invalid_request`, `webhook_target_not_allowed` */
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
    KeepWebhooksController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: string;
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
                    "application/json": components["schemas"]["Webhook"];
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
            /** @description `webhook_not_found` */
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
    KeepWebhooksController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
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
            /** @description `webhook_not_found` */
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
    KeepWebhooksController_enable: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                webhookId: string;
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
                    "application/json": components["schemas"]["Webhook"];
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
            /** @description `webhook_not_found` */
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
    KeepWebhooksController_test: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                webhookId: string;
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
                    "application/json": components["schemas"]["WebhookTested"];
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
            /** @description `webhook_not_found` */
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
    ShowDeliveriesController_list: {
        parameters: {
            query?: {
                limit?: number | undefined;
                cursor?: string | undefined;
                customerId?: components["schemas"]["Identifier"] | undefined;
                locationId?: components["schemas"]["Identifier"] | undefined;
                webhookId?: string | undefined;
                status?: ("pending" | "sent" | "failed" | "suppressed") | undefined;
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
                        items: components["schemas"]["Delivery"][];
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
    ShowDeliveriesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: string;
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
                    "application/json": components["schemas"]["Delivery"];
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
            /** @description `delivery_not_found` */
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
    ShowDeliveriesController_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: string;
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
                    "application/json": components["schemas"]["DeliveryPreview"];
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
            /** @description `delivery_not_found` */
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
    ShowDeliveriesController_retry: {
        parameters: {
            query?: never;
            header?: {
                /** @description A success is answered again under the same key, for 7 days. */
                "Idempotency-Key"?: string | undefined;
            };
            path: {
                deliveryId: string;
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
                    "application/json": components["schemas"]["Delivery"];
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
            /** @description `delivery_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `delivery_sent` */
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
