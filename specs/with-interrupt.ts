/** Each with the exit code of a process that it ends. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Stopping = keyof typeof EXIT_CODES;
const SIGNALS = Object.keys(EXIT_CODES) as readonly Stopping[];

/**
 * Runs something that a first Ctrl-C (or SIGTERM, or a terminal that is closed) asks to stop and a second one kills. The listeners that were there before (vitest ends the process at
 * once, which would leave other people's resources as our plans made them) are held back meanwhile.
 * @param onInterrupt told at the first signal.
 */
export async function withInterrupt<T>(onInterrupt: () => void, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const held = SIGNALS.map((name) => [name, process.listeners(name)] as const);
  const listener = (name: Stopping): void => {
    if (controller.signal.aborted) {
      // A terminal that is closed says so more than once: the system tells, and so does the shell.
      if (name === 'SIGHUP') return;
      process.exit(EXIT_CODES[name]);
    }
    controller.abort();
    onInterrupt();
  };
  for (const name of SIGNALS) process.removeAllListeners(name).on(name, listener as NodeJS.SignalsListener);
  try {
    return await work(controller.signal);
  } finally {
    for (const [name, listeners] of held) {
      process.off(name, listener as NodeJS.SignalsListener);
      for (const each of listeners) process.on(name, each);
    }
  }
}
