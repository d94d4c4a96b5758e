import { TellCatalogue } from './tell-catalogue.js';

export const tellCatalogue = { controllers: [], providers: [TellCatalogue] };
