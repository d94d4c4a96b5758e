import { Group, Paper, type PaperProps, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of a page with a heading of its own. `flush` lets what is in it reach its edges, as a table does. */
export function Card({
  title,
  tools,
  flush = false,
  children,
  ...paper
}: PaperProps & { title?: string; tools?: ReactNode; flush?: boolean; children: ReactNode }) {
  return (
    <Paper
      component="section"
      {...(title === undefined ? {} : { 'aria-label': title })}
      withBorder
      p={flush ? 0 : 'md'}
      radius="lg"
      bg="var(--shelf-card)"
      {...paper}
      style={{ borderColor: 'var(--shelf-line)', overflow: 'hidden' }}
    >
      {(title !== undefined || tools !== undefined) && (
        <Group
          justify="space-between"
          gap="xs"
          {...(flush ? { px: 'md', pt: 'md', pb: 'xs' } : { mb: 'sm' })}
        >
          {title !== undefined && <Title order={2}>{title}</Title>}
          {tools}
        </Group>
      )}
      {children}
    </Paper>
  );
}
