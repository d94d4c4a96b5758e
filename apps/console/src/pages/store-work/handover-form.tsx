import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconUserCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './store-work.module.css';

/** The customer is here: their code, and who they are. */
export function HandoverForm({
  pending,
  refusal,
  onHandover,
}: {
  pending: boolean;
  refusal: ReactNode;
  onHandover: (pickupCode: string, collectedBy: string) => void;
}) {
  const { t } = useTranslation('store-work');
  const form = useForm({ initialValues: { code: '', who: '' } });
  return (
    <form onSubmit={form.onSubmit(({ code, who }) => onHandover(code.trim(), who.trim()))}>
      <Stack gap="md">
        <TextInput
          size="lg"
          label={t('handover.code')}
          description={t('handover.codeHint')}
          className={classes.code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={32}
          required
          data-autofocus
          {...form.getInputProps('code')}
        />
        <TextInput
          size="lg"
          label={t('handover.who')}
          description={t('handover.whoHint')}
          autoComplete="off"
          maxLength={200}
          required
          {...form.getInputProps('who')}
        />
        {refusal}
        <Button type="submit" size="xl" leftSection={<IconUserCheck aria-hidden />} loading={pending}>
          {t('step.handover')}
        </Button>
      </Stack>
    </form>
  );
}
