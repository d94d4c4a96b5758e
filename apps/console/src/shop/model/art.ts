/** How a product without a photograph is drawn: a picture of its kind on a ground of its colour. */
export interface Art {
  readonly icon: ArtIcon;
  /** Degrees of the colour wheel. */
  readonly hue: number;
}

export type ArtIcon =
  | 'apple'
  | 'baby'
  | 'bath'
  | 'beer'
  | 'book'
  | 'bottle'
  | 'bowl'
  | 'bread'
  | 'cake'
  | 'candy'
  | 'carrot'
  | 'cheese'
  | 'coffee'
  | 'cookie'
  | 'droplet'
  | 'egg'
  | 'fish'
  | 'flower'
  | 'iceCream'
  | 'meat'
  | 'milk'
  | 'paw'
  | 'pepper'
  | 'pill'
  | 'pizza'
  | 'salad'
  | 'snowflake'
  | 'soup'
  | 'spray'
  | 'wheat'
  | 'basket';

/** The first that fits; specific kinds first. In the words of English catalogues and of Chinese ones. */
const KINDS: readonly (readonly [words: RegExp, icon: ArtIcon, hue: number])[] = [
  [/ice cream|sherbe|novelt|冰淇淋/i, 'iceCream', 330],
  [/pizza|披萨/i, 'pizza', 18],
  [/egg|鸡蛋/i, 'egg', 42],
  [/cheese|奶酪/i, 'cheese', 46],
  [/milk|yogurt|cream|dairy|牛奶|酸奶/i, 'milk', 205],
  [/coffee|tea\b|咖啡|茶/i, 'coffee', 26],
  [/beer|ale|wine|spirit|liquor|啤酒|酒/i, 'beer', 40],
  [/soft drink|water|juice|drnk|drink|beverage|饮料|果汁|水/i, 'bottle', 190],
  [/bread|bun|roll|bagel|tortilla|面包/i, 'bread', 32],
  [/cookie|cracker|cone|饼干/i, 'cookie', 30],
  [/cake|pie|pastry|pastries|donut|dessert|sweet good|蛋糕/i, 'cake', 340],
  [/candy|chocolate|gum|糖|巧克力/i, 'candy', 320],
  [/soup|broth|汤/i, 'soup', 15],
  [/cereal|breakfast|oat|wheat|flour|rice|pasta|noodle|grain|米|面/i, 'wheat', 44],
  [/fish|seafood|shrimp|tuna|鱼|虾/i, 'fish', 200],
  [/meat|beef|pork|chicken|turkey|sausage|bacon|ham\b|lunch|deli|肉|鸡/i, 'meat', 6],
  [/frozen|frzn|ice\b|冷冻/i, 'snowflake', 210],
  [/salad|lettuce|cabbage|沙拉/i, 'salad', 110],
  [/pepper|spice|condiment|sauce|catsup|dressing|酱|调料/i, 'pepper', 8],
  [/vegetable|carrot|potato|onion|tomato|bean|corn|蔬菜|土豆/i, 'carrot', 24],
  [/fruit|apple|berr|grape|banana|citrus|melon|produce|水果|苹果/i, 'apple', 90],
  [/snack|chip|nut|seed|零食/i, 'bowl', 36],
  [/baby|infant|diaper|婴儿/i, 'baby', 280],
  [/dog|cat food|cat litter|pet|litter|宠物/i, 'paw', 260],
  [/flower|floral|plant|garden|花/i, 'flower', 305],
  [/hair|soap|shampoo|bath|tissue|paper|oral|hygiene|洗发|纸/i, 'bath', 180],
  [/laundry|clean|bleach|detergent|household|清洁|洗衣/i, 'spray', 220],
  [/medic|vitamin|cold|pain|drug|remed|药/i, 'pill', 150],
  [/magazine|book|card|stationery|书/i, 'book', 240],
  [/oil|syrup|honey|油/i, 'droplet', 50],
];

export function artOf(title: string, category: string | null): Art {
  for (const text of [title, category ?? '']) {
    const kind = KINDS.find(([words]) => words.test(text));
    if (kind !== undefined) return { icon: kind[1], hue: kind[2] };
  }
  let hash = 0;
  for (const letter of title) hash = (hash * 31 + letter.codePointAt(0)!) % 360;
  return { icon: 'basket', hue: hash };
}
