// The pages in a browser: axe-core on every page, light and dark, no console error, no request to another host, and
// an analyst's ten minutes. Run by hand; needs Node 20, Debian's chromium, and the packages puppeteer-core and
// axe-core in NODE_MODULES (a folder node_modules):
//
//   concord demo --port 8399 --allow-write            (CONCORD_TOKEN=analyst-token)
//   NODE_MODULES=~/kit/node_modules node tests/server/browser/pages.mjs http://127.0.0.1:8399 analyst-token
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const modules = process.env.NODE_MODULES ?? 'node_modules';
const [base, token] = process.argv.slice(2);
const puppeteer = (await import(pathToFileURL(`${modules}/puppeteer-core/lib/esm/puppeteer/puppeteer-core.js`))).default;
const axe = readFileSync(`${modules}/axe-core/axe.min.js`, 'utf8');

const paths = [
  '/', '/search', '/search?text=incident+reports', '/documents', '/documents?q=act',
  '/compare', '/compare?a=tideway-controls&b=lantern-risks',
  '/compare?a=tideway-controls&b=lantern-risks&subject=tideway-controls%3AGO-1&object=lantern-risks%3A3.1',
  '/topic', '/topic?topic=incident+reports', '/forum', '/forum?id=oecd', '/coverage',
  '/coverage?cols=incident+reports%2C+human+review&rows=document',
  '/coverage?cols=incident+reports&rows=document&row=meridian-convention&col=incident+reports',
  '/coverage?a=tideway-controls', '/standards', '/standard?id=iso-iec%3A27001', '/graph', '/graph?of=oecd&hops=2',
  '/graph?topic=incident+reports', '/cypher', '/cypher?q=MATCH+(d%3ADocument)-[r]-(a%3AActor)+RETURN+d,r,a+LIMIT+20',
  '/cypher?q=MATCH+(n', '/review', '/review?a=tideway-controls&b=lantern-risks', '/quality', '/quality?run=check',
  '/read', '/document?key=meridian-convention', '/document?key=valdoria-asa&at=1304',
  '/document?key=meridian-convention&focus=meridian-convention%402024-05-14%3Aart.5.1%231',
  '/show?key=oecd', '/show?key=nothing-of-the-kind', '/questions', '/gaps?a=tideway-controls&by=lantern-risks',
  '/stats', '/no-such-page',
];

let failures = 0;
const fail = (what) => { failures += 1; console.error('FAIL', what); };
const check = (holds, what) => (holds ? console.log('ok  ', what) : fail(what));

const browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', headless: true, args: ['--no-sandbox'] });

const open = async (scheme, width) => {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  page.on('console', (message) => {
    // The browser itself reports answers such as 404, which some of the addresses ask for.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) fail(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => fail(`${page.url()}: ${error}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) fail(`asks ${request.url()}`);
  });
  return page;
};

for (const scheme of ['light', 'dark']) {
  const page = await open(scheme, 1000);
  // Scripts of tests may run although the pages' policy forbids inline ones.
  await page.setBypassCSP(true);
  for (const path of paths) {
    await page.goto(base + path, { waitUntil: 'networkidle0' });
    await page.evaluate(axe);
    const result = await page.evaluate(() => globalThis.axe.run(document));
    for (const violation of result.violations)
      fail(`${scheme} ${path}: ${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 150)).join(' | ')}`);
    if (result.violations.length === 0) console.log('ok   axe', scheme, path);
  }
  await page.close();
}

// Nothing is wider than the window, at any of three sizes.
for (const width of [360, 1000, 1600]) {
  const page = await open('light', width);
  for (const path of paths) {
    await page.goto(base + path, { waitUntil: 'networkidle0' });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) fail(`${path} is ${wide} pixels wider than ${width}`);
  }
  console.log('ok   widths', width);
  await page.close();
}

// The analyst's ten minutes.
const page = await open('light', 1200);
const text = () => page.evaluate(() => document.querySelector('main').innerText);
const submit = (selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);
await page.goto(base + '/');
await page.type('form.search input[name=text]', 'incident reports');
await submit('form.search button');
check((await text()).includes('incident'), 'search finds passages');
await submit('ol.hits a');
check(page.url().includes('/document?') && (await page.$('#at')) !== null, 'a hit opens the document at its place');
await page.goto(base + '/document?key=meridian-convention');
await submit('a.why');
check((await page.$('#why')) !== null && (await text()).includes('modality'), 'a measure says why it is one');
await page.goto(base + '/compare?a=tideway-controls&b=lantern-risks');
check((await page.$$('.states')).length === 2, 'two bars of states');
await submit('a[href*="subject="]');
check((await page.$$('#pair mark')).length > 0, 'words in common are marked');
await page.goto(base + '/coverage?cols=incident+reports%2C+human+review&rows=document');
await submit('table.matrix td a');
check((await page.$('#cell blockquote')) !== null, 'a cell opens its passages');
const csv = await page.evaluate(async (href) => (await fetch(href)).text(), await page.$eval('.downloads a', (a) => a.href));
check(csv.startsWith('row,'), 'the matrix is downloaded as CSV');
await page.goto(base + '/cypher');
await submit('form.ask button');
check((await page.$$('table.rows tbody tr')).length > 0, 'a query has rows');
await page.goto(base + '/read');
const upload = await page.$('input[type=file]');
await upload.uploadFile(new URL('../../../datasets/sample/treaties/meridian-convention.txt', import.meta.url).pathname);
await submit('form.drop button');
check((await text()).includes('obligation'), 'a file is read without storing it');
if (token) {
  await page.goto(base + '/review?a=tideway-controls&b=lantern-risks');
  await page.type('input[name=reviewer]', 'Ada Example');
  await page.type('input[name=token]', token);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  for (const key of ['&', '&', '&', 'r']) {
    await page.waitForSelector('form.decide');
    await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
  }
  check((await text()).includes('rejected'), 'three accepted and one rejected with the keyboard alone');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('u')]);
  check((await text()).includes('Pair '), 'the last one is taken back');
}
await browser.close();
console.log(failures === 0 ? 'all is well' : `${failures} failures`);
process.exit(failures === 0 ? 0 : 1);
