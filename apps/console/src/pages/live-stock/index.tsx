import { CloseButton, Group, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useChosenLocation } from '../../shared/data/locations.js';
import { LocationPicker } from '../../shared/ui/location-picker.js';
import { PageTitle } from '../../shared/ui/page-title.js';
import { LocationStock } from './location-stock.js';
import { NetworkStock } from './network-stock.js';

/** What there is to sell, changing as it sells: of one location, or of SKUs everywhere, in rows or on a map. */
export default function LiveStock() {
  const { t } = useTranslation('live-stock');
  const [locationId, choose] = useChosenLocation();
  const [params, setParams] = useSearchParams();
  const words = params.get('q') ?? '';
  const view = params.get('view') === 'map' ? 'map' : 'list';
  const set = (name: string, value: string) =>
    setParams(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  return (
    <>
      <PageTitle title={t('title')} hint={t('hint')}>
        <LocationPicker value={locationId} onChange={choose} />
      </PageTitle>
      <Group mb="md" gap="sm">
        <SearchBox words={words} onSearch={(q) => set('q', q)} />
        {locationId === null && (
          <SegmentedControl
            aria-label={t('view.label')}
            value={view}
            onChange={(chosen) => set('view', chosen === 'map' ? 'map' : '')}
            data={[
              { value: 'list', label: t('view.list') },
              { value: 'map', label: t('view.map') },
            ]}
          />
        )}
      </Group>
      {locationId === null ? (
        <NetworkStock words={words} view={view} onSelect={choose} />
      ) : (
        <LocationStock locationId={locationId} words={words} />
      )}
    </>
  );
}

function SearchBox({ words, onSearch }: { words: string; onSearch: (words: string) => void }) {
  const { t } = useTranslation('live-stock');
  const [typed, setTyped] = useState(words);
  const search = useDebouncedCallback(onSearch, 250);
  const change = (text: string) => {
    setTyped(text);
    search(text.trim());
  };
  return (
    <TextInput
      role="searchbox"
      aria-label={t('search.label')}
      placeholder={t('search.placeholder')}
      leftSection={<IconSearch size={16} stroke={1.7} />}
      rightSection={
        typed === '' ? null : (
          <CloseButton size="sm" aria-label={t('search.clear')} onClick={() => change('')} />
        )
      }
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      w={340}
      maw="100%"
      inputMode="search"
    />
  );
}
