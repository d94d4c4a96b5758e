import { Button, Center, Group, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../shared/sign-in/session.js';
import { ColorsMenu, LanguageMenu } from './header-tools.js';
import { Logo } from './logo.js';

/** Asks for an API key, or sends people to their identity provider. */
export function SignIn({ session }: { session: Session }) {
  return (
    <Center component="main" mih="100dvh" p="md">
      <Paper withBorder p="xl" w="100%" maw={420} radius="lg" bg="var(--shelf-card)">
        <Stack>
          <Group justify="space-between">
            <Group gap="sm">
              <Logo size={36} />
              <Title order={1}>Shelfstream</Title>
            </Group>
            <Group gap={0}>
              <LanguageMenu />
              <ColorsMenu />
            </Group>
          </Group>
          {session.config.signIn === 'oidc' ? (
            <AtProvider session={session} />
          ) : (
            <WithKey session={session} />
          )}
        </Stack>
      </Paper>
    </Center>
  );
}

function AtProvider({ session }: { session: Session }) {
  const { t } = useTranslation('common');
  const [failed, setFailed] = useState(false);
  return (
    <>
      <Text c="dimmed">{t('signIn.provider')}</Text>
      {failed && <Text c="red">{t('signIn.providerAway')}</Text>}
      <Button onClick={() => void session.signInAtProvider().catch(() => setFailed(true))}>
        {t('signIn.go')}
      </Button>
    </>
  );
}

function WithKey({ session }: { session: Session }) {
  const { t } = useTranslation('common');
  const [key, setKey] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== '') session.signInWithKey(key.trim());
      }}
    >
      <Stack>
        <PasswordInput
          label={t('signIn.key')}
          description={t('signIn.keyHint')}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          autoComplete="current-password"
          error={session.isSignedIn ? t('signIn.refused') : undefined}
          data-autofocus
          required
          withAsterisk={false}
        />
        <Button type="submit">{t('signIn.go')}</Button>
      </Stack>
    </form>
  );
}
