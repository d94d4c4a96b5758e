import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const LARGEST = 1_048_576;

/**
 * A server that takes webhooks of Shelfstream. The signature covers id, time and body: what was changed or made up on the way, or
 * was signed more than five minutes ago (somebody plays it again), is turned away. What comes again with the same
 * `webhook-id`, because our answer got lost, say, is confirmed and has no second effect.
 *
 * `keep(id, event)` answers whether the event is new. Only a 2xx after it says that we have the event; whatever else we
 * answer, or nothing, and it comes again, later and later, for days.
 */
export function createReceiver({ secret, keep, onEvent = () => {} }) {
  const webhook = new Webhook(secret);
  return createServer(async (request, response) => {
    const answer = (status) => response.writeHead(status).end();
    try {
      if (request.method !== 'POST') return answer(405);
      const body = await bodyOf(request);
      if (body === undefined) return answer(413);
      let event;
      try {
        // The bytes as they came: JSON that was read and written again has another signature.
        event = webhook.verify(body, request.headers);
      } catch (error) {
        console.warn(`Turned away: ${error.message}`);
        return answer(401);
      }
      const isNew = await keep(request.headers['webhook-id'], event);
      if (isNew) onEvent(event);
      return answer(204);
    } catch (error) {
      console.error(error);
      return answer(500);
    }
  });
}

async function bodyOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
