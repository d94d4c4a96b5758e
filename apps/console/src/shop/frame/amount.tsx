import { ActionIcon, Group, Text } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** How many of something, by touch. */
export function Amount({
  value,
  item,
  min = 1,
  max,
  onChange,
}: {
  value: number;
  item: string;
  min?: number;
  max: number;
  onChange: (value: number) => void;
}) {
  const { t } = useTranslation('shop');
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        size={44}
        variant="default"
        aria-label={t('amount.less', { item })}
        disabled={value <= min}
        onClick={() => onChange(value - 1)}
      >
        <IconMinus size={18} />
      </ActionIcon>
      <Text component="span" miw={36} ta="center" fw={650} aria-live="polite">
        {value}
      </Text>
      <ActionIcon
        size={44}
        variant="default"
        aria-label={t('amount.more', { item })}
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
      >
        <IconPlus size={18} />
      </ActionIcon>
    </Group>
  );
}
