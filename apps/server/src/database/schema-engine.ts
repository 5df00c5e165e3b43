import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import { MigrationAdapterFactory } from "./migration-adapter.ts";

/** Lets Prisma's own schema engine, in WebAssembly, work on a database: it needs no native binary. */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  loadOnce();
  const factory = new MigrationAdapterFactory(url);
  try {
    const bound = bindMigrationAwareSqlAdapterFactory(factory);
    const engine = await bindings.SchemaEngine.new(
      { datamodels: undefined },
      () => undefined,
      bound,
    );
    return await work(engine);
  } finally {
    await factory.close();
  }
}

/** Node has it, Node's types leave it to the browser's. */
declare const WebAssembly: {
  Module: new (code: Uint8Array) => object;
  Instance: new (
    module: object,
    imports: Record<string, Record<string, unknown>>,
  ) => { exports: Record<string, unknown> };
};

let isLoaded = false;

/** Does what a bundler would do with the package's entry, which imports the .wasm file as a module. */
function loadOnce(): void {
  if (isLoaded) return;
  const file = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
    .replace(/\.js$/, ".wasm");
  const module = new WebAssembly.Module(readFileSync(file));
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": { ...bindings } });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  isLoaded = true;
}
