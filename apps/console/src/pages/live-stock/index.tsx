import { useTranslation } from 'react-i18next';
import { useChosenLocation } from '../../shared/data/locations.js';
import { LiveBadge } from '../../shared/ui/live-badge.js';
import { LocationPicker } from '../../shared/ui/location-picker.js';
import { PageTitle } from '../../shared/ui/page-title.js';
import { useLevels } from '../../shared/data/levels.js';
import { Empty, Failure, Loading } from '../../shared/ui/states.js';
import { LocationStock } from './location-stock.js';

/** What a store has, changing as it sells. */
export default function LiveStock() {
  const { t } = useTranslation('live-stock');
  const [locationId, choose] = useChosenLocation();
  const { levels, list, status, error } = useLevels(
    { locationIds: locationId === null ? [] : [locationId] },
    locationId !== null,
  );
  return (
    <>
      <PageTitle title={t('title')} hint={t('hint')}>
        <LiveBadge status={status} />
        <LocationPicker value={locationId} onChange={choose} />
      </PageTitle>
      {locationId === null ? (
        <Empty title={t('choose')} />
      ) : error !== null ? (
        <Failure error={error} />
      ) : levels === undefined ? (
        <Loading />
      ) : (
        <LocationStock levels={list} />
      )}
    </>
  );
}
