/** How far figures look back. */
export const PERIODS = ['day', 'week', 'month'] as const;
export type PeriodName = (typeof PERIODS)[number];

const DAYS: Readonly<Record<PeriodName, number>> = { day: 1, week: 7, month: 30 };

/** The query of a period that ends now. */
export const periodQuery = (name: PeriodName): { from: string; to: string } => {
  const now = Date.now();
  return { from: new Date(now - DAYS[name] * 86_400_000).toISOString(), to: new Date(now).toISOString() };
};
