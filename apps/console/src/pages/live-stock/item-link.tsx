import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Item } from '../../shared/data/items.js';

/** An item by its name and SKU, and the way to its page. */
export function ItemLink({ sku, item }: { sku: string; item: Item | undefined }) {
  return (
    <>
      <Anchor
        component={Link}
        to={`/stock/${encodeURIComponent(sku)}`}
        c="inherit"
        fw={550}
        size="sm"
        lineClamp={1}
      >
        {item?.name ?? sku}
      </Anchor>
      <Text size="xs" c="dimmed" truncate maw={420}>
        {[sku, item?.category].filter((part) => part != null).join(' · ')}
      </Text>
    </>
  );
}
