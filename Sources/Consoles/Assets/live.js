// Renews the live code when its minute is over, without a flicker; without script the browser asks anew.

const renew = async () => {
  const shown = document.getElementById('live');
  if (!shown) return;
  let seconds = 5;
  try {
    const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.getElementById('live');
    if (!answer.ok || !fresh) {
      location.reload();
      return;
    }
    shown.replaceWith(document.adoptNode(fresh));
    seconds = Number(fresh.dataset.live);
  } catch {
    // No network: what is shown stays until there is one, and says until when it is good.
  }
  setTimeout(renew, Math.max(1, seconds) * 1000);
};

const first = document.getElementById('live');
if (first) setTimeout(renew, Math.max(1, Number(first.dataset.live)) * 1000);
// A phone that slept shows a code of long ago for a moment; it asks at once.
document.addEventListener('visibilitychange', () => { if (!document.hidden) renew(); });
