/** The part of an HTTP Archive 1.2 that judging needs; har.schema.json says the same. */

export interface HarHeader {
  readonly name: string;
  readonly value: string;
}

export interface HarRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: readonly HarHeader[];
  readonly postData?: { readonly mimeType?: string | undefined; readonly text?: string | undefined } | undefined;
}

export interface HarResponse {
  /** 0 where no answer came. */
  readonly status: number;
  readonly headers: readonly HarHeader[];
  /** `text` is missing where the recorder did not keep the body. */
  readonly content: { readonly size?: number | undefined; readonly text?: string | undefined; readonly encoding?: string | undefined };
}

export interface HarEntry {
  /** ISO 8601. */
  readonly startedDateTime: string;
  /** Milliseconds until the last byte of the answer. */
  readonly time: number;
  readonly request: HarRequest;
  readonly response: HarResponse;
  /** Chromium: the answer came from its own cache. */
  readonly _fromCache?: string | null | undefined;
}

/** A recording of HTTP traffic as browsers, proxies and test tools write it. */
export interface Har {
  readonly log: {
    readonly version: string;
    readonly creator?: { readonly name: string; readonly version: string } | undefined;
    readonly entries: readonly HarEntry[];
  };
}
