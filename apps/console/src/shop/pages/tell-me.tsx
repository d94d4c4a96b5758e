import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Refusal } from '../../shared/ui/refusal.js';
import { useContact, useTellMe } from '../data/contact.js';

/** Nobody has it: whoever left an address can be told when somebody does. */
export function TellMe({ sku }: { sku: string }) {
  const { t } = useTranslation('shop');
  const contact = useContact();
  const tell = useTellMe(sku);
  if (tell.isSuccess) return <Alert color="shelf">{t('tellMe.done')}</Alert>;
  return (
    <Stack gap="xs">
      <Refusal error={tell.error} namespace="shop" />
      {contact.data == null ? (
        <>
          <Text size="sm">{t('tellMe.address')}</Text>
          <Button component={Link} to="/messages" size="lg" variant="light">
            {t('messages.menu')}
          </Button>
        </>
      ) : (
        <Button
          size="lg"
          variant="light"
          leftSection={<IconBell aria-hidden />}
          loading={tell.isPending}
          onClick={() => tell.mutate()}
        >
          {t('tellMe.button')}
        </Button>
      )}
    </Stack>
  );
}
