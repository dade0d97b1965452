/** The service catalog that comes with a Keystone token. */

export interface CatalogEndpoint {
  readonly interface: string;
  readonly region_id?: string | null;
  readonly region?: string | null;
  readonly url: string;
}

export interface CatalogService {
  readonly type: string;
  readonly name?: string;
  readonly endpoints: readonly CatalogEndpoint[];
}

/** Which endpoint of the catalog is wanted. */
export interface EndpointChoice {
  /** Service types that will do, the preferred one first. */
  readonly types: readonly string[];
  /** Default: `public`. */
  readonly interface?: string | undefined;
  /** Default: any. */
  readonly region?: string | undefined;
}

/** The URL of the first endpoint that fits; null when none does. */
export function catalogUrl(catalog: readonly CatalogService[], choice: EndpointChoice): string | null {
  const wanted = (choice.interface ?? 'public').replace(/URL$/, '');
  const fits = (endpoint: CatalogEndpoint): boolean => endpoint.interface === wanted
    && (choice.region === undefined || endpoint.region_id === choice.region || endpoint.region === choice.region);
  const services = choice.types.flatMap((type) => catalog.filter((service) => service.type === type));
  return services.flatMap(({ endpoints }) => endpoints).find(fits)?.url ?? null;
}
