import type { FaultDefinition } from '../fault.ts';
import { everyNth } from '../faulty/now-and-then.ts';
import { Refusal } from '../refusal.ts';

export default {
  title: 'now and then a task is under way on a server, which then refuses writes',
  contracts: ['server', 'ecs'],
  cites: 'nova: check_instance_state(task_state=None)',
  catalogue: 'T09',
  kind: 'tolerated',
  expected: [],
  change: (parts) => {
    const isBusy = everyNth(37);
    return {
      exclusive: async (context, work) => {
        const { traits } = context.resource;
        if (isBusy() && traits.get('task_state') === null) {
          traits.set('task_state', 'image_snapshot');
          context.cloud.later(250, () => { traits.set('task_state', null); });
        }
        if (traits.get('task_state') !== null) throw new Refusal(409, 'state', `Cannot update metadata of ${context.resource.id} while it is in task_state image_snapshot`);
        return parts.exclusive(context, work);
      },
    };
  },
} satisfies FaultDefinition;
