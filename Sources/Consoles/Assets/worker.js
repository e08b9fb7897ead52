// Keeps the seat's offline page with what it needs, and shows it when the line is down. Never answers for
// what moves value: a form whose answer was lost leads to the page that says so, with its key.

const shelf = 'seat';
const page = '/seat/offline';

const stock = async () => {
  const answer = await fetch(page, { credentials: 'same-origin' });
  if (!answer.ok || answer.redirected) return;
  const text = await answer.clone().text();
  const cache = await caches.open(shelf);
  const needed = [...text.matchAll(/"(\/assets\/[^"]+)"/g)].map((match) => match[1]);
  await cache.put(page, answer);
  await Promise.all(needed.map(async (path) => (await cache.match(path)) || cache.add(path)));
  for (const kept of await cache.keys()) {
    const path = new URL(kept.url).pathname;
    if (path !== page && !needed.includes(path)) await cache.delete(kept);
  }
};

const keyOf = async (request) => {
  if (request.method !== 'POST') return '';
  try {
    return (await request.formData()).get('key') || '';
  } catch {
    return '';
  }
};

const visit = async (request) => {
  const spare = request.clone();
  try {
    return await fetch(request);
  } catch {
    const key = await keyOf(spare);
    if (request.method === 'POST') {
      return Response.redirect(key ? `${page}?key=${encodeURIComponent(key)}` : page, 303);
    }
    const cache = await caches.open(shelf);
    return (await cache.match(page)) || Response.error();
  }
};

const asset = async (request) => {
  const cache = await caches.open(shelf);
  return (await cache.match(request)) || fetch(request);
};

addEventListener('install', (event) => event.waitUntil(stock().then(() => skipWaiting())));
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('message', (event) => event.waitUntil(stock().catch(() => {})));
addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.mode === 'navigate') event.respondWith(visit(request));
  else if (new URL(request.url).pathname.startsWith('/assets/')) event.respondWith(asset(request));
});
