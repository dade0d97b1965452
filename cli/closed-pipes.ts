/** What becomes of output that nobody reads any more, as in `metaconform list faults | head`. */

function isClosedPipe(error: NodeJS.ErrnoException): boolean {
  // A terminal that is closed gives EIO.
  return error.code === 'EPIPE' || error.code === 'EIO' || error.code === 'ERR_STREAM_DESTROYED';
}

/** From now on output that nobody reads is dropped. A run goes on to its end all the same, since it has to put back what it touched. */
export function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!isClosedPipe(error)) throw error;
    });
  }
}

/** Ends when nobody reads standard output any more, as far as that shows. */
export async function outputClosed(): Promise<void> {
  await new Promise<void>((resolve) => { process.stdout.once('error', () => resolve()); });
}
