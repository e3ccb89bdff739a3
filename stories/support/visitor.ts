/** What a visitor does in a story, so that it shows what comes of it. */

/** Waits for an element; each selector after the first looks into the shadow root of the one before. */
export async function shown(root: ParentNode, ...selectors: string[]): Promise<HTMLElement> {
  for (let tries = 0; tries < 600; tries++) {
    let found: Element | null | undefined;
    let inside: ParentNode | null | undefined = root;
    for (const selector of selectors) {
      found = inside?.querySelector(selector);
      inside = found?.shadowRoot;
    }
    if (found instanceof HTMLElement) return found;
    await new Promise(requestAnimationFrame);
  }
  throw new Error(`The story never showed ${selectors.join(' ')}.`);
}

/** Types into a control. */
export function type(control: HTMLElement, text: string): void {
  (control as HTMLInputElement).value = text;
  control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Types into a field of the story's form. */
export async function typeInForm(canvas: HTMLElement, fieldName: string, text: string): Promise<void> {
  type(await shown(canvas, 'sf-record-form', `sf-field[field-name="${fieldName}"]`, '#control'), text);
}
