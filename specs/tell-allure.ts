import type { AllureFacts } from './present-run.ts';

/** Tells Allure about the test that is running, where somebody listens: without its reporter nothing of it is loaded. */
export async function tellAllure({ description, labels, links, attachments }: AllureFacts): Promise<void> {
  // Set by the setup file of allure-vitest before each test.
  if ((globalThis as { allure?: unknown }).allure === undefined) return;
  const allure = await import('allure-js-commons');
  await allure.description(description);
  await allure.labels(...labels);
  await allure.links(...links);
  for (const { name, text } of attachments) await allure.attachment(name, text, { contentType: 'text/plain', fileExtension: '.txt' });
}
