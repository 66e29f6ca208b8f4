// An OpenID provider on loopback: signs in whoever types a name, with any password. Its port is the first argument, the
// address to come back to the second. `email_verified` is true for names that begin with «lan».
import Provider from "oidc-provider";

const [port, redirect] = process.argv.slice(2);
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: "dccs", client_secret: "known to both", redirect_uris: [redirect], grant_types: ["authorization_code"] }],
  pkce: { required: () => true },
  claims: { openid: ["sub"], profile: ["preferred_username"], email: ["email", "email_verified"] },
  cookies: { keys: ["only for tests"] },
  findAccount: async (_, id) => ({
    accountId: id,
    claims: async () => ({ sub: `sub-${id}`, preferred_username: id, email: `${id}@huongan.gov.vn`, email_verified: id.startsWith("lan") }),
  }),
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
