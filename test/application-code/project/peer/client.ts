import { client } from './api/client.gen';

client.setConfig({ auth: 'secret' });
