import {
  IconApple,
  IconBabyCarriage,
  IconBasket,
  IconBath,
  IconBeer,
  IconBook,
  IconBottle,
  IconBowl,
  IconBread,
  IconCake,
  IconCandy,
  IconCarrot,
  IconCheese,
  IconCoffee,
  IconCookie,
  IconDroplet,
  IconEgg,
  IconFish,
  IconFlower,
  IconIceCream,
  IconMeat,
  IconMilk,
  IconPaw,
  IconPepper,
  IconPill,
  IconPizza,
  IconSalad,
  IconSnowflake,
  IconSoup,
  IconSpray,
  IconWheat,
} from '@tabler/icons-react';
import type { ComponentType, CSSProperties } from 'react';
import { type ArtIcon, artOf } from '../model/art.js';
import type { Product } from '../model/product.js';
import classes from './product-art.module.css';

const ICONS: Readonly<Record<ArtIcon, ComponentType<{ stroke?: number; className?: string }>>> = {
  apple: IconApple,
  baby: IconBabyCarriage,
  basket: IconBasket,
  bath: IconBath,
  beer: IconBeer,
  book: IconBook,
  bottle: IconBottle,
  bowl: IconBowl,
  bread: IconBread,
  cake: IconCake,
  candy: IconCandy,
  carrot: IconCarrot,
  cheese: IconCheese,
  coffee: IconCoffee,
  cookie: IconCookie,
  droplet: IconDroplet,
  egg: IconEgg,
  fish: IconFish,
  flower: IconFlower,
  iceCream: IconIceCream,
  meat: IconMeat,
  milk: IconMilk,
  paw: IconPaw,
  pepper: IconPepper,
  pill: IconPill,
  pizza: IconPizza,
  salad: IconSalad,
  snowflake: IconSnowflake,
  soup: IconSoup,
  spray: IconSpray,
  wheat: IconWheat,
};

/** The picture of a product, drawn: a catalogue of stock has no photographs. */
export function ProductArt({
  product,
  size,
}: {
  product: Pick<Product, 'title' | 'category'>;
  size: 'small' | 'tile' | 'large';
}) {
  const { icon, hue } = artOf(product.title, product.category);
  const Icon = ICONS[icon];
  return (
    <div className={classes.art} data-size={size} style={{ '--hue': hue } as CSSProperties} aria-hidden>
      <Icon stroke={1.2} className={classes.icon!} />
    </div>
  );
}
