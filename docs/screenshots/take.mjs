// Photographs the page over made-up people. Needs Chromium and, in any folder outside the project, `npm i playwright-core`:
//   1. start org.hearthgate.web.internal.DevHub (test sources of bundles/web) on port 18080, or FIRST_PORT
//   2. NODE_PATH does not reach ES modules, so run it from that folder:  node <project>/docs/screenshots/take.mjs OUT [pattern …]
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';

const { chromium } = createRequire(path.join(process.cwd(), 'x.js'))('playwright-core');
const FIRST_PORT = Number(process.env.FIRST_PORT ?? 18080);
const PROXY_PORT = FIRST_PORT + 1000;
const SITUATIONS = ['fine', 'low', 'urgent-low', 'high', 'stale', 'no-data', 'two-people', 'first-run', 'doubted', 'warm-up', 'devices', 'escalated', 'taken', 'two-alarms', 'hub-alarm', 'alarms', 'audit', 'audit-calm', 'ahead', 'ahead-low', 'no-forecast'];
const SIZES = { 390: 844, 820: 1180, 1440: 900 };
const TOUCHES = ['reading', 'done', 'cut-off', 'unassigned', 'failed'];
const FULL = Boolean(process.env.FULL_PAGE);
const [out, ...patterns] = process.argv.slice(2);

let frozen = false; // a hub that is away: connections stay open and nothing comes
net
  .createServer((client) => {
    client.on('error', () => {});
    if (frozen) return;
    const hub = net.connect(FIRST_PORT, '127.0.0.1');
    hub.on('error', () => {});
    client.on('data', (d) => frozen || hub.write(d));
    hub.on('data', (d) => frozen || client.write(d));
    client.on('close', () => hub.destroy());
    hub.on('close', () => frozen || client.destroy());
  })
  .listen(PROXY_PORT)
  .unref();

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
for (const [width, height] of Object.entries(SIZES)) {
  for (const theme of ['dark', 'light']) {
    for (const situation of [...SITUATIONS, 'log-in', 'hub-away', 'installer', 'sensors', 'device-list', 'why', 'one-night', ...TOUCHES.map((stage) => `touch-${stage}`)]) {
      const name = `${situation}-${width}-${theme}`;
      if (patterns.length && !patterns.some((p) => new RegExp(p).test(name))) continue;
      const context = await browser.newContext({ viewport: { width: Number(width), height }, colorScheme: theme, timezoneId: 'Europe/Berlin', locale: 'en-GB' });
      const page = await context.newPage();
      page.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log(name, m.text()));
      page.on('pageerror', (e) => console.log(name, e.message));
      await page.addInitScript((t) => localStorage.setItem('theme', t), theme);
      frozen = false;
      const whose = ['installer', 'sensors'].includes(situation) ? 'doubted' : /^(touch-|device-list)/.test(situation) ? 'devices' : situation === 'why' ? 'escalated' : situation === 'one-night' ? 'alarms' : situation;
      const port = situation === 'hub-away' ? PROXY_PORT : FIRST_PORT + Math.max(0, SITUATIONS.indexOf(whose));
      await page.goto(`http://localhost:${port}/`);
      await page.waitForSelector('#code');
      if (situation !== 'log-in') {
        await page.fill('#code', situation === 'installer' ? 'installer' : 'family');
        await page.keyboard.press('Enter');
        await page.waitForSelector(situation === 'installer' ? '.verdict' : '.now');
      }
      if (situation === 'hub-away') {
        await page.waitForTimeout(600);
        frozen = true;
        await page.waitForSelector('.banner');
        await page.waitForTimeout(3000);
      }
      if (situation === 'sensors') await page.click('hub-view .fold summary');
      if (situation === 'device-list') await page.click('hub-view .fold summary');
      if (situation === 'why') await page.click('alarm-strip .why summary');
      if (situation === 'alarms') {
        await page.click('.alarms-fold summary');
        await page.waitForSelector('.channel');
        await page.waitForSelector('.log-head');
      }
      if (situation.startsWith('audit')) {
        await page.locator('.audit-fold > summary').press('Enter');
        await page.waitForSelector('.audit-worth');
      }
      if (situation === 'one-night') {
        await page.click('.duty > button');
        await page.check('dialog .picks input');
      }
      if (situation.startsWith('touch-')) await page.waitForSelector(`.touch.${situation.slice(6)}`);
      if (situation === 'devices') {
        await page.click('.doses summary');
        await page.click('.dose button');
        await page.waitForTimeout(900); // a question takes no answer before it has stood for a while
        await page.click('whose-reading .quiet');
        await page.evaluate(() => document.querySelector('.touch-place').remove());
      }
      await page.waitForTimeout(['escalated', 'alarms', 'why'].includes(situation) ? 1200 : 400);
      if (situation === 'alarms') await page.locator('alarms-view .fold').screenshot({ path: path.join(out, `${name}.png`) });
      else if (situation.startsWith('audit')) await page.locator('audit-view .audit-fold').screenshot({ path: path.join(out, `${name}.png`) });
      else if (['sensors', 'device-list'].includes(situation)) await page.locator('hub-view .fold').screenshot({ path: path.join(out, `${name}.png`) });
      else await page.screenshot({ path: path.join(out, `${name}.png`), fullPage: FULL || ['installer', 'devices'].includes(situation) });
      await context.close();
    }
  }
}
await browser.close();
