/** Whom to forget, as far as one service knows the person. */
export interface Person {
  /** The pseudonym that stays in events. */
  readonly customerId: string;
  /** What says who that is: names, addresses, mail addresses, numbers, as they were written. Empty ones are ignored. */
  readonly texts: readonly (string | null | undefined)[];
}

/** How a text speaks of a person: by what says who that is, by the pseudonym alone, or not at all. */
export type Mention = 'personal' | 'pseudonym' | 'none';

/**
 * Judges texts such as a request's body or a message's value. The pseudonym counts as a whole JSON string alone (`"42"`
 * is not in `{"quantity":42}`); what says who the person is counts anywhere, as whole words, whatever its case and
 * however its JSON was escaped.
 */
export function mentionOf({ customerId, texts }: Person): (text: string) => Mention {
  const words = textsOf(texts).map(wholeWords);
  const personal = words.length === 0 ? undefined : new RegExp(words.join('|'), 'iu');
  const pseudonym = JSON.stringify(customerId);
  return (text) => {
    const plain = unescaped(text);
    if (personal?.test(plain) === true || personal?.test(text) === true) return 'personal';
    return text.includes(pseudonym) || plain.includes(`"${customerId}"`) ? 'pseudonym' : 'none';
  };
}

/**
 * Every way in which a JSON text may write what `mentionOf` looks for, in lower case. A text that holds none of them
 * (`strpos(lower(text), ...)`) does not mention the person, so a database need not hand out every row to be judged.
 */
export function spellingsOf({ customerId, texts }: Person): string[] {
  const spellings = [customerId, ...textsOf(texts)].flatMap((text) => {
    const json = JSON.stringify(text).slice(1, -1);
    return [text, json, json.replaceAll(/[^\0-\x7f]/g, codeUnit), json.replaceAll('/', '\\/')];
  });
  return [...new Set(spellings.map((spelling) => spelling.toLowerCase()))];
}

const textsOf = (texts: Person['texts']): string[] =>
  texts.flatMap((text) => (text === null || text === undefined || text.trim() === '' ? [] : [text.trim()]));

const codeUnit = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Scripts that write no spaces have no word boundaries: there, the text counts wherever it stands. */
const SPACED = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u;

function wholeWords(text: string): string {
  const escaped = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const letter = '[\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{N}]';
  // A dot or a dash goes on with a mail address, and ends any other word.
  const joint = text.includes('@') ? '[._+-]?' : '';
  const [first = '', last = ''] = [[...text][0], [...text].at(-1)];
  const before = SPACED.test(first) ? `(?<!${letter}${joint})` : '';
  const after = SPACED.test(last) ? `(?!${joint}${letter})` : '';
  return before + escaped + after;
}

/** Takes back what JSON may escape, wherever it stands: the text need not be valid JSON. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(/\\(u[0-9a-fA-F]{4}|["\\/])/g, (_, escape: string) =>
    escape.length === 1 ? escape : String.fromCharCode(Number.parseInt(escape.slice(1), 16)),
  );
}
