import { CountInput, CountLine, CountResult } from '#contracts';
import { Endpoint, ValidBody, uuidv7 } from '#platform';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { StockBatcher } from '../../batching/stock-batcher.js';
import { ELSEWHERE } from '../../cells/require-here.js';
import { claimedId, faultsOf } from '../invalid-element.js';
import { PREFIX } from '../prefix.js';
import { valueOrProblem } from '../value-or-problem.js';

@ApiTags('counts')
@Controller(`${PREFIX}/counts`)
export class CountStockController {
  constructor(private readonly batcher: StockBatcher) {}

  @Post()
  @HttpCode(200)
  @Endpoint({
    scope: 'stock:write',
    location: 'body.locationId',
    summary: 'Record a cycle count or a snapshot; answers the variances',
    description:
      'Compares with the book as of `countedAt`: what moved later stays on top, and what was picked for an order by then ' +
      'is left out unless `includesStaged`. A line that a newer count has ' +
      'overtaken changes nothing. The same `countId` again gives the first answer again.',
    body: CountInput.extend({ lines: z.array(CountLine).min(1).max(2_000) }),
    responses: { 200: CountResult },
    problems: [
      { status: 409, code: 'unknown_location' },
      { status: 409, code: 'count_conflict' },
      { status: 409, code: 'occurred_in_future' },
      ELSEWHERE[0],
    ],
  })
  async post(@ValidBody(CountInput) count: CountInput): Promise<CountResult> {
    const lines: { sku: string; quantity: number }[] = [];
    const rejected: CountResult['rejected'] = [];
    for (const element of count.lines) {
      const line = CountLine.safeParse(element);
      if (line.success) lines.push(line.data);
      else {
        const detail = `Correct the line and send a new count: ${faultsOf(line.error)}`;
        rejected.push({ sku: claimedId(element, 'sku'), code: 'invalid_count_line', detail });
      }
    }
    const command = { ...count, type: 'record_count', commandId: uuidv7(), lines, rejected } as const;
    return valueOrProblem(await this.batcher.submit(command, { priority: 'bulk' }));
  }
}
