import 'server-only';
import { createClient, optionsFromEnvironment } from './api';

/** The client of the server: it reads the API key from the environment. */
export const artu = createClient(optionsFromEnvironment());
