import { Identifier, Task, TaskCompletion, TaskPage, TaskQuery } from '#contracts';
import { boundLocations, Endpoint, ValidBody, ValidParams, ValidQuery } from '#platform';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { RunCommand } from '../../process/run-command.js';
import { PREFIX } from '../prefix.js';
import { notFound, problemOfRefusal } from '../refuse.js';
import { Tasks } from './tasks.js';

const Params = z.object({ taskId: Identifier });
type Params = z.infer<typeof Params>;

const NOT_FOUND = { status: 404, code: 'task_not_found' };

@ApiTags('tasks')
@Controller(`${PREFIX}/tasks`)
export class DoTasksController {
  constructor(
    private readonly commands: RunCommand,
    private readonly tasks: Tasks,
  ) {}

  @Get()
  @Endpoint({
    scope: 'fulfillments:read',
    location: 'query.locationId',
    summary: 'What somebody has to do: count a shelf, put units away, look at an order',
    description: 'Oldest first.',
    query: TaskQuery,
    responses: { 200: TaskPage },
    problems: [{ status: 400, code: 'invalid_cursor' }],
  })
  list(@ValidQuery(TaskQuery) query: TaskQuery): Promise<TaskPage> {
    return this.tasks.list(query);
  }

  @Get(':taskId')
  @Endpoint({
    scope: 'fulfillments:read',
    location: 'row',
    summary: 'One task',
    params: Params,
    responses: { 200: Task },
    problems: [NOT_FOUND],
  })
  find(@ValidParams(Params) { taskId }: Params): Promise<Task> {
    return this.tasks.find(taskId);
  }

  @Post(':taskId/complete')
  @HttpCode(200)
  @Endpoint({
    scope: 'fulfillments:write',
    location: 'row',
    summary: 'It is done',
    description:
      'Put away: the units are free from now on. Cycle count: give in `counts` what is on the shelf of each SKU of the ' +
      'task (without what lies picked in bags). Once more changes nothing.',
    params: Params,
    body: TaskCompletion,
    responses: { 200: Task },
    problems: [NOT_FOUND, { status: 400, code: 'counts_required' }],
  })
  async complete(
    @ValidParams(Params) { taskId }: Params,
    @ValidBody(TaskCompletion.optional()) body: TaskCompletion | undefined,
  ): Promise<Task> {
    if (boundLocations() !== undefined) await this.tasks.find(taskId);
    const counts = body?.counts ?? null;
    const handled = await this.commands.run({ taskId }, { type: 'task_done', taskId, counts });
    if (handled === undefined) throw notFound('task', taskId);
    if (handled.refusal !== null) throw problemOfRefusal(handled.refusal);
    return this.tasks.find(taskId);
  }
}
