// Holds the notices of a page in the background and takes their answer. Keeps no copy of anything and fetches nothing by itself.
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(event.action === 'acknowledge' ? acknowledge(event.notification) : open());
});

/** An answer that did not arrive must not look like one that did: then the page is opened, and the alarm is still there. */
async function acknowledge(notice) {
  try {
    const response = await fetch(`/hub/v1/alerts/${encodeURIComponent(notice.data.id)}/acknowledge`, {
      method: 'POST',
      headers: { 'X-Hearthgate': '1' },
      signal: AbortSignal.timeout(8000),
    });
    if (response.ok || response.status === 404) return;
  } catch {
    // told below, by the page itself
  }
  await open();
}

async function open() {
  const [page] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (page) await page.focus();
  else await self.clients.openWindow('/');
}
