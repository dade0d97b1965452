/** What a family of random plans makes; contract, family and index are added by the caller. */
import type { Plan } from '../plan.ts';

/** The drawn part of a plan. */
export type RandomPlan = Pick<Plan, 'title' | 'start' | 'steps'>;
