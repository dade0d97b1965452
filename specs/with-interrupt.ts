const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Runs something that a first Ctrl-C (or SIGTERM) asks to stop and a second one kills. The listeners that were there before (vitest ends the process at
 * once, which would leave other people's resources as our plans made them) are held back meanwhile.
 * @param onInterrupt told at the first signal.
 */
export async function withInterrupt<T>(onInterrupt: () => void, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const held = SIGNALS.map((name) => [name, process.listeners(name)] as const);
  const listener = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(name === 'SIGINT' ? 130 : 143);
    controller.abort();
    onInterrupt();
  };
  for (const name of SIGNALS) process.removeAllListeners(name).on(name, listener);
  try {
    return await work(controller.signal);
  } finally {
    for (const [name, listeners] of held) {
      process.off(name, listener);
      for (const each of listeners) process.on(name, each);
    }
  }
}
