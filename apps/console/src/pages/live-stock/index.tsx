import { Group, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useChosenLocation } from '../../shared/data/locations.js';
import { LocationPicker } from '../../shared/ui/location-picker.js';
import { PageTitle } from '../../shared/ui/page-title.js';
import { SearchBox } from '../../shared/ui/search-box.js';
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
        <SearchBox
          words={words}
          onSearch={(q) => set('q', q)}
          label={t('search.label')}
          placeholder={t('search.placeholder')}
        />
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
