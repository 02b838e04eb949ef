// A certified OpenID provider with a sign-in page as an office's would be: a user name, a
// password, and no e-mail. Its settings come as JSON in the first argument.
import * as http from 'node:http';
import { Provider, errors } from 'oidc-provider';

const { port, redirectUri, clientId, clientSecret, people, codeSeconds } = JSON.parse(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;
const provider = new Provider(issuer, {
  clients: [{
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [redirectUri],
    response_types: ['code'],
    grant_types: ['authorization_code'],
  }],
  claims: { openid: ['sub'], profile: ['preferred_username', 'nip'] },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
  pkce: { required: () => true },
  ttl: { AuthorizationCode: codeSeconds, AccessToken: 60, IdToken: 60, Interaction: 600, Session: 3600, Grant: 3600 },
  cookies: { keys: ['only for tests'] },
  interactions: { url: (_ctx, interaction) => `/masuk-penyedia/${interaction.uid}` },
  async findAccount(_ctx, sub) {
    const person = people.find((one) => one.sub === sub);
    return person && { accountId: sub, claims: async () => ({ ...person, password: undefined }) };
  },
});

const html = (uid, wrong) => `<!doctype html><html lang="id"><title>Penyedia</title>
<h1>Penyedia identitas</h1>${wrong ? '<p role="alert">Salah</p>' : ''}
<form method="post" action="/masuk-penyedia/${uid}">
<label>Akun <input name="login" autocomplete="username"></label>
<label>Sandi <input name="password" type="password"></label>
<button name="act" value="sign-in">Masuk penyedia</button>
<button name="act" value="cancel">Batal</button></form></html>`;

const body = async (request) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
};

async function interaction(request, response) {
  const { uid, prompt, params, session } = await provider.interactionDetails(request, response);
  const finish = (result) => provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  if (prompt.name === 'consent') {
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    return finish({ consent: { grantId: await grant.save() } });
  }
  if (request.method === 'POST') {
    const form = await body(request);
    if (form.get('act') === 'cancel') return finish({ error: 'access_denied' });
    const person = people.find((one) => one.preferred_username === form.get('login') && one.password === form.get('password'));
    if (person) return finish({ login: { accountId: person.sub } });
  }
  response.setHeader('content-type', 'text/html; charset=utf-8');
  return response.end(html(uid, request.method === 'POST'));
}

const callback = provider.callback();
http.createServer((request, response) => {
  if (!request.url.startsWith('/masuk-penyedia/')) return callback(request, response);
  return interaction(request, response).catch((error) => {
    response.statusCode = error instanceof errors.SessionNotFound ? 400 : 500;
    response.end(String(error));
  });
}).listen(port, '127.0.0.1', () => process.stdout.write('ready\n'));
