import { Button, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconCurrentLocation, IconMapPin } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlace } from '../data/place.js';

/** Where the customer is: a town, or what the browser says when it is asked to. */
export function PlaceMenu() {
  const { t } = useTranslation('shop');
  const { place, places, choose, locate } = usePlace();
  const [failed, setFailed] = useState(false);
  const name = place === null ? '' : (place.name ?? t('place.here'));
  return (
    <Menu position="bottom-start" shadow="md" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          leftSection={<IconMapPin size={18} stroke={1.7} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={t('place.change', { place: name })}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <Menu.Item
          leftSection={<IconCurrentLocation size={18} aria-hidden />}
          closeMenuOnClick={false}
          onClick={() => {
            setFailed(false);
            locate().catch(() => setFailed(true));
          }}
        >
          {t('place.locate')}
        </Menu.Item>
        <Text size="xs" c="dimmed" px="sm" pb={4}>
          {t('place.coarse')}
        </Text>
        {failed && (
          <Text size="sm" c="red" px="sm" role="alert">
            {t('place.failed')}
          </Text>
        )}
        <Menu.Divider />
        {places.slice(0, 30).map((one) => (
          <Menu.Item key={one.name} onClick={() => choose(one)}>
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
