import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { OpenRoute } from '#platform';
import { prefixOf } from '#service';
import { SERVICES } from './services.js';

/** The page at `/`: where to go from here. */
@ApiExcludeController()
@Controller()
export class WelcomeController {
  @Get()
  @OpenRoute()
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return PAGE;
  }
}

const link = (path: string, text: string) =>
  `<li><a href="${path}">${text}</a> <code>${path.replaceAll('&', '&amp;')}</code></li>`;

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Shelfstream</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem; color: #1a1a1a; }
code { color: #555; font-size: .85em; }
</style>
</head>
<body>
<h1>Shelfstream</h1>
<p>Shelfstream is running. One truthful stock figure per SKU and location, for every till and the web.</p>
<ul>
${link('/console/', 'The console: stock as it changes, orders, operations')}
${SERVICES.map(({ service }) => link(`/${prefixOf(service)}/docs`, `The ${service.name} API, to read and try`)).join('\n')}
${link('/inventory/v1/locations', 'Stores and warehouses')}
${link('/inventory/v1/items', 'Items')}
${link('/inventory/v1/levels', 'Stock levels')}
${link('/inventory/v1/availability/stream', 'Stock as it changes (server-sent events; narrow it with ?sku= or ?locationId=)')}
${link('/inventory/v1/sales/pending', 'Sale lines that wait for an item or a location')}
${link('/inventory/v1/reconciliation', 'Reconciliation: the ledger against the balances')}
${link('/health/ready', 'Health')}
${link('/metrics', 'Metrics')}
</ul>
</body>
</html>
`;
