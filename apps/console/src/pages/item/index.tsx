import { Anchor, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { useItem } from '../../shared/data/items.js';
import { useLevels } from '../../shared/data/levels.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { LiveBadge } from '../../shared/ui/live-badge.js';
import { LocationPicker } from '../../shared/ui/location-picker.js';
import { PageTitle } from '../../shared/ui/page-title.js';
import { Empty, Failure, Loading } from '../../shared/ui/states.js';
import { ItemMap } from './item-map.js';
import { Ledger } from './ledger.js';
import { LevelsTable } from './levels-table.js';
import { OnHandChart } from './on-hand-chart.js';
import { Total } from './total.js';

/** One SKU: its levels everywhere, on a map and in a table, how they came about, and its ledger. */
export default function ItemPage() {
  const { t } = useTranslation('item');
  const { sku = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const locationId = params.get('location');
  const choose = useCallback(
    (chosen: string | null) => setParams(chosen === null ? {} : { location: chosen }, { replace: true }),
    [setParams],
  );
  const item = useItem(sku);
  const filter = useMemo(() => ({ skus: [sku] }), [sku]);
  const { levels, list, status, error } = useLevels(filter);
  const { money } = useFormats();
  const { data } = item;
  if (error !== null) return <Failure error={error} />;
  const price = data?.attributes['price'];
  const facts = [sku, data?.gtin, data?.category, price === undefined ? null : money(price, 'USD')];
  return (
    <>
      <Anchor component={Link} to="/stock" size="sm" c="dimmed">
        <Group gap={2} component="span">
          <IconChevronLeft size={15} />
          {t('back')}
        </Group>
      </Anchor>
      <PageTitle title={data?.name ?? sku} hint={facts.filter((fact) => fact != null).join(' · ')}>
        <LiveBadge status={status} />
      </PageTitle>
      {levels === undefined ? (
        <Loading rows={10} />
      ) : list.length === 0 ? (
        <Empty title={t('nowhere')} />
      ) : (
        <Stack gap="md">
          <Total levels={list} />
          <SimpleGrid cols={{ base: 1, lg: 2 }}>
            <Card title={t('where')}>
              <ItemMap
                levels={list}
                lowStockThreshold={data?.lowStockThreshold ?? null}
                selected={locationId}
                onSelect={choose}
              />
            </Card>
            <Card title={t('levels')}>
              <LevelsTable
                levels={list}
                lowStockThreshold={data?.lowStockThreshold ?? null}
                selected={locationId}
                onSelect={choose}
              />
            </Card>
          </SimpleGrid>
          <Group justify="space-between" gap="sm">
            <Text c="dimmed" size="sm">
              {locationId === null ? t('scope.all') : t('scope.one')}
            </Text>
            <LocationPicker value={locationId} onChange={choose} />
          </Group>
          <OnHandChart sku={sku} locationId={locationId} levels={list} />
          <Ledger sku={sku} locationId={locationId} />
        </Stack>
      )}
    </>
  );
}
