// With a bad connection what was typed stays and is sent later. Without this script the page is plain forms.
(() => {
  'use strict';
  const RIJ = 'nachtleven.controles', GEDULD = 8000;
  const plek = () => document.querySelector('.deur');
  if (!plek()) return;
  const lees = () => { try { return JSON.parse(localStorage.getItem(RIJ)) || []; } catch { return []; } };
  const schrijf = (rij) => { if (rij.length) localStorage.setItem(RIJ, JSON.stringify(rij)); else localStorage.removeItem(RIJ); };
  const toon = (id, aan, tekst) => {
    const vak = document.getElementById(id);
    if (!vak) return;
    vak.hidden = !aan;
    if (tekst) vak.textContent = tekst;
  };
  const tel = (reden) => {
    const aantal = lees().length;
    const wat = aantal === 1 ? 'Eén controle wacht' : `${aantal} controles wachten`;
    toon('wachtrij', aantal > 0, `${wat} op dit toestel. ${reden || 'Verstuurd zodra er verbinding is.'}`);
  };
  const vraag = (adres, opties) => fetch(adres, { credentials: 'same-origin', signal: AbortSignal.timeout(GEDULD), ...opties });
  const isAfgemeld = (antwoord) => new URL(antwoord.url).pathname.startsWith('/aanmelden');

  // send what waits, oldest first; only what the server kept leaves the queue
  let bezig = false;
  const verstuur = async () => {
    if (bezig) return;
    bezig = true;
    let reden = '';
    try {
      for (const controle of lees()) {
        const merk = document.querySelector('input[name="csrf_token"]');
        const velden = new URLSearchParams(controle);
        if (merk) velden.set('csrf_token', merk.value);
        const antwoord = await vraag(plek().dataset.verzendadres, { method: 'POST', body: velden });
        if (isAfgemeld(antwoord)) { reden = 'Meld je opnieuw aan om te versturen.'; break; }
        if (!antwoord.ok) { reden = `Niet aanvaard (${antwoord.status}): kijk het na.`; break; }
        schrijf(lees().filter((andere) => andere.inzending !== controle.inzending));
      }
    } catch { /* no connection: it stays */ } finally { bezig = false; }
    tel(reden);
  };

  const leg_vast = async (formulier, velden) => {
    delete velden.csrf_token;
    velden.tijdstip = new Date().toISOString();
    schrijf([...lees(), velden]);
    formulier.hidden = true;
    await verstuur();
    if (!lees().some((andere) => andere.inzending === velden.inzending)) toon('wachtrij', true, 'Controle bewaard.');
  };

  // ask without leaving the page, so that a lost connection loses nothing; the answer takes the place of the sheet
  const zoek_op = async (formulier) => {
    toon('geen-lijn', false);
    const adres = `${formulier.action}?${new URLSearchParams(new FormData(formulier))}`;
    try {
      const antwoord = await vraag(adres);
      if (isAfgemeld(antwoord)) { location.assign(antwoord.url); return; }
      if (!antwoord.ok) throw new Error(antwoord.status);
      const blad = new DOMParser().parseFromString(await antwoord.text(), 'text/html');
      document.querySelector('main').replaceWith(blad.querySelector('main'));
      document.title = blad.title;
      history.pushState(null, '', adres);
      scrollTo(0, 0);
      tel();
    } catch { toon('geen-lijn', true); }
  };

  document.addEventListener('submit', (gebeurtenis) => {
    const formulier = gebeurtenis.target;
    if (formulier.id === 'controle') {
      const velden = Object.fromEntries(new FormData(formulier));
      if (!velden.plicht || !velden.oordeel || !velden.zaak) return; // the server says what is missing
      gebeurtenis.preventDefault();
      leg_vast(formulier, velden);
    } else if (formulier.id === 'zoek') {
      gebeurtenis.preventDefault();
      zoek_op(formulier);
    }
  });
  addEventListener('popstate', () => location.reload());
  addEventListener('online', verstuur);
  if (lees().length) verstuur(); else tel();
})();
