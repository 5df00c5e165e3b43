import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { isComposing } from "../../ui/hotkeys.ts";
import { TextField } from "../../ui/text-field.tsx";

/** Short enough to feel live, long enough not to ask the server at every key. */
const SETTLES_IN = 250;

/** Narrows a list to what is typed, a moment after the last key. */
export function SearchBox({
  label,
  value,
  onSearch,
}: {
  label: string;
  value: string;
  onSearch(text: string): void;
}) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed;
      onSearch(typed);
    }, SETTLES_IN);
    return () => clearTimeout(timer);
  }, [typed, onSearch]);
  /** Looks at once, and submits no form around it. */
  function press(event: KeyboardEvent) {
    if (event.key !== "Enter" || isComposing(event)) return;
    event.preventDefault();
    if (typed === sent.current) return;
    sent.current = typed;
    onSearch(typed);
  }
  return (
    <div className="w-72 max-w-full phone:col-span-full phone:w-full">
      <TextField
        label={label}
        labelHidden
        type="search"
        prefix={<Search />}
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={press}
      />
    </div>
  );
}
