import { KeepStoreContactsController } from './keep-store-contacts.controller.js';
import { StoreContacts } from './store-contacts.js';

export const keepStoreContacts = { controllers: [KeepStoreContactsController], providers: [StoreContacts] };
