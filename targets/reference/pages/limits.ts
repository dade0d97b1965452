/** Quotas as the services announce them: where each contract says they do. */
import { withValueAt } from '../json.ts';
import type { Json } from '../json.ts';
import type { Contract } from '../../../contracts/contract.ts';
import { isBeyond } from '../parts/negotiate.ts';
import type { Page, PageContext } from '../parts.ts';
import { serviceType } from '../services.ts';

const BASE: Json = new Map<string, Json>([['limits', new Map<string, Json>([
  ['rate', []],
  ['absolute', new Map<string, Json>([
    ['maxTotalInstances', 200], ['maxTotalCores', 400], ['maxTotalRAMSize', 1_000_000], ['maxServerMeta', 128], ['maxImageMeta', 128], ['maxPersonality', 5],
    ['maxPersonalitySize', 10_240], ['maxTotalKeypairs', 100], ['maxServerGroups', 10], ['maxServerGroupMembers', 10], ['totalRAMUsed', 256], ['totalCoresUsed', 4],
    ['totalInstancesUsed', 4], ['totalServerGroupsUsed', 0],
  ])],
])]]);

function withoutImageLimit(limits: Json): Json {
  const entry = (json: Json): Json => (json instanceof Map
    ? new Map([...json as ReadonlyMap<string, Json>].filter(([name]) => name !== 'maxImageMeta').map(([name, value]) => [name, entry(value)] as const)) : json);
  return entry(limits);
}

function limits(context: PageContext, service: string): Json {
  const announced = context.cloud.contracts.filter((contract) => serviceType(contract) === service && contract.quota.announcedAt?.path === '/limits'
    && !isBeyond(context.microversion, contract.microversions?.max ?? null));
  const base = isBeyond(context.microversion, '2.38') ? withoutImageLimit(BASE) : BASE;
  return announced.reduce<Json>((body, contract) => withValueAt(body, contract.quota.announcedAt!.pointer, context.cloud.quotaOf(contract) ?? -1), base);
}

function serverQuota(context: PageContext): number {
  const contract = context.cloud.contracts.find((one) => one.resource.noun === 'server');
  return contract === undefined ? 128 : context.cloud.quotaOf(contract) ?? -1;
}

/** `GET /limits` of every service of the contracts, and Nova's quota set of a project. */
export function limitPages(contracts: readonly Contract[]): readonly Page[] {
  const services = [...new Set(['compute', ...contracts.map(serviceType)])];
  const versionsOf = (service: string): readonly string[] => contracts.find((contract) => serviceType(contract) === service)?.service.versions ?? ['/v2.1', '/v2'];
  return [
    ...services.map((service): Page => ({
      service, versions: versionsOf(service), method: 'GET', path: '/limits', answer: (context) => ({ status: 200, body: limits(context, service) }),
    })),
    {
      service: 'compute', versions: ['/v2.1', '/v2'], method: 'GET', path: '/os-quota-sets/{project}',
      answer: (context) => ({
        status: 200,
        body: new Map([['quota_set', new Map<string, Json>([
          ['id', context.match.parameters.get('project')!.text], ['metadata_items', serverQuota(context)], ['instances', 200], ['cores', 400], ['ram', 1_000_000],
          ['key_pairs', 100], ['server_groups', 10], ['server_group_members', 10],
        ])]]),
      }),
    },
  ];
}
