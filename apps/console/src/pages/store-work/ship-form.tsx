import { Autocomplete, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconTruck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const LAST = 'shelfstream-carrier';
const CARRIERS = ['UPS', 'FedEx', 'USPS', 'DHL', 'SF Express', 'JD Logistics', 'YTO Express'];

/** A parcel goes to its carrier; the one of the last parcel is proposed. */
export function ShipForm({
  pending,
  onShip,
}: {
  pending: boolean;
  onShip: (carrier: string, trackingNumber: string) => void;
}) {
  const { t } = useTranslation('store-work');
  const form = useForm({ initialValues: { carrier: localStorage.getItem(LAST) ?? '', tracking: '' } });
  return (
    <form
      onSubmit={form.onSubmit(({ carrier, tracking }) => {
        localStorage.setItem(LAST, carrier.trim());
        onShip(carrier.trim(), tracking.trim());
      })}
    >
      <Stack gap="md">
        <Autocomplete
          size="lg"
          label={t('ship.carrier')}
          data={CARRIERS}
          maxLength={100}
          required
          {...form.getInputProps('carrier')}
        />
        <TextInput
          size="lg"
          label={t('ship.tracking')}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          required
          data-autofocus
          {...form.getInputProps('tracking')}
        />
        <Button type="submit" size="xl" leftSection={<IconTruck aria-hidden />} loading={pending}>
          {t('step.ship')}
        </Button>
      </Stack>
    </form>
  );
}
