import type { AuditEntryView } from "@hallway/protocol";
import { auditSentence } from "./audit-sentence.ts";

/** What an entry of the audit log says, names in bold. */
export function AuditPhrase({ entry }: { entry: AuditEntryView }) {
  return (
    <span>
      {auditSentence(entry).map(({ text, strong }, at) =>
        strong ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the words of a sentence have no other key.
          <bdi key={at} className="font-semibold">
            {text}
          </bdi>
        ) : (
          text
        ),
      )}
    </span>
  );
}
