import { escapeHtml } from '../escape-html.ts';

const style = `
:root { color-scheme: light dark; --ink: #16202c; --soft: #52606d; --page: #f3f5f8; --card: #fff;
  --line: #c9d1da; --accent: #0b5cab; --on-accent: #fff; --bad: #b3261e; --hint: #eef3f9; --edge: #7b8794; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebf1; --soft: #a3b0bf; --page: #10161d; --card: #1a222c;
  --line: #3a4654; --accent: #7ab7f5; --on-accent: #0d1a28; --bad: #ffb4ab; --hint: #222d3a; --edge: #8593a5; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem 1rem;
  background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 24rem; background: var(--card); border: 1px solid var(--line);
  border-radius: .75rem; padding: 2rem 1.75rem; }
main.wide { max-width: 48rem; }
.org { margin: 0 0 1.25rem; color: var(--soft); font-size: .875rem; display: flex; gap: .5rem;
  align-items: baseline; flex-wrap: wrap; }
.org b { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; font-weight: 600; color: var(--ink); }
h1 { font-size: 1.375rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere; }
label { display: block; font-size: .875rem; font-weight: 600; margin: 1rem 0 .25rem; }
input:not([type=hidden]) { width: 100%; font: inherit; color: inherit; background: transparent;
  border: 1px solid var(--edge); border-radius: .375rem; padding: .6rem .75rem; }
button { font: inherit; font-weight: 600; border-radius: .375rem; padding: .6rem 1rem; cursor: pointer;
  border: 1px solid var(--accent); background: transparent; color: var(--accent); flex: 1 1 8rem; }
button.primary { background: var(--accent); color: var(--on-accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem; }
.error { border-left: 4px solid var(--bad); color: var(--bad); padding: .25rem .75rem; margin: 0 0 1rem; }
.hint { background: var(--hint); border-radius: .375rem; padding: .75rem; margin: 1.5rem 0 0; font-size: .875rem; }
.hint code { overflow-wrap: anywhere; }
ul { padding-left: 1.25rem; } li { margin: .25rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 500; width: 38%; overflow-wrap: break-word; }
a { color: var(--accent); }
`;

export interface Page {
  title: string;
  /** Trusted HTML; whatever comes from outside has gone through `escapeHtml`. */
  body: string;
  status?: number;
  wide?: boolean;
  headers?: Record<string, string>;
}

/** A page of the org's own: login, consent, record. It runs no script and cannot be framed. */
export function page({ title, body, status = 200, wide = false, headers = {} }: Page): Response {
  const nonce = crypto.randomUUID();
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} | Simulated org</title><link rel="icon" href="data:,">
<style nonce="${nonce}">${style}</style></head>
<body><main${wide ? ' class="wide"' : ''}>
<p class="org"><b>Simulated org</b> Northwind Example, no real Salesforce</p>
${body}
</main></body></html>`;
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html;charset=UTF-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; frame-ancestors 'none'`,
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      ...headers,
    },
  });
}

export function maintenancePage(): Response {
  return new Response(
    '<!doctype html><html lang="en"><head><title>Maintenance</title></head><body><h1>We are down for maintenance.</h1><p>Sorry for the inconvenience. We\'ll be back shortly.</p></body></html>',
    { status: 503, headers: { 'content-type': 'text/html;charset=UTF-8', 'retry-after': '120' } },
  );
}

export function notFoundPage(): Response {
  return page({
    title: 'Page not found',
    status: 404,
    body: '<h1>URL No Longer Exists</h1><p>There is nothing at this address of the org.</p>',
  });
}
