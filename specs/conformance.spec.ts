import { describe, inject, test, type TestContext } from 'vitest';
import type { PresentedTest } from './present-run.ts';
import { tellAllure } from './tell-allure.ts';

/** An error whose text says it all: the stack of this file would only be noise. */
function verdictError(message: string): Error {
  const error = new Error(message);
  error.name = 'Verdict';
  error.stack = `Verdict: ${message}`;
  return error;
}

async function present({ verdict, message, allure }: PresentedTest, context: TestContext): Promise<void> {
  await tellAllure(allure);
  switch (verdict) {
    case 'pass':
      return;
    case 'fail':
    case 'unknown':
      throw verdictError(message);
    case 'waived':
      await context.annotate(message, 'waived');
      return;
    case 'not-applicable':
      context.skip(message);
  }
}

const tests = inject('metaconformTests');

for (const [contract, rows] of Map.groupBy(tests, (row) => row.contract)) {
  describe(contract, () => {
    for (const row of rows) test(row.invariant, (context) => present(row, context));
  });
}
