import { describeMigrations } from '#testing';
import { RETURNS_SERVICE } from '../service.js';

describeMigrations(RETURNS_SERVICE);
