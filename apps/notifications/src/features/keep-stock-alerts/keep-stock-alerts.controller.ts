import { StockAlert, StockAlertInput, StockAlertPage, StockAlertQuery } from '#contracts';
import { Endpoint, ProblemException, ValidBody, ValidParams, ValidQuery } from '#platform';
import { Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { PREFIX } from '../prefix.js';
import { StockAlerts } from './stock-alerts.js';

const StockAlertPath = z.object({ stockAlertId: z.uuid() });
type StockAlertPath = z.infer<typeof StockAlertPath>;

@ApiTags('stock alerts')
@Controller(`${PREFIX}/stock-alerts`)
export class KeepStockAlertsController {
  constructor(private readonly alerts: StockAlerts) {}

  @Post()
  @Endpoint({
    scope: 'stock-alerts:write',
    location: 'any',
    summary: 'Tell a customer once when something can be had again',
    description:
      'Anywhere, or at `locationId`. Asking is agreeing to this one message. Asking again while it waits gives the ' +
      'alert that waits.',
    body: StockAlertInput,
    responses: { 201: StockAlert },
  })
  ask(@ValidBody(StockAlertInput) input: StockAlertInput): Promise<StockAlert> {
    return this.alerts.ask(input);
  }

  @Get()
  @Endpoint({
    scope: 'stock-alerts:read',
    summary: 'Who wants to be told of what, newest first',
    query: StockAlertQuery,
    responses: { 200: StockAlertPage },
    problems: [{ status: 400, code: 'invalid_cursor' }],
  })
  list(@ValidQuery(StockAlertQuery) query: StockAlertQuery): Promise<StockAlertPage> {
    return this.alerts.page(query);
  }

  @Delete(':stockAlertId')
  @HttpCode(204)
  @Endpoint({
    scope: 'stock-alerts:write',
    summary: 'Do not tell them after all',
    params: StockAlertPath,
    responses: { 204: null },
    problems: [{ status: 404, code: 'stock_alert_not_found' }],
  })
  async remove(@ValidParams(StockAlertPath) { stockAlertId }: StockAlertPath): Promise<void> {
    if (await this.alerts.remove(stockAlertId)) return;
    throw new ProblemException({
      status: 404,
      code: 'stock_alert_not_found',
      detail: `There is no stock alert ${stockAlertId}. GET ${PREFIX}/stock-alerts lists them.`,
    });
  }
}
