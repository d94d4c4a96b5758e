import { ServeRequests } from './serve-requests.js';

export const serveRequests = { controllers: [], providers: [ServeRequests] };
