import { DoTasksController } from './do-tasks.controller.js';
import { Tasks } from './tasks.js';

export const doTasks = { controllers: [DoTasksController], providers: [Tasks] };
