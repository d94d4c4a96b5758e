import '@mantine/core/styles.layer.css';
import '@mantine/charts/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './app.css';
import { start } from '../shared/start.js';
import { App } from './app.js';

start(App, "Shelfstream's console could not start");
