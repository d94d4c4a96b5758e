import type { QueryRunner } from 'typeorm';
import { mentionOf, type Person, quoted, spellingsOf, sqlArray } from '#persistence';

/** The attributes that a blanked letter keeps: what it was, not whom it was about. */
const KEPT_HEADERS = ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_time'];
const AT_ONCE = 200;

/**
 * Blanks the service's dead letters that say who the person is, in any state, inside the caller's transaction; returns
 * how many. A blanked letter keeps its position and its reason, and can no longer be replayed: it is `discarded`, and
 * what waited behind it goes on.
 *
 * A letter that holds the pseudonym alone is blanked when it came from outside. Our own events carry nothing else of a
 * person, and their effect may still be wanted: they stay.
 */
export async function eraseFromMessaging(tx: QueryRunner, schema: string, person: Person): Promise<number> {
  const letters = `${quoted(schema)}.dead_letter`;
  const mention = mentionOf(person);
  // Bytes need not be text: 'escape' writes any of them in ASCII, where lower() does no harm.
  const spellings = sqlArray(spellingsOf(person));
  let erased = 0;
  for (let after = '0'; ;) {
    const rows = (await tx.query(
      `SELECT id, message_key, headers, value, reason_detail FROM ${letters}
       WHERE id > $1 AND (
         EXISTS (SELECT FROM unnest($2::text[]) AS s (spelling)
                 WHERE strpos(lower(encode(value, 'escape')), lower(encode(convert_to(spelling, 'UTF8'), 'escape'))) > 0
                    OR strpos(lower(concat_ws(' ', message_key, headers::text, reason_detail)), spelling) > 0))
       ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE`,
      [after, spellings],
    )) as LetterRow[];
    const about = rows.filter((row) => isAbout(row, mention, person.customerId));
    if (about.length > 0) {
      await tx.query(
        `UPDATE ${letters} AS l SET value = '', message_key = NULL, headers = r.headers, updated_at = now(),
           reason_detail = 'A person was forgotten, and this message spoke of that person', claimed_until = NULL,
           status = CASE WHEN status = 'replayed' THEN status ELSE 'discarded' END
         FROM unnest($1::bigint[], $2::json[]) AS r (id, headers) WHERE l.id = r.id`,
        [
          sqlArray(about.map((row) => row.id)),
          sqlArray(about.map((row) => JSON.stringify(kept(row.headers)))),
        ],
      );
      erased += about.length;
    }
    if (rows.length < AT_ONCE) return erased;
    after = rows.at(-1)!.id;
  }
}

interface LetterRow {
  id: string;
  message_key: string | null;
  headers: Record<string, string>;
  value: Buffer;
  reason_detail: string;
}

function isAbout(row: LetterRow, mention: ReturnType<typeof mentionOf>, customerId: string): boolean {
  const texts = [
    row.value.toString('utf8'),
    row.message_key ?? '',
    JSON.stringify(row.headers),
    row.reason_detail,
  ];
  const mentions = texts.map(mention);
  if (mentions.includes('personal')) return true;
  const ours = row.headers.ce_source?.startsWith('/shelfstream/') === true;
  return !ours && (mentions.includes('pseudonym') || row.message_key === customerId);
}

const kept = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT_HEADERS.includes(name)));
