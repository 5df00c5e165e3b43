const GROUNDS = {
  light: "bg-[#ffffff]",
  dark: "bg-[#17181b]",
};
const SIDES = { light: "bg-[#edebe6]", dark: "bg-[#272a2f]" };
const LINES = { light: "bg-[#c9c5bb]", dark: "bg-[#4a4e55]" };

/** A small drawing of the window in a theme; as the system: half and half. */
export function ThemePicture({ theme }: { theme: "system" | "light" | "dark" }) {
  const halves: ("light" | "dark")[] = theme === "system" ? ["light", "dark"] : [theme];
  return (
    <span
      aria-hidden="true"
      className="flex h-16 overflow-hidden rounded-control border border-line"
    >
      {halves.map((half) => (
        <span key={half} className={`flex flex-1 gap-2 p-2 ${GROUNDS[half]}`}>
          <span className={`w-1/4 rounded-[3px] ${SIDES[half]}`} />
          <span className="flex flex-1 flex-col gap-1.5 pt-1">
            <span className={`h-1.5 w-3/4 rounded-full ${LINES[half]}`} />
            <span className={`h-1.5 w-1/2 rounded-full ${LINES[half]}`} />
            <span className="h-1.5 w-2/3 rounded-full bg-accent" />
          </span>
        </span>
      ))}
    </span>
  );
}

/** Lines close together, or with air between them. */
export function DensityPicture({ lines }: { lines: number }) {
  return (
    <span
      aria-hidden="true"
      className="flex h-16 flex-col justify-evenly rounded-control border border-line bg-surface px-3 py-1"
    >
      {Array.from({ length: lines }, (_, at) => at).map((at) => (
        <span key={at} className="flex items-center gap-2">
          <span className="size-1.5 rounded-full bg-accent" />
          <span
            className="h-1.5 rounded-full bg-surface-3"
            style={{ width: `${78 - ((at * 23) % 40)}%` }}
          />
        </span>
      ))}
    </span>
  );
}
