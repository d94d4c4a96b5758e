import { mentionOf, type Person, quoted, spellingsOf, sqlArray } from '#persistence';
import type { QueryRunner } from 'typeorm';

const AT_ONCE = 200;

/**
 * Deletes the answers that the service keeps under idempotency keys and that mention the person, by pseudonym or
 * otherwise, inside the caller's transaction; returns how many. A request that comes again is then judged afresh.
 */
export async function eraseIdempotencyAnswers(
  tx: QueryRunner,
  schema: string,
  person: Person,
): Promise<number> {
  const answers = `${quoted(schema)}.idempotency`;
  const mention = mentionOf(person);
  const inPath = encodeURIComponent(person.customerId);
  const spellings = sqlArray([...spellingsOf(person), inPath.toLowerCase()]);
  let erased = 0;
  for (let after: Pick<AnswerRow, 'scope' | 'key'> = { scope: '', key: '' }; ;) {
    const rows = (await tx.query(
      `SELECT scope, key, created_on::text, body FROM ${answers}
       WHERE (scope, key) > ($1, $2) AND EXISTS (
         SELECT FROM unnest($3::text[]) AS s (spelling)
         WHERE strpos(lower(body), spelling) > 0 OR strpos(lower(scope || ' ' || key), spelling) > 0)
       ORDER BY scope, key LIMIT ${AT_ONCE}`,
      [after.scope, after.key, spellings],
    )) as AnswerRow[];
    const about = rows.filter(
      (row) =>
        mention(row.body) !== 'none' ||
        mention(row.key) === 'personal' ||
        row.key === person.customerId ||
        row.scope.split(/[ /]/).includes(inPath),
    );
    if (about.length > 0) {
      await tx.query(
        `DELETE FROM ${answers} AS i USING unnest($1::text[], $2::text[], $3::date[]) AS r (scope, key, created_on)
         WHERE i.scope = r.scope AND i.key = r.key AND i.created_on = r.created_on`,
        [
          sqlArray(about.map((row) => row.scope)),
          sqlArray(about.map((row) => row.key)),
          sqlArray(about.map((row) => row.created_on)),
        ],
      );
      erased += about.length;
    }
    if (rows.length < AT_ONCE) return erased;
    after = rows.at(-1)!;
  }
}

interface AnswerRow {
  scope: string;
  key: string;
  created_on: string;
  body: string;
}
