import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '../app/app.css';
import { start } from '../shared/start.js';
import { Shop } from './shop.js';

start(Shop, 'The shop could not open');
