import { classes } from "./classes.ts";
import { initials } from "./initials.ts";

export type LetterTileProps = {
  name: string;
  image?: string | null | undefined;
  /** An emoji or a letter or two that someone chose instead of the first letter. */
  icon?: string | null | undefined;
  size?: number;
  /** Filled with the accent and ringed: the one that is open. */
  current?: boolean;
};

/** A place as a rounded square: its picture, its icon, or its first letter. Decoration: the link around it is named. */
export function LetterTile({ name, image, icon, size = 40, current = false }: LetterTileProps) {
  return (
    <span
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: size * 0.4 }}
      className={classes(
        "flex shrink-0 items-center justify-center overflow-hidden rounded-person font-semibold transition-colors duration-(--quick)",
        current
          ? "bg-accent text-on-accent ring-2 ring-accent ring-offset-2 ring-offset-(--tile-ground,var(--rail))"
          : "bg-surface-2 text-ink-2 group-hover:bg-surface group-hover:text-ink",
      )}
    >
      {image ? (
        <img src={image} alt="" className="size-full object-cover" />
      ) : (
        icon || initials(name.trim().split(/\s/u)[0] ?? "")
      )}
    </span>
  );
}
