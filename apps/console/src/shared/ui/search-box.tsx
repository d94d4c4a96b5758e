import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from 'react-router';

/** Searches a moment after the last key, unless the reader is on the way to another page by then. */
export function SearchBox({
  words,
  onSearch,
  label,
  placeholder,
}: {
  words: string;
  onSearch: (words: string) => void;
  label: string;
  placeholder: string;
}) {
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState(words);
  const { state } = useNavigation();
  const search = useDebouncedCallback((text: string) => {
    if (state === 'idle') onSearch(text);
  }, 250);
  const change = (text: string) => {
    setTyped(text);
    search(text.trim());
  };
  return (
    <TextInput
      role="searchbox"
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} stroke={1.7} />}
      rightSection={
        typed === '' ? null : (
          <CloseButton size="sm" aria-label={t('clearSearch')} onClick={() => change('')} />
        )
      }
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      w={{ base: '100%', xs: 340 }}
      maw="100%"
    />
  );
}
