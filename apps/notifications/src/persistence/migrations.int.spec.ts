import { describeMigrations } from '#testing';
import { NOTIFICATIONS_SERVICE } from '../service.js';

describeMigrations(NOTIFICATIONS_SERVICE);
