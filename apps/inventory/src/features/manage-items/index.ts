import { Items } from './items.js';
import { ManageItemsController } from './manage-items.controller.js';

export const manageItems = { controllers: [ManageItemsController], providers: [Items] };
