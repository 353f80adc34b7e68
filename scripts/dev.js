import { launch } from './launch.js';
import { readSettings } from './setup/settings.js';

await launch('dev', readSettings);
