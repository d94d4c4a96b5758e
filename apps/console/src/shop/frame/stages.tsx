import {
  IconBuildingStore,
  IconCheck,
  IconClipboardCheck,
  IconGift,
  IconPackage,
  IconReceipt,
  IconTruck,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Stage } from '../model/order-progress.js';
import classes from './stages.module.css';

const ICONS: Readonly<Record<Stage, typeof IconReceipt>> = {
  placed: IconReceipt,
  confirmed: IconClipboardCheck,
  preparing: IconPackage,
  ready: IconBuildingStore,
  collected: IconGift,
  shipped: IconTruck,
};

/** The way of an order, and how far it has come. */
export function Stages({ stages, stage }: { stages: readonly Stage[]; stage: Stage }) {
  const { t } = useTranslation('shop');
  const at = stages.indexOf(stage);
  return (
    <ol className={classes.stages} aria-label={t('order.progress')}>
      {stages.map((one, i) => {
        const Icon = i < at ? IconCheck : ICONS[one];
        return (
          <li
            key={one}
            className={classes.stage}
            data-done={i < at || undefined}
            aria-current={i === at ? 'step' : undefined}
          >
            <span className={classes.mark}>
              <Icon size={20} stroke={1.8} aria-hidden />
            </span>
            {t(`stage.${one}.short`)}
          </li>
        );
      })}
    </ol>
  );
}
