import { describeMigrations } from '#testing';
import { INVENTORY_SERVICE } from '../service.js';

describeMigrations(INVENTORY_SERVICE);
