import { createTransport } from './api';

export const shop = createTransport({ token: 'secret', allowBrowser: true });
