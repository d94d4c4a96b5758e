import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

/** Languages of the console, each by the name that its speakers know. */
export const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' } as const;
export type Language = keyof typeof LANGUAGES;

const CHOSEN = 'shelfstream-language';

type Texts = Record<string, unknown>;
const FILES: Record<Language, () => Promise<Record<string, Texts>>> = {
  en: async () => (await import('./en.js')).texts,
  'zh-CN': async () => (await import('./zh-cn.js')).texts,
};

/** Begins in the language that was chosen, else in the browser's, else in English. */
export async function startI18n(): Promise<void> {
  const language = chosenLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    resources: { [language]: await FILES[language]() },
  });
  document.documentElement.lang = language;
}

/** Changes the language at once, and for the next visit. */
export async function changeLanguage(language: Language): Promise<void> {
  for (const [namespace, texts] of Object.entries(await FILES[language]())) {
    i18next.addResourceBundle(language, namespace, texts, true, true);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(CHOSEN, language);
}

export const currentLanguage = (): Language => i18next.language as Language;

function chosenLanguage(): Language {
  const wanted = [localStorage.getItem(CHOSEN) ?? '', ...navigator.languages];
  for (const tag of wanted) {
    if (tag in LANGUAGES) return tag as Language;
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en')) return 'en';
  }
  return 'en';
}
