import { Group, Paper, type PaperProps, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of a page with a heading of its own. */
export function Card({
  title,
  tools,
  children,
  ...paper
}: PaperProps & { title?: string; tools?: ReactNode; children: ReactNode }) {
  return (
    <Paper
      component="section"
      {...(title === undefined ? {} : { 'aria-label': title })}
      withBorder
      p="md"
      radius="lg"
      bg="var(--shelf-card)"
      {...paper}
      style={{ borderColor: 'var(--shelf-line)' }}
    >
      {(title !== undefined || tools !== undefined) && (
        <Group justify="space-between" mb="sm" gap="xs">
          {title !== undefined && <Title order={2}>{title}</Title>}
          {tools}
        </Group>
      )}
      {children}
    </Paper>
  );
}
