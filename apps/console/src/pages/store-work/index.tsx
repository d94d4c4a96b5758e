import { Badge, Group, SimpleGrid, Stack, Tabs } from '@mantine/core';
import {
  IconBasket,
  IconBuildingStore,
  IconClipboardList,
  IconPackage,
  IconTruckDelivery,
  IconUserCheck,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useChosenLocation } from '../../shared/data/locations.js';
import { useOrderNews } from '../../shared/data/news.js';
import { useNow } from '../../shared/data/use-now.js';
import { LiveBadge } from '../../shared/ui/live-badge.js';
import { LocationPicker } from '../../shared/ui/location-picker.js';
import { PageTitle } from '../../shared/ui/page-title.js';
import { Answered, Empty } from '../../shared/ui/states.js';
import { tasksKey, useTasks, useWork, workKey } from './data.js';
import { type Bench, benches, BENCHES, urgencyOf } from './model/work.js';
import { TaskList } from './task-list.js';
import { WorkCard } from './work-card.js';
import { WorkDrawer } from './work-drawer.js';
import classes from './store-work.module.css';

type Place = Bench | 'tasks';

const ICONS = {
  pick: IconBasket,
  finish: IconPackage,
  counter: IconUserCheck,
  arriving: IconTruckDelivery,
  tasks: IconClipboardList,
} as const;

/** What the associates of a store have to do, on a tablet or a phone. */
export default function StoreWork() {
  const { t } = useTranslation('store-work');
  const [locationId, choose] = useChosenLocation();
  return (
    <>
      <PageTitle title={t('title')} hint={t('hint')}>
        <LocationPicker value={locationId} onChange={choose} kind="store" required />
      </PageTitle>
      {locationId === null ? (
        <Empty icon={IconBuildingStore} title={t('chooseStore.title')}>
          {t('chooseStore.hint')}
        </Empty>
      ) : (
        <WorkOfStore key={locationId} locationId={locationId} />
      )}
    </>
  );
}

/** The open order and the bench stand in the address, so that "back" closes and a link opens them. */
function WorkOfStore({ locationId }: { locationId: string }) {
  const { t } = useTranslation('store-work');
  const [query, setQuery] = useSearchParams();
  const work = useWork(locationId);
  const tasks = useTasks(locationId);
  const status = useOrderNews({ locationId }, [workKey(locationId), tasksKey(locationId)]);
  const now = useNow(15_000);
  const onBench = useMemo(() => benches(work.data?.values() ?? [], locationId), [work.data, locationId]);
  const place = placeOf(query.get('bench'));
  const opened = query.get('order');
  const go = (change: Record<string, string | null>, replace: boolean) =>
    setQuery(
      (before) => {
        for (const [name, value] of Object.entries(change)) {
          if (value === null) before.delete(name);
          else before.set(name, value);
        }
        return before;
      },
      { replace },
    );
  const places: readonly Place[] = [...BENCHES, 'tasks'];
  const countOf = (of: Place) => (of === 'tasks' ? (tasks.data?.length ?? 0) : onBench[of].length);
  const lateOn = (of: Place) =>
    of === 'tasks' ? 0 : onBench[of].filter((one) => urgencyOf(one, now) === 'overdue').length;
  return (
    <>
      {status === 'waiting' && (
        <Group mb="sm">
          <LiveBadge status={status} />
        </Group>
      )}
      <Tabs
        value={place}
        onChange={(next) => go({ bench: next }, true)}
        variant="pills"
        keepMounted={false}
        classNames={{ list: classes.places!, tab: classes.place! }}
      >
        <Tabs.List aria-label={t('title')}>
          {places.map((of) => {
            const Icon = ICONS[of];
            return (
              <Tabs.Tab
                key={of}
                value={of}
                leftSection={<Icon size={20} stroke={1.7} aria-hidden />}
                rightSection={<Count count={countOf(of)} late={lateOn(of)} />}
              >
                {t(`bench.${of}`)}
              </Tabs.Tab>
            );
          })}
        </Tabs.List>
        {BENCHES.map((bench) => (
          <Tabs.Panel key={bench} value={bench} pt="md">
            <Answered query={work}>
              {() =>
                onBench[bench].length === 0 ? (
                  <Empty icon={ICONS[bench]} title={t(`empty.${bench}.title`)}>
                    {bench === 'pick' ? t('empty.pick.hint') : undefined}
                  </Empty>
                ) : (
                  <SimpleGrid
                    cols={{ base: 1, sm: 2, xl: 3 }}
                    spacing="sm"
                    component="ul"
                    className={classes.list}
                  >
                    {onBench[bench].map((fulfillment) => (
                      <li key={fulfillment.fulfillmentId}>
                        <WorkCard
                          fulfillment={fulfillment}
                          now={now}
                          onOpen={() => go({ order: fulfillment.fulfillmentId }, false)}
                        />
                      </li>
                    ))}
                  </SimpleGrid>
                )
              }
            </Answered>
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="tasks" pt="md">
          <Answered query={tasks}>
            {(list) =>
              list.length === 0 ? (
                <Empty icon={ICONS.tasks} title={t('empty.tasks.title')} />
              ) : (
                <Stack gap="sm">
                  <TaskList tasks={list} locationId={locationId} />
                </Stack>
              )
            }
          </Answered>
        </Tabs.Panel>
      </Tabs>
      <WorkDrawer
        fulfillment={opened === null ? undefined : work.data?.get(opened)}
        locationId={locationId}
        now={now}
        onClose={() => go({ order: null }, true)}
      />
    </>
  );
}

function Count({ count, late }: { count: number; late: number }) {
  if (count === 0) return null;
  return (
    <Group gap={4} wrap="nowrap">
      <Badge
        size="lg"
        circle={count < 10}
        color={late > 0 ? 'red' : 'gray'}
        variant={late > 0 ? 'filled' : 'light'}
      >
        {count}
      </Badge>
    </Group>
  );
}

const placeOf = (name: string | null): Place =>
  name === 'tasks' || BENCHES.includes(name as Bench) ? (name as Place) : 'pick';
