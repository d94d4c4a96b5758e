import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useItemSearch } from '../../shared/data/items.js';
import type { Instead } from './model/request.js';

/** Chooses an item of the catalogue by words of its name or its SKU. */
export function ItemPicker({
  label,
  sku,
  name,
  onPick,
}: {
  label: string;
  sku: string;
  name: string | null;
  onPick: (item: Instead) => void;
}) {
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words, 250);
  const { data } = useItemSearch(asked);
  const [picked, setPicked] = useState({ sku, name });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const options = new Map([[picked.sku, picked.name ?? picked.sku]]);
  for (const item of items) options.set(item.sku, item.name ?? item.sku);
  return (
    <Select
      label={label}
      size="md"
      searchable
      allowDeselect={false}
      value={picked.sku}
      onSearchChange={setWords}
      // The server has searched already.
      filter={({ options: all }) => all}
      data={[...options].map(([value, text]) => ({ value, label: `${text} (${value})` }))}
      onChange={(next) => {
        if (next === null) return;
        const item = items.find((one) => one.sku === next);
        setPicked({ sku: next, name: item?.name ?? null });
        onPick({ sku: next, unitPrice: item?.attributes['price'] ?? null });
      }}
    />
  );
}
