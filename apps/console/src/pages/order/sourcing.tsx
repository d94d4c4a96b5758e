import { Accordion, Badge, ColorSwatch, Group, Progress, Stack, Text, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocationName } from '../../shared/data/locations.js';
import { useFormats } from '../../shared/i18n/formats.js';
import type { Order, SourcingCandidate, SourcingDecision } from './data.js';
import { reasonsOf } from './reasons-of.js';

/** Candidates that are shown one by one. */
const SHOWN = 6;

/** Why each place was chosen, and why the others were not: the newest choice first. */
export function Sourcing({ order }: { order: Order }) {
  const { t } = useTranslation('order');
  const { dateTime } = useFormats();
  const decisions = order.sourcing.toReversed();
  const [newest] = decisions;
  if (newest === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {t('sourcing.none')}
      </Text>
    );
  }
  if (decisions.length === 1) return <Decision decision={newest} />;
  return (
    <Accordion variant="contained" defaultValue="0" multiple={false}>
      {decisions.map((decision, i) => (
        <Accordion.Item key={decision.decidedAt} value={String(i)}>
          <Accordion.Control>
            <Text size="sm" fw={600}>
              {t('sourcing.decision', { number: decisions.length - i, at: dateTime(decision.decidedAt) })}
            </Text>
          </Accordion.Control>
          <Accordion.Panel>
            <Decision decision={decision} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function Decision({ decision }: { decision: SourcingDecision }) {
  const { t } = useTranslation('order');
  const { dateTime } = useFormats();
  const nameOf = useLocationName();
  const judged = decision.candidates
    .filter(({ score }) => score !== null)
    .toSorted((a, b) => Number(b.chosen) - Number(a.chosen) || b.score! - a.score!);
  const shown = judged.slice(0, SHOWN);
  const rest = reasonsOf(decision.candidates.filter((candidate) => !shown.includes(candidate)));
  return (
    <Stack gap="sm">
      {decision.assignments.map((assignment, i) => (
        <Text size="sm" key={`${assignment.locationId}/${i}`}>
          {t('sourcing.assignment', {
            location: nameOf(assignment.locationId),
            count: assignment.lines.reduce((n, { quantity }) => n + quantity, 0),
            method: t(`methods.${assignment.method}`),
          })}
          {assignment.promisedAt !== null && (
            <Text span c="dimmed">
              {' '}
              {t('fulfillments.promised', { at: dateTime(assignment.promisedAt) })}
            </Text>
          )}
        </Text>
      ))}
      {decision.unfilled.map(({ lineId, sku, quantity, reason }) => (
        <Text size="sm" c="red" key={lineId}>
          {t('sourcing.unfilled', { count: quantity, sku, reason: reasonText(reason, t) })}
        </Text>
      ))}
      {shown.map((candidate) => (
        <Candidate key={`${candidate.locationId}/${candidate.method}`} candidate={candidate} />
      ))}
      {shown.length > 0 && <Legend factors={shown[0]!.factors.map(({ factor }) => factor)} />}
      {rest.length > 0 && (
        <div>
          <Text size="xs" c="dimmed" mb={4}>
            {t('sourcing.others')}
          </Text>
          <Group gap={6}>
            {rest.map(({ code, count }) => (
              <Badge key={code} color="gray">
                {`${reasonText(code, t)} · ${count}`}
              </Badge>
            ))}
          </Group>
        </div>
      )}
    </Stack>
  );
}

const FACTOR_COLOURS: Readonly<Record<string, string>> = {
  stock: 'shelf.7',
  distance: 'blue.7',
  parcels: 'grape.7',
  capacity: 'yellow.8',
  opening: 'orange.8',
  markdown: 'pink.7',
  cost: 'gray.7',
};

/** A place with its score, made of what each factor gave it. */
function Candidate({ candidate }: { candidate: SourcingCandidate }) {
  const { t } = useTranslation('order');
  const { kilometres, percent } = useFormats();
  const nameOf = useLocationName();
  const weights = candidate.factors.reduce((n, { weight }) => n + weight, 0) || 1;
  const [reason] = candidate.exclusions;
  const name = nameOf(candidate.locationId);
  const score = percent(candidate.score ?? 0);
  return (
    <div>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Group gap={6} miw={0}>
          <Text size="sm" fw={candidate.chosen ? 650 : 450}>
            {name}
          </Text>
          {candidate.chosen ? (
            <Badge color="shelf">{t('sourcing.chosen')}</Badge>
          ) : (
            reason !== undefined && (
              <Text size="xs" c="dimmed">
                {reasonText(reason.code, t)}
              </Text>
            )
          )}
        </Group>
        <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {candidate.distanceKm !== null && `${kilometres(candidate.distanceKm)} · `}
          {score}
        </Text>
      </Group>
      <Progress.Root size={10} mt={4} aria-label={t('sourcing.scoreOf', { name, score })} role="img">
        {candidate.factors.map(({ factor, points, weight }) => (
          <Tooltip key={factor} label={`${t(`factors.${factor}`)}: ${percent(points)} × ${weight}`}>
            <Progress.Section
              value={(100 * points * weight) / weights}
              color={FACTOR_COLOURS[factor] ?? 'gray'}
              withAria={false}
            />
          </Tooltip>
        ))}
      </Progress.Root>
    </div>
  );
}

/** What the colours of a score stand for. */
function Legend({ factors }: { factors: readonly string[] }) {
  const { t } = useTranslation('order');
  return (
    <Group gap="sm">
      {factors.map((factor) => (
        <Group gap={5} key={factor}>
          <ColorSwatch size={10} color={colourOf(factor)} withShadow={false} />
          <Text size="xs" c="dimmed">
            {t(`factors.${factor}`)}
          </Text>
        </Group>
      ))}
    </Group>
  );
}

const colourOf = (factor: string): string =>
  `var(--mantine-color-${(FACTOR_COLOURS[factor] ?? 'gray.6').replace('.', '-')})`;

const REASONS: ReadonlySet<string> = new Set([
  'no_stock',
  'cannot_pickup',
  'cannot_ship',
  'never_open',
  'capacity_reached',
  'too_far',
  'no_coordinates',
  'tried_already',
  'unknown_location',
  'not_asked',
  'not_needed',
  'more_parcels',
  'farther',
  'lower_score',
  'no_location',
  'unknown_sku',
]);

const reasonText = (code: string, t: (key: string) => string): string =>
  REASONS.has(code) ? t(`reasons.${code}`) : code;
