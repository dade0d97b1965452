import { conformance } from './vitest.ts';
import { SERVERS, SHAPES } from './testing/metadata-apps.ts';

// Declares tests of its own: each must pass or be skipped. What failures say is tested with tryApi and by examples/your-own-mock.
conformance({ app: SHAPES['a Hono app']!(false), resources: { server: SERVERS }, only: ['merge-keeps-other-keys', 'maps-have-unique-keys', 'only-the-owner-writes'], seed: 3, budgetRequests: 250 });
