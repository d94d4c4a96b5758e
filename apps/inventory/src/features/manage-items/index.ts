import { CategoriesController } from './categories.controller.js';
import { HearItems } from './hear-items.js';
import { Items } from './items.js';
import { ManageItemsController } from './manage-items.controller.js';

export const manageItems = {
  controllers: [CategoriesController, ManageItemsController],
  providers: [HearItems, Items],
};
