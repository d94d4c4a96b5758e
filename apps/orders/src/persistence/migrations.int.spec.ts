import { describeMigrations } from '#testing';
import { ORDERS_SERVICE } from '../service.js';

describeMigrations(ORDERS_SERVICE);
