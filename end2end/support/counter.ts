// Counts what really goes over the wire: a plain TCP relay between browser and server.
import { connect, createServer, type AddressInfo } from "node:net";

/** A relay to a site; `bytes()` is what the site has sent through it since the last call of `reset()`. */
export async function relay(site: string): Promise<{ url: string; bytes(): number; reset(): void; stop(): void }> {
  const { hostname, port } = new URL(site);
  let sent = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    upstream.on("data", (chunk) => (sent += chunk.length));
    client.pipe(upstream).pipe(client);
    client.on("error", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytes: () => sent,
    reset: () => (sent = 0),
    stop: () => void server.close(),
  };
}
