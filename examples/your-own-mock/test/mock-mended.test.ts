import { conformance } from 'metaconform/vitest';
import { app } from '../src/mock-mended.ts';

conformance({ app, resources: { server: ['b5f2c1d0-1111-4222-8333-444455556666', 'b5f2c1d0-7777-4888-9999-aaaabbbbcccc'] } });
