import { TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';

/** What somebody is called. */
export function NameField({ required = false, ...input }: GetInputPropsReturnType & { required?: boolean }) {
  const { t } = useTranslation('shop');
  return (
    <TextInput
      size="md"
      label={t('checkout.name')}
      autoComplete="name"
      maxLength={200}
      required={required}
      {...input}
    />
  );
}

/** Where mails go to. */
export function EmailField({ hint, ...input }: GetInputPropsReturnType & { hint?: string }) {
  const { t } = useTranslation('shop');
  return (
    <TextInput
      size="md"
      type="email"
      label={t('checkout.email')}
      description={hint}
      autoComplete="email"
      maxLength={254}
      {...input}
    />
  );
}
