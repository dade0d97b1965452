/** Addresses of the statistics service that Allure's pages load a script from. */
const SERVICE = 'googletagmanager';

/** A page of Allure's without the scripts that report its readers to a statistics service: the one that is loaded, and the one that sets it up. */
export function withoutAnalytics(page: string): string {
  return page.replaceAll(/<script\b[^>]*>[^]*?<\/script>\s*/g, (script) => (isAnalytics(script) ? '' : script));
}

/** The scripts are short; a long one is the report itself, which may quote anything. */
function isAnalytics(script: string): boolean {
  return script.length < 2000 && (script.includes(SERVICE) || (script.includes('dataLayer') && script.includes('gtag')));
}
