// The seat's comfort: keys, scanners, going back by itself, and earns that wait for the line. Pages work
// without.

const $ = (id) => document.getElementById(id);
const trade = $('trade');
const offline = $('offline');
const result = $('result');
const limits = $('limits')?.dataset;

// Earns that wait, each under a key of its own: the same key books once, however often it is sent.
const open = () => new Promise((resolve, reject) => {
  const asked = indexedDB.open('seat', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('earns', { keyPath: 'key' });
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});
const queue = async (mode, work) => {
  const base = await open();
  try {
    return await new Promise((resolve, reject) => {
      const step = base.transaction('earns', mode);
      const asked = work(step.objectStore('earns'));
      step.oncomplete = () => resolve(asked.result);
      step.onerror = () => reject(step.error);
      step.onabort = () => reject(step.error);
    });
  } finally {
    base.close();
  }
};
const waiting = () => queue('readonly', (earns) => earns.getAll());
const keep = (earn) => queue('readwrite', (earns) => earns.put(earn));
const forget = (key) => queue('readwrite', (earns) => earns.delete(key));

// A page without a line knows nothing of anybody: it takes earns for the seat that the browser was last.
if ($('line')?.dataset.seat) localStorage.setItem('seat', $('line').dataset.seat);
const seat = () => localStorage.getItem('seat') || '';

const show = (id, isShown) => { if ($(id)) $(id).hidden = !isShown; };
const tell = async () => {
  const earns = await waiting();
  const isDown = !navigator.onLine || Boolean(offline && !lineIsBack);
  const open = earns.filter((earn) => earn.state !== 'refused');
  show('line', isDown || earns.length > 0);
  show('line-down', isDown);
  show('line-waiting', open.length > 0);
  $('line')?.classList.toggle('calm', !isDown && open.length > 0);
  if ($('waiting')) $('waiting').textContent = String(open.length);
  const list = $('line-refused');
  list?.replaceChildren(...earns.filter((earn) => earn.state === 'refused').map((earn) => {
    const line = document.createElement('li');
    const clear = document.createElement('button');
    line.textContent = `${list.dataset.text}: ${earn.member} ${earn.amount} ${earn.text || ''}`;
    clear.type = 'button';
    clear.textContent = list.dataset.clear;
    clear.addEventListener('click', async () => { await forget(earn.key); await tell(); });
    line.append(clear);
    return line;
  }));
  return earns;
};

const minorUnits = (text) => {
  const match = /^([0-9]{1,9})(?:\.([0-9]{1,2}))?$/.exec(text.replaceAll(',', '').trim());
  return match ? Number(match[1]) * 100 + Number((match[2] || '').padEnd(2, '0')) : 0;
};
const isLiveCode = (text) => /^TB1|^28[0-9]{17}$/.test(text.replaceAll(' ', ''));

const take = async (form) => {
  const field = (name) => form.elements[name]?.value.trim() || '';
  const money = minorUnits(field('amount'));
  const earns = (await waiting()).filter((earn) => earn.state !== 'refused');
  const sum = earns.reduce((all, earn) => all + minorUnits(earn.amount), money);
  // A purchase that was offered a discount goes by the offer, which needs the line.
  const isFine = !form.elements.quoted && money > 0
    && money <= Number(limits.one) && sum <= Number(limits.all)
    && earns.length < Number(limits.count) && field('member') && !isLiveCode(field('member'))
    && seat();
  if (isFine) {
    await keep({
      key: crypto.randomUUID(), seat: seat(), member: field('member'), amount: field('amount'),
      reference: field('reference'), program: field('program'), payment: field('payment'),
      at: String(Date.now()), state: 'waiting',
    });
    form.elements.member.value = '';
    form.elements.amount.value = '';
    form.elements.reference.value = '';
    form.elements.member.focus();
  }
  show('taken', isFine);
  show('not-taken', !isFine);
  await tell();
  return isFine;
};

const send = async (earn) => {
  const body = new URLSearchParams({ ...earn, form_token: trade.elements.form_token.value });
  // Until the answer is here nobody knows what became of it; the same key is sent again then.
  await keep({ ...earn, state: 'uncertain' });
  const answer = await fetch('/seat/queue', { method: 'POST', body, redirect: 'error' });
  if (!answer.ok) return false;
  const said = await answer.json();
  if (said.state === 'booked') await forget(earn.key);
  else if (said.state === 'refused') await keep({ ...earn, state: 'refused', text: said.text });
  else return false;
  return true;
};
const flush = () => navigator.locks.request('seat-queue', { ifAvailable: true }, async (lock) => {
  if (!lock || !trade || !navigator.onLine) return;
  let isChanged = false;
  for (const earn of await waiting()) {
    if (earn.state === 'refused') continue;
    try {
      if (!(await send(earn))) break;
      isChanged = true;
    } catch {
      break;
    }
  }
  await tell();
  const isFree = !trade.elements.member.value && !trade.elements.amount.value;
  if (isChanged && isFree) location.replace('/seat');
});

// A scanner types faster than anybody: what it brings is the member, wherever the cursor is.
let burst = '';
let lastAt = 0;
let before = null;
const scanned = (event) => {
  const isFast = event.timeStamp - lastAt < 30;
  lastAt = event.timeStamp;
  if (event.key === 'Enter') {
    const text = burst;
    burst = '';
    return isFast && text.length >= 6 ? text : null;
  }
  if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) {
    if (event.key !== 'Shift') burst = '';
    return null;
  }
  if (!isFast || !burst) {
    burst = '';
    before = { field: document.activeElement, value: document.activeElement?.value };
  }
  burst += event.key;
  return null;
};
// 80 bits and a check in 17 characters without look-alikes; a number of digits alone is a card's or a code's.
const isPointsCard = (text) =>
  /^[0-9A-HJKMNP-TV-Z]{17}$/i.test(text.replaceAll('-', '')) && /[a-z]/i.test(text);
const acceptScan = (text) => {
  const isCard = $('kind-card') && isPointsCard(text);
  const field = isCard ? $('code') : $('find') || $('member') || $('receipt');
  if (!field) return false;
  // What it typed where the cursor was is taken back.
  if (before?.field !== field && before?.value !== undefined) before.field.value = before.value;
  field.value = text;
  if (isCard) choose('card');
  else if ($('kind-card')?.checked) $('code').focus();
  else ($('amount') || field).focus();
  return true;
};

const choose = (kind) => {
  const choice = $(`kind-${kind}`);
  if (!choice) return;
  choice.checked = true;
  const isKnown = trade.elements.chosen || trade.elements.member.value;
  const next = kind !== 'card' ? $('amount') : $('code').value ? $('go') : $('code');
  (isKnown ? next : $('member')).focus();
};
// The same key for both ways to put points in.
const nextTopUp = () => choose($('kind-topup')?.checked && $('kind-card') ? 'card' : 'topup');
const onward = (event) => {
  if (!trade || event.target.form !== trade) return false;
  const next = {
    member: !$('kind-card').checked ? 'amount' : $('code').value ? 'go' : 'code',
    code: 'go',
    amount: $('kind-spend').checked && !isLiveCode(trade.elements.member.value) ? 'proof' : 'go',
    proof: 'go',
    reference: 'go',
  }[event.target.id];
  if (!next) return false;
  $(next).focus();
  return true;
};
const keys = {
  F2: () => $('member')?.focus(),
  F3: () => choose('earn'),
  F4: () => choose('spend'),
  F6: () => $('to-cards')?.click(),
  F7: () => $('ask-balance')?.click(),
  F8: () => $('to-void')?.click(),
  F9: () => $('to-refund')?.click(),
  F10: () => nextTopUp(),
  Escape: () => {
    if (location.pathname !== '/seat' || location.search) location.assign('/seat');
    else trade?.reset();
  },
};

addEventListener('keydown', (event) => {
  const text = scanned(event);
  let isTaken = false;
  if (text !== null) isTaken = acceptScan(text);
  else if (event.altKey && event.code === 'KeyP') { $('reprint')?.requestSubmit(); isTaken = true; }
  else if (event.ctrlKey && event.key === 'Enter') {
    (trade || $('refund') || document.querySelector('main form'))?.requestSubmit();
    isTaken = true;
  } else if (event.ctrlKey || event.altKey || event.metaKey) return;
  else if (event.key === 'Enter') isTaken = event.target.matches?.('input') && onward(event);
  else if (keys[event.key]) { keys[event.key](); isTaken = true; }
  else if (event.key === '?' && !event.target.matches?.('input, select, textarea')) {
    $('to-keys')?.click();
    isTaken = true;
  }
  if (isTaken) event.preventDefault();
});

// Every form is sent once; the server keeps a doubled one from counting twice.
for (const form of document.querySelectorAll('form[method="post"]')) {
  let isSent = false;
  form.addEventListener('submit', async (event) => {
    if (isSent) { event.preventDefault(); return; }
    if (form === trade && !navigator.onLine) {
      event.preventDefault();
      const isEarn = $('kind-earn').checked && $('unit').value === 'money';
      if (isEarn && !event.submitter?.hasAttribute('formaction')) await take(form);
      return;
    }
    if (form.classList.contains('leave') && !form.dataset.free) {
      event.preventDefault();
      const earns = await waiting();
      show('line-leave', earns.length > 0);
      if (earns.length > 0) { show('line', true); return; }
      form.dataset.free = '1';
      form.requestSubmit();
      return;
    }
    isSent = true;
  });
}
addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });

// A good result goes back by itself, unless somebody does something first.
if (result?.dataset.return === '5') {
  const back = setTimeout(() => location.assign('/seat'), 5000);
  const stay = () => clearTimeout(back);
  for (const act of ['keydown', 'pointerdown']) addEventListener(act, stay, { once: true });
}
if (result?.dataset.state === 'unknown') setTimeout(() => location.reload(), 3000);

// A tone for what came of it, where the cashier wants one: up for good, low for declined, even for unknown.
const tones = {
  booked: [[784, 0, 0.1], [1175, 0.11, 0.2]],
  refused: [[233, 0, 0.22], [196, 0.26, 0.4]],
  unknown: [[523, 0, 0.1], [523, 0.2, 0.1], [523, 0.4, 0.1]],
};
const isLoud = () => localStorage.getItem('seat-sound') === 'on';
const sound = async (name) => {
  const context = new AudioContext();
  for (const [pitch, from, length] of tones[name]) {
    const [voice, volume] = [new OscillatorNode(context, { frequency: pitch }), new GainNode(context)];
    const at = context.currentTime + from;
    volume.gain.setValueAtTime(0.2, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + length);
    voice.connect(volume).connect(context.destination);
    voice.start(at);
    voice.stop(at + length);
  }
  await context.resume();
  document.body.dataset.sound = name;
};
const showSound = () => {
  $('sound').textContent = isLoud() ? $('sound').dataset.on : $('sound').dataset.off;
};
if ($('sound')) {
  $('sound').hidden = false;
  showSound();
  $('sound').addEventListener('click', () => {
    localStorage.setItem('seat-sound', isLoud() ? 'off' : 'on');
    showSound();
    if (isLoud()) sound('booked');
  });
}
// Once for each outcome: a page that asks again every three seconds must not beep on.
const heard = result && `${location.search} ${result.dataset.state}`;
if (tones[result?.dataset.state] && isLoud() && sessionStorage.getItem('heard') !== heard) {
  sessionStorage.setItem('heard', heard);
  sound(result.dataset.state);
}

if ($('print')) {
  $('print').hidden = false;
  $('print').addEventListener('click', () => print());
}

// Whoever walks away is locked out; what waits for the line keeps the seat open, since nothing else could
// send it.
const idleSeconds = 290;
let idle = 0;
const stir = () => {
  clearTimeout(idle);
  idle = setTimeout(async () => {
    if (!navigator.onLine || (await waiting()).length > 0) return;
    document.querySelector('form.person')?.requestSubmit();
  }, idleSeconds * 1000);
};
if (document.querySelector('form.person')) {
  stir();
  for (const act of ['keydown', 'pointerdown']) addEventListener(act, stir);
}

// The page without a line: takes earns, and looks for the line to come back.
let lineIsBack = false;
const asked = new URLSearchParams(location.search).get('key');
const look = async () => {
  try {
    const answer = await fetch('/seat/keys', { cache: 'no-store' });
    if (!answer.ok) return;
  } catch {
    return;
  }
  lineIsBack = true;
  await tell();
  if (asked) location.replace(`/seat/result?key=${encodeURIComponent(asked)}`);
  else if (!$('member').value && !$('amount').value) location.replace('/seat');
  else show('back', true);
};
if (offline) {
  show('asked', Boolean(asked));
  offline.addEventListener('submit', async (event) => {
    event.preventDefault();
    await take(offline);
  });
  setInterval(look, 2000);
}

addEventListener('online', () => { tell(); if (offline) look(); else flush(); });
addEventListener('offline', tell);
if ($('line')) tell().then(flush);
if (trade) setInterval(flush, 15000);
if ('serviceWorker' in navigator && (trade || document.querySelector('form.person'))) {
  navigator.serviceWorker.register('/seat/worker.js', { scope: '/seat' });
  navigator.serviceWorker.ready.then((worker) => worker.active?.postMessage('stock'));
}
