/** Runs in the page: leaves the token to the next page of this tab. */
export function plantAndLeave(token: string): void {
  history.pushState(null, '', `?left=${encodeURIComponent(token)}`);
  location.assign('?arrived');
}

/** Runs in the page: puts the token wherever a careless script might. */
export async function plant({ token, elsewhere }: { token: string; elsewhere: string }): Promise<void> {
  const encoded = encodeURIComponent(token);
  const [note, shown, input] = [
    document.createElement('span'),
    document.createElement('b'),
    document.createElement('input'),
  ];
  note.title = token;
  note.attachShadow({ mode: 'open' }).append(document.createComment(token));
  Object.assign(shown, { [Symbol('kept')]: new Map([['token', [{ token }]]]) });
  input.value = token;
  document.body.append(note, shown, input);
  const table = document.querySelector('sf-query-table');
  Object.setPrototypeOf(table, Object.create(Object.getPrototypeOf(table), { token: { get: () => token } }));
  table?.dispatchEvent(Object.assign(new Event('sf-load'), { token }));
  sessionStorage.setItem('token', token);
  localStorage.setItem(token, 'its name');
  // biome-ignore lint/suspicious/noDocumentCookie: it is the place to be looked at
  document.cookie = `token=${encoded}`;
  window.name = token;
  history.replaceState({ token }, '', `?${encoded}`);
  console.debug('Here it is:', token);
  setTimeout(() => {
    throw new Error(token);
  });
  await fetch('callback.html', { referrerPolicy: 'unsafe-url' });
  await fetch(elsewhere, { referrerPolicy: 'unsafe-url' });
  // Timed once it is read.
  await (await fetch(`callback.html?${encoded}`)).text();
  await (await caches.open('kept')).put(`/${encoded}`, new Response());
  const opening = indexedDB.open('kept', 1);
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('kept').put({ token }, 1));
  await new Promise((resolve) => opening.addEventListener('success', resolve));
  opening.result.close();
}
