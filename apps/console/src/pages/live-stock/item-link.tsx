import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Item } from '../../shared/data/items.js';
import classes from './item-link.module.css';

/** An item by its name and SKU, and the way to its page. */
export function ItemLink({ sku, item }: { sku: string; item: Item | undefined }) {
  return (
    <div className={classes.item}>
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
      <Text size="xs" c="dimmed" truncate>
        {[sku, item?.category].filter((part) => part != null).join(' · ')}
      </Text>
    </div>
  );
}
