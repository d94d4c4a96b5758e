import { Button, Center, Group, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
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
  const notice = failed ? 'away' : session.notice;
  return (
    <>
      <Text c="dimmed">{t('signIn.provider')}</Text>
      {notice !== null && (
        <Text c="red" role="alert">
          {t(`signIn.${notice}`)}
        </Text>
      )}
      <Button onClick={() => void session.signInAtProvider().catch(() => setFailed(true))}>
        {t('signIn.go')}
      </Button>
    </>
  );
}

function WithKey({ session }: { session: Session }) {
  const { t } = useTranslation('common');
  const queries = useQueryClient();
  const [key, setKey] = useState('');
  const signIn = useMutation({
    mutationFn: async () => {
      if (!(await session.signInWithKey(key.trim()))) throw new KeyRefused();
    },
    // What is kept was told to somebody else.
    onMutate: () => queries.clear(),
    networkMode: 'always',
  });
  const told =
    signIn.error === null
      ? session.notice && t(`signIn.${session.notice}`)
      : t(signIn.error instanceof KeyRefused ? 'signIn.refused' : 'failure.unreachable');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== '') signIn.mutate();
      }}
    >
      <Stack>
        <PasswordInput
          label={t('signIn.key')}
          description={t('signIn.keyHint')}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          autoComplete="current-password"
          error={told}
          errorProps={{ role: 'alert' }}
          data-autofocus
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={signIn.isPending}>
          {t('signIn.go')}
        </Button>
      </Stack>
    </form>
  );
}

class KeyRefused extends Error {}
