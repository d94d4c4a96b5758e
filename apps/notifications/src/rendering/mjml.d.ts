/** The little that we use of mjml, which brings no types of its own. */
declare module 'mjml' {
  export default function mjml2html(
    source: string,
    options: { readonly validationLevel: 'strict' },
  ): Promise<{ readonly html: string; readonly errors: readonly { readonly formattedMessage: string }[] }>;
}
