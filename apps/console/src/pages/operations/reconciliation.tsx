import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconChecks } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocationName } from '../../shared/data/locations.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Failure } from '../../shared/ui/states.js';
import { useReconciliation } from './data.js';

/** Ledger against balances, when somebody asks. */
export function Reconciliation() {
  const { t } = useTranslation('operations');
  const { number } = useFormats();
  const nameOf = useLocationName();
  const { mutate, data, error, isPending } = useReconciliation();
  return (
    <Card
      title={t('reconcile.title')}
      tools={
        <Button variant="light" size="xs" loading={isPending} onClick={() => mutate()}>
          {t('reconcile.run')}
        </Button>
      }
    >
      <Stack gap="sm" aria-live="polite">
        <Text size="sm" c="dimmed">
          {t('reconcile.what')}
        </Text>
        {error !== null && <Failure error={error} />}
        {data !== undefined && data.drift.length === 0 && (
          <Alert color="shelf" icon={<IconChecks />}>
            {t('reconcile.agree', { checked: number(data.checked) })}
          </Alert>
        )}
        {data !== undefined && data.drift.length > 0 && (
          <Alert
            color="red"
            icon={<IconAlertTriangle />}
            title={t('reconcile.drift', { count: data.drift.length })}
          >
            {data.drift.slice(0, 20).map(({ invariant, locationId, sku, field, expected, actual }) => (
              <Text size="sm" key={`${invariant}/${locationId}/${sku}/${field}`}>
                {`${nameOf(locationId)} · ${sku} · ${field}: ${expected} ≠ ${actual} (${invariant})`}
              </Text>
            ))}
          </Alert>
        )}
      </Stack>
    </Card>
  );
}
