import { Select } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocations } from '../data/locations.js';

/** Chooses a store or warehouse by name or id; none of them is "all". */
export function LocationPicker({
  value,
  onChange,
  kind,
  required = false,
  width = 260,
}: {
  value: string | null;
  onChange: (locationId: string | null) => void;
  kind?: 'store' | 'warehouse';
  required?: boolean;
  width?: number | string;
}) {
  const { t } = useTranslation('common');
  const { data } = useLocations();
  const options = (data ?? [])
    .filter((location) => kind === undefined || location.kind === kind)
    .map(({ locationId, name }) => ({ value: locationId, label: name }));
  return (
    <Select
      aria-label={t('location.label')}
      placeholder={required ? t('location.choose') : t('location.all')}
      nothingFoundMessage={t('location.none')}
      leftSection={<IconMapPin size={16} stroke={1.7} />}
      data={options}
      value={value}
      onChange={onChange}
      searchable
      clearable={!required}
      limit={60}
      w={width}
      maw="100%"
    />
  );
}
