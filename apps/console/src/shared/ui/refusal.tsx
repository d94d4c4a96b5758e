import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '#client';
import { wordsOf } from './states.js';

/**
 * Why a step was not taken, beside the button that asked for it: in the page's own words where its texts know the code
 * (`problems.<code>`), else in the service's.
 */
export function Refusal({ error, namespace }: { error: Error | null; namespace: string }) {
  const { t, i18n } = useTranslation(namespace);
  if (error === null) return null;
  const key = error instanceof ProblemError ? `problems.${error.code}` : '';
  const words =
    error instanceof ProblemError && i18n.exists(key, { ns: namespace })
      ? t(key, { ...error.problem })
      : wordsOf(error, t);
  return (
    <Alert color="red" icon={<IconAlertTriangle />} role="alert">
      <Text size="sm">{words}</Text>
    </Alert>
  );
}
