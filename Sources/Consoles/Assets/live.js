// Renews the live code when its minute is over, without a flicker; without script the browser asks anew.
// Without a network what is shown stays until it lapses, and then says so: nobody holds out a dead code.

let lapse;

// Tills take a code for a minute beyond its own, so that there is time to scan it.
const lapseIn = (seconds) => {
  clearTimeout(lapse);
  lapse = setTimeout(() => {
    const shown = document.getElementById('live');
    const said = shown?.querySelector('[data-lapsed]');
    if (!said) return;
    shown.classList.add('lapsed');
    said.textContent = said.dataset.lapsed;
  }, (seconds + 55) * 1000);
};

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
    lapseIn(seconds);
  } catch {
    // No network: asked again in a moment.
  }
  setTimeout(renew, Math.max(1, seconds) * 1000);
};

const first = document.getElementById('live');
if (first) {
  lapseIn(Number(first.dataset.live));
  setTimeout(renew, Math.max(1, Number(first.dataset.live)) * 1000);
}
// A phone that slept shows a code of long ago for a moment; it asks at once.
document.addEventListener('visibilitychange', () => { if (!document.hidden) renew(); });
