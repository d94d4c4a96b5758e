import { Box, Button, Group, Text } from '@mantine/core';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useItems, useItemSearch } from '../../shared/data/items.js';
import { useLevels } from '../../shared/data/levels.js';
import { Card } from '../../shared/ui/card.js';
import { LiveBadge } from '../../shared/ui/live-badge.js';
import { Empty, Failure, Loading } from '../../shared/ui/states.js';
import { LevelRows } from './level-rows.js';
import { useRecentlySold } from './recently-sold.js';

const PAGE = 50;
/** Rows that are shown at most: more than anybody reads, and as many as a stream carries. */
const MOST_ROWS = 1_000;

/**
 * Levels of a location that has more than one stream carries: of the items that were searched for, page by page, else of
 * those that sold last there.
 */
export function WideLocationStock({ locationId, words }: { locationId: string; words: string }) {
  const { t } = useTranslation('live-stock');
  const recent = useRecentlySold(words === '', locationId);
  const search = useItemSearch(words, PAGE);
  const asked = words === '' ? recent : search;
  const wanted = useMemo(
    () =>
      words === ''
        ? (recent.data ?? [])
        : (search.data?.pages.flatMap(({ items }) => items.map(({ sku }) => sku)) ?? []),
    [words, recent.data, search.data],
  );
  const filter = useMemo(() => ({ skus: wanted, locationIds: [locationId] }), [wanted, locationId]);
  const { levels, list, status, error } = useLevels(filter);
  const items = useItems(wanted);
  const found = useMemo(() => {
    const bySku = new Map(list.map((level) => [level.sku, level]));
    return wanted.flatMap((sku) => bySku.get(sku) ?? []);
  }, [list, wanted]);
  // While more are on their way, those that are there stay.
  const before = useRef(found);
  if (levels !== undefined) before.current = found;
  const rows = before.current;
  if (asked.error !== null) return <Failure error={asked.error} again={() => void asked.refetch()} />;
  if (error !== null) return <Failure error={error} />;
  if (asked.data === undefined) return <Loading rows={10} />;
  if (wanted.length === 0) return <Empty title={t('nothing')}>{t('nothingHint')}</Empty>;
  if (levels === undefined && rows.length === 0) return <Loading rows={10} />;
  const more = words !== '' && search.hasNextPage && wanted.length < MOST_ROWS;
  return (
    <Card flush>
      <Group px="md" py="sm" gap="sm">
        <LiveBadge status={status} />
        <Text size="sm" c="dimmed">
          {words === '' ? t('soldHere', { count: rows.length }) : t('items', { count: rows.length })}
        </Text>
      </Group>
      {rows.length === 0 ? (
        <Empty title={t('nothing')}>{t('nothingHint')}</Empty>
      ) : (
        <LevelRows levels={rows} items={items} />
      )}
      {more && (
        <Box p="md" ta="center">
          <Button
            variant="default"
            onClick={() => void search.fetchNextPage()}
            loading={search.isFetchingNextPage}
          >
            {t('more')}
          </Button>
        </Box>
      )}
    </Card>
  );
}
