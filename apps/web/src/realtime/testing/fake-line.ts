import type { Answer, Refusal, WorkspaceCommandName } from "@hallway/protocol";
import { unreachable } from "../answer.ts";
import type { Ask, BrokenBy, Line, LineHandlers } from "../line.ts";
import type { WorkspaceHandlers, WorkspaceLine } from "../live-workspace.ts";
import { askModel } from "./model-ask.ts";
import type { ModelServer } from "./model-server.ts";

/** A workspace's namespace without a network: tests break it, hold it still and count what went over it. */
export class FakeLine implements WorkspaceLine {
  readonly asked: { name: WorkspaceCommandName; input: unknown }[] = [];
  readonly told: { event: string; report: object }[] = [];
  dials = 0;
  isUp = false;
  /** Whether a dial succeeds. */
  isReachable = true;
  refusal: Refusal | null = null;
  /** Commands that are answered with nothing: the answer is lost after the server has done its work. */
  readonly losesAnswersOf = new Set<WorkspaceCommandName>();
  /** What the server answers instead of doing its work, in order. */
  readonly failures: Extract<Answer<never>, { ok: false }>["error"][] = [];
  /** Whether `changes` are lost on their way. */
  losesChanges = false;
  /** Whether the next one is. */
  loses = () => this.losesChanges;
  readonly #server: ModelServer;
  #userId: string;
  #ask: Ask;
  #line: LineHandlers | null = null;
  #workspace: WorkspaceHandlers | null = null;
  #unlisten: () => void = () => {};
  #held: (() => void)[] | null = null;

  constructor(server: ModelServer, userId: string) {
    this.#server = server;
    this.#userId = userId;
    this.#ask = askModel(server, userId);
  }

  /** The workspace's handlers, to send down what the model server does not. */
  get down(): WorkspaceHandlers {
    if (!this.#workspace) throw new Error("Nobody listens yet");
    return this.#workspace;
  }

  ask: Ask = async (name, input) => {
    this.asked.push({ name, input });
    if (!this.isUp) return { ok: false, error: unreachable };
    const failure = name === "message:send" ? this.failures.shift() : undefined;
    if (failure) return { ok: false, error: failure };
    const answer = await this.#ask(name, input);
    if (this.#held) await new Promise<void>((resolve) => this.#held?.push(resolve));
    return this.losesAnswersOf.has(name) ? { ok: false, error: unreachable } : answer;
  };

  tell = (event: "typing" | "presence" | "presence:watch", report: object): void => {
    this.told.push({ event, report });
  };

  listen(handlers: WorkspaceHandlers): void {
    this.#workspace = handlers;
  }

  createLine = (handlers: LineHandlers): Line => {
    this.#line = handlers;
    return {
      dial: () => this.#dial(),
      hangUp: () => this.#down(),
      move: () => {
        this.#down();
        this.#dial();
      },
      dispose: () => this.#down(),
    };
  };

  /** From the next dial on this browser's session is another person's. */
  signIn(userId: string): void {
    this.#userId = userId;
    this.#ask = askModel(this.#server, userId);
  }

  /** The line breaks. */
  break(by: BrokenBy): void {
    this.#down();
    this.#line?.onDown(by);
  }

  /** Answers wait until `release`. */
  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const go of held) go();
  }

  countAsked(name: WorkspaceCommandName): number {
    return this.asked.filter((command) => command.name === name).length;
  }

  #dial(): void {
    this.dials += 1;
    queueMicrotask(() => {
      if (this.refusal) this.#line?.onRefused(this.refusal);
      else if (this.isReachable) this.#up();
      else this.#line?.onDown("network");
    });
  }

  #up(): void {
    this.isUp = true;
    this.#unlisten = this.#server.listen(this.#userId, (changes) => {
      if (!this.loses()) this.#workspace?.changes(changes);
    });
    this.#line?.onUp();
  }

  #down(): void {
    this.isUp = false;
    this.#unlisten();
  }
}
