import { OrdersEnvironment, ordersSettings } from './config.js';
import { DEFAULT_SETTINGS } from './domain/sourcing/settings.js';
import { PICKUP_CODE_SECRET, SEALING_SECRET } from './testing/settings.js';

const settings = (env: Record<string, string>) =>
  ordersSettings(OrdersEnvironment.parse({ PICKUP_CODE_SECRET, SEALING_SECRET, ...env })).sourcing;

describe('The settings of sourcing', () => {
  it('are the ones that docs/sourcing.md names when the environment says nothing', () => {
    expect(settings({})).toEqual(DEFAULT_SETTINGS);
  });

  it('change the weights that are named, and no others', () => {
    expect(settings({ SOURCING_WEIGHTS: 'distance=0, cost=2.5' }).weights).toEqual({
      ...DEFAULT_SETTINGS.weights,
      distance: 0,
      cost: 2.5,
    });
  });

  it('name the days on which the carrier comes', () => {
    expect(settings({ CARRIER_DAYS: 'Mon, sat' }).carrierDays).toEqual([1, 6]);
  });

  it.each([
    ['SOURCING_WEIGHTS', 'speed=3'],
    ['SOURCING_WEIGHTS', 'distance'],
    ['SOURCING_WEIGHTS', 'distance=-1'],
    ['SOURCING_WEIGHTS', 'distance=1=2'],
    ['CARRIER_DAYS', 'someday'],
    ['CARRIER_COMES', '25:00'],
    ['SOURCING_MAX_SHIP_KM', '0'],
    ['PICKUP_CODE_SECRET', 'too short'],
    ['PICKUP_HOLD_HOURS', '0'],
  ])('refuse %s=%s', (name, value) => {
    expect(OrdersEnvironment.safeParse({ PICKUP_CODE_SECRET, SEALING_SECRET, [name]: value }).success).toBe(
      false,
    );
  });
});
