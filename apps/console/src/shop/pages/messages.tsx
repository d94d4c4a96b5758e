import { Alert, Button, Checkbox, Group, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../shared/i18n/i18n.js';
import { Card } from '../../shared/ui/card.js';
import { Refusal } from '../../shared/ui/refusal.js';
import { Answered } from '../../shared/ui/states.js';
import { useTitle } from '../frame/use-title.js';
import { EmailField, NameField } from '../frame/who-fields.js';
import { type Contact, useContact, useForgetMe, useKeepContact } from '../data/contact.js';

const CHANNELS = ['email', 'sms'] as const;
const CONSENTS = ['transactional', 'back_in_stock', 'marketing'] as const;

/** How the customer wants to be reached, and for what; and the way to be forgotten. */
export default function Messages() {
  const { t } = useTranslation('shop');
  useTitle(`${t('messages.title')} · ${t('name')}`);
  const contact = useContact();
  return (
    <Stack gap="md" maw={640} mx="auto">
      <Title order={1}>{t('messages.title')}</Title>
      <Text c="dimmed">{t('messages.hint')}</Text>
      <Answered query={contact}>{(known) => <ContactForm key={known?.updatedAt} known={known} />}</Answered>
    </Stack>
  );
}

function ContactForm({ known }: { known: Contact | null }) {
  const { t } = useTranslation('shop');
  const keep = useKeepContact();
  const forget = useForgetMe();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const form = useForm({
    initialValues: {
      name: known?.name ?? '',
      email: known?.email ?? '',
      phone: known?.phone ?? '',
      channels: [...(known?.channels ?? ['email'])] as string[],
      consents: [...(known?.consents ?? ['transactional'])] as string[],
      quiet: known?.quietHours != null,
      from: known?.quietHours?.from ?? '22:00',
      to: known?.quietHours?.to ?? '08:00',
    },
  });
  const save = form.onSubmit(({ name, email, phone, channels, consents, quiet, from, to }) =>
    keep.mutate({
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(email.trim() === '' ? {} : { email: email.trim() }),
      ...(phone.trim() === '' ? {} : { phone: phone.replaceAll(/[\s()-]/g, '') }),
      locale: currentLanguage(),
      channels: CHANNELS.filter((one) => channels.includes(one)),
      consents: CONSENTS.filter((one) => consents.includes(one)),
      ...(quiet ? { quietHours: { from, to, timeZone: zone } } : {}),
    }),
  );
  return (
    <>
      <Card>
        <form onSubmit={save}>
          <Stack gap="md">
            <NameField {...form.getInputProps('name')} />
            <EmailField {...form.getInputProps('email')} />
            <TextInput
              size="md"
              type="tel"
              label={t('messages.phone')}
              description={t('messages.phoneHint')}
              autoComplete="tel"
              {...form.getInputProps('phone')}
            />
            <Checkbox.Group label={t('messages.channels')} {...form.getInputProps('channels')}>
              <Group mt="xs">
                {CHANNELS.map((one) => (
                  <Checkbox key={one} size="md" value={one} label={t(`messages.channel.${one}`)} />
                ))}
              </Group>
            </Checkbox.Group>
            <Checkbox.Group label={t('messages.consents')} {...form.getInputProps('consents')}>
              <Stack gap="xs" mt="xs">
                {CONSENTS.map((one) => (
                  <Checkbox key={one} size="md" value={one} label={t(`messages.consent.${one}`)} />
                ))}
              </Stack>
            </Checkbox.Group>
            <Switch
              size="md"
              label={t('messages.quiet')}
              {...form.getInputProps('quiet', { type: 'checkbox' })}
            />
            {form.values.quiet && (
              <Group grow>
                <TextInput size="md" type="time" label={t('messages.from')} {...form.getInputProps('from')} />
                <TextInput size="md" type="time" label={t('messages.to')} {...form.getInputProps('to')} />
              </Group>
            )}
            <Refusal error={keep.error} namespace="shop" />
            {keep.isSuccess && (
              <Alert color="shelf" icon={<IconCheck />} role="status">
                {t('messages.kept')}
              </Alert>
            )}
            <Button type="submit" size="lg" loading={keep.isPending}>
              {t('messages.keep')}
            </Button>
          </Stack>
        </form>
      </Card>
      {known !== null && (
        <Card title={t('forget.title')}>
          <Stack gap="sm" align="flex-start">
            <Text size="sm">{t('forget.text')}</Text>
            <Refusal error={forget.error} namespace="shop" />
            <Button variant="outline" color="red" loading={forget.isPending} onClick={() => forget.mutate()}>
              {t('forget.go')}
            </Button>
          </Stack>
        </Card>
      )}
    </>
  );
}
