// Sees to it that there is a browser for the scenarios.
import { ensureBrowser } from "./browser.ts";

ensureBrowser();
