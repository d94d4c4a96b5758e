import { Contacts } from './contacts.js';
import { KeepContactsController } from './keep-contacts.controller.js';

export const keepContacts = { controllers: [KeepContactsController], providers: [Contacts] };
