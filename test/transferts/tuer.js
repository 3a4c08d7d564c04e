'use strict';
// Preloaded in a process of a hub: kills it (SIGKILL) at the point that TUER names, the first time that it is there.
//   envoi <étape> avant|apres    before a message leaves for another hub, once its answer is here
//   commit <acte> avant|apres    before the COMMIT of a transaction that wrote something of a transfer, once it is done
//   reponse <étape> avant|apres  before an answer leaves for another hub, once it has left
const { ServerResponse } = require('node:http');
const { subscribe } = require('node:diagnostics_channel');
const { Client } = require('pg');

const ici = (nom) => {
  if (nom === process.env.TUER) process.kill(process.pid, 'SIGKILL');
};
const etape = (chemin) => /^\/hubs\/transferts\/(\w+)$/.exec(chemin ?? '')?.[1];

for (const [canal, quand] of [
  ['undici:request:create', 'avant'],
  ['undici:request:trailers', 'apres'],
])
  subscribe(canal, ({ request }) => {
    if (etape(request.path)) ici(`envoi ${etape(request.path)} ${quand}`);
  });

const { end } = ServerResponse.prototype;
ServerResponse.prototype.end = function (...args) {
  const nom = etape(this.req?.url);
  if (nom) {
    ici(`reponse ${nom} avant`);
    this.once('finish', () => ici(`reponse ${nom} apres`));
  }
  return end.apply(this, args);
};

const ECRIT = /(INSERT INTO|UPDATE) "?hub"?\."?(transfert_\w+|piece)"?/;
const ACTE = /set_config\('hub\.acte', '(\w*)'/;
const { query } = Client.prototype;
Client.prototype.query = function (...args) {
  const texte = typeof args[0] === 'string' ? args[0] : (args[0]?.text ?? '');
  if (texte.startsWith('BEGIN')) this.enCours = { acte: ACTE.exec(texte)?.[1] || 'prise', ecrit: false };
  const { enCours } = this;
  const commit = texte === 'COMMIT' && enCours?.ecrit;
  if (commit) ici(`commit ${enCours.acte} avant`);
  const reponse = query.apply(this, args);
  if (typeof reponse?.then !== 'function') return reponse;
  return reponse.then((resultat) => {
    if (ECRIT.test(texte) && enCours && resultat.rowCount > 0) enCours.ecrit = true;
    if (commit) ici(`commit ${enCours.acte} apres`);
    return resultat;
  });
};
