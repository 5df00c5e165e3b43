import { statementsOf } from "./sql-statements.ts";

/** One migration: the name of its folder and its script. */
export type Migration = { name: string; sql: string };

type Statement = { text: string; table: string | undefined };

/** Something that must not be done to a table in use, and what to do instead. */
type Rule = { refuses(statement: Statement, around: Around): boolean; instead: string };

type Around = {
  migration: Migration;
  statements: string[];
  /** Statements of the migrations before this one. */
  earlier: string[];
};

/**
 * Lists what would hold up a Hallway in use, or break the version before, in migrations given oldest first. A table that
 * the migration makes itself is in nobody's way.
 */
export function migrationViolations(migrations: Migration[]): string[] {
  const earlier: string[] = [];
  const violations: string[] = [];
  for (const migration of migrations) {
    const statements = statementsOf(migration.sql);
    const around = { migration, statements, earlier: [...earlier] };
    const made = statements.map(tableMadeBy);
    for (const text of statements) {
      const statement = { text, table: tableChangedBy(text) };
      if (statement.table !== undefined && made.includes(statement.table)) continue;
      for (const rule of rules) {
        if (!rule.refuses(statement, around)) continue;
        violations.push(`prisma/migrations/${migration.name}: "${short(text)}". ${rule.instead}`);
      }
    }
    earlier.push(...statements);
  }
  return violations;
}

const contractMark = "_contract";

const rules: Rule[] = [
  {
    refuses: ({ text }) => /^create (unique )?index (?!concurrently)/.test(text),
    instead:
      "Build it CONCURRENTLY, in a migration of its own: otherwise nobody can write meanwhile.",
  },
  {
    refuses: ({ text }, { statements }) =>
      /^(create (unique )?|drop |re)index concurrently/.test(text) && statements.length > 1,
    instead: "CONCURRENTLY cannot be part of a transaction: give it a migration of its own.",
  },
  {
    refuses: ({ text }) => /\balter (column )?\w+ (set data )?type\b/.test(text),
    instead:
      "It writes the whole table anew: add a column, fill it in batches, switch, drop the old one later.",
  },
  {
    refuses: ({ text }) => additionsIn(text).some(isCostly),
    instead:
      "Add the column empty or with a constant default: otherwise the table is written anew, or rows refuse it.",
  },
  {
    refuses: ({ text, table }, { earlier }) =>
      [...text.matchAll(/\balter (?:column )?(\w+) set not null/g)].some(
        ([, column]) =>
          !earlier.includes(`alter table ${table} validate constraint ${table}_${column}_not_null`),
      ),
    instead:
      "First add CHECK (… IS NOT NULL) NOT VALID as <table>_<column>_not_null, VALIDATE it in a later migration, then SET NOT NULL in a third.",
  },
  {
    refuses: ({ text }) =>
      /\badd (constraint \w+ )?(check|foreign key)\b/.test(text) && !/\bnot valid\b/.test(text),
    instead:
      "Add it NOT VALID and VALIDATE it in a later migration: otherwise every row is read under a lock.",
  },
  {
    refuses: ({ text }) =>
      /\badd (constraint \w+ )?(unique|primary key|exclude)\b(?! using index)/.test(text),
    instead: "Build a unique index CONCURRENTLY first and add the constraint USING INDEX.",
  },
  {
    refuses: ({ text }, { statements }) =>
      [...text.matchAll(/\bvalidate constraint (\w+)/g)].some(([, name]) =>
        statements.some((other) => other.includes(`add constraint ${name} `)),
      ),
    instead:
      "VALIDATE in a later migration: here the lock of ADD CONSTRAINT would be held all the while.",
  },
  {
    refuses: ({ text }, { migration }) => takesAway(text) && !migration.name.endsWith(contractMark),
    instead: `The version before still uses it: do it one release later, in a migration whose name ends with ${contractMark}.`,
  },
  {
    refuses: ({ text }) => /^(update|delete from) /.test(text),
    instead:
      "Fill in batches: a migration of its own with one DO block that commits every 5,000 rows (docs/backup.md, Migrations).",
  },
  {
    refuses: ({ text }) => /^(lock|cluster|vacuum full|truncate) /.test(text),
    instead: "It keeps everyone out of the table for as long as it runs.",
  },
];

function takesAway(text: string): boolean {
  return (
    /^drop (table|type|view|schema|function|sequence) /.test(text) ||
    /^alter (table|type|index|sequence|view) .*\brename\b/.test(text) ||
    /^alter table .*\bdrop (?!constraint|default|not null|expression|identity)/.test(text)
  );
}

/** The columns that a statement adds, each with its type and what is said of it. */
function additionsIn(text: string): string[] {
  if (!/^alter table /.test(text)) return [];
  return text
    .split(/\badd column (?:if not exists )?/)
    .slice(1)
    .map((column) => column.trim());
}

function isCostly(column: string): boolean {
  const isVolatile =
    /\bdefault\b.*(random|uuid|clock_timestamp|nextval|timeofday)|\bserial\b|\bbigserial\b|\bidentity\b/;
  return (
    isVolatile.test(column) ||
    /\bgenerated always as\b.*\bstored\b/.test(column) ||
    (/\bnot null\b/.test(column) && !/\bdefault\b/.test(column)) ||
    /\b(unique|primary key|references|check)\b/.test(column)
  );
}

function tableMadeBy(text: string): string | undefined {
  return /^create (?:unlogged )?table (?:if not exists )?(?:public ?\. ?)?(\w+)/.exec(text)?.[1];
}

function tableChangedBy(text: string): string | undefined {
  const changed =
    /^alter table (?:if exists )?(?:only )?(?:public ?\. ?)?(\w+)/.exec(text) ??
    /^create (?:unique )?index .*?\bon (?:only )?(?:public ?\. ?)?(\w+)/.exec(text) ??
    /^(?:update|delete from|truncate(?: table)?) (?:only )?(?:public ?\. ?)?(\w+)/.exec(text);
  return changed?.[1];
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
