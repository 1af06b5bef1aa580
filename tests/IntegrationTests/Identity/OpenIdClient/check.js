// Speaks to the provider as a relying party built on openid-client does. Reads one step a line from standard input and
// answers one line each: the test does what a person does in the browser in between.
import { createInterface } from 'node:readline';
import * as client from 'openid-client';

const insecure = { execute: [client.allowInsecureRequests] };
let config;
let started;
let tokens;

const steps = {
  // Discovery, then the address a person is sent to.
  async begin({ issuer, clientId, redirect, scope }) {
    config = await client.discovery(new URL(issuer), clientId, undefined, client.None(), insecure);
    const verifier = client.randomPKCECodeVerifier();
    started = { redirect, verifier, nonce: client.randomNonce(), state: client.randomState() };
    return client.buildAuthorizationUrl(config, {
      redirect_uri: redirect,
      scope,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      nonce: started.nonce,
      state: started.state,
    }).href;
  },

  // The code for tokens; what is given goes before what was begun with.
  async finish({ callback, nonce, verifier, state, redirect }) {
    const url = new URL(callback);
    if (redirect) url.pathname = redirect;
    tokens = await client.authorizationCodeGrant(config, url, {
      pkceCodeVerifier: verifier ?? started.verifier,
      expectedNonce: nonce ?? started.nonce,
      expectedState: state ?? started.state,
      idTokenExpected: true,
    });
    const { sub, iss, aud } = tokens.claims();
    return { sub, iss, aud, type: tokens.token_type, refresh: tokens.refresh_token };
  },

  async userinfo({ sub }) {
    return client.fetchUserInfo(config, tokens.access_token, sub ?? tokens.claims().sub);
  },

  async refresh({ token }) {
    tokens = await client.refreshTokenGrant(config, token);
    return { refresh: tokens.refresh_token, access: tokens.access_token };
  },

  async revoke({ token }) {
    await client.tokenRevocation(config, token);
    return true;
  },

  async partner({ issuer, clientId, secret, scope }) {
    const own = await client.discovery(new URL(issuer), clientId, secret, undefined, insecure);
    const granted = await client.clientCredentialsGrant(own, { scope });
    return { access: granted.access_token, refresh: granted.refresh_token ?? null };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { step, ...given } = JSON.parse(line);
  let answer;
  try {
    answer = { ok: await steps[step](given) };
  } catch (e) {
    answer = { error: e.error ?? e.code ?? e.name, message: e.message };
  }
  console.log(JSON.stringify(answer));
}
