/** Safe link targets for values of the org; `undefined` where a value must stay text. */

/** An http or https address; one without a scheme is taken as the org takes it, as http. */
export function webHref(value: string): string | undefined {
  const text = value.trim();
  const hasScheme = /^[a-z][a-z\d+.-]*:/i.test(text);
  const address = hasScheme ? text : `http://${text}`;
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, href } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  return hasScheme || hostname.includes('.') ? href : undefined;
}

export function mailHref(value: string): string | undefined {
  const address = value.trim();
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) return undefined;
  // Encoded whole, so that no "?" adds recipients.
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}`;
}

/** A number to dial; letters start an extension. */
export function phoneHref(value: string): string | undefined {
  const [number = '', extension = ''] = value.split(/\s*[a-z.]+\s*/i, 2);
  const digits = number.replace(/[^\d+*#]/g, '');
  if (!/\d\d/.test(digits)) return undefined;
  const suffix = extension.replace(/\D/g, '');
  return `tel:${digits}${suffix ? `;ext=${suffix}` : ''}`;
}

/** Where a record is to be seen in the org; nothing without the org's origin. */
export function recordUrlIn(instanceUrl: string | undefined, id: string): string | undefined {
  return instanceUrl && `${instanceUrl}/${encodeURIComponent(id)}`;
}
