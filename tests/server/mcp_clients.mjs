// The SDK clients against Concord: each lists the tools and calls every one, over standard input and output and over
// HTTP. Run by hand; needs Node 22 and @modelcontextprotocol/sdk (1.x) and, for the second era,
// @modelcontextprotocol/client (2.x) in NODE_MODULES, and a store of the sample:
//
//   concord --store sample.db serve --port 8399
//   NODE_MODULES=~/kit/node_modules node tests/server/mcp_clients.mjs build/dev/concord sample.db http://127.0.0.1:8399/mcp
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const modules = process.env.NODE_MODULES ?? 'node_modules';
const [program, store, url] = process.argv.slice(2);
const from = (path) => import(pathToFileURL(`${modules}/${path}`));

const calls = {
  search: { text: 'incident reports' },
  map: { a: 'tideway-controls', b: 'lantern-risks' },
  gaps: { a: 'tideway-controls', by: 'lantern-risks' },
  paths: { a: 'tideway-controls:GO-1', b: 'lantern-risks:3.1' },
  forums: { topic: 'incident reports' },
  forum: { key: 'oecd' },
  coverage: { rows: 'document', cols: 'incident reports, human review' },
  show: { key: 'meridian-convention' },
  export: { key: 'meridian-convention' },
  query: { q: 'MATCH (d:Document)-[:ISSUED_BY]->(a:Actor) RETURN d.title, a.name LIMIT 5' },
};

let failures = 0;
const check = (holds, what) => {
  if (!holds) failures += 1;
  console.log(holds ? 'ok  ' : 'FAIL', what);
};

const exercise = async (name, client, transport) => {
  await client.connect(transport);
  const { tools } = await client.listTools();
  check(tools.length <= 10, `${name}: ${tools.length} tools, ${Math.round(JSON.stringify(tools).length / 4)} tokens or so`);
  for (const tool of tools) {
    const result = await client.callTool({ name: tool.name, arguments: calls[tool.name] });
    const text = result.content[0].text;
    check(!result.isError && text.length > 0 && text.length < 8000, `${name}: ${tool.name} answers ${text.length} bytes`);
  }
  const slip = await client.callTool({ name: 'show', arguments: { key: 'meridian-convntion' } });
  check(slip.isError && slip.content[0].text.includes('meridian-convention'), `${name}: a slip is answered with the nearest key`);
  await client.close();
};

const about = { name: 'concord-test', version: '1' };
{
  const { Client } = await from('@modelcontextprotocol/sdk/dist/esm/client/index.js');
  const { StdioClientTransport } = await from('@modelcontextprotocol/sdk/dist/esm/client/stdio.js');
  const { StreamableHTTPClientTransport } = await from('@modelcontextprotocol/sdk/dist/esm/client/streamableHttp.js');
  const stdio = () => new StdioClientTransport({ command: program, args: ['--store', store, 'mcp'] });
  await exercise('sdk 1, stdio', new Client(about), stdio());
  await exercise('sdk 1, http', new Client(about), new StreamableHTTPClientTransport(new URL(url)));
}
if (existsSync(`${modules}/@modelcontextprotocol/client`)) {
  const all = await from('@modelcontextprotocol/client/dist/index.mjs');
  const { Client, StreamableHTTPClientTransport } = all;
  for (const mode of ['legacy', 'auto'])
    await exercise(`client 2 (${mode}), http`, new Client(about, { versionNegotiation: { mode } }), new StreamableHTTPClientTransport(new URL(url)));
  const stdio = await from('@modelcontextprotocol/client/dist/stdio.mjs').catch(() => all);
  if (stdio.StdioClientTransport) {
    for (const mode of ['legacy', 'auto'])
      await exercise(`client 2 (${mode}), stdio`, new Client(about, { versionNegotiation: { mode } }),
        new stdio.StdioClientTransport({ command: program, args: ['--store', store, 'mcp'] }));
  }
}
process.exit(failures === 0 ? 0 : 1);
