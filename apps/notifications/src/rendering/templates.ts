import type { Locale } from '#contracts';
import Handlebars from 'handlebars';
import mjml2html from 'mjml';
import { type Template, TEMPLATES } from '../domain/templates.js';
import { type MessageView, type Surroundings, viewOf } from './view.js';
import { readWordings, type TemplateWording, templateFile, type Wording } from './wording.js';

/** A mail, ready to be sent. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

type Sentence = (values: object) => string;

interface Sentences {
  readonly subject: Sentence;
  readonly heading: Sentence;
  readonly paragraphs: readonly Sentence[];
  readonly sms: Sentence;
}

interface Language {
  readonly wording: Wording;
  readonly templates: ReadonlyMap<Template, Sentences>;
  readonly greeting: Sentence;
  readonly footer: Sentence;
  readonly storeFooter: Sentence;
}

/** What a message is rendered from, besides its template and data. */
export type Context = Omit<Surroundings, 'wording'>;

/**
 * All messages in all languages, compiled once. Sentences become plain text first; the HTML layout then escapes every
 * value that is put into it, so no name and no item can bring markup of its own.
 */
export class Templates {
  private constructor(
    private readonly languages: Readonly<Record<Locale, Language>>,
    private readonly htmlLayout: Sentence,
    private readonly textLayout: Sentence,
  ) {}

  /** Reads and compiles `apps/notifications/templates`. Throws when one of them is not right. */
  static async load(): Promise<Templates> {
    const wordings = await readWordings();
    const { html } = await mjml2html(await templateFile('layout.mjml.hbs'), { validationLevel: 'strict' });
    return new Templates(
      { en: language(wordings.en), 'zh-CN': language(wordings['zh-CN']) },
      Handlebars.compile(html, { strict: true }),
      plain(await templateFile('layout.txt.hbs')),
    );
  }

  mail(template: Template, data: unknown, context: Context): RenderedMail {
    const { view, sentences, language } = this.prepare(template, data, context);
    const { values, name, details, lines, store, forStore } = view;
    const { words } = language.wording;
    const paragraphs = sentences.paragraphs.map((sentence) => sentence(values));
    const subject = oneLine(sentences.subject(values));
    const shown = {
      locale: context.locale,
      shop: context.shop,
      subject,
      preview: paragraphs[0] ?? '',
      heading: sentences.heading(values),
      greeting: name === null || name === '' ? null : language.greeting({ name }),
      paragraphs,
      code: values.code,
      details: details.map(({ word, value }) => ({ label: words[word], value })),
      lines,
      store,
      words: {
        code: words.code,
        map: words.map,
        footer: (forStore ? language.storeFooter : language.footer)(values),
      },
    };
    const text = `${this.textLayout(shown)
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim()}\n`;
    return { subject, text, html: this.htmlLayout(shown) };
  }

  sms(template: Template, data: unknown, context: Context): string {
    const { view, sentences } = this.prepare(template, data, context);
    return oneLine(sentences.sms(view.values));
  }

  private prepare(
    template: Template,
    data: unknown,
    context: Context,
  ): { view: MessageView; sentences: Sentences; language: Language } {
    const language = this.languages[context.locale];
    const view = viewOf(template, data, { ...context, wording: language.wording });
    return { view, sentences: language.templates.get(template)!, language };
  }
}

/** A template of plain text: nothing is escaped, and a variable that does not exist is an error. */
const plain = (source: string): Sentence => Handlebars.compile(source, { strict: true, noEscape: true });

const sentencesOf = ({ subject, heading, paragraphs, sms }: TemplateWording): Sentences => ({
  subject: plain(subject),
  heading: plain(heading),
  paragraphs: paragraphs.map(plain),
  sms: plain(sms),
});

const language = (wording: Wording): Language => ({
  wording,
  templates: new Map(TEMPLATES.map((name) => [name, sentencesOf(wording.templates[name])])),
  greeting: plain(wording.words.greeting),
  footer: plain(wording.words.footer),
  storeFooter: plain(wording.words.storeFooter),
});

/** A subject and a text message are one line, whatever a name brings along. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
