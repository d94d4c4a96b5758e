import { Alert, Button, Center, Skeleton, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconPackageOff } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NoAnswerError, ProblemError } from '#client';

/** Nothing to show, and why. */
export function Empty({
  title,
  icon: Icon = IconPackageOff,
  children,
}: {
  title: string;
  icon?: ComponentType<{ size?: number | string; stroke?: number }>;
  children?: ReactNode;
}) {
  return (
    <Center py={56}>
      <Stack align="center" gap="xs" maw={440} ta="center">
        <ThemeIcon variant="light" color="gray" size={56} radius="xl">
          <Icon size={28} stroke={1.5} />
        </ThemeIcon>
        <Text fw={600}>{title}</Text>
        {children !== undefined && (
          <Text c="dimmed" size="sm" component="div">
            {children}
          </Text>
        )}
      </Stack>
    </Center>
  );
}

/** Something failed: in the service's own words, which say what to do. */
export function Failure({ error, again }: { error: Error; again?: () => void }) {
  const { t } = useTranslation('common');
  return (
    <Alert color="red" icon={<IconAlertTriangle />} title={t('failure.title')} my="md" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{wordsOf(error, t)}</Text>
        {error instanceof ProblemError && (
          <Text size="xs" c="dimmed" ff="monospace">
            {error.code}
          </Text>
        )}
        {again !== undefined && (
          <Button variant="default" size="xs" onClick={again}>
            {t('again')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** What the service said, which tells what to do; our own words where no answer came. */
export function wordsOf(error: Error, t: (key: string) => string): string {
  if (error instanceof ProblemError) return error.problem.detail;
  return error instanceof NoAnswerError ? t('common:failure.unreachable') : error.message;
}

/** In place of rows that are on their way. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation('common');
  return (
    <Stack gap="xs" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={34} />
      ))}
    </Stack>
  );
}

/** An answer as it is: on its way, failed, or there. */
export function Answered<T>({
  query,
  rows,
  children,
}: {
  query: { data: T | undefined; error: Error | null; refetch: () => unknown };
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) return <Failure error={query.error} again={() => void query.refetch()} />;
  return <Loading {...(rows === undefined ? {} : { rows })} />;
}
