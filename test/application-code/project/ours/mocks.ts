import { setupServer } from 'msw/node';
import { handlers } from './api/msw';

export const server = setupServer(...handlers());
