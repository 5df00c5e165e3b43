/** A network that holds every packet still until it is told to deliver, drop or double one. */
export class HeldNetwork<Packet> {
  readonly #packets: Packet[] = [];
  readonly #deliver: (packet: Packet) => void;

  constructor(deliver: (packet: Packet) => void) {
    this.#deliver = deliver;
  }

  get size(): number {
    return this.#packets.length;
  }

  hold(packet: Packet): void {
    this.#packets.push(packet);
  }

  /** Delivers one of the packets that wait; any of them, so that they overtake each other. */
  deliver(choice: number): void {
    const [packet] = this.#packets.splice(choice % Math.max(1, this.size), 1);
    if (packet !== undefined) this.#deliver(packet);
  }

  /** Delivers one and keeps it, so that it comes again. */
  double(choice: number): void {
    const packet = this.#packets[choice % Math.max(1, this.size)];
    if (packet !== undefined) this.#deliver(packet);
  }

  drop(choice: number): void {
    this.#packets.splice(choice % Math.max(1, this.size), 1);
  }

  deliverAll(): void {
    while (this.size > 0) this.deliver(0);
  }
}
