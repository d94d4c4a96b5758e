import { Anchor } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty } from './states.js';

/** There is no such page. */
export function NotFound() {
  const { t } = useTranslation('common');
  return (
    <Empty icon={IconMapQuestion} title={t('notFound.title')}>
      <Anchor component={Link} to="/">
        {t('notFound.home')}
      </Anchor>
    </Empty>
  );
}
