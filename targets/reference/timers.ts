/** What is to happen later in a cloud, and must not keep the process alive once the cloud is closed. */

/** Timers that end with the cloud. */
export class Timers {
  readonly #pending = new Map<NodeJS.Timeout, () => void>();
  #closed = false;

  /** Do `work` after a while; when the cloud is closed before, `whenClosed` instead. */
  start(ms: number, work: () => void, whenClosed: () => void = () => undefined): void {
    if (this.#closed) { whenClosed(); return; }
    const timer = setTimeout(() => { this.#pending.delete(timer); work(); }, ms);
    this.#pending.set(timer, whenClosed);
  }

  close(): void {
    this.#closed = true;
    for (const [timer, whenClosed] of this.#pending) { clearTimeout(timer); whenClosed(); }
    this.#pending.clear();
  }
}
