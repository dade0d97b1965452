/** Things that happen now and then, the same in every run. */

/** True at every `n`-th call. */
export function everyNth(n: number): () => boolean {
  let calls = 0;
  return () => {
    calls += 1;
    return calls % n === 0;
  };
}
