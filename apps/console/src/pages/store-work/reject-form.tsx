import { Button, Group, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Codes travel in events; what somebody typed stays with the order. */
const REASONS = ['not_found', 'damaged', 'no_staff', 'closing', 'other'] as const;

/** The store gives an order back, and says what is on its shelf. */
export function RejectForm({
  pending,
  refusal,
  onBack,
  onReject,
}: {
  pending: boolean;
  refusal: ReactNode;
  onBack: () => void;
  onReject: (reason: string, countNow: number | boolean) => void;
}) {
  const { t } = useTranslation('store-work');
  const form = useForm<{ reason: string; other: string; shelf: string; count: number | string }>({
    initialValues: { reason: '', other: '', shelf: '', count: '' },
  });
  const { reason, shelf } = form.values;
  const chooseReason = (next: string) => {
    form.setFieldValue('reason', next);
    // Who has no time has not looked at the shelf.
    form.setFieldValue('shelf', next === 'not_found' ? 'empty' : 'asBooked');
  };
  return (
    <form
      onSubmit={form.onSubmit((values) =>
        onReject(
          values.reason === 'other' ? values.other.trim() : values.reason,
          values.shelf === 'asBooked' ? false : values.shelf === 'empty' ? 0 : Number(values.count),
        ),
      )}
    >
      <Stack gap="md">
        <Radio.Group label={t('reject.title')} size="lg" value={reason} onChange={chooseReason} required>
          <Stack gap="sm" mt="xs">
            {REASONS.map((one) => (
              <Radio key={one} size="md" value={one} label={t(`reject.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {reason === 'other' && (
          <TextInput
            size="lg"
            label={t('reject.otherText')}
            maxLength={500}
            required
            {...form.getInputProps('other')}
          />
        )}
        {reason !== '' && (
          <Radio.Group label={t('reject.shelf')} size="lg" {...form.getInputProps('shelf')} required>
            <Stack gap="sm" mt="xs">
              {['empty', 'asBooked', 'counted'].map((one) => (
                <Radio key={one} size="md" value={one} label={t(`reject.${one}`)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        {shelf === 'counted' && (
          <NumberInput
            size="lg"
            label={t('reject.count')}
            min={0}
            max={1_000_000}
            allowDecimal={false}
            required
            {...form.getInputProps('count')}
          />
        )}
        {refusal}
        <Group grow>
          <Button size="lg" variant="default" onClick={onBack}>
            {t('short.back')}
          </Button>
          <Button type="submit" size="lg" color="red" loading={pending} disabled={reason === ''}>
            {t('reject.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
