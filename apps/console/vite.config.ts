import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Both pages, console and shop, share their assets below `/console/`. */
export default defineConfig({
  root: here('.'),
  base: '/console/',
  publicDir: 'public',
  resolve: { alias: { '#client': here('../../libs/client/src/index.ts') } },
  css: { transformer: 'postcss' },
  build: {
    outDir: process.env['CONSOLE_OUT_DIR'] ?? here('../../dist/console'),
    emptyOutDir: true,
    target: 'es2023',
    // The policy of the pages allows no inline anything but styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    reportCompressedSize: false,
    rollupOptions: {
      input: { console: here('index.html'), shop: here('shop.html') },
      // Libraries mark what runs in browsers alone. All of this does.
      onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
    },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ['inventory', 'orders', 'returns', 'notifications', 'console/config.json'].map((path) => [
        `/${path}`,
        process.env['SHELFSTREAM_URL'] ?? 'http://localhost:3000',
      ]),
    ),
  },
});
