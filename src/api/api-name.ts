/** True for the form of an object's or a field's API name, or of a path such as `Account.Owner.Name`. */
export function isPath(name: unknown): name is string {
  return typeof name === 'string' && /^[A-Za-z]\w*(\.[A-Za-z]\w*)*$/.test(name);
}
