import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { IconReceiptRefund, IconSearch } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useChosenLocation } from '../../shared/data/locations.js';
import { Card } from '../../shared/ui/card.js';
import { LocationPicker } from '../../shared/ui/location-picker.js';
import { PageTitle } from '../../shared/ui/page-title.js';
import { Answered, Empty } from '../../shared/ui/states.js';
import { type By, usePurchases, WAYS } from './data.js';
import { type PurchaseRef, refOf } from './model/request.js';
import { PurchaseList } from './purchase-list.js';
import { PurchaseView } from './purchase-view.js';

/** Takes back what the web or any store has sold. The purchase that is open stands in the address. */
export default function ReturnsDesk() {
  const { t } = useTranslation('returns-desk');
  const [locationId, choose] = useChosenLocation();
  const [query, setQuery] = useSearchParams();
  const by = WAYS.find((way) => way === query.get('by')) ?? 'order';
  const number = query.get('number') ?? '';
  const opened = openedIn(query);
  return (
    <>
      <PageTitle title={t('title')} hint={t('hint')}>
        <LocationPicker value={locationId} onChange={choose} required />
      </PageTitle>
      <Stack gap="md">
        <Search
          key={`${by} ${number}`}
          by={by}
          number={number}
          onSearch={(way, wanted) => setQuery({ by: way, number: wanted })}
        />
        {opened !== null ? (
          <PurchaseView
            key={JSON.stringify(opened)}
            purchase={opened}
            deskId={locationId}
            onBack={() => setQuery({ by, number })}
          />
        ) : number === '' ? (
          <Empty icon={IconReceiptRefund} title={t('begin.title')}>
            {t('begin.hint')}
          </Empty>
        ) : (
          <Found by={by} number={number} onOpen={(ref) => setQuery({ by, number, ...ref })} />
        )}
      </Stack>
    </>
  );
}

function openedIn(query: URLSearchParams): PurchaseRef | null {
  const orderId = query.get('orderId');
  if (orderId !== null) return { orderId };
  const [saleId, locationId] = [query.get('saleId'), query.get('locationId')];
  return saleId === null || locationId === null ? null : { saleId, locationId };
}

function Search({
  by,
  number,
  onSearch,
}: {
  by: By;
  number: string;
  onSearch: (by: By, number: string) => void;
}) {
  const { t } = useTranslation('returns-desk');
  const [way, setWay] = useState(by);
  const [wanted, setWanted] = useState(number);
  const search = (event: FormEvent) => {
    event.preventDefault();
    if (wanted.trim() !== '') onSearch(way, wanted.trim());
  };
  return (
    <Card>
      <form onSubmit={search} role="search">
        <Group align="flex-end" gap="sm">
          <SegmentedControl
            size="md"
            aria-label={t('search.by')}
            value={way}
            onChange={(next) => setWay(next as By)}
            data={WAYS.map((one) => ({ value: one, label: t(`search.${one}`) }))}
            fullWidth
            w={{ base: '100%', md: 'auto' }}
          />
          <TextInput
            flex={1}
            miw={200}
            size="md"
            label={t(`search.${way}Label`)}
            placeholder={t('search.placeholder')}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
            leftSection={<IconSearch size={18} aria-hidden />}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="search"
            maxLength={64}
          />
          <Button type="submit" size="md">
            {t('search.go')}
          </Button>
        </Group>
      </form>
    </Card>
  );
}

/** One purchase is opened at once; several are chosen from. */
function Found({ by, number, onOpen }: { by: By; number: string; onOpen: (ref: PurchaseRef) => void }) {
  const { t } = useTranslation('returns-desk');
  const purchases = usePurchases(by, number);
  const [locationId] = useChosenLocation();
  return (
    <Answered query={purchases}>
      {({ items }) => {
        const [only] = items;
        if (only === undefined) {
          return <Empty title={t('none.title', { number })}>{t(`none.${by}`)}</Empty>;
        }
        const ref = items.length === 1 && by !== 'customer' ? refOf(only) : null;
        return ref !== null ? (
          <PurchaseView purchase={ref} deskId={locationId} />
        ) : (
          <PurchaseList purchases={items} onOpen={onOpen} />
        );
      }}
    </Answered>
  );
}
