import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';

export function SearchBox() {
  const [query] = useSearchParams();
  const asked = query.get('q') ?? '';
  // What was asked elsewhere, such as by "back", stands in the box as well.
  return <Box key={asked} asked={asked} />;
}

function Box({ asked }: { asked: string }) {
  const { t } = useTranslation('shop');
  const navigate = useNavigate();
  const [words, setWords] = useState(asked);
  const search = (event: FormEvent) => {
    event.preventDefault();
    void navigate(`/search?q=${encodeURIComponent(words.trim())}`);
  };
  return (
    <form role="search" onSubmit={search}>
      <TextInput
        type="search"
        size="md"
        radius="xl"
        aria-label={t('search.label')}
        placeholder={t('search.label')}
        leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        enterKeyHint="search"
        maxLength={100}
      />
    </form>
  );
}
