import { PreviewOrderController } from './preview-order.controller.js';
import { PreviewOrder } from './preview-order.js';

export const previewOrder = { controllers: [PreviewOrderController], providers: [PreviewOrder] };
