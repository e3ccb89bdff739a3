import { formKey } from './load-form.ts';

/** What tells one form of a page from another. */
export interface FormElement extends HTMLElement {
  readonly objectApiName: string | undefined;
  readonly recordId: string | undefined;
}

/**
 * Names a form so that it is found again when its page is loaded anew: by the page's path, object and record, and its
 * id or else its place among its like.
 */
export function formPlace(form: FormElement, key: string): string {
  return JSON.stringify([
    location.pathname,
    key,
    ...placeOf(form, (other) => keyOf(other as FormElement) === key),
  ]);
}

/** From the element outwards, one entry for each root it is in. */
function placeOf(element: Element, isAlike: (other: Element) => boolean = () => true): (string | number)[] {
  const root = element.getRootNode() as Document | ShadowRoot;
  const others = [...root.querySelectorAll(element.localName)];
  const own = element.id || others.filter((other) => other === element || isAlike(other)).indexOf(element);
  return 'host' in root ? [own, ...placeOf(root.host)] : [own];
}

function keyOf({ objectApiName, recordId }: FormElement): string {
  return formKey({ objectApiName: objectApiName?.trim() ?? '', recordId: recordId?.trim() || undefined });
}
