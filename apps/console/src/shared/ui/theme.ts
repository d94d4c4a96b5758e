import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The shop's green: of the sign, of what is in stock, of what may be pressed. */
const shelf: MantineColorsTuple = [
  '#e6f7f5',
  '#d0ebe8',
  '#a2d8d2',
  '#6fc4bb',
  '#47b3a8',
  '#2da89c',
  '#1b8f85',
  '#0d7a72',
  '#066660',
  '#00524d',
];

/** Warm greys, as of paper and cardboard, in place of the cold ones. */
const gray: MantineColorsTuple = [
  '#faf9f7',
  '#f3f1ee',
  '#e8e5e0',
  '#d8d4cd',
  '#bdb8af',
  '#969087',
  '#6b665e',
  '#544f48',
  '#3a3732',
  '#23211e',
];

const dark: MantineColorsTuple = [
  '#d5d9d8',
  '#b3b9b8',
  '#98a09f',
  '#6b7473',
  '#414948',
  '#333b3a',
  '#262d2c',
  '#1c2322',
  '#151a1a',
  '#0e1212',
];

export const theme = createTheme({
  primaryColor: 'shelf',
  primaryShade: 7,
  colors: { shelf, gray, dark },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily:
    'Inter, "Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.15rem' } } },
  fontSizes: { xs: '0.75rem', sm: '0.85rem', md: '0.95rem', lg: '1.1rem', xl: '1.3rem' },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none' } },
    Table: { defaultProps: { verticalSpacing: 'xs', horizontalSpacing: 'md' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 250 } },
  },
});

/** Text on light tints and on dark ground keeps a contrast of 4.5 to 1. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#faf9f7',
    '--mantine-color-dimmed': '#5f5a53',
    '--mantine-color-placeholder': '#6b665e',
    '--mantine-color-error': '#b32020',
    '--mantine-color-red-text': '#b32020',
    '--shelf-card': '#ffffff',
    '--shelf-bar': '#ffffff',
    '--shelf-line': '#e8e5e0',
    '--mantine-color-shelf-light-color': '#00524d',
    '--mantine-color-red-light-color': '#a51f1f',
    '--mantine-color-green-light-color': '#1c6b30',
    '--mantine-color-orange-light-color': '#8f3d00',
    '--mantine-color-yellow-light-color': '#7a4b00',
    '--mantine-color-blue-light-color': '#134f8f',
    '--mantine-color-gray-light-color': '#3a3732',
    '--mantine-color-grape-light-color': '#7a2494',
  },
  dark: {
    '--mantine-color-body': '#121717',
    '--mantine-color-dimmed': '#a3abaa',
    '--mantine-color-placeholder': '#98a09f',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-red-text': '#ff8787',
    '--mantine-color-anchor': '#6fc4bb',
    '--shelf-card': '#1a2120',
    '--shelf-bar': '#161c1b',
    '--shelf-line': '#2a3231',
    '--mantine-color-shelf-light-color': '#8fd6ce',
    '--mantine-color-red-light-color': '#ffa8a8',
    '--mantine-color-orange-light-color': '#ffc078',
    '--mantine-color-yellow-light-color': '#ffe066',
    '--mantine-color-green-light-color': '#8ce99a',
    '--mantine-color-blue-light-color': '#a5d8ff',
    '--mantine-color-gray-light-color': '#d5d9d8',
    '--mantine-color-grape-light-color': '#e599f7',
  },
});
