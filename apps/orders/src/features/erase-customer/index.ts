import { EraseCustomer } from './erase-customer.js';

export const eraseCustomer = { controllers: [], providers: [EraseCustomer] };
