import { CellOfRequest } from './cell-of-request.js';
import { ServeRequests } from './serve-requests.js';

export const serveRequests = { controllers: [], providers: [CellOfRequest, ServeRequests] };
