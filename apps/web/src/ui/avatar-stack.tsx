import { Avatar } from "./avatar.tsx";

export type AvatarStackProps = {
  people: readonly { id: string; name: string; image?: string | null }[];
  /** How many to show before `+n`. */
  limit?: number;
  size?: number;
  /** All there are, when `people` is only the first of them. */
  total?: number;
};

/** A few people, overlapping, with the rest as a number. Decoration: name it where it stands. */
export function AvatarStack({
  people,
  limit = 3,
  size = 22,
  total = people.length,
}: AvatarStackProps) {
  const shown = people.slice(0, limit);
  const rest = total - shown.length;
  return (
    <span aria-hidden="true" className="inline-flex items-center">
      {shown.map(({ id, name, image }, at) => (
        <Avatar
          key={id}
          id={id}
          name={name}
          image={image}
          size={size}
          className={
            at === 0
              ? "rounded-person ring-2 ring-(--avatar-ground,var(--surface))"
              : "-ml-1 rounded-person ring-2 ring-(--avatar-ground,var(--surface))"
          }
        />
      ))}
      {rest > 0 ? <span className="tabular ml-1.5 text-small text-muted">+{rest}</span> : null}
    </span>
  );
}
