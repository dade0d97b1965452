import { createServer } from '@mswjs/http-middleware';
import { handlers } from './handlers.js';

createServer(...handlers).listen(Number(process.env['PORT'] ?? 4010), '127.0.0.1');
