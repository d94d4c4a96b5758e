import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconBan, IconCheck, IconPackage, IconUserCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal } from '../../shared/ui/refusal.js';
import { useStep } from './data.js';
import { HandoverForm } from './handover-form.js';
import { type Fulfillment, type Step, stepsOf } from './model/work.js';
import { PickPanel } from './pick-panel.js';
import { RejectForm } from './reject-form.js';
import { ShipForm } from './ship-form.js';
import classes from './store-work.module.css';

/** What an associate can do with an order now: one usual step, large, and the ways out. */
export function NextStep({
  fulfillment,
  locationId,
  onDone,
}: {
  fulfillment: Fulfillment;
  locationId: string;
  /** The order has left the store, or has been given back. */
  onDone: () => void;
}) {
  const { t } = useTranslation('store-work');
  const step = useStep(locationId, fulfillment.fulfillmentId);
  const [rejecting, setRejecting] = useState(false);
  const [shipping, setShipping] = useState(false);
  const steps = stepsOf(fulfillment, locationId);
  const can = (one: Step) => steps.includes(one);
  const refusal = <Refusal error={step.error} namespace="store-work" />;
  if (steps.length === 0) {
    return (
      <>
        <Lines fulfillment={fulfillment} />
        <Alert color="gray">{t('gone')}</Alert>
      </>
    );
  }
  if (rejecting) {
    return (
      <RejectForm
        pending={step.isPending}
        refusal={refusal}
        onBack={() => setRejecting(false)}
        onReject={(reason, countNow) =>
          step.mutate({ step: 'reject', reason, countNow }, { onSuccess: onDone })
        }
      />
    );
  }
  if (can('pick') && fulfillment.status !== 'picking') {
    return (
      <PickPanel
        fulfillment={fulfillment}
        pending={step.isPending}
        refusal={refusal}
        onAccept={can('accept') ? () => step.mutate({ step: 'accept' }) : undefined}
        onPicked={(lines) => step.mutate({ step: 'pick', lines })}
        onReject={() => setRejecting(true)}
      />
    );
  }
  if (can('handover')) {
    return (
      <>
        <Lines fulfillment={fulfillment} />
        <HandoverForm
          pending={step.isPending}
          refusal={refusal}
          onHandover={(pickupCode, collectedBy) =>
            step.mutate({ step: 'handover', pickupCode, collectedBy }, { onSuccess: onDone })
          }
        />
      </>
    );
  }
  const arriving = fulfillment.status === 'shipped';
  return (
    <>
      <Lines fulfillment={fulfillment} />
      {refusal}
      {shipping && can('ship') ? (
        <ShipForm
          pending={step.isPending}
          onShip={(carrier, trackingNumber) =>
            step.mutate({ step: 'ship', carrier, trackingNumber }, { onSuccess: onDone })
          }
        />
      ) : (
        <Stack gap="sm" className={classes.foot}>
          {can('pack') && (
            <Button
              size="xl"
              leftSection={<IconPackage aria-hidden />}
              loading={step.isPending}
              onClick={() => step.mutate({ step: 'pack' })}
            >
              {t('step.pack')}
            </Button>
          )}
          {can('ready') && (
            <Button
              size={can('pack') ? 'lg' : 'xl'}
              variant={can('pack') ? 'light' : 'filled'}
              leftSection={<IconUserCheck aria-hidden />}
              loading={step.isPending}
              onClick={() => step.mutate({ step: 'ready' })}
            >
              {t(arriving ? 'step.arrived' : 'step.ready')}
            </Button>
          )}
          {can('ship') && (
            <Button
              size={can('pack') ? 'lg' : 'xl'}
              variant={can('pack') ? 'light' : 'filled'}
              leftSection={<IconCheck aria-hidden />}
              onClick={() => setShipping(true)}
            >
              {t('step.ship')}
            </Button>
          )}
          {can('reject') && (
            <Button
              size="md"
              variant="subtle"
              color="red"
              leftSection={<IconBan size={18} aria-hidden />}
              onClick={() => setRejecting(true)}
            >
              {t('step.reject')}
            </Button>
          )}
        </Stack>
      )}
    </>
  );
}

/** What it holds, to look at. */
function Lines({ fulfillment }: { fulfillment: Fulfillment }) {
  const { t } = useTranslation('store-work');
  return (
    <Stack gap={6} component="ul" className={classes.list} aria-label={t('lines')}>
      {fulfillment.lines.map((line) => (
        <Group key={line.lineId} component="li" gap="sm" wrap="nowrap" align="baseline">
          <Text component="span" fw={700} miw={32}>
            {line.quantity} ×
          </Text>
          <div>
            <Text component="span">{line.name ?? line.sku}</Text>
            <Text size="sm" c="dimmed">
              {t('sku', { sku: line.sku })}
            </Text>
          </div>
        </Group>
      ))}
    </Stack>
  );
}
