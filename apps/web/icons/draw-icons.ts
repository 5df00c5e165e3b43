// Draws public/icons from hallway.svg: scripts/node24 apps/web/icons/draw-icons.ts [path of a Chromium]
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "@playwright/test";

type Icon = { file: string; side: number; bleed: boolean; share: number };

const ICONS: Icon[] = [
  { file: "hallway-32.png", side: 32, bleed: false, share: 1 },
  { file: "hallway-180.png", side: 180, bleed: true, share: 0.84 },
  { file: "hallway-192.png", side: 192, bleed: false, share: 1 },
  { file: "hallway-512.png", side: 512, bleed: false, share: 1 },
  { file: "hallway-maskable-512.png", side: 512, bleed: true, share: 0.72 },
];

const GROUND = "#0f766e";
const source = join(import.meta.dirname, "hallway.svg");
const target = join(import.meta.dirname, "../public/icons");

const executablePath = process.argv[2];
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ["--no-sandbox", "--disable-background-networking", "--no-first-run"],
});
try {
  await mkdir(target, { recursive: true });
  await copyFile(source, join(target, "hallway.svg"));
  const svg = await readFile(source, "utf8");
  for (const icon of ICONS) await draw(icon, svg);
} finally {
  await browser.close();
}

async function draw({ file, side, bleed, share }: Icon, svg: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  await page.setContent(`<style>
    html { background: ${bleed ? GROUND : "transparent"} }
    body { margin: 0; display: grid; place-items: center; height: 100vh }
    svg { width: ${share * 100}%; display: block }
  </style>${svg}`);
  await page.screenshot({ path: join(target, file), omitBackground: !bleed });
  await page.close();
}
